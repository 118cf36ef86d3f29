"""A bulletin that is going out: paused, resumed, cancelled, looked at, done."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import Bulletin, BulletinState
from bot.domain.delivery import State
from bot.domain.errors import Refused, Stale
from bot.domain.person import Person
from bot.services.auditing import note
from bot.services.delivery.halting import MAY_HALT
from bot.services.delivery.outages import AFTER_OUTAGE
from bot.services.delivery.recipients import count_recipients
from bot.services.work import Work
from bot.services.writing.readiness import obstacles

BULLETIN_PAUSED = "bulletin_paused"
"""The reason of a delivery that was to be opened while its bulletin was paused."""


@dataclass(frozen=True, slots=True)
class Status:
    """How far it is. `counts` (by state) add up to `recipients`, exactly; `reasons` say why some wait or will not get it."""

    id: str
    state: str
    recipients: int
    counts: Mapping[str, int]
    reasons: Mapping[str, int]


async def pause(work: Work, actor: Actor, bulletin_id: str) -> Bulletin:
    """Nothing more of it is claimed until it resumes; one that is scheduled does not begin. Stale: `not_sending`."""
    bulletin = await _steered(work, actor, bulletin_id, MAY_HALT, "not_sending")
    return await _turn(work, actor, bulletin, BulletinState.PAUSED, "bulletin_paused")


async def resume(work: Work, actor: Actor, bulletin_id: str) -> Bulletin:
    """It goes on where it was, and so does what an outage held of it; one that had not begun begins at its moment, or at once
    when that is over. Stale: `not_paused`. Refused: `not_ready`, for one that has not begun.
    """
    bulletin = await _steered(work, actor, bulletin_id, {BulletinState.PAUSED, BulletinState.SENDING}, "not_paused")
    released = await _release(work, bulletin, AFTER_OUTAGE)
    if bulletin.state is BulletinState.SENDING:
        if not released:
            raise Stale("not_paused", id=bulletin.id, state=bulletin.state)
        await note(work, actor, "bulletin_resumed", bulletin.id)
        return bulletin
    if not bulletin.has_begun:
        found = await obstacles(work, bulletin)
        if found:
            raise Refused("not_ready", id=bulletin.id, first=found[0].code, count=len(found))
        return await _turn(work, actor, bulletin, BulletinState.SCHEDULED, "bulletin_resumed")
    bulletin = await _turn(work, actor, bulletin, BulletinState.SENDING, "bulletin_resumed")
    await _release(work, bulletin, BULLETIN_PAUSED)
    await finish_if_done(work, bulletin.id)
    return await work.uow.bulletins.get(bulletin.id)


async def cancel(work: Work, actor: Actor, bulletin_id: str) -> Bulletin:
    """Who has it keeps it, nobody else gets it. When it reached nobody, parents last heard what came before it. Stale: `over`."""
    before = {BulletinState.DRAFT, BulletinState.SCHEDULED, BulletinState.SENDING, BulletinState.PAUSED}
    bulletin = await _steered(work, actor, bulletin_id, before, "over")
    bulletin = await _turn(work, actor, bulletin, BulletinState.CANCELLED, "bulletin_cancelled")
    await work.uow.ledger.cancel(bulletin_id=bulletin.id, reason="bulletin_cancelled")
    await unhear(work, bulletin)
    return bulletin


async def unhear(work: Work, bulletin: Bulletin) -> None:
    """A bulletin that ended without reaching anybody was never heard: its trajectory goes by what it said before.

    As soon as one parent has it, it was heard, and the day that it promises them stands.
    """
    if not bulletin.has_begun or await work.uow.ledger.reached(bulletin.id):
        return
    trajectory = await work.uow.trajectories.lock(bulletin.trajectory_id)
    if trajectory.last_heard_at == bulletin.sent_at:
        before = replace(trajectory, last_heard_at=bulletin.heard_before, next_promised=bulletin.promised_before)
        await work.uow.trajectories.save(before)


async def status(work: Work, actor: Actor, bulletin_id: str) -> Status:
    """Counts and reasons, without names; for who reads along too.

    Before it begins, whoever would get it now is `waiting`, as it is `scheduled`.
    """
    bulletin = await work.uow.bulletins.get(bulletin_id)
    actor.must_be(Role.COORDINATOR, Role.OPERATOR, Role.ADVISOR, Role.READER, coalition_id=bulletin.coalition_id)
    if bulletin.may_begin and bulletin.state is not BulletinState.DRAFT:
        people = await count_recipients(work, bulletin)
        reason = "scheduled" if bulletin.state is BulletinState.SCHEDULED else BULLETIN_PAUSED
        waiting = ({str(State.WAITING): people}, {reason: people}) if people else ({}, {})
        return Status(bulletin.id, str(bulletin.state), people, *waiting)
    counts = {str(state): n for state, n in (await work.uow.ledger.counts(bulletin.id)).items() if n}
    reasons = dict(await work.uow.ledger.reasons(bulletin.id))
    return Status(bulletin.id, str(bulletin.state), sum(counts.values()), counts, reasons)


async def finish_if_done(work: Work, bulletin_id: str) -> bool:
    """Whether this call found nothing left to send, and made it `sent`. While somebody waits for it, it is not done."""
    if (await work.uow.bulletins.get(bulletin_id)).state is not BulletinState.SENDING:
        return False
    if not await _nothing_left(work, bulletin_id):
        return False
    bulletin = await work.uow.bulletins.lock(bulletin_id)
    # Counted again: somebody may have had one sent anew before it was locked.
    if bulletin.state is not BulletinState.SENDING or not await _nothing_left(work, bulletin_id):
        return False
    await work.uow.bulletins.save(replace(bulletin, state=BulletinState.SENT))
    await unhear(work, bulletin)
    return True


async def _nothing_left(work: Work, bulletin_id: str) -> bool:
    return not any(n and not state.is_final for state, n in (await work.uow.ledger.counts(bulletin_id)).items())


async def finish_of(work: Work, person: Person) -> None:
    """A parent left: bulletins that waited for nobody else are done."""
    for bulletin in await work.uow.bulletins.of(person.coalition_id):
        if bulletin.state is BulletinState.SENDING and bulletin.trajectory_id == person.trajectory_id:
            await finish_if_done(work, bulletin.id)


async def _steered(work: Work, actor: Actor, bulletin_id: str, states: Collection[BulletinState], otherwise: str) -> Bulletin:
    """The bulletin, nobody else's until this unit of work ends. Stale, with the code `otherwise`, in another state."""
    bulletin = await work.uow.bulletins.lock(bulletin_id)
    actor.must_be(Role.COORDINATOR, Role.OPERATOR, coalition_id=bulletin.coalition_id)
    if bulletin.state not in states:
        raise Stale(otherwise, id=bulletin.id, state=bulletin.state)
    return bulletin


async def _turn(work: Work, actor: Actor, bulletin: Bulletin, to: BulletinState, what: str) -> Bulletin:
    turned = replace(bulletin, state=to, halted=None)
    await work.uow.bulletins.save(turned)
    await note(work, actor, what, bulletin.id)
    return turned


async def _release(work: Work, bulletin: Bulletin, reason: str) -> int:
    return await work.uow.ledger.release_waiting(bulletin.coalition_id, reason, bulletin_id=bulletin.id)
