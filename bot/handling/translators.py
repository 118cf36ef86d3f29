"""What is said beside a question about who puts it into Dutch."""

from bot.domain import wording
from bot.domain.delivery import Recipient, RecipientKind
from bot.domain.question import QuestionMessage
from bot.domain.translation import TaskState, TranslationTask
from bot.domain.wording import Value, Values
from bot.handling.shortening import shortened
from bot.handling.translation_items import NAME, name_of
from bot.services.translation import translating_words
from bot.services.work import Work


async def said_with(work: Work, message: QuestionMessage, *, first: bool) -> tuple[tuple[str, ...], Values]:
    """Keys of texts, with their values: who translates this message; or, with the first of a question, that nobody can and so the
    answer goes as it is. Nothing for a message in Dutch.
    """
    tasks = await work.uow.translations.of_message(message.id)
    task = tasks[-1] if tasks else None
    if task is None or task.state is TaskState.DONE or (task.translator_id is None and not first):
        return (), {}
    key = "common.topic_translator" if task.translator_id else "common.topic_no_translator"
    return (key,), await values_of(work, task)


async def how_to_answer(work: Work, message: QuestionMessage, place: Recipient) -> str:
    """The key of what coordinators are told: where to type, and whether somebody translates it. In one's own chat nobody else
    reads along, so nothing is said of what stays among colleagues."""
    tasks = await work.uow.translations.of_message(message.id)
    translated = "_translated" if tasks and tasks[-1].translator_id else ""
    where = "here" if place.topic_of is not None else "by_reply" if place.kind is RecipientKind.GROUP else "alone"
    return f"common.topic_answer_{where}{translated}"


async def values_of(work: Work, task: TranslationTask) -> Values:
    """`translator`, `language_word`, and by reference what the translator made (or a word for a voice note)."""
    made = wording.translation(task.id) if task.words else wording.text("common.voice_note")
    translator = await name_of(work, task.translator_id) if task.translator_id else wording.text("common.nobody")
    return {"translator": translator, "language_word": wording.language_name(task.language), "translated": made}


async def asked_in_dutch(work: Work, message: QuestionMessage) -> Value | None:
    """What a parent said, as coordinators read it: in a translator's Dutch where that is there, else as it is. None: no words."""
    task = await translating_words.put_in_dutch(work, message.id)
    if task is not None and task.words:
        return wording.translation(task.id)
    return wording.message(message.id) if message.text else None


async def translator_name(work: Work, person_id: str) -> Value:
    """What a translator is called to a parent: by the name that they gave; a word for who gave none."""
    person = await work.uow.people.find(person_id)
    return shortened(person.name, NAME) if person and person.name else wording.text("common.our_translator")
