"""A coordinator's words under a question: in its topic, or in reply to a message about it."""

from bot.domain.delivery import Recipient
from bot.domain.errors import Refused
from bot.domain.inbound import Inbound
from bot.domain.person import Person
from bot.domain.question import Arrival, Question
from bot.handling import question_card, relay
from bot.handling.arriving import LARGEST, LONGEST, is_too_long, said_at, with_media
from bot.handling.moment import Moment
from bot.handling.speaking import tell
from bot.handling.whereabouts import whereabouts
from bot.services.hearing import questions
from bot.services.translation import translating_words

AMONG_US = "//"
"""What begins so is talk between coordinators, and goes to nobody."""


def is_among_us(inbound: Inbound) -> bool:
    """Not meant for the parent."""
    return inbound.text.lstrip().startswith(AMONG_US)


async def answer(moment: Moment, inbound: Inbound, person: Person, question: Question, place: Recipient) -> None:
    """It goes to the parent; when it cannot (too long, too big, a question that is closed), `place` is told so at once."""
    if is_among_us(inbound):
        return
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


async def correct(moment: Moment, inbound: Inbound, person: Person, place: Recipient) -> None:
    """An answer was changed: what waits goes in the new words, what has gone is sent once more. `place` is told which.

    `place` is without a topic, as that is how the answer was noted; where it is told in, the question says.
    """
    work = moment.work
    where = said_at(Recipient(place.kind, place.id), inbound) or ""
    message = await work.uow.questions.message_by_external(person.id, where)
    if message is None or message.from_parent or message.text == inbound.text:
        return
    question = await work.uow.questions.get(message.question_id)
    # Read anew: its parent may be getting it at this moment.
    message = await work.uow.questions.lock_message(message.id)
    if is_among_us(inbound):
        await tell(moment, place, "common.answer_stays")
        return
    if is_too_long(inbound.text):
        await tell(moment, place, "common.answer_too_long", {"most": LONGEST})
        return
    found = await whereabouts(work, question, message, lock=True)
    changed = await questions.edit(work, person.actor, where, inbound.text)
    assert changed is not None
    translated = await translating_words.put_for_parent(work, message.id)
    if not found.begun and found.arrival is Arrival.UNDERWAY and translated is None:
        await tell(moment, place, "common.answer_changed_in_time")
    elif found.arrival is not Arrival.LOST:
        await questions.correct(work, person.actor, changed, cause=moment.cause)
        await tell(moment, place, "common.answer_changed_after")
        await question_card.refresh(work, moment.account, question.id)
