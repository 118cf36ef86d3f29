"""A coordinator sends without the other's yes, and says why.

Noor: {go_alone: {bulletin_id: bulletin-2, because: "Mijn collega is ziek."}} → done
Noor: {go_alone: {bulletin_id: bulletin-1, because: "Mijn collega is ziek."}} → too_late
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Stale
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.writing import approvals


class GoAlone(Args):
    """The reason is kept."""

    bulletin_id: str
    because: str


SPEC = ActionSpec("go_alone", GoAlone, frozenset({"too_late"}))


async def run(context: Context, args: GoAlone) -> Done:
    """`too_late`: somebody looked already. Refused: `own_work` for an empty reason."""
    try:
        await approvals.second_look(context.work, context.actor, args.bulletin_id, args.because)
    except Stale:
        return Done("too_late")
    return Done()
