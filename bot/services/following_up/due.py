"""What is due: a follow-up whose moment came becomes an event for the person whom it concerns."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.domain.actor import system
from bot.domain.cadence import CadenceRule
from bot.domain.errors import NotThere
from bot.domain.events import Happened
from bot.domain.follow_up import PROPOSAL_MOVED, FollowUp, FollowUpState
from bot.domain.person import Person, PersonState
from bot.outbox.quiet import hours_of, next_decent
from bot.services.following_up import cadence, moved
from bot.services.following_up.anchors import has_lost_sense, window
from bot.services.people import absence, contacts, leaving
from bot.services.speaking import own_voice
from bot.services.translation import reading_aloud
from bot.services.work import Work
from bot.services.writing import trying_out

OF_A_PERSON = frozenset({leaving.PAUSE_OVER, leaving.FORGETTING_OVER, absence.AWAY_OVER, contacts.HOLD_OVER})
"""Kinds of what comes to an end for somebody, whatever a conversation or a cadence says."""


async def carry_out(work: Work, follow_up: FollowUp) -> int:
    """Does what is due, or tells the inbox of whom it concerns; how many were told. Then it is done, or cancelled when void.

    A timer of a conversation is told as `follow_up_due`, a cadence by its rule's event, with `rule`, `level`, `subject` and
    `trajectory_id`. A parent who stopped, or whose turn it is not, is told nothing. A cadence is looked at anew: it is cancelled
    when what it counts from is gone or it has lost its sense, and put off when it is due later by now.
    """
    if follow_up.state is not FollowUpState.PENDING:
        return 0
    if follow_up.void_after is not None and follow_up.void_after <= work.clock.now():
        await _end(work, follow_up, FollowUpState.CANCELLED)
        return 0
    if (own := OWN_KINDS.get(follow_up.kind)) is not None and follow_up.person_id:
        await _end(work, follow_up, FollowUpState.DONE)
        told = await own(work, follow_up)
        return told if isinstance(told, int) else 0
    if follow_up.conversation_id is not None and follow_up.person_id is not None:
        await _end(work, follow_up, FollowUpState.DONE)
        data = {
            "follow_up_id": follow_up.id,
            "kind": follow_up.kind,
            "conversation_id": follow_up.conversation_id,
            "visit": follow_up.visit,
        }
        return await _tell(work, "follow_up_due", follow_up, data)
    return await TOLD_OF.get(follow_up.kind, _cadence)(work, follow_up)


async def _resume(work: Work, follow_up: FollowUp) -> object:
    return await leaving.resume(work, system(follow_up.coalition_id), follow_up.person_id)


OWN_KINDS: Mapping[str, Callable[[Work, FollowUp], Awaitable[object]]] = {
    leaving.PAUSE_OVER: _resume,
    leaving.FORGETTING_OVER: leaving.finish_forgetting,
    reading_aloud.KEEP_VOICE: reading_aloud.finish,
    own_voice.KEEP_OWN_VOICE: own_voice.finish,
    absence.AWAY_OVER: absence.holiday_over,
    contacts.HOLD_OVER: contacts.hold_over,
}
"""What Weerklank does by itself, without telling anybody that it is due."""
TOLD_OF: Mapping[str, Callable[[Work, FollowUp], Awaitable[int]]] = {
    **dict.fromkeys(trying_out.KINDS, trying_out.come_due),
    PROPOSAL_MOVED: moved.tell,
}
"""What somebody is told of that no cadence planned."""


async def _cadence(work: Work, follow_up: FollowUp) -> int:
    rule = next((r for r in work.cadence if r.name == follow_up.kind), None)
    person = await work.uow.people.find(follow_up.person_id) if follow_up.person_id else None
    if rule is None or person is None:
        await _end(work, follow_up, FollowUpState.CANCELLED)
        return 0
    subject = follow_up.key.split(":")[2]
    standing = await _as_it_stands(work, follow_up, rule, person, subject)
    await work.uow.follow_ups.save(standing)
    if standing.state is not FollowUpState.DONE or person.state is not PersonState.ACTIVE:
        return 0
    data = {"rule": rule.name, "level": rule.level, "subject": subject, "trajectory_id": follow_up.trajectory_id}
    return await _tell(work, rule.event, follow_up, data)


async def _as_it_stands(work: Work, follow_up: FollowUp, rule: CadenceRule, person: Person, subject: str) -> FollowUp:
    """Done when it is due now, cancelled without its sense, put off when it is due later than was planned."""
    gone = replace(follow_up, state=FollowUpState.CANCELLED)
    try:
        trajectory = await work.uow.trajectories.get(follow_up.trajectory_id or "")
    except NotThere:
        return gone
    coalition = await work.uow.coalitions.get(follow_up.coalition_id)
    moment = await cadence.counts_from(work, coalition, trajectory, rule.anchor, person, subject)
    if moment is None or await has_lost_sense(work, trajectory, rule, moment):
        return gone
    time, now = window(work, coalition, trajectory, rule, moment), work.clock.now()
    # What a contact person holds comes when that is over, or loses its sense before.
    earliest = max(time.due, person.held_until) if person.held_until is not None else time.due
    if earliest > now:
        due = next_decent(earliest, hours_of(coalition, person))
        return gone if time.is_over(due) else replace(follow_up, due_at=due, void_after=time.over)
    return gone if time.is_over(now) else replace(follow_up, state=FollowUpState.DONE)


async def _end(work: Work, follow_up: FollowUp, state: FollowUpState) -> None:
    await work.uow.follow_ups.save(replace(follow_up, state=state))


async def _tell(work: Work, name: str, follow_up: FollowUp, data: Mapping[str, str | int | None]) -> int:
    assert follow_up.person_id is not None
    key = f"follow_up:{follow_up.id}:{follow_up.person_id}"
    return await work.uow.inbox.tell(Happened(name, follow_up.coalition_id, follow_up.person_id, key, dict(data)))
