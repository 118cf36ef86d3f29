"""A parent says more in a question's thread, and it is open again.

Fatma: {add_to_question: {question_id: question-1, words: "En op zaterdag?"}} → done
Guest: {add_to_question: {question_id: question-1, words: "En op zaterdag?"}} → not_joined
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Refused
from bot.handling import relay
from bot.handling.arguments import Args
from bot.handling.arriving import said_at
from bot.handling.context import Context, Done
from bot.services.following_up.cadence import joined_coordinators
from bot.services.hearing import questions


class AddToQuestion(Args):
    """What an answer saved: its words and the id of its voice note, each empty when there is none."""

    question_id: str
    words: str = ""
    media_id: str = ""


SPEC = ActionSpec("add_to_question", AddToQuestion, frozenset({"not_joined"}), frozenset({"answer_day", "is_read"}))


async def run(context: Context, args: AddToQuestion) -> Done:
    """Gives the newly promised day, and `is_read` as `ask_question` does. `not_joined`: the parent stopped meanwhile.

    Refused: `nothing_said`.
    """
    work, actor, media_id = context.work, context.person.actor, args.media_id or None
    said_as = said_at(context.place, context.inbound)
    try:
        message = await questions.add(work, actor, args.question_id, args.words, media_id=media_id, external_id=said_as)
    except Refused as refused:
        if refused.code != "not_joined":
            raise
        return Done("not_joined")
    question = await work.uow.questions.get(args.question_id)
    await relay.to_coordinators(work, context.account, question, message, "topic_more")
    read = bool(await joined_coordinators(work, question.coalition_id))
    return Done(values={"answer_day": wording.day(question.promised), "is_read": "yes" if read else "no"})
