"""A bulletin that is sending: nothing is sent any more until it resumes.

Noor: {pause_bulletin: bulletin-1} → done
Noor: {pause_bulletin: bulletin-2} → too_late
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Stale
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.services.delivery import steering

SPEC = ActionSpec("pause_bulletin", OfBulletin, frozenset({"too_late"}))


async def run(context: Context, args: OfBulletin) -> Done:
    """`too_late`: it is not sending (any more)."""
    try:
        await steering.pause(context.work, context.actor, args.bulletin_id)
    except Stale:
        return Done("too_late")
    return Done()
