"""The words of a coordinators' answer, and the voice note that came instead of them or beside them.

Fatma: {open_answer: answer-1} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import NotThere
from bot.handling.arguments import Args
from bot.handling.context import Context, Done


class OpenAnswer(Args):
    """The message in the question's thread."""

    message_id: str


SPEC = ActionSpec("open_answer", OpenAnswer, gives=frozenset({"answer", "answer_media"}))


async def run(context: Context, args: OpenAnswer) -> Done:
    """`answer_media` is empty when nothing was spoken or sent. NotThere when it is no answer to a question of this parent."""
    message = await context.work.uow.questions.message(args.message_id)
    question = await context.work.uow.questions.get(message.question_id)
    if question.person_id != context.person.id or message.from_parent:
        raise NotThere("answer", id=args.message_id)
    answer = wording.message(message.id) if message.text else wording.text("common.answer_by_voice")
    return Done(values={"answer": answer, "answer_media": message.media_id or ""})
