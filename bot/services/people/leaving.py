"""How somebody stops, pauses, disappears, comes back within reach, and is forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.domain.actor import Actor, Role, system
from bot.domain.consent import Consent, Purpose
from bot.domain.conversation import Standing
from bot.domain.delivery import Recipient, RecipientKind
from bot.domain.errors import NotAllowed, Refused
from bot.domain.follow_up import FollowUp, FollowUpState
from bot.domain.person import Person, PersonState, Reading
from bot.domain.question import QuestionState
from bot.services.auditing import note
from bot.services.delivery import steering
from bot.services.hearing import questions, voices
from bot.services.people import consenting, contacts
from bot.services.translation import assigning
from bot.services.work import Work

PAUSE_OVER = "pause_over"
FORGETTING_OVER = "forgetting_over"
LAST_MESSAGE_LOOK = timedelta(minutes=1)
"""How often it is looked whether the last message was sent."""
LAST_MESSAGE_WITHIN = timedelta(days=1)
"""So long the last message may take; then everything goes whether it arrived or not."""
PAUSED = "paused"
"""The reason of a delivery that waits for a parent's pause to end."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of a person: kinds and counts, for themselves to see."""

    language: str
    reading: Reading
    since: datetime | None
    consents: Mapping[Purpose, Consent]
    """The newest yes to each purpose that was asked for, also when it was taken back."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """`addresses`, `reactions`, `reactions_with_words`, `questions`, `messages`, `trials` (answered)."""


async def stop(work: Work, actor: Actor) -> Person:
    """Nothing goes out to the person any more, but an answer to what they do themselves.

    It takes back the yes to updates, and the one to listening to their voice.
    """
    person = await _self(work, actor)
    if person.state in {PersonState.STOPPED, PersonState.FORGETTING}:
        return person
    if person.is_parent:
        await voices.hide(work, actor)
    await consenting.take_back(work, actor, Purpose.UPDATES)
    person = replace(person, state=PersonState.STOPPED, paused_until=None, held_until=None, held_because=None)
    await work.uow.people.save(person)
    await _silence(work, person, "stopped")
    await note(work, actor, "person_stopped", person.id)
    return person


async def pause(work: Work, actor: Actor, until: datetime) -> Person:
    """No messages until then. Refused: `until_past`, `not_joined`."""
    person = await _self(work, actor)
    if person.state not in {PersonState.ACTIVE, PersonState.PAUSED}:
        raise Refused("not_joined")
    if until <= work.clock.now():
        raise Refused("until_past")
    person = replace(person, state=PersonState.PAUSED, paused_until=until)
    await work.uow.people.save(person)
    await work.uow.ledger.hold(_to(person), PAUSED)
    key = f"pause:{person.id}:{until.isoformat()}"
    await work.uow.follow_ups.plan(
        FollowUp(work.chance.id(), person.coalition_id, key, PAUSE_OVER, until, person_id=person.id),
    )
    await note(work, actor, "person_paused", person.id)
    return person


async def resume(work: Work, actor: Actor, person_id: str | None = None) -> Person:
    """The pause is over: by the person, or by the system (with `person_id`) when `paused_until` has come.

    What waited for it goes out. Nothing happens when the person is not paused, or (by the system) chose a later end since.
    """
    if person_id is None:
        person = await _self(work, actor)
    else:
        person = await work.uow.people.get(person_id)
        actor.must_be(Role.SYSTEM, coalition_id=person.coalition_id)
        if person.paused_until is not None and person.paused_until > work.clock.now():
            return person
    if person.state is not PersonState.PAUSED:
        return person
    person = replace(person, state=PersonState.ACTIVE, paused_until=None)
    await work.uow.people.save(person)
    # What is being planned for them at this moment is released too.
    await work.uow.coalitions.hold(person.coalition_id)
    await work.uow.ledger.release_waiting(person.coalition_id, PAUSED, _to(person))
    await note(work, actor, "person_resumed", person.id)
    return person


async def mark_unreachable(work: Work, person_id: str) -> Person:
    """The person blocked us: nothing is tried again. Who had stopped stays stopped."""
    person = await work.uow.people.get(person_id)
    await _set_reachable(work, person, reachable=False)
    if person.state in {PersonState.INVITED, PersonState.ACTIVE, PersonState.PAUSED}:
        person = replace(person, state=PersonState.UNREACHABLE)
        await work.uow.people.save(person)
    await work.uow.ledger.cancel(recipient=_to(person), reason="blocked")
    # Timers of conversations only: what a cadence has planned may still find somebody who came back.
    for conversation in await work.uow.conversations.of(person.id):
        await work.uow.follow_ups.cancel(conversation_id=conversation.id)
    if person.paused_until is not None:
        await work.uow.follow_ups.cancel(key=f"pause:{person.id}:{person.paused_until.isoformat()}")
    await _end_queued(work, person)
    await assigning.leave_all(work, person)
    await steering.finish_of(work, person)
    await note(work, system(person.coalition_id), "person_unreachable", person.id)
    return person


async def returned(work: Work, person_id: str) -> Person:
    """The person unblocked us, and stands where they stood before (a pause that ended meanwhile is over)."""
    person = await work.uow.people.get(person_id)
    await _set_reachable(work, person, reachable=True)
    if person.state is not PersonState.UNREACHABLE:
        return person
    now = work.clock.now()
    if person.joined_at is None:
        state = PersonState.INVITED
    elif person.paused_until is not None and person.paused_until > now:
        state = PersonState.PAUSED
        key = f"pause:{person.id}:{person.paused_until.isoformat()}:{now.isoformat()}"
        due = FollowUp(work.chance.id(), person.coalition_id, key, PAUSE_OVER, person.paused_until, person_id=person.id)
        await work.uow.follow_ups.plan(due)
    else:
        state = PersonState.ACTIVE
    person = replace(person, state=state, paused_until=person.paused_until if state is PersonState.PAUSED else None)
    await work.uow.people.save(person)
    await note(work, system(person.coalition_id), "person_returned", person.id)
    return person


async def start_forgetting(work: Work, actor: Actor) -> Person:
    """One last message may still go, as a reply; `finish_forgetting` follows it, after a day at the latest."""
    person = await _self(work, actor)
    if person.state is PersonState.FORGETTING:
        return person
    person = replace(person, state=PersonState.FORGETTING, paused_until=None)
    await work.uow.people.save(person)
    await _silence(work, person, "forgotten")
    await _give_back(work, person)
    now = work.clock.now()
    key = f"forget:{person.id}:{(now + LAST_MESSAGE_WITHIN).isoformat()}"
    due_at = now + LAST_MESSAGE_LOOK
    await work.uow.follow_ups.plan(
        FollowUp(work.chance.id(), person.coalition_id, key, FORGETTING_OVER, due_at, person_id=person.id),
    )
    await note(work, actor, "forgetting_started", person.id)
    return person


async def finish_forgetting(work: Work, look: FollowUp) -> bool:
    """Whether everything is gone now. As long as the last message is on its way, `look` is planned again."""
    assert look.person_id is not None
    now = work.clock.now()
    at_the_latest = datetime.fromisoformat(look.key.split(":", 2)[2])
    if now < at_the_latest and await work.uow.ledger.has_last_words(look.person_id):
        due_at = min(now + LAST_MESSAGE_LOOK, at_the_latest)
        await work.uow.follow_ups.save(replace(look, state=FollowUpState.PENDING, due_at=due_at))
        return False
    await complete_forgetting(work, look.person_id)
    return True


async def complete_forgetting(work: Work, person_id: str) -> None:
    """Destroys the person's key and rows. Only of somebody who asked (Refused: `not_asked`); doing it twice is fine."""
    person = await work.uow.people.find(person_id)
    if person is None:
        return
    if person.state is not PersonState.FORGETTING:
        raise Refused("not_asked")
    await contacts.let_go(work, person)
    await work.uow.people.forget(person_id)
    await note(work, system(person.coalition_id), "person_forgotten", person_id)


async def what_we_know(work: Work, actor: Actor) -> Known:
    """Of oneself only."""
    person = await _self(work, actor)
    uow = work.uow
    accounts = await uow.coalitions.bot_accounts(person.coalition_id)
    addresses = [a for a in [await uow.people.address_of(person.id, account.id) for account in accounts] if a is not None]
    reactions = await uow.bulletins.reactions_of(person.id)
    threads = await uow.questions.of_person(person.id)
    messages = [m for q in threads for m in await uow.questions.messages(q.id) if m.from_parent]
    consents = {c.purpose: c for c in await uow.people.consents(person.id)}
    counts = {
        "addresses": len(addresses),
        "reactions": len(reactions),
        "reactions_with_words": sum(1 for r in reactions if r.words or r.media_id),
        "questions": len(threads),
        "messages": len(messages),
        "trials": sum(1 for trial in await uow.drafts.trials_of(person.id) if trial.answered_at is not None),
    }
    await note(work, actor, "own_data_seen", person.id)
    return Known(person.language, person.reading, person.joined_at, consents, counts)


async def _self(work: Work, actor: Actor) -> Person:
    """Only a person themselves does these things."""
    if actor.roles & {Role.OPERATOR, Role.SYSTEM}:
        raise NotAllowed("only_themselves")
    person = await work.uow.people.get(actor.id)
    if person.coalition_id != actor.coalition_id:
        raise NotAllowed("other_coalition")
    return person


def _to(person: Person) -> Recipient:
    return Recipient(RecipientKind.PERSON, person.id)


async def _silence(work: Work, person: Person, reason: str) -> None:
    """Cancels what would still go out, what is planned or queues, and the questions that nobody could hear the answer to."""
    await work.uow.ledger.cancel(recipient=_to(person), reason=reason)
    await work.uow.follow_ups.cancel(person_id=person.id)
    await _end_queued(work, person)
    for question in await work.uow.questions.of_person(person.id):
        if question.state is not QuestionState.CLOSED:
            await questions.drop(work, question)
    await assigning.drop_all_of(work, person)
    await assigning.leave_all(work, person)
    await steering.finish_of(work, person)


async def _give_back(work: Work, person: Person) -> None:
    """Who never said yes may have tapped the wrong button: their link works again, for them or for whoever gets it."""
    if person.joined_at is not None:
        return
    for invitation in await work.uow.people.opened(person.id):
        if invitation.role is Role.PARENT:
            await work.uow.people.save_invitation(replace(invitation, used_by=None, used_at=None))


async def _end_queued(work: Work, person: Person) -> None:
    """Conversations that wait for the floor would begin later on, with what was cancelled."""
    for conversation in await work.uow.conversations.of(person.id):
        if conversation.standing is Standing.QUEUED:
            await work.uow.conversations.save(replace(conversation, standing=Standing.OVER))


async def _set_reachable(work: Work, person: Person, *, reachable: bool) -> None:
    for account in await work.uow.coalitions.bot_accounts(person.coalition_id):
        address = await work.uow.people.address_of(person.id, account.id)
        if address is not None:
            await work.uow.people.save_address(replace(address, reachable=reachable))
