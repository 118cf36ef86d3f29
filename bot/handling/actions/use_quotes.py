"""Which quotes of parents a draft is about.

Noor: {use_quotes: {bulletin_id: bulletin-2, revision_id: revision-2, quote_ids: [alleen]}} → done
Noor: {use_quotes: {bulletin_id: bulletin-2, revision_id: revision-2, quote_ids: [forgotten]}} → withdrawn
Noor: {use_quotes: {bulletin_id: bulletin-7, revision_id: revision-7-1, quote_ids: [alleen]}} → clash
Noor: {use_quotes: {bulletin_id: bulletin-1, revision_id: revision-1, quote_ids: [alleen]}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import NotThere
from bot.handling.arguments import OfDraft
from bot.handling.changing import CHANGES, changed
from bot.handling.context import Context, Done
from bot.services.writing import composing


class UseQuotes(OfDraft):
    """All of them, in their order."""

    quote_ids: tuple[str, ...]


SPEC = ActionSpec("use_quotes", UseQuotes, CHANGES["outcomes"] | {"withdrawn"}, CHANGES["gives"], gives_on=CHANGES["gives_on"])


async def run(context: Context, args: UseQuotes) -> Done:
    """As `changed` has it. `withdrawn`: parents may not see one of them any more, and nothing changed."""
    use = composing.use(context.work, context.actor, args.bulletin_id, args.revision_id, quote_ids=args.quote_ids)
    try:
        return await changed(context, use)
    except NotThere as gone:
        if gone.code != "quote":
            raise
        return Done("withdrawn")
