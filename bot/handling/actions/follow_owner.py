"""A proposal is moved as its owner says.

Noor: {follow_owner: word-1} → done
Noor: {follow_owner: move-1} → decided
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Stale
from bot.handling.arguments import OfMove
from bot.handling.context import Context, Done
from bot.services import proposing

SPEC = ActionSpec("follow_owner", OfMove, frozenset({"decided"}), frozenset({"status_text", "is_told"}))


async def run(context: Context, args: OfMove) -> Done:
    """`decided`: somebody moved it since. `is_told`: `no` when parents know it so already."""
    try:
        moved = await proposing.follow_owner(context.work, context.actor, args.move_id)
    except Stale:
        return Done("decided")
    status = wording.text(f"common.proposal_{moved.proposal.status}")
    return Done(values={"status_text": status, "is_told": "yes" if moved.is_told else "no"})
