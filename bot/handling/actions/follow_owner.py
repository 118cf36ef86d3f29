"""A proposal is moved as its owner says.

Noor: {follow_owner: word-1} → done
Noor: {follow_owner: move-1} → decided
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Stale
from bot.handling.arguments import OfMove
from bot.handling.context import Context, Done
from bot.handling.looks_again import tell_looks_again
from bot.services.following_up import proposing

SPEC = ActionSpec("follow_owner", OfMove, frozenset({"decided"}), frozenset({"status_text", "is_told", "looks_again"}))


async def run(context: Context, args: OfMove) -> Done:
    """`decided`: somebody moved it since. `is_told`: `no` when parents know it so already. `looks_again`: the drafts that
    have to be looked at again."""
    try:
        moved = await proposing.follow_owner(context.work, context.actor, args.move_id)
    except Stale:
        return Done("decided")
    status = wording.text(f"common.proposal_{moved.proposal.status}")
    again = await tell_looks_again(context, moved)
    return Done(values={"status_text": status, "is_told": "yes" if moved.is_told else "no", "looks_again": again})
