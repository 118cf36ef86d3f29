"""A parent has their answer.

Fatma: {close_question: question-1} → done
Guest: {close_question: question-1} → not_joined
"""

from dataclasses import replace

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling import relay
from bot.handling.arguments import OfQuestion
from bot.handling.context import Context, Done
from bot.services.hearing import questions

SPEC = ActionSpec("close_question", OfQuestion, frozenset({"not_joined"}))


async def run(context: Context, args: OfQuestion) -> Done:
    """Coordinators see that it is closed. `not_joined`: the parent stopped meanwhile, which closed it already."""
    work = context.work
    try:
        question = await questions.close(work, context.person.actor, args.question_id)
    except Refused as refused:
        if refused.code != "not_joined":
            raise
        return Done("not_joined")
    first = (await work.uow.questions.messages(question.id))[0]
    await relay.to_coordinators(work, context.account, question, replace(first, media_id=None), "topic_closed")
    return Done()
