"""The ledger as the dispatcher sees it: claim, start, settle. Services see it by `bot.storage.ledger`.

A part goes `queued → pending → leased → sending → sent` (or another end). A lease is a token and a moment by the database's
clock; who is later than that, or has another token, changes nothing.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.bulletin import BulletinState
from bot.domain.delivery import RecipientKind, State
from bot.outbox.claim import Claim, Settled
from bot.outbox.limits import Limits
from bot.outbox.outcome import Fate, Outcome
from bot.outbox.retry import Verdict, decide
from bot.storage import settling
from bot.storage.delivery_state import refresh
from bot.storage.part_rows import with_deliveries
from bot.storage.tables.bulletins import bulletins
from bot.storage.tables.ledger import account_paces, lane_paces, parts
from bot.storage.transaction import Transaction

HELD = (BulletinState.DRAFT, BulletinState.PAUSED, BulletinState.CANCELLED)
"""States of a bulletin in which nothing of it goes out."""
IN_FLIGHT = (State.LEASED, State.SENDING)

# Made once: an alias copies every column of its table, and a turn of the dispatcher needs six of them.
_EARLIER = parts.alias("earlier")
_RETRIED = parts.alias("retried")
_FLYING = parts.alias("flying")


def _held(some: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.exists().where(bulletins.c.id == some.c.bulletin_id, bulletins.c.state.in_(HELD))


def _pending_of(accounts: Collection[str]) -> sa.ColumnElement[bool]:
    # The state as it stands in the partial indexes, so that both planners see that they fit.
    return sa.and_(sa.text("parts.state = 'pending'"), parts.c.bot_account_id.in_(accounts))


def _behind(now: datetime) -> sa.ColumnElement[bool]:
    """Something for the same recipient is due as well and goes first."""
    return _before_it(_EARLIER, _EARLIER.c.due_at <= now)


def _behind_a_retry(now: datetime) -> sa.ColumnElement[bool]:
    """Something for the same recipient goes first, and waits to be tried again."""
    return _before_it(_RETRIED, (_RETRIED.c.due_at > now) & (_RETRIED.c.attempts > 0))


def _before_it(other: sa.FromClause, which: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    earlier = sa.tuple_(other.c.priority, other.c.delivery_id) < sa.tuple_(parts.c.priority, parts.c.delivery_id)
    waits = other.c.state == State.PENDING
    return sa.exists().where(other.c.lane == parts.c.lane, waits, earlier, which, ~_held(other))


class SqlOutgoing:
    """Carries out `scheduler.ports.Outgoing` in one transaction."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def claim(
        self, now: datetime, *, accounts: Collection[str], limit: int, replies: bool, token: str, seconds: float
    ) -> list[Claim]:
        """Lease up to `limit` parts of these bot accounts that are due, replies or all the others, most urgent first, one of each
        recipient at the most.

        Not those of a bulletin that is held, of a paused account, or of a recipient who has one in flight or just got one.
        """
        if not accounts or limit <= 0:
            return []
        due = self._due(now, accounts=accounts, replies=replies).limit(limit).with_for_update(skip_locked=True).cte("due")
        leased = (
            sa.update(parts)
            .where(parts.c.id.in_(sa.select(due.c.id)), parts.c.state == State.PENDING)
            .values(state=State.LEASED, lease_token=token, lease_until=self._tx.lease.now() + seconds)
            .returning(parts.c.id, parts.c.delivery_id)
        )
        rows = await self._lease(leased)
        if not rows:
            return []
        touched = {row.delivery_id for row in rows}
        await refresh(self._tx, touched)
        went = sa.select(parts.c.delivery_id).where(parts.c.delivery_id.in_(touched), parts.c.state == State.SENT)
        begun = {row.delivery_id for row in await self._tx.rows(went)}
        claims: list[Claim] = []
        unreadable: list[Claim] = []
        for found in await with_deliveries(self._tx, [row.id for row in rows]):
            claim = Claim(found.delivery, found.part, token, found.conversation_id, begun=found.delivery.id in begun)
            (claims if found.readable else unreadable).append(claim)
        # One that cannot be read must not stand in the way of all the others.
        await self.settle([Settled(claim, Verdict(State.FAILED, "unreadable")) for claim in unreadable])
        return sorted(claims, key=lambda c: (c.delivery.purpose.priority, c.part.due_at or c.delivery.due_at, c.part.id))

    async def _lease(self, leased: sa.Executable) -> Sequence[sa.Row[Any]]:
        if self._tx.is_sqlite:
            return await self._tx.rows(leased)
        try:
            async with self._tx.connection.begin_nested():
                return await self._tx.rows(leased)
        except sa.exc.IntegrityError:
            # Another process claimed something for the same recipient at the same moment; the index keeps it to one. Next time.
            return []

    def _due(self, now: datetime, *, accounts: Collection[str], replies: bool) -> sa.Select[str]:
        clock = self._tx.lease.now()
        in_flight = sa.exists().where(_FLYING.c.lane == parts.c.lane, _FLYING.c.state.in_(IN_FLIGHT))
        paused = sa.exists().where(account_paces.c.bot_account_id == parts.c.bot_account_id, account_paces.c.paused_until > clock)
        too_soon = sa.exists().where(lane_paces.c.lane == parts.c.lane, lane_paces.c.ready_at > clock)
        return (
            sa.select(parts.c.id)
            .where(_pending_of(accounts), parts.c.due_at <= now, parts.c.priority == 0 if replies else parts.c.priority > 0)
            .where(~paused, ~too_soon, ~_held(parts), ~in_flight, ~_behind(now), ~_behind_a_retry(now))
            .order_by(parts.c.priority, parts.c.due_at, parts.c.id)
        )

    async def start(self, claims: Sequence[Claim], *, seconds: float, limits: Mapping[str, Limits]) -> set[str]:
        """Mark these as `sending`: the ids of those that may go.

        The others were taken over, cancelled, or are held by their bulletin's pause. `limits` are by bot account.
        """
        if not claims:
            return set()
        if not self._tx.is_sqlite:
            # A pause either commits before this look, or waits until the marks below are committed.
            wanted = sorted({claim.delivery.bulletin_id for claim in claims if claim.delivery.bulletin_id})
            if wanted:
                await self._tx.rows(sa.select(bulletins.c.id).where(bulletins.c.id.in_(wanted)).with_for_update(read=True))
        clock = self._tx.lease.now()
        marked = (
            sa.update(parts)
            .where(self._ours(claims), parts.c.state == State.LEASED, parts.c.lease_until > clock, ~_held(parts))
            .values(state=State.SENDING, lease_until=clock + seconds)
            .returning(parts.c.id, parts.c.delivery_id)
        )
        rows = await self._tx.rows(marked)
        started = {row.id for row in rows}
        await refresh(self._tx, {row.delivery_id for row in rows})
        await self._pace([claim for claim in claims if claim.part.id in started], limits)
        return started

    async def _pace(self, claims: Sequence[Claim], limits: Mapping[str, Limits]) -> None:
        """When each of their recipients may get the next one."""
        for claim in claims:
            mine = limits[claim.delivery.bot_account_id]
            pace = mine.group if claim.delivery.recipient.kind is RecipientKind.GROUP else mine.chat
            clock = self._tx.lease.now()
            row = {"lane": claim.lane, "coalition_id": claim.delivery.coalition_id, "tat": 0.0, "ready_at": 0.0}
            await self._tx.insert_new(lane_paces, row, unique=["lane"])
            later = sa.case((lane_paces.c.tat > clock, lane_paces.c.tat), else_=clock) + pace.interval
            await self._tx.change(
                sa.update(lane_paces).where(lane_paces.c.lane == claim.lane).values(tat=later, ready_at=later - pace.tolerance)
            )

    def _ours(self, claims: Sequence[Claim]) -> sa.ColumnElement[bool]:
        return sa.tuple_(parts.c.id, parts.c.lease_token).in_([(claim.part.id, claim.token) for claim in claims])

    async def release(self, claims: Sequence[Claim]) -> None:
        """Give back what was leased and not started."""
        if not claims:
            return
        free = sa.update(parts).where(self._ours(claims), parts.c.state == State.LEASED)
        rows = await self._tx.rows(
            free.values(state=State.PENDING, lease_token=None, lease_until=None).returning(parts.c.delivery_id)
        )
        await refresh(self._tx, {row.delivery_id for row in rows})

    async def settle(self, settled: Sequence[Settled]) -> list[Settled]:
        """Write down what became of claims. Those that came too late (their lease is somebody else's by now) are left out."""
        return await settling.settle(self._tx, settled)

    async def recover(self, now: datetime, limit: int = 500) -> int:
        """Leases that ran out: what was only leased is pending again, what was being sent is ambiguous. How many there were."""
        over = sa.and_(parts.c.state.in_(IN_FLIGHT), parts.c.lease_until <= self._tx.lease.now())
        query = sa.select(parts.c.id).where(over).order_by(parts.c.id).limit(limit).with_for_update(skip_locked=True)
        ids = [row.id for row in await self._tx.rows(query)]
        if not ids:
            return 0
        found = [Claim(one.delivery, one.part, one.token or "") for one in await with_deliveries(self._tx, ids)]
        await self.release([claim for claim in found if claim.part.state is State.LEASED])
        nobody_knows = Outcome(Fate.AMBIGUOUS)
        sending = [claim for claim in found if claim.part.state is State.SENDING]
        await self.settle([Settled(claim, decide(claim.part, nobody_knows, now)) for claim in sending])
        return len(found)

    async def next_due(self, now: datetime, *, accounts: Collection[str]) -> datetime | None:
        """When, by the business clock, the next part is due that is not due yet."""
        later = sa.select(sa.func.min(parts.c.due_at).label("first")).where(
            _pending_of(accounts), parts.c.due_at > now, ~_held(parts)
        )
        row = await self._tx.first(later)
        return None if row is None else row.first

    async def next_chance(self, now: datetime, *, accounts: Collection[str]) -> float | None:
        """Seconds until something that is due now but had to wait may go: a pace, a pause or a lease. None: nothing is due.

        A second when it waits for something else.
        """
        clock = self._tx.lease.now()
        leases = sa.select(sa.func.min(parts.c.lease_until)).where(
            parts.c.state.in_(IN_FLIGHT), parts.c.bot_account_id.in_(accounts)
        )
        due = sa.exists().where(_pending_of(accounts), parts.c.due_at <= now, ~_held(parts), ~_behind_a_retry(now))
        row = await self._tx.first(sa.select(clock.label("now"), leases.scalar_subquery().label("lease"), due.label("due")))
        if row is None or (row.lease is None and not row.due):
            return None
        moments = [row.lease]
        if row.due:
            ready = sa.select(sa.func.min(lane_paces.c.ready_at)).where(lane_paces.c.ready_at > clock)
            resumed = sa.select(sa.func.min(account_paces.c.paused_until)).where(account_paces.c.paused_until > clock)
            moments += (await self._tx.rows(sa.select(ready.scalar_subquery(), resumed.scalar_subquery())))[0]
        return max(0.0, min((moment - row.now for moment in moments if moment is not None), default=1.0))

    async def sweep(self) -> None:
        """Drop the pace of recipients that say nothing any more."""
        await self._tx.change(sa.delete(lane_paces).where(lane_paces.c.tat < self._tx.lease.now() - 3600.0))
