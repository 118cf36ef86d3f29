"""The other coordinators who joined: to take over, or to stand in.

Noor: other_coordinators → {colleague_id: bram, colleague: Bram}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain.actor import STAFF
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.handling.shortening import shortened
from bot.services.following_up.cadence import joined_coordinators
from bot.texts.languages import MOST_ON_BUTTON

SPEC = QuerySpec("other_coordinators", gives=frozenset({"colleague_id", "colleague"}))


async def run(context: Context, args: NoArgs) -> list[Values]:
    """By id."""
    context.actor.must_be(*STAFF)
    found = await joined_coordinators(context.work, context.actor.coalition_id)
    others = [person for person in found if person.id != context.actor.id]
    return [{"colleague_id": person.id, "colleague": shortened(person.name or "–", MOST_ON_BUTTON)} for person in others]
