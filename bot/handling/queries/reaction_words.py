"""What parents said beside their reactions and let professionals read, in an order that says nothing.

Noor: {reaction_words: bulletin-1} → {words: "Een vast gezicht."}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.wording import Values
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context
from bot.handling.subjects import subject_titles
from bot.services import disclosure

SPEC = QuerySpec("reaction_words", OfBulletin, gives=frozenset({"subject_title", "words", "language_word"}))


async def run(context: Context, args: OfBulletin) -> list[Values]:
    """A voice note is named, not heard: a voice is recognisable."""
    titles = await subject_titles(context, args.bulletin_id)
    return [
        {
            "subject_title": titles[said.subject],
            "words": said.text or wording.text("common.voice_note"),
            "language_word": wording.language_name(said.language),
        }
        for said in await disclosure.words(context.work, context.actor, args.bulletin_id)
        if said.subject in titles
    ]
