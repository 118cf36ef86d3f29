"""The proposals of a bulletin as a reader of a language gets them, for who looks before parents read it.

Noor: {proposals_previewed: {revision_id: revision-2, language: tr}} → {proposal_id: proposal-1, number: 1, answer_kind: plan}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain.wording import Values
from bot.handling.arguments import Args
from bot.handling.context import Context
from bot.handling.queries.proposals_told import GIVES
from bot.services.writing import previewing


class ProposalsPreviewed(Args):
    """As `open_preview` names the revision."""

    revision_id: str
    language: str


SPEC = QuerySpec("proposals_previewed", ProposalsPreviewed, gives=GIVES)


async def run(context: Context, args: ProposalsPreviewed) -> list[Values]:
    """As `bot.services.delivery.reading.items` has them."""
    return await previewing.proposals_in(context.work, context.actor, args.revision_id, args.language)
