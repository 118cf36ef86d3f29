"""A closed question can be answered again.

Noor: {reopen_question: question-2} → done
Noor: {reopen_question: question-4} → left
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.delivery import Purpose
from bot.domain.errors import NotThere, Refused
from bot.handling import question_card
from bot.handling.arguments import OfQuestion
from bot.handling.context import Context, Done
from bot.services.hearing import questions

SPEC = ActionSpec("reopen_question", OfQuestion, frozenset({"left"}))


async def run(context: Context, args: OfQuestion) -> Done:
    """`left`: its parent does not take part any more, so that nobody would get an answer."""
    try:
        question = await questions.reopen(context.work, context.actor, args.question_id)
    except NotThere:
        return Done("left")
    except Refused as refused:
        if refused.code != "parent_left":
            raise
        return Done("left")
    await question_card.refresh(context.work, context.account, question.id, Purpose.REPLY)
    return Done()
