"""A bulletin that is paused: it goes on where it was.

Noor: {resume_bulletin: bulletin-4} → done
Noor: {resume_bulletin: bulletin-1} → too_late
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Stale
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.services import steering

SPEC = ActionSpec("resume_bulletin", OfBulletin, frozenset({"too_late"}))


async def run(context: Context, args: OfBulletin) -> Done:
    """`too_late`: it is not paused (any more)."""
    try:
        await steering.resume(context.work, context.actor, args.bulletin_id)
    except Stale:
        return Done("too_late")
    return Done()
