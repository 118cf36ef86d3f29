"""The proposals that this owner sees to.

Owner: my_proposals → {proposal_id: proposal-1}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.handling.proposal_values import label_of, today
from bot.services.following_up import proposing

SPEC = QuerySpec("my_proposals", gives=frozenset({"proposal_id", "label"}))


async def run(context: Context, args: NoArgs) -> list[Values]:
    """All of them."""
    day = await today(context)
    return [{"proposal_id": p.id, "label": label_of(p, day)} for p in await proposing.owned_by(context.work, context.actor)]
