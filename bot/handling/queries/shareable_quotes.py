"""Quotes that may be told to other parents: by permission, after a look for traces.

Noor: {shareable_quotes: spiegel} → {quote_id: alleen}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.wording import Values
from bot.handling.arguments import OfTrajectory
from bot.handling.context import Context
from bot.services import composing
from bot.texts.languages import MOST_ON_BUTTON

MOST = 20
"""Buttons of one message; the newest conversation has few more (own judgement)."""
TICK = 2
SPEC = QuerySpec("shareable_quotes", OfTrajectory, gives=frozenset({"quote_id", "quote_start"}))


async def run(context: Context, args: OfTrajectory) -> list[Values]:
    """By their first words, which are looked up when they are shown: they are the parent's own."""
    found = await composing.quotes_for_parents(context.work, context.actor, args.trajectory_id)
    return [{"quote_id": q.id, "quote_start": wording.quote(q.id, MOST_ON_BUTTON - TICK)} for q in found[:MOST]]
