"""A parent's question has no answer on the promised day: there is a new day, which they hear, and which stands on its card.

Yusuf: {put_off_answer: question-5} → done
Fatma: {put_off_answer: question-1} → answered
Pia: {put_off_answer: question-6} → unread
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Refused
from bot.handling import question_card
from bot.handling.arguments import OfQuestion
from bot.handling.context import Context, Done
from bot.services.hearing import questions

SPEC = ActionSpec("put_off_answer", OfQuestion, frozenset({"answered", "unread"}), frozenset({"answer_day"}))


async def run(context: Context, args: OfQuestion) -> Done:
    """Gives the new day. `answered`: nothing is waited for any more. `unread`: nobody is there who could keep a promise."""
    try:
        question = await questions.put_off(context.work, context.person.actor, args.question_id)
    except Refused as refused:
        return Done("unread" if refused.code == "nobody_reads" else "answered")
    for each in await context.work.uow.questions.of_person(context.person.id):
        await question_card.refresh(context.work, context.account, each.id)
    return Done(values={"answer_day": wording.day(question.promised)})
