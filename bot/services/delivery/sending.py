"""A bulletin goes out: one delivery for each parent, and nobody disappears silently."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import Bulletin, BulletinState, Revision
from bot.domain.delivery import Delivery, State
from bot.domain.errors import Refused, Stale
from bot.domain.person import Person, PersonState
from bot.services.auditing import note
from bot.services.delivery import lateness, outages
from bot.services.delivery.planning import Planner
from bot.services.delivery.recipients import in_portions
from bot.services.delivery.steering import BULLETIN_PAUSED
from bot.services.following_up import cadence
from bot.services.people import contacts
from bot.services.people.leaving import PAUSED
from bot.services.speaking import languages
from bot.services.work import Work
from bot.services.writing.readiness import obstacles


@dataclass(frozen=True, slots=True)
class Broadcast:
    """What `send` did: to how many parents it goes, and how many of them wait for what."""

    recipients: int
    waiting: Mapping[str, int]


async def send(work: Work, actor: Actor, bulletin_id: str, until: datetime | None = None) -> Broadcast:
    """Begins now: puts one unopened delivery for each recipient in the ledger, each due at a decent moment from now on.

    Recipients are the trajectory's joined parents who said yes to updates; who paused, or reads a language that is not approved,
    waits with that reason. What is left at `until` expires (`services.lateness`). Refused: Stale `already_sent`; `not_ready`
    (with the `first` obstacle's code and the `count`); `until_too_early`; `no_bot_account`; `no_recipients`.
    """
    bulletin = await work.uow.bulletins.get(bulletin_id)
    actor.must_be(Role.COORDINATOR, Role.OPERATOR, coalition_id=bulletin.coalition_id)
    return await begin(work, actor, bulletin_id, until)


async def begin(work: Work, actor: Actor, bulletin_id: str, until: datetime | None = None) -> Broadcast:
    """The same, for whoever may: somebody who sends it, or the moment that somebody chose (`services.scheduling`)."""
    bulletin = await work.uow.bulletins.lock(bulletin_id)
    if not bulletin.may_begin:
        raise Stale("already_sent", id=bulletin.id, state=bulletin.state)
    found = await obstacles(work, bulletin)
    if found:
        raise Refused("not_ready", id=bulletin.id, first=found[0].code, count=len(found))
    assert bulletin.revision_id is not None
    revision = await work.uow.bulletins.revision(bulletin.revision_id)
    start = work.clock.now()
    until = await lateness.latest(work, bulletin, revision, start, until or bulletin.send_until)
    planned = await _plan(work, bulletin, revision, start)
    trajectory = await work.uow.trajectories.lock(bulletin.trajectory_id)
    begun = replace(bulletin, state=BulletinState.SENDING, sent_at=start, send_until=until, halted=None)
    begun = replace(begun, heard_before=trajectory.last_heard_at, promised_before=trajectory.next_promised)
    await work.uow.bulletins.save(begun)
    await work.uow.trajectories.save(replace(trajectory, last_heard_at=start, next_promised=revision.next_promised))
    await note(work, actor, "bulletin_sent", bulletin.id)
    return planned


async def why_wait(work: Work, delivery: Delivery) -> str | None:  # noqa: PLR0911 - a list of reasons, one after the other
    """Asked shortly before a delivery is opened: the reason for which it must wait (or be cancelled) as things are now.

    `paused`, `held_by_contact_person`, `language_not_approved`, `bulletin_paused`: it waits. Those in LOST: it has lost its
    sense. `too_late`: it expires. None: it may go.
    """
    if delivery.bulletin_id is None or delivery.revision_id is None:
        return None
    bulletin = await work.uow.bulletins.get(delivery.bulletin_id)
    if (over := _is_over(work, delivery, bulletin)) is not None:
        return over
    person = await work.uow.people.find(delivery.recipient.id)
    if person is None or person.state is PersonState.FORGETTING:
        return "forgotten"
    if person.state is not PersonState.ACTIVE:
        # Somebody who opened a new invitation after stopping is not joined until they say so.
        reasons = {PersonState.PAUSED: PAUSED, PersonState.UNREACHABLE: "blocked"}
        return reasons.get(person.state, "stopped")
    if bulletin.state is BulletinState.PAUSED:
        return BULLETIN_PAUSED
    if person.is_held(work.clock.now()):
        return contacts.HELD
    revision = await work.uow.bulletins.revision(delivery.revision_id)
    return None if await languages.may_read(work, revision, person.language) else languages.NOT_APPROVED


def _is_over(work: Work, delivery: Delivery, bulletin: Bulletin) -> str | None:
    """One that is offered to somebody who joined later has no latest time."""
    if bulletin.state is BulletinState.CANCELLED:
        return "bulletin_cancelled"
    return lateness.TOO_LATE if delivery.counted and lateness.is_late(work, bulletin) else None


LOST = frozenset({"stopped", "blocked", "forgotten", "bulletin_cancelled"})
"""Answers of `why_wait` for which a delivery is cancelled instead of waiting."""


async def may_open(work: Work, delivery_id: str) -> bool:
    """Whether the delivery is opened now. One that must wait is `waiting` from here on, one that lost its sense `cancelled`; one
    that is too late expires with all others (`lateness.expire_if_late`).

    Whoever pauses, resumes, cancels or approves meanwhile waits, or did so before: so nobody waits for what has happened already.
    """
    ledger = work.uow.ledger
    seen = await ledger.get(delivery_id)
    if seen.bulletin_id is not None:
        await work.uow.bulletins.hold(seen.bulletin_id)
    delivery = await ledger.get(delivery_id, lock=True)
    if delivery.opened or delivery.state.is_final:
        return False
    if (delivery.state, delivery.reason) == (State.WAITING, outages.AFTER_OUTAGE):
        return False
    reason = await why_wait(work, delivery)
    if reason in LOST:
        await ledger.cancel(bulletin_id=delivery.bulletin_id, recipient=delivery.recipient, reason=reason)
    elif reason is not None and reason != lateness.TOO_LATE:
        await ledger.set_waiting(delivery.id, reason)
    return reason is None


async def catch_up(work: Work, person: Person) -> Bulletin | None:
    """Sends the last bulletin to a parent who joined after it went out, outside its count; None when there is none.

    Nothing is sent twice: who had this revision already keeps the one they have.
    """
    if person.trajectory_id is None or not person.is_parent or person.state is not PersonState.ACTIVE:
        return None
    bulletin = await work.uow.bulletins.last_sent(person.trajectory_id)
    if bulletin is None or bulletin.revision_id is None or bulletin.state is BulletinState.CANCELLED:
        return None
    revision = await work.uow.bulletins.revision(bulletin.revision_id)
    planner = await Planner.of(work, bulletin, revision, work.clock.now())
    for delivery in await planner.deliveries([person]):
        if await work.uow.ledger.add(replace(delivery, counted=False)):
            await note(work, person.actor, "bulletin_caught_up", bulletin.id)
            return bulletin
    return None


async def _plan(work: Work, bulletin: Bulletin, revision: Revision, start: datetime) -> Broadcast:
    """A delivery and what follows it for every recipient, a portion at a time. Refused: `no_bot_account`, `no_recipients`."""
    planner = await Planner.of(work, bulletin, revision, start)
    planned, waiting = 0, Counter[str]()
    async for people in in_portions(work, bulletin):
        deliveries = await planner.deliveries(people)
        await work.uow.ledger.add_broadcast(deliveries)
        await cadence.after_sending(work, bulletin, people, start)
        planned += len(deliveries)
        waiting.update(delivery.reason for delivery in deliveries if delivery.reason)
        await asyncio.sleep(0)
    if not planned:
        raise Refused("no_recipients", id=bulletin.id)
    return Broadcast(planned, dict(waiting))
