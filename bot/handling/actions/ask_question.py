"""A parent's question goes to the coordinators, who see it under a pseudonym.

Lotte: {ask_question: {words: "Wanneer begint het spreekuur?"}} → done
Guest: {ask_question: {words: "Wanneer begint het spreekuur?"}} → not_joined
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


class AskQuestion(Args):
    """What an answer saved: its words and the id of its voice note, each empty when there is none."""

    words: str = ""
    media_id: str = ""


SPEC = ActionSpec("ask_question", AskQuestion, frozenset({"not_joined"}), frozenset({"answer_day", "is_read"}))


async def run(context: Context, args: AskQuestion) -> Done:
    """Gives the promised day, and whether there `is_read` anybody by whom it could be kept: without that no text names it.
    `not_joined`: nobody could send them an answer. Refused: `nothing_said`."""
    work, actor, media_id = context.work, context.person.actor, args.media_id or None
    said_as = said_at(context.place, context.inbound)
    try:
        question = await questions.ask(work, actor, args.words, media_id=media_id, external_id=said_as)
    except Refused as refused:
        if refused.code != "not_joined":
            raise
        return Done("not_joined")
    message = (await work.uow.questions.messages(question.id))[-1]
    await relay.to_coordinators(work, context.account, question, message, "topic_header")
    read = bool(await joined_coordinators(work, question.coalition_id))
    return Done(values={"answer_day": wording.day(question.answer_by), "is_read": "yes" if read else "no"})
