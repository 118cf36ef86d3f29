"""After a long outage, or a restored backup, nothing overdue goes out until a coordinator says so.

Held are deliveries that were due and disturb (broadcasts, follow-ups, answers), reminders, trials and cadences that were due, and
bulletins whose moment came. A reply to somebody's own tap or word is not. How an outage is known stands in `scheduler.heartbeat`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.domain.actor import Actor, Role, system
from bot.domain.bulletin import Bulletin, BulletinState, Halt
from bot.domain.cadence import Audience
from bot.domain.delivery import Purpose
from bot.domain.errors import Stale
from bot.domain.events import Happened
from bot.domain.follow_up import PROPOSAL_MOVED, FollowUpState
from bot.outbox.retry import LONGEST_BACK_OFF
from bot.services.auditing import note
from bot.services.people.absence import on_duty
from bot.services.work import Work
from bot.services.writing.trying_out import TRIAL_DUE

AFTER_OUTAGE = "after_outage"
"""The reason of what is held."""
REMINDER = "remind"
"""The timer of a conversation that says something by itself. Its others only move it on."""


@dataclass(frozen=True, slots=True)
class Held:
    """What waits for a coordinator's word."""

    deliveries: Mapping[Purpose, int] = field(default_factory=dict)
    follow_ups: int = 0
    bulletins: tuple[str, ...] = ()
    """Ids of those that were to begin meanwhile."""

    @property
    def total(self) -> int:
        return sum(self.deliveries.values()) + self.follow_ups + len(self.bulletins)

    @property
    def is_nothing(self) -> bool:
        return self.total == 0


async def hold(work: Work, coalition_id: str, since: datetime) -> Held:
    """Holds what is overdue now, and what is tried again in a moment as it was in the air when the outage began.

    Unless nothing waits now, every joined coordinator is asked, by the event `outage_over`.

    `since` is when somebody was last there; the same outage is told once.
    """
    await hold_only(work, coalition_id)
    # Also what was held before and nobody could be asked about.
    found = await _held(work, coalition_id)
    if found.is_nothing:
        return found
    await note(work, system(coalition_id), "overdue_held", coalition_id)
    for person in await on_duty(work, coalition_id):
        key = f"outage_over:{since.isoformat()}:{person.id}"
        data = {"since": since.isoformat()}
        await work.uow.inbox.tell(Happened("outage_over", coalition_id, person.id, key, data))
    return found


async def hold_only(work: Work, coalition_id: str) -> None:
    """The same, without asking anybody."""
    now = work.clock.now()
    await work.uow.ledger.hold_overdue(coalition_id, now + LONGEST_BACK_OFF, AFTER_OUTAGE)
    kinds = [REMINDER, TRIAL_DUE, PROPOSAL_MOVED]
    kinds += [rule.name for rule in work.cadence if rule.audience is Audience.PARENT]
    await work.uow.follow_ups.hold(coalition_id, now, kinds)
    for seen in await work.uow.bulletins.of(coalition_id):
        if not _was_to_begin(seen, now):
            continue
        bulletin = await work.uow.bulletins.lock(seen.id)
        if _was_to_begin(bulletin, now):
            await work.uow.bulletins.save(replace(bulletin, state=BulletinState.PAUSED, halted=Halt.AFTER_OUTAGE))


def _was_to_begin(bulletin: Bulletin, now: datetime) -> bool:
    return bulletin.state is BulletinState.SCHEDULED and bulletin.send_at is not None and bulletin.send_at <= now


async def held(work: Work, actor: Actor) -> Held:
    """What waits now in the actor's coalition."""
    actor.must_be(Role.COORDINATOR, Role.OPERATOR)
    return await _held(work, actor.coalition_id)


async def _held(work: Work, coalition_id: str) -> Held:
    bulletins = [b.id for b in await work.uow.bulletins.of(coalition_id) if b.halted is Halt.AFTER_OUTAGE]
    return Held(
        await work.uow.ledger.waiting_counts(coalition_id, AFTER_OUTAGE),
        await work.uow.follow_ups.held(coalition_id),
        tuple(bulletins),
    )


async def send_after_all(work: Work, actor: Actor) -> Held:
    """What was held goes out after all, at a decent moment; what lost its sense meanwhile does not. Stale: `nothing_held`."""
    found = await _decided(work, actor, "overdue_sent")
    await work.uow.ledger.release_waiting(actor.coalition_id, AFTER_OUTAGE)
    await work.uow.follow_ups.release(actor.coalition_id, FollowUpState.PENDING)
    await _turn(work, found, BulletinState.SCHEDULED)
    return found


async def drop(work: Work, actor: Actor) -> Held:
    """What was held is not sent any more. Stale: `nothing_held`."""
    found = await _decided(work, actor, "overdue_dropped")
    await work.uow.ledger.drop_waiting(actor.coalition_id, AFTER_OUTAGE)
    await work.uow.follow_ups.release(actor.coalition_id, FollowUpState.CANCELLED)
    await _turn(work, found, BulletinState.CANCELLED)
    return found


async def _turn(work: Work, found: Held, to: BulletinState) -> None:
    """Those that nobody decided about by themselves meanwhile."""
    for bulletin_id in found.bulletins:
        bulletin = await work.uow.bulletins.lock(bulletin_id)
        if bulletin.halted is Halt.AFTER_OUTAGE:
            await work.uow.bulletins.save(replace(bulletin, state=to, halted=None))


async def _decided(work: Work, actor: Actor, what: str) -> Held:
    found = await held(work, actor)
    if found.is_nothing:
        raise Stale("nothing_held", coalition=actor.coalition_id)
    await note(work, actor, what, actor.coalition_id)
    return found
