"""A bulletin is withdrawn: who has it keeps it, nobody else gets it.

Noor: {cancel_bulletin: bulletin-1} → done
Noor: {cancel_bulletin: bulletin-5} → too_late
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Stale
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.services.delivery import steering

SPEC = ActionSpec("cancel_bulletin", OfBulletin, frozenset({"too_late"}))


async def run(context: Context, args: OfBulletin) -> Done:
    """`too_late`: it went to everybody, or was withdrawn already."""
    try:
        await steering.cancel(context.work, context.actor, args.bulletin_id)
    except Stale:
        return Done("too_late")
    return Done()
