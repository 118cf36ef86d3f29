"""A bulletin that is paused, or of which an outage held a part: it goes on where it was.

Noor: {resume_bulletin: bulletin-4} → done
Noor: {resume_bulletin: bulletin-1} → too_late
Noor: {resume_bulletin: bulletin-6} → lacking
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import NotAllowed, NotThere, Refused, Stale
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.services.delivery import steering

SPEC = ActionSpec("resume_bulletin", OfBulletin, frozenset({"too_late", "lacking"}))


async def run(context: Context, args: OfBulletin) -> Done:
    """`too_late`: it is not paused (any more). `lacking`: it had not begun, and something keeps it; `check_readiness` tells."""
    try:
        await steering.resume(context.work, context.actor, args.bulletin_id)
    except (NotAllowed, NotThere):
        raise
    except Stale:
        return Done("too_late")
    except Refused:
        return Done("lacking")
    return Done()
