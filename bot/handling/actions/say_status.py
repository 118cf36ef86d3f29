"""The owner of a proposal says where it stands; coordinators hear it.

Owner: {say_status: {proposal_id: proposal-1, stands: done}} → done
Owner: {say_status: {proposal_id: proposal-2, stands: done}} → not_yours
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import NotAllowed
from bot.domain.proposal import ProposalStatus, ReasonKind
from bot.handling.arguments import OfProposal
from bot.handling.context import Context, Done
from bot.services.following_up import proposing


class SayStatus(OfProposal):
    """With words, if they like; a no has a kind of reason, and words."""

    stands: ProposalStatus
    reason_kind: ReasonKind | None = None
    words: str = ""


SPEC = ActionSpec("say_status", SayStatus, frozenset({"not_yours"}))


async def run(context: Context, args: SayStatus) -> Done:
    """`not_yours`: somebody else sees to it now."""
    try:
        await proposing.say_where_it_stands(
            context.work,
            context.person.actor,
            args.proposal_id,
            args.stands,
            reason_kind=args.reason_kind,
            words=args.words,
        )
    except NotAllowed:
        return Done("not_yours")
    return Done()
