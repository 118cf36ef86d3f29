"""Who works along and did not fit the first message, a message each.

Noor: more_people → {people_lines: {}}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain import wording
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.handling.people_lines import pages

SPEC = QuerySpec("more_people", gives=frozenset({"people_lines"}))


async def run(context: Context, args: NoArgs) -> list[Values]:
    """Nothing, where few work along."""
    _, *others = await pages(context)
    return [{"people_lines": wording.lines(lines)} for lines in others]
