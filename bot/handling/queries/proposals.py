"""The coalition's proposals: those without a decision first, by their day.

Noor: proposals → {proposal_id: proposal-3}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain.wording import Values
from bot.handling.arguments import Args
from bot.handling.context import Context
from bot.handling.proposal_values import label_of, today
from bot.services.following_up import proposing

MOST = 12
"""More buttons at once than that nobody reads, and their lines have to fit in one message."""


class Proposals(Args):
    """Those after the first so many (`list_proposals`)."""

    after: int = 0


SPEC = QuerySpec("proposals", Proposals, gives=frozenset({"proposal_id", "label"}))


async def run(context: Context, args: Proposals) -> list[Values]:
    """MOST of them; a late one is marked."""
    day = await today(context)
    found = await proposing.of_coalition(context.work, context.actor)
    return [{"proposal_id": p.id, "label": label_of(p, day)} for p in found[args.after : args.after + MOST]]
