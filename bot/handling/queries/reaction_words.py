"""What parents said beside their reactions and let professionals read, in an order that says nothing.

Noor: {reaction_words: bulletin-1} → {words: "Een vast gezicht."}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.wording import Value, Values
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context
from bot.handling.subjects import subject_titles
from bot.services import disclosure

SPEC = QuerySpec("reaction_words", OfBulletin, gives=frozenset({"subject_title", "words", "language_word"}))


async def run(context: Context, args: OfBulletin) -> list[Values]:
    """A voice note is named, not heard: a voice is recognisable. In Dutch, where a translator put it so."""
    titles = await subject_titles(context, args.bulletin_id)
    return [
        {
            "subject_title": titles[said.subject],
            "words": _words(said),
            "language_word": _language(said),
        }
        for said in await disclosure.words(context.work, context.actor, args.bulletin_id)
        if said.subject in titles
    ]


def _words(said: disclosure.Words) -> Value:
    if said.translation_id is not None:
        return wording.translation(said.translation_id)
    return said.text or wording.text("common.voice_note")


def _language(said: disclosure.Words) -> Value:
    name = wording.language_name(said.language)
    return name if said.translation_id is None else wording.text("common.dutch_from", language_word=name)
