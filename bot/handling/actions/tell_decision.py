"""A proposal of which the decision day comes, is there or is over, for a coordinator or its owner.

Noor: {tell_decision: {proposal_id: proposal-3, level: soon}} → done
Noor: {tell_decision: {proposal_id: proposal-1, level: soon}} → over
"""

from typing import Literal

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import NotAllowed
from bot.handling.arguments import OfProposal
from bot.handling.context import Context, Done
from bot.handling.proposal_values import GIVES, values_of
from bot.services.following_up import proposing


class TellDecision(OfProposal):
    """As `flows/cadence.yaml` names the levels."""

    level: Literal["soon", "today", "late"]


SPEC = ActionSpec("tell_decision", TellDecision, frozenset({"over"}), GIVES | {"heading"})


async def run(context: Context, args: TellDecision) -> Done:
    """`over`: it was decided since, or somebody else sees to it."""
    look = proposing.look if context.person.is_coordinator else proposing.owned
    try:
        proposal = await look(context.work, context.actor, args.proposal_id)
    except NotAllowed:
        return Done("over")
    if proposal.status.is_decided or proposal.decision_on is None:
        return Done("over")
    heading = wording.text(f"common.decision_{args.level}")
    return Done(values={**await values_of(context, proposal), "heading": heading})
