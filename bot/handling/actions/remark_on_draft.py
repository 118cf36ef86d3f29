"""What the other coordinator would change in a draft; its writer hears it.

Bram: {remark_on_draft: {bulletin_id: bulletin-2, revision_id: revision-2, words: "Schrijf het korter.", media_id: ""}} → done
Bram: {remark_on_draft: {bulletin_id: bulletin-1, revision_id: revision-1, words: "Schrijf het korter.", media_id: ""}} → over
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Stale
from bot.handling.arguments import OfDraft
from bot.handling.context import Context, Done
from bot.services.writing import looking


class RemarkOnDraft(OfDraft):
    """Typed, or spoken."""

    words: str
    media_id: str


SPEC = ActionSpec("remark_on_draft", RemarkOnDraft, frozenset({"over"}))


async def run(context: Context, args: RemarkOnDraft) -> Done:
    """`over`: it was sent, or thrown away."""
    try:
        await looking.remark(context.work, context.actor, args.bulletin_id, args.revision_id, args.words, args.media_id)
    except Stale:
        return Done("over")
    return Done()
