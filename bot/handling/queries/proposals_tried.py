"""The proposals of a bulletin that a parent reads before others do.

Lotte: {proposals_tried: trial-2} → {proposal_id: proposal-1, number: 1, answer_kind: plan}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain.errors import Refused
from bot.domain.wording import Values
from bot.handling.arguments import OfTrial
from bot.handling.context import Context
from bot.handling.queries.proposals_told import GIVES
from bot.services.delivery import reading
from bot.services.writing import trying_out

SPEC = QuerySpec("proposals_tried", OfTrial, gives=GIVES)


async def run(context: Context, args: OfTrial) -> list[Values]:
    """As `bot.services.delivery.reading.items` has them."""
    try:
        to_read = await trying_out.open_trial(context.work, context.person.actor, args.trial_id)
    except Refused:
        return []
    return await reading.items(context.work, to_read.revision, to_read.trial.language)
