"""A question, as coordinators see it: the newest thing its parent said, in words or by voice.

Noor: {open_question: question-1} → done
Noor: {open_question: question-2} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import NotThere
from bot.domain.question import QuestionMessage, QuestionState
from bot.domain.wording import Value
from bot.handling.arguments import OfQuestion
from bot.handling.context import Context, Done
from bot.handling.question_card import promise_of
from bot.handling.translators import asked_in_dutch
from bot.services.hearing import disclosure

GIVES = frozenset({"mark", "pseudonym", "language_word", "answer_by", "promise", "taken", "asked", "asked_media"})
NOTES = {"photo": "photo_note", "document": "document_note"}
"""What is said of something without words, by its kind; of all else that it is a voice."""
SPEC = ActionSpec("open_question", OfQuestion, frozenset({"gone"}), GIVES)


async def run(context: Context, args: OfQuestion) -> Done:
    """`gone`: it is closed, or its parent was forgotten. `mark` warns of danger, or is empty; `taken` says who does it, or is
    empty; `asked_media` is empty when nothing was spoken or sent.
    """
    try:
        thread = await disclosure.thread(context.work, context.actor, args.question_id)
    except NotThere:
        return Done("gone")
    if thread.state is QuestionState.CLOSED:
        return Done("gone")
    newest = [message for message in thread.messages if message.from_parent][-1]
    answer_by = wording.day(thread.answer_by)
    taken = wording.text("common.card_taken", name=wording.name_of(thread.taken_by)) if thread.taken_by else ""
    return Done(
        values={
            "mark": wording.text("common.topic_danger") if thread.danger else "",
            "pseudonym": thread.pseudonym,
            "language_word": wording.language_name(thread.language),
            "answer_by": answer_by,
            "promise": promise_of(thread.answer_by, thread.later_by, danger=thread.danger),
            "taken": taken,
            "asked": await asked_in_dutch(context.work, newest) or await _note(context, newest),
            "asked_media": newest.media_id or "",
        }
    )


async def _note(context: Context, newest: QuestionMessage) -> Value:
    kind = (await context.work.uow.media.get(newest.media_id)).kind if newest.media_id else ""
    return wording.text(f"common.{NOTES.get(kind, 'voice_note')}")
