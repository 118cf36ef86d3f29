"""A coordinator moves a proposal: who reacted to it hears where it stands now.

Noor: {move_proposal: {proposal_id: proposal-1, to: done, seen: started}} → done
Noor: {move_proposal: {proposal_id: proposal-1, to: not_now, seen: started, reason_kind: money, words: "Geen geld."}} → done
Noor: {move_proposal: {proposal_id: proposal-1, to: done, seen: planned}} → already_moved
Noor: {move_proposal: {proposal_id: proposal-1, to: not_possible, seen: started}} → reason_missing
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.domain.proposal import ProposalStatus, ReasonKind
from bot.handling.arguments import OfProposal
from bot.handling.context import Context, Done
from bot.handling.looks_again import tell_looks_again
from bot.services.following_up import proposing


class MoveProposal(OfProposal):
    """Where to; `seen` is where it stood when that was chosen. A no has a kind of reason, and words."""

    to: ProposalStatus
    seen: ProposalStatus
    reason_kind: ReasonKind | None = None
    words: str = ""


OUTCOMES = frozenset({"already_moved", "reason_missing"})
SPEC = ActionSpec("move_proposal", MoveProposal, OUTCOMES, frozenset({"status_text", "is_told", "looks_again"}))


async def run(context: Context, args: MoveProposal) -> Done:
    """`already_moved`: a colleague did, meanwhile. `is_told`: `no` when it is back where parents believe it. `looks_again`: the
    drafts that have to be looked at again."""
    try:
        moved = await proposing.move(
            context.work,
            context.actor,
            args.proposal_id,
            args.to,
            seen=args.seen,
            reason_kind=args.reason_kind,
            words=args.words,
        )
    except (NotAllowed, NotThere):
        raise
    except Refused as refused:
        return Done("already_moved" if refused.code == "already_moved" else "reason_missing")
    return Done(
        values={
            "status_text": wording.text(f"common.proposal_{moved.proposal.status}"),
            "is_told": "yes" if moved.is_told else "no",
            "looks_again": await tell_looks_again(context, moved),
        }
    )
