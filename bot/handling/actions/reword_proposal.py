"""Other words for a proposal's title, plan or way in.

Noor: {reword_proposal: {proposal_id: proposal-1, element: title, words: "Een vaste tolk"}} → done
Noor: {reword_proposal: {proposal_id: proposal-1, element: plan, words: ""}} → lacking
"""

from typing import Literal

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.handling.arguments import OfProposal
from bot.handling.context import Context, Done
from bot.services.following_up import proposing


class RewordProposal(OfProposal):
    """One of its elements."""

    element: Literal["title", "plan", "way_in"]
    words: str = ""


SPEC = ActionSpec("reword_proposal", RewordProposal, frozenset({"lacking"}))


async def run(context: Context, args: RewordProposal) -> Done:
    """`lacking`: nothing was written, or too much, or it would be without a title or a plan. A way in may be taken out."""
    try:
        await proposing.rewrite(context.work, context.actor, args.proposal_id, args.element, args.words)
    except (NotAllowed, NotThere):
        raise
    except Refused:
        return Done("lacking")
    return Done()
