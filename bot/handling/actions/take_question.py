"""A coordinator does this question; the others see it on its card.

Noor: {take_question: question-1} → done
Noor: {take_question: question-3} → taken
Noor: {take_question: question-2} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.delivery import Purpose
from bot.domain.errors import NotThere, Refused
from bot.domain.question import Question
from bot.domain.wording import Values
from bot.handling import question_card
from bot.handling.arguments import OfQuestion
from bot.handling.context import Context, Done
from bot.services.hearing import taking

NAMES = frozenset({"pseudonym", "taker_name"})
SPEC = ActionSpec("take_question", OfQuestion, frozenset({"taken", "gone"}), NAMES, {"taken": NAMES})


async def run(context: Context, args: OfQuestion) -> Done:
    """`taken`: another one does it, whom `taker_name` names. `gone`: it is closed, or its parent was forgotten."""
    work = context.work
    try:
        question = await taking.take(work, context.actor, args.question_id)
    except NotThere:
        return Done("gone")
    except Refused as refused:
        if refused.code == "question_closed":
            return Done("gone")
        if refused.code != "question_taken":
            raise
        question = await work.uow.questions.get(args.question_id)
        return Done("taken", _names(question))
    await question_card.refresh(work, context.account, question.id, Purpose.REPLY)
    return Done(values=_names(question))


def _names(question: Question) -> Values:
    return {"pseudonym": question.pseudonym, "taker_name": wording.name_of(question.taken_by or "")}
