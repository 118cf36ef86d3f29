"""Quotes that may be told to other parents: by permission, after a look for traces.

Noor: {shareable_quotes: spiegel} → {quote_id: alleen}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.wording import Values
from bot.handling.arguments import OfTrajectory
from bot.handling.context import Context
from bot.handling.drafts import chosen
from bot.services.writing import composing
from bot.texts.languages import MOST_ON_BUTTON

MOST = 20
"""Buttons of one message; the newest conversation has few more (own judgement)."""
TICK = 2


class ShareableQuotes(OfTrajectory):
    """Of a draft: those that it has are chosen already."""

    bulletin_id: str = ""


SPEC = QuerySpec("shareable_quotes", ShareableQuotes, gives=frozenset({"quote_id", "quote_start", "chosen"}))


async def run(context: Context, args: ShareableQuotes) -> list[Values]:
    """By their first words, which are looked up when they are shown: they are the parent's own. What the draft has comes
    first."""
    found = await composing.quotes_for_parents(context.work, context.actor, args.trajectory_id)
    has = await chosen(context, args.bulletin_id)
    found = sorted(found, key=lambda quote: quote.id not in has)[:MOST]
    starts = [(quote.id, wording.quote(quote.id, MOST_ON_BUTTON - TICK)) for quote in found]
    return [{"quote_id": id_, "quote_start": start, "chosen": "yes" if id_ in has else "no"} for id_, start in starts]
