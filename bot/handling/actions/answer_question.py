"""A coordinator's answer goes to the parent, outside quiet hours.

Noor: {answer_question: {question_id: question-1, words: "Op dinsdag om 10 uur."}} → done
Noor: {answer_question: {question_id: question-1, words: ""}} → nothing
Noor: {answer_question: {question_id: question-2, words: "Op dinsdag om 10 uur."}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import NotThere, Refused
from bot.handling import relay
from bot.handling.arguments import Args
from bot.handling.arriving import said_at
from bot.handling.context import Context, Done
from bot.services.hearing import questions


class AnswerQuestion(Args):
    """What an answer saved: its words and the id of its voice note, each empty when there is none."""

    question_id: str
    words: str = ""
    media_id: str = ""


OUTCOMES = {"nothing_said": "nothing", "question_closed": "gone"}
SPEC = ActionSpec("answer_question", AnswerQuestion, frozenset(OUTCOMES.values()))


async def run(context: Context, args: AnswerQuestion) -> Done:
    """`nothing`: the coordinator skipped it. `gone`: the question is closed, or its parent was forgotten."""
    said_as = said_at(context.place, context.inbound)
    try:
        message = await questions.answer(
            context.work, context.actor, args.question_id, args.words, media_id=args.media_id or None, external_id=said_as
        )
    except NotThere:
        return Done("gone")
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    question = await context.work.uow.questions.get(args.question_id)
    await relay.tell_answer_waits(context.work, context.account, question, message)
    return Done()
