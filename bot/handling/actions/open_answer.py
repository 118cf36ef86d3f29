"""The words of a coordinators' answer, and the voice note that came instead of them or beside them.

Fatma: {open_answer: answer-1} → done
"""

from dataclasses import replace

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import NotThere
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.services.translation import translating_words


class OpenAnswer(Args):
    """The message in the question's thread."""

    message_id: str


WITHOUT_WORDS = {"photo": "answer_by_photo", "document": "answer_by_document"}
SPEC = ActionSpec("open_answer", OpenAnswer, gives=frozenset({"answer", "answer_media", "answer_language"}))


async def run(context: Context, args: OpenAnswer) -> Done:
    """In the parent's language, when a translator put it so. `answer_media` is empty when nothing was spoken or sent.
    `answer_language`: to who is in danger an answer goes at once as it was written (`follows`: somebody translates it), and once
    more when it was `translated`; where nobody translates, it is `only_dutch`; else `as_it_is`.

    From here on it is known in which conversation the parent gets it. NotThere when it is no answer to a question of this parent.
    """
    uow = context.work.uow
    message = await uow.questions.message(args.message_id)
    question = await uow.questions.get(message.question_id)
    if question.person_id != context.person.id or message.from_parent:
        raise NotThere("answer", id=args.message_id)
    # Read anew: its writer may be changing it at this moment.
    message = await uow.questions.lock_message(message.id)
    await uow.questions.save_message(replace(message, conversation_id=context.conversation_id))
    translated = await translating_words.put_for_parent(context.work, message.id)
    if translated is not None:
        answer, media_id = wording.translation(translated.id) if translated.words else None, translated.media_id
    else:
        answer, media_id = wording.message(message.id) if message.text else None, message.media_id
    if answer is None:
        kind = (await uow.media.get(media_id)).kind if media_id else "voice"
        answer = wording.text(f"common.{WITHOUT_WORDS.get(kind, 'answer_by_voice')}")
    how = await translating_words.follows(context.work, question, message)
    return Done(values={"answer": answer, "answer_media": media_id or "", "answer_language": how})
