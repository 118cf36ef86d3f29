"""A bulletin goes out.

Noor: {send_bulletin: bulletin-2} → lacking
Noor: {send_bulletin: bulletin-3} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.services.delivery import sending

SPEC = ActionSpec("send_bulletin", OfBulletin, frozenset({"lacking"}))


async def run(context: Context, args: OfBulletin) -> Done:
    """`lacking`: something keeps it, or somebody sent it already; `check_readiness` tells."""
    try:
        await sending.send(context.work, context.actor, args.bulletin_id)
    except (NotAllowed, NotThere):
        raise
    except Refused:
        return Done("lacking")
    return Done()
