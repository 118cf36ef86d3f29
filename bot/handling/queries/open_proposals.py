"""Proposals that a bulletin can tell of.

Noor: {open_proposals: spiegel} → {proposal_id: proposal-1}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.domain.proposal import ProposalStatus
from bot.domain.wording import Value, Values
from bot.handling.arguments import OfTrajectory
from bot.handling.context import Context
from bot.handling.drafts import chosen
from bot.handling.shortening import shortened
from bot.texts.languages import MOST_ON_BUTTON

MOST = 20
MARKS = {
    ProposalStatus.DONE: "✅",
    ProposalStatus.STARTED: "▶️",
    ProposalStatus.PLANNED: "📅",
    ProposalStatus.EXPLORING: "🔎",
    ProposalStatus.NOT_NOW: "⏸",
    ProposalStatus.NOT_POSSIBLE: "✖️",
}
"""Where each stands, as `flows/compose_draft.yaml` explains them."""
ROOM = 6
"""Characters for a mark, and a tick before it."""


class OpenProposals(OfTrajectory):
    """Of a draft: those that it tells of are chosen already."""

    bulletin_id: str = ""


SPEC = QuerySpec("open_proposals", OpenProposals, gives=frozenset({"proposal_id", "proposal_title", "chosen"}))


async def run(context: Context, args: OpenProposals) -> list[Values]:
    """All of the trajectory, with where each stands; done ones too, as parents want to hear of those. What the draft has
    comes first."""
    uow = context.work.uow
    trajectory = await uow.trajectories.get(args.trajectory_id)
    context.actor.must_be(Role.COORDINATOR, coalition_id=trajectory.coalition_id)
    told, found = await chosen(context, args.bulletin_id), list[Values]()
    proposals = sorted(await uow.trajectories.proposals(trajectory.id), key=lambda proposal: proposal.id not in told)
    for number, proposal in enumerate(proposals[:MOST], 1):
        title = " ".join(proposal.texts.get("title", "").split())
        label: Value = wording.text("common.proposal_number", number=number)
        if title:
            label = f"{MARKS[proposal.status]} {shortened(title, MOST_ON_BUTTON - ROOM)}"
        found.append({"proposal_id": proposal.id, "proposal_title": label, "chosen": "yes" if proposal.id in told else "no"})
    return found
