"""Words or a voice note beside a reaction. Nobody may read them until the parent says so (`allow_words`).

Lotte: {add_reaction_words: {bulletin_id: bulletin-1, subject: meaning, words: "Meer tijd."}} → done
Lotte: {add_reaction_words: {bulletin_id: bulletin-1, subject: meaning, words: "", media_id: ""}} → nothing
Guest: {add_reaction_words: {bulletin_id: bulletin-1, subject: meaning, words: "Meer tijd."}} → not_joined
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.hearing import reactions


class AddReactionWords(Args):
    """What an answer saved: its words and the id of its voice note, each empty when there is none."""

    bulletin_id: str
    subject: str
    words: str = ""
    media_id: str = ""


OUTCOMES = frozenset({"nothing", "not_joined"})
SPEC = ActionSpec("add_reaction_words", AddReactionWords, OUTCOMES)


async def run(context: Context, args: AddReactionWords) -> Done:
    """`nothing`: the question was skipped."""
    if not args.words.strip() and not args.media_id:
        return Done("nothing")
    actor = context.person.actor
    try:
        await reactions.add_words(context.work, actor, args.bulletin_id, args.subject, args.words, media_id=args.media_id or None)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(refused.code)
    return Done()
