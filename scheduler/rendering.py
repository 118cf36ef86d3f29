"""From a claimed part to a call, late: whether it may disturb now, and what it says now."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.delivery import Delivery, PartKind, RecipientKind, State
from bot.domain.errors import Refused, Unavailable
from bot.outbox.call import Call
from bot.outbox.claim import Claim, Settled
from bot.outbox.quiet import Hours, hours_of, next_decent, open_until
from bot.outbox.retry import Verdict, back_off, going_on
from bot.outbox.withheld import Nothing, Waiting
from bot.services.ports import UnitOfWork
from scheduler.ports import Glances, Renderer

ROOM = timedelta(minutes=1)
"""A message in several parts does not begin so shortly before quiet hours: it would end in the morning."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ready:
    """A claim with its call."""

    claim: Claim
    call: Call
    since: float = 0.0
    """A moment of the monotonic clock: rendered then, and claimed shortly before."""
    until: datetime | None = None
    """From then on it would disturb somebody."""


async def prepare(
    glances: Glances, renderer: Renderer, claims: Sequence[Claim], now: datetime, since: float
) -> list[Ready | Settled]:
    """Each claim with its call, or with what becomes of it instead. One that cannot be rendered never stops the rest."""
    prepared: list[Ready | Settled] = []
    failed: list[Claim] = []
    async with glances([claim.delivery for claim in claims]) as uow:
        for claim in claims:
            try:
                prepared.append(await _prepare(uow, renderer, claim, now, since))
            except Exception:
                failed.append(claim)
    # A failing statement spoils a transaction for all that come after it, so each gets one of its own before it is given up.
    prepared.extend([await _alone(glances, renderer, claim, now, since) for claim in failed])
    return prepared


async def _alone(glances: Glances, renderer: Renderer, claim: Claim, now: datetime, since: float) -> Ready | Settled:
    try:
        async with glances([claim.delivery]) as uow:
            return await _prepare(uow, renderer, claim, now, since)
    except Unavailable:
        return Settled(claim, Verdict(State.PENDING, "unavailable", due_at=now + back_off(claim.part.attempts + 1)))
    except Refused as error:
        _log.warning("part %s cannot be said: %s", claim.part.id, error.code)
        return Settled(claim, going_on(claim.part, Verdict(State.FAILED, error.code)))
    except Exception as error:
        # The class only: the words of an error may be a person's.
        _log.error("part %s cannot be rendered: %s", claim.part.id, type(error).__name__)
        return Settled(claim, going_on(claim.part, Verdict(State.FAILED, "render_failed")))


async def _prepare(uow: UnitOfWork, renderer: Renderer, claim: Claim, now: datetime, since: float) -> Ready | Settled:
    until: datetime | None = None
    if claim.delivery.purpose.disturbs:
        hours = await _hours(uow, claim.delivery)
        decent = _decent_moment(hours, now, timedelta(0) if claim.begun else ROOM)
        if decent > now:
            return Settled(claim, Verdict(State.PENDING, "quiet_hours", due_at=decent, attempt=False))
        until = open_until(now, hours)
    rendered = await renderer.render(uow, claim.delivery, claim.part)
    match rendered:
        case Waiting(reason):
            return Settled(claim, Verdict(State.WAITING, reason, attempt=False))
        case Nothing(reason):
            # Deleting what is not there is done; what comes after it goes on.
            done = State.SENT if claim.part.kind is PartKind.DELETE else State.CANCELLED
            return Settled(claim, going_on(claim.part, Verdict(done, reason, attempt=False)))
        case _:
            if rendered.kind is not claim.part.kind:
                # A card that is not there yet is a message like any other, and like any other it may come twice.
                claim = replace(claim, part=replace(claim.part, kind=rendered.kind))
            return Ready(claim, rendered, since, until)


async def decent_moment(uow: UnitOfWork, delivery: Delivery, now: datetime, *, room: timedelta = timedelta(0)) -> datetime:
    """The first moment from `now` on at which this recipient may be disturbed, with at least `room` until it gets quiet."""
    return _decent_moment(await _hours(uow, delivery), now, room)


async def _hours(uow: UnitOfWork, delivery: Delivery) -> Hours:
    coalition = await uow.coalitions.get(delivery.coalition_id)
    person = await uow.people.find(delivery.recipient.id) if delivery.recipient.kind is RecipientKind.PERSON else None
    return hours_of(coalition, person)


def _decent_moment(hours: Hours, now: datetime, room: timedelta) -> datetime:
    decent = next_decent(now, hours)
    after = next_decent(decent + room, hours) if room else decent
    return decent if after == decent + room else after
