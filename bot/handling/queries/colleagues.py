"""The others who work along, coordinators first.

Noor: colleagues → {colleague_id: bram, colleague: Bram}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain.actor import STAFF, Role
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.handling.shortening import shortened
from bot.services.people.colleagues import everybody
from bot.texts.languages import MOST_ON_BUTTON

MOST = 20
SPEC = QuerySpec("colleagues", gives=frozenset({"colleague_id", "colleague"}))


async def run(context: Context, args: NoArgs) -> list[Values]:
    """Owners of a proposal are left to their proposal."""
    found = await everybody(context.work, context.actor)
    others = [p for p in found if p.id != context.actor.id and p.roles & STAFF - {Role.OWNER}]
    return [{"colleague_id": p.id, "colleague": shortened(p.name or "–", MOST_ON_BUTTON)} for p in others[:MOST]]
