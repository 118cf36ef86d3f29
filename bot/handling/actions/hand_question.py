"""Another coordinator does this question from now on.

Noor: {hand_question: {question_id: question-1, to: bram}} → done
Noor: {hand_question: {question_id: question-1, to: willem}} → not_here
Noor: {hand_question: {question_id: question-2, to: bram}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.delivery import Purpose
from bot.domain.errors import NotThere, Refused
from bot.handling import question_card
from bot.handling.arguments import OfQuestion
from bot.handling.context import Context, Done
from bot.services.hearing import taking


class HandQuestion(OfQuestion):
    """`to` is the id of the one who gets it."""

    to: str


OUTCOMES = {"question_closed": "gone", "not_here": "not_here"}
SPEC = ActionSpec("hand_question", HandQuestion, frozenset(OUTCOMES.values()))


async def run(context: Context, args: HandQuestion) -> Done:
    """`gone`: it is closed, or its parent was forgotten. `not_here`: who was chosen left meanwhile."""
    work = context.work
    try:
        question = await taking.hand_over(work, context.actor, args.question_id, args.to)
    except NotThere:
        return Done("gone")
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    await question_card.refresh(work, context.account, question.id, Purpose.REPLY)
    return Done()
