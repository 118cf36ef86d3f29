"""Where an answer is: on its way to the parent, waiting and for what, or there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.domain.conversation import Standing
from bot.domain.delivery import Delivery, Purpose, Recipient, RecipientKind, State
from bot.domain.question import Arrival, Question, QuestionMessage
from bot.outbox.quiet import hours_of, next_decent
from bot.services.people.leaving import PAUSED
from bot.services.translation import translating_words
from bot.services.work import Work

NOT_YET = frozenset({State.QUEUED, State.WAITING, State.PENDING})
"""What is in one of these is said in the words of later."""
ENDS = {
    State.SENT: Arrival.ARRIVED,
    State.UNCERTAIN: Arrival.UNCERTAIN,
    **dict.fromkeys((State.FAILED, State.BLOCKED, State.CANCELLED, State.EXPIRED), Arrival.LOST),
}
ROOM = timedelta(minutes=1)
"""It does not go so shortly before quiet hours (`scheduler.rendering.ROOM`)."""


class Wait(StrEnum):
    """Why an answer waits."""

    BUSY = "busy"
    """The parent is talking about something else."""
    QUIET = "quiet"
    PAUSED = "paused"
    TRANSLATOR = "translator"
    """Somebody puts it into the parent's language first."""
    HELD = "held"
    """Something else has to happen first: we lay still, a text lacks a yes."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """`wait` None while it is under way: nothing keeps it. `until` is known of quiet hours only."""

    arrival: Arrival
    wait: Wait | None = None
    until: datetime | None = None
    begun: bool = False
    """Something of it has gone out, or may have."""


async def whereabouts(work: Work, question: Question, answer: QuestionMessage, *, lock: bool = False) -> Whereabouts:
    """Of one answer to this question. `lock`: nobody sends it until the unit of work ends."""
    if answer.arrival not in {None, Arrival.UNDERWAY}:
        return Whereabouts(answer.arrival, begun=True)
    if answer.conversation_id is None and await translating_words.open_for(work, answer.id) is not None:
        return Whereabouts(Arrival.UNDERWAY, Wait.TRANSLATOR)
    if answer.conversation_id is None:
        return Whereabouts(Arrival.UNDERWAY, Wait.BUSY if await _queues(work, question, answer) else None)
    parent = Recipient(RecipientKind.PERSON, question.person_id)
    delivery = await work.uow.ledger.said_in(answer.conversation_id, parent, Purpose.ANSWER, lock=lock)
    return Whereabouts(Arrival.UNDERWAY) if delivery is None else await _of(work, delivery)


async def _of(work: Work, delivery: Delivery) -> Whereabouts:
    begun = any(part.state not in NOT_YET for part in delivery.parts)
    if delivery.state in ENDS:
        return Whereabouts(ENDS[delivery.state], begun=begun)
    if delivery.state is State.WAITING:
        return Whereabouts(Arrival.UNDERWAY, Wait.PAUSED if delivery.reason == PAUSED else Wait.HELD, begun=begun)
    return await _until_it_is_decent(work, delivery, begun=begun)


async def _queues(work: Work, question: Question, answer: QuestionMessage) -> bool:
    """Its conversation waits for another one of the parent's."""
    held = await work.uow.conversations.of(question.person_id)
    queued = [conversation for conversation in held if conversation.standing is Standing.QUEUED]
    return any(conversation.state.get("start", {}).get("message_id") == answer.id for conversation in queued)


async def _until_it_is_decent(work: Work, delivery: Delivery, *, begun: bool) -> Whereabouts:
    """As the dispatcher would see it, which may not have looked yet."""
    now = work.clock.now()
    coalition = await work.uow.coalitions.get(delivery.coalition_id)
    hours = hours_of(coalition, await work.uow.people.find(delivery.recipient.id))
    decent = next_decent(now, hours)
    if not begun:
        later = next_decent(decent + ROOM, hours)
        decent = decent if later == decent + ROOM else later
    if decent == now:
        return Whereabouts(Arrival.UNDERWAY, begun=begun)
    return Whereabouts(Arrival.UNDERWAY, Wait.QUIET, decent, begun)
