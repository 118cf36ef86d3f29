"""A coordinator's words under a question: in its topic, or in reply to a message about it."""

from bot.domain.delivery import Recipient
from bot.domain.errors import Refused
from bot.domain.inbound import Inbound
from bot.domain.person import Person
from bot.domain.question import Question
from bot.handling import relay
from bot.handling.arriving import LARGEST, LONGEST, is_too_long, said_at, with_media
from bot.handling.moment import Moment
from bot.handling.speaking import tell
from bot.services import questions


async def answer(moment: Moment, inbound: Inbound, person: Person, question: Question, place: Recipient) -> None:
    """It goes to the parent; when it cannot (too long, too big, a question that is closed), `place` is told so at once."""
    if is_too_long(inbound.text):
        await tell(moment, place, "common.answer_too_long", {"most": LONGEST})
        return
    if (inbound.size or 0) > LARGEST:
        await tell(moment, place, "common.answer_too_big")
        return
    moment = await with_media(moment, inbound, person)
    try:
        message = await questions.answer(
            moment.work, person.actor, question.id, inbound.text, media_id=moment.media_id, external_id=said_at(place, inbound)
        )
    except Refused as refused:
        if refused.code != "question_closed":
            raise
        await tell(moment, place, "common.question_closed")
    else:
        await relay.tell_answer_waits(moment.work, moment.account, question, message)
