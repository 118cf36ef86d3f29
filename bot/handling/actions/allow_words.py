"""The parent lets professionals read the words beside a reaction.

Sanne: {allow_words: {bulletin_id: bulletin-1, subject: meaning, version: words-nl, language: nl}} → done
Guest: {allow_words: {bulletin_id: bulletin-1, subject: meaning, version: words-nl, language: nl}} → not_joined
Sanne: {allow_words: {bulletin_id: bulletin-1, subject: meaning, version: older words, language: nl}} → words_changed
"""

from bot.dialogue.actions import ActionSpec, Binds
from bot.domain.consent import Shown
from bot.domain.errors import Refused
from bot.handling.arguments import ToShown
from bot.handling.context import Context, Done
from bot.services.hearing import reactions


class AllowWords(ToShown):
    """Beside which reaction, and what was read when it was asked."""

    bulletin_id: str
    subject: str


SPEC = ActionSpec("allow_words", AllowWords, frozenset({"not_joined", "words_changed"}), binds=Binds.ASKED)


async def run(context: Context, args: AllowWords) -> Done:
    """`words_changed`: the question reads otherwise by now. Refused: `nothing_said` when there are no words."""
    shown = Shown(args.version, args.language)
    try:
        await reactions.show_words(context.work, context.person.actor, args.bulletin_id, args.subject, shown)
    except Refused as refused:
        if refused.code not in SPEC.outcomes:
            raise
        return Done(refused.code)
    return Done()
