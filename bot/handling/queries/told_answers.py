"""What parents would tell another parent about a message that they got, in an order that says nothing.

Noor: {told_answers: bulletin-1} → {answer: {reaction: reaction-told}, answer_form: text}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.wording import Value, Values
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context
from bot.handling.translation_items import in_dutch
from bot.services.hearing import disclosure

SPEC = QuerySpec(
    "told_answers", OfBulletin, gives=frozenset({"answer", "answer_media", "answer_form", "is_older", "language_word"})
)


async def run(context: Context, args: OfBulletin) -> list[Values]:
    """As `trial_answers` has them, so that the same flow shows them: in Dutch where a translator put it so.

    `answer_form` may also be `waits` (somebody writes down what was spoken) or `unheard` (nobody may listen).
    """
    found = await disclosure.told_on(context.work, context.actor, args.bulletin_id)
    return [_item(said) for said in found]


def _item(said: disclosure.Words) -> Values:
    name = wording.language_name(said.language)
    answer: Value = wording.reaction(said.reaction_id)
    if said.translation_id is not None:
        answer, name = wording.translation(said.translation_id), in_dutch(said.language)
    is_heard = said.form is disclosure.Form.VOICE
    return {
        "answer": answer,
        "answer_media": wording.voice_beside(said.reaction_id) if is_heard else "",
        "answer_form": "text" if said.form is disclosure.Form.WORDS else str(said.form),
        "is_older": False,
        "language_word": name,
    }
