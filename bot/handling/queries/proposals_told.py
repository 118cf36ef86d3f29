"""The proposals of a bulletin, in its order.

Lotte: {proposals_told: revision-1} → {proposal_id: proposal-1, number: 1, answer_kind: plan}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain.wording import Values
from bot.handling.arguments import Args
from bot.handling.context import Context
from bot.services.delivery import reading


class ProposalsTold(Args):
    """As the bulletin's delivery, or `open_bulletin`, names it."""

    revision_id: str


GIVES = frozenset(
    {
        "proposal_id",
        "bulletin_id",
        "revision_id",
        "number",
        "status",
        "status_text",
        "answer_kind",
        "has_way_in",
        "title",
        "plan",
        "way_in",
        "reason",
        "quote",
        "has_quote",
    }
)
SPEC = QuerySpec("proposals_told", ProposalsTold, gives=GIVES)


async def run(context: Context, args: ProposalsTold) -> list[Values]:
    """As `bot.services.delivery.reading.proposals_of` has them."""
    return await reading.proposals_of(context.work, context.person.actor, args.revision_id)
