"""The other coordinator says yes to a bulletin.

Bram: {give_second_look: bulletin-2} → done
Noor: {give_second_look: bulletin-2} → own_work
Bram: {give_second_look: bulletin-1} → too_late
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused, Stale
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.services import approvals

SPEC = ActionSpec("give_second_look", OfBulletin, frozenset({"own_work", "too_late"}))


async def run(context: Context, args: OfBulletin) -> Done:
    """`own_work`: whoever wrote it cannot. `too_late`: somebody did already."""
    try:
        await approvals.second_look(context.work, context.actor, args.bulletin_id)
    except Stale:
        return Done("too_late")
    except Refused as refused:
        if refused.code != "own_work":
            raise
        return Done("own_work")
    return Done()
