"""A bulletin that is going out: paused, resumed, cancelled, looked at, done."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import Bulletin, BulletinState
from bot.domain.errors import Stale
from bot.domain.person import Person
from bot.services.auditing import note
from bot.services.work import Work

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
    """Nothing more of it is claimed until it resumes. Stale: `not_sending`."""
    return await _turn(work, actor, bulletin_id, {BulletinState.SENDING}, BulletinState.PAUSED)


async def resume(work: Work, actor: Actor, bulletin_id: str) -> Bulletin:
    """It goes on where it was. Stale: `not_paused`."""
    bulletin = await _turn(work, actor, bulletin_id, {BulletinState.PAUSED}, BulletinState.SENDING)
    for delivery in await work.uow.ledger.waiting(bulletin.coalition_id, BULLETIN_PAUSED):
        if delivery.bulletin_id == bulletin.id:
            await work.uow.ledger.release_waiting(bulletin.coalition_id, BULLETIN_PAUSED, delivery.recipient)
    await finish_if_done(work, bulletin.id)
    return await work.uow.bulletins.get(bulletin.id)


async def cancel(work: Work, actor: Actor, bulletin_id: str) -> Bulletin:
    """Who has it keeps it, nobody else gets it. Stale: `over`."""
    before = {BulletinState.DRAFT, BulletinState.SENDING, BulletinState.PAUSED}
    bulletin = await _turn(work, actor, bulletin_id, before, BulletinState.CANCELLED)
    await work.uow.ledger.cancel(bulletin_id=bulletin.id, reason="bulletin_cancelled")
    return bulletin


async def status(work: Work, actor: Actor, bulletin_id: str) -> Status:
    """Counts and reasons, without names."""
    bulletin = await work.uow.bulletins.get(bulletin_id)
    actor.must_be(Role.COORDINATOR, Role.OPERATOR, coalition_id=bulletin.coalition_id)
    counts = {str(state): n for state, n in (await work.uow.ledger.counts(bulletin.id)).items() if n}
    reasons = dict(await work.uow.ledger.reasons(bulletin.id))
    return Status(bulletin.id, str(bulletin.state), sum(counts.values()), counts, reasons)


async def finish_if_done(work: Work, bulletin_id: str) -> bool:
    """Whether this call found nothing left to send, and made it `sent`. While somebody waits for it, it is not done."""
    bulletin = await work.uow.bulletins.get(bulletin_id)
    if bulletin.state is not BulletinState.SENDING:
        return False
    counts = await work.uow.ledger.counts(bulletin_id)
    if any(n and not state.is_final for state, n in counts.items()):
        return False
    await work.uow.bulletins.save(replace(bulletin, state=BulletinState.SENT))
    return True


async def finish_of(work: Work, person: Person) -> None:
    """A parent left: bulletins that waited for nobody else are done."""
    for bulletin in await work.uow.bulletins.of(person.coalition_id):
        if bulletin.state is BulletinState.SENDING and bulletin.trajectory_id == person.trajectory_id:
            await finish_if_done(work, bulletin.id)


async def _turn(work: Work, actor: Actor, bulletin_id: str, before: set[BulletinState], to: BulletinState) -> Bulletin:
    bulletin = await work.uow.bulletins.get(bulletin_id)
    actor.must_be(Role.COORDINATOR, Role.OPERATOR, coalition_id=bulletin.coalition_id)
    if bulletin.state not in before:
        code = {BulletinState.PAUSED: "not_sending", BulletinState.SENDING: "not_paused"}.get(to, "over")
        raise Stale(code, id=bulletin.id, state=bulletin.state)
    bulletin = replace(bulletin, state=to)
    await work.uow.bulletins.save(bulletin)
    what = {BulletinState.PAUSED: "paused", BulletinState.SENDING: "resumed"}.get(to, "cancelled")
    await note(work, actor, f"bulletin_{what}", bulletin.id)
    return bulletin
