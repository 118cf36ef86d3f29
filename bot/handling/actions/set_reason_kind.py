"""For which kind of reason a proposal is not now, or not possible.

Noor: {set_reason_kind: {proposal_id: proposal-4, kind: money}} → done
Noor: {set_reason_kind: {proposal_id: proposal-2, kind: money}} → known
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Stale
from bot.domain.proposal import ReasonKind
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.writing import composing


class SetReasonKind(Args):
    """`rules`, `money`, `people` or `not_ours`."""

    proposal_id: str
    kind: ReasonKind


SPEC = ActionSpec("set_reason_kind", SetReasonKind, frozenset({"known"}))


async def run(context: Context, args: SetReasonKind) -> Done:
    """`known`: somebody said it already."""
    try:
        await composing.give_reason_kind(context.work, context.actor, args.proposal_id, args.kind)
    except Stale:
        return Done("known")
    return Done()
