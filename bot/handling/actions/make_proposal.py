"""A proposal in a coordinator's own words.

Noor: {make_proposal: {trajectory_id: spiegel, title: "Een tolk", plan: "Er komt een tolk."}} → done
Noor: {make_proposal: {trajectory_id: spiegel, title: "", plan: "Er komt een tolk."}} → lacking
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.handling.arguments import OfTrajectory
from bot.handling.context import Context, Done
from bot.services.following_up import proposing


class MakeProposal(OfTrajectory):
    """`way_in` is empty when there is none yet."""

    title: str
    plan: str
    way_in: str = ""


SPEC = ActionSpec("make_proposal", MakeProposal, frozenset({"lacking"}), frozenset({"proposal_id"}))


async def run(context: Context, args: MakeProposal) -> Done:
    """`lacking`: it has no title or no plan, or one that is too long."""
    try:
        made = await proposing.create(context.work, context.actor, args.trajectory_id, args.title, args.plan, args.way_in)
    except (NotAllowed, NotThere):
        raise
    except Refused:
        return Done("lacking")
    return Done(values={"proposal_id": made.id})
