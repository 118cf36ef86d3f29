"""Who works along and did not fit the first message, a message each.

Noor: {more_people: 0} → {}
"""

from pydantic import Field

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.wording import Values
from bot.handling.arguments import Args
from bot.handling.context import Context
from bot.handling.people_lines import pages


class MorePeople(Args):
    """`after`: so many messages were said already."""

    after: int = Field(1, ge=0)


SPEC = QuerySpec("more_people", MorePeople, gives=frozenset({"people_lines"}))


async def run(context: Context, args: MorePeople) -> list[Values]:
    """Nothing, where few work along."""
    return [{"people_lines": wording.lines(lines)} for lines in (await pages(context))[args.after :]]
