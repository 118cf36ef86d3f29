"""A question, as coordinators see it: the newest thing its parent said, in words or by voice.

Noor: {open_question: question-1} → done
Noor: {open_question: question-2} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.question import QuestionState
from bot.handling.arguments import OfQuestion
from bot.handling.context import Context, Done
from bot.handling.translators import asked_in_dutch
from bot.services import disclosure

GIVES = frozenset({"mark", "pseudonym", "language_word", "answer_by", "asked", "asked_media"})
SPEC = ActionSpec("open_question", OfQuestion, frozenset({"gone"}), GIVES)


async def run(context: Context, args: OfQuestion) -> Done:
    """`gone`: it is closed. `mark` warns of danger, or is empty; `asked_media` is empty when nothing was spoken or sent."""
    thread = await disclosure.thread(context.work, context.actor, args.question_id)
    if thread.state is QuestionState.CLOSED:
        return Done("gone")
    newest = [message for message in thread.messages if message.from_parent][-1]
    return Done(
        values={
            "mark": wording.text("common.topic_danger") if thread.danger else "",
            "pseudonym": thread.pseudonym,
            "language_word": wording.language_name(thread.language),
            "answer_by": wording.day(thread.answer_by),
            "asked": await asked_in_dutch(context.work, newest),
            "asked_media": newest.media_id or "",
        }
    )
