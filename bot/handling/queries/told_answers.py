"""What parents would tell another parent about a message that they got, in an order that says nothing.

Noor: {told_answers: bulletin-1} → {answer: {reaction: reaction-told}, answer_form: text}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.wording import Value, Values
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context
from bot.services.hearing import disclosure

SPEC = QuerySpec(
    "told_answers", OfBulletin, gives=frozenset({"answer", "answer_media", "answer_form", "is_older", "language_word"})
)


async def run(context: Context, args: OfBulletin) -> list[Values]:
    """As `trial_answers` has them, so that the same flow shows them: in Dutch where a translator put it so."""
    found = await disclosure.told_on(context.work, context.actor, args.bulletin_id)
    return [_item(said) for said in found]


def _item(said: disclosure.Words) -> Values:
    name = wording.language_name(said.language)
    answer: Value = wording.reaction(said.reaction_id)
    if said.translation_id is not None:
        answer, name = wording.translation(said.translation_id), wording.text("common.dutch_from", language_word=name)
    spoken = said.media_id if said.translation_id is None and not said.text else None
    return {
        "answer": answer,
        "answer_media": spoken or "",
        "answer_form": "voice" if spoken else "text",
        "is_older": False,
        "language_word": name,
    }
