"""A coordinator closes a question; a parent who still waited hears so.

Noor: {end_question: question-1} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.actor import Role
from bot.domain.delivery import Purpose
from bot.domain.errors import NotThere
from bot.handling import question_card
from bot.handling.arguments import OfQuestion
from bot.handling.context import Context, Done
from bot.services.hearing import questions

SPEC = ActionSpec("end_question", OfQuestion)


async def run(context: Context, args: OfQuestion) -> Done:
    """Twice is fine, and so is one whose parent was forgotten."""
    context.actor.must_be(Role.COORDINATOR)
    try:
        question = await questions.close(context.work, context.actor, args.question_id)
    except NotThere:
        return Done()
    await question_card.refresh(context.work, context.account, question.id, Purpose.REPLY)
    return Done()
