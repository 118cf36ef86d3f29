"""The ledger as services see it: what goes out is planned, filled, held, released, cancelled. `bot.storage.outgoing` sends it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa

from bot.domain.delivery import (
    DISTURBING,
    Delivery,
    Part,
    PartKind,
    Purpose,
    Recipient,
    RecipientKind,
    Settle,
    State,
    Uncertain,
)
from bot.domain.errors import Stale
from bot.domain.wording import Content
from bot.storage import holding, uncertain
from bot.storage.among import among
from bot.storage.delivery_state import refresh, unless_it_may_have_arrived
from bot.storage.ledger_reading import OPEN, SqlLedgerReading, to
from bot.storage.part_rows import delivery_of, delivery_row, owner, part_of, part_rows, unseal
from bot.storage.tables.ledger import deliveries, lane_paces, parts
from bot.storage.transaction import LEDGER

T = TypeVar("T")
FORGOTTEN = "forgotten"
UNOPENED = (State.PENDING, State.WAITING)
"""States of a delivery that was not opened, and still may be."""
_OPENED = (
    sa.update(deliveries)
    .where(deliveries.c.id == sa.bindparam("of_id"), ~deliveries.c.opened, deliveries.c.state.in_(UNOPENED))
    .values(opened=True, conversation_id=sa.bindparam("of_conversation"))
)
_PARTS = sa.select(parts).where(parts.c.delivery_id == sa.bindparam("of_delivery")).order_by(parts.c.number)
_THERE = sa.select(deliveries.c.id).where(among(deliveries.c.id, "ids"))


class SqlLedger(SqlLedgerReading):
    """Carries out `services.queues.Ledger` in the caller's transaction."""

    async def add(self, delivery: Delivery, *, conversation_id: str | None = None) -> bool:
        row = delivery_row(delivery, conversation_id)
        if not await self._tx.insert_new(deliveries, row, unique=("coalition_id", "key")):
            return False
        await self._insert_parts([delivery])
        self._tx.touched.add(LEDGER)
        return True

    async def add_broadcast(self, deliveries_: Sequence[Delivery]) -> int:
        count = 0
        for some in _chunks(deliveries_, 1000):
            # By id: which of the keys are there, PostgreSQL would look for among all that the coalition ever sent.
            before = await self._there(some)
            rows = [delivery_row(delivery, None) for delivery in some]
            await self._tx.insert_each_new(deliveries, rows, unique=("coalition_id", "key"))
            added = await self._there(some) - before
            new = [delivery for delivery in some if delivery.id in added]
            await self._insert_parts(new)
            count += len(new)
        self._tx.touched.add(LEDGER)
        return count

    async def _there(self, some: Sequence[Delivery]) -> set[str]:
        ids = [delivery.id for delivery in some]
        return {row.id for row in await self._tx.execute(_THERE, {"ids": ids})}

    async def fill(self, delivery_id: str, parts_: Sequence[Part], *, conversation_id: str | None = None) -> None:
        delivery = delivery_of(await self._tx.one(deliveries, delivery_id))
        if delivery.opened or delivery.state.is_final:
            raise Stale("delivery_opened", id=delivery_id, state=delivery.state)
        if not await self._tx.change(_OPENED, {"of_id": delivery_id, "of_conversation": conversation_id}):
            # Somebody ended it since it was read.
            raise Stale("delivery_opened", id=delivery_id, state=delivery.state)
        if parts_:
            # Due from now on: parts of several bulletins go in the order in which they were opened, which is in turns.
            opened = replace(delivery, due_at=max(delivery.due_at, self._tx.clock.now()))
            await self._insert([await part_rows(self._tx, opened, parts_)])
            await refresh(self._tx, [delivery_id])
        else:
            nothing = {"state": State.SENT, "reason": "nothing_to_say"}
            await self._tx.change(sa.update(deliveries).where(deliveries.c.id == delivery_id).values(nothing))
        self._tx.touched.add(LEDGER)

    async def get(self, delivery_id: str, *, lock: bool = False) -> Delivery:
        row = await self._tx.one(deliveries, delivery_id, lock=lock)
        delivery = delivery_of(row)
        found = await self._tx.rows(_PARTS, {"of_delivery": delivery_id})
        return delivery_of(row, [await part_of(self._tx, delivery, part) for part in found])

    async def set_waiting(self, delivery_id: str, reason: str) -> None:
        delivery = delivery_of(await self._tx.one(deliveries, delivery_id))
        waiting = {"state": State.WAITING, "reason": reason}
        if delivery.opened:
            pending = (parts.c.delivery_id == delivery_id) & parts.c.state.in_((State.PENDING, State.LEASED))
            await self._tx.change(sa.update(parts).where(pending).values(lease_token=None, lease_until=None, **waiting))
            await refresh(self._tx, [delivery_id])
        else:
            unopened = sa.and_(deliveries.c.id == delivery_id, ~deliveries.c.opened, deliveries.c.state.in_(UNOPENED))
            await self._tx.change(sa.update(deliveries).where(unopened).values(**waiting))

    async def hold(self, recipient: Recipient, reason: str, purposes: Collection[Purpose] = DISTURBING) -> int:
        theirs = sa.and_(to(recipient), deliveries.c.purpose.in_(purposes))
        held = {"state": State.WAITING, "reason": reason}
        unopened = sa.and_(theirs, ~deliveries.c.opened, deliveries.c.state == State.PENDING)
        count = await self._tx.change(sa.update(deliveries).where(unopened).values(**held))
        opened = sa.select(deliveries.c.id).where(
            theirs, deliveries.c.opened, deliveries.c.state.in_((State.PENDING, State.LEASED))
        )
        pending = sa.and_(parts.c.delivery_id.in_(opened), parts.c.state.in_((State.PENDING, State.LEASED)))
        kept = sa.update(parts).where(pending).values(lease_token=None, lease_until=None, **held).returning(parts.c.delivery_id)
        touched = {row.delivery_id for row in await self._tx.rows(kept)}
        await refresh(self._tx, touched)
        return count + len(touched)

    async def move(self, bulletin_id: str, revision_id: str) -> int:
        unopened = sa.and_(deliveries.c.bulletin_id == bulletin_id, ~deliveries.c.opened)
        open_ = deliveries.c.state.in_((State.PENDING, State.WAITING))
        return await self._tx.change(sa.update(deliveries).where(unopened, open_).values(revision_id=revision_id))

    async def hold_overdue(self, coalition_id: str, now: datetime, reason: str) -> Mapping[Purpose, int]:
        return await holding.hold_overdue(self._tx, coalition_id, now, reason)

    async def settle_uncertain(self, some: Sequence[Uncertain], how: Settle) -> int:
        return sum([await uncertain.settle(self._tx, chunk, how) for chunk in _chunks(some)])

    async def release_waiting(
        self, coalition_id: str, reason: str, recipient: Recipient | None = None, *, bulletin_id: str | None = None
    ) -> int:
        waiting = sa.and_(
            deliveries.c.coalition_id == coalition_id,
            deliveries.c.state == State.WAITING,
            deliveries.c.reason == reason,
            to(recipient),
            sa.true() if bulletin_id is None else deliveries.c.bulletin_id == bulletin_id,
        )
        rows = await self._tx.rows(sa.select(deliveries.c.id, deliveries.c.opened).where(waiting))
        opened = [row.id for row in rows if row.opened]
        for some in _chunks([row.id for row in rows if not row.opened]):
            # Whoever was told before is told again, under a key of its own.
            again = {"state": State.PENDING, "reason": None, "told_at": None}
            still = deliveries.c.id.in_(some) & (deliveries.c.state == State.WAITING)
            await self._tx.change(sa.update(deliveries).where(still).values(**again))
        for some in _chunks(opened):
            which = parts.c.delivery_id.in_(some) & (parts.c.state == State.WAITING)
            await self._tx.change(sa.update(parts).where(which).values(state=State.PENDING, reason=None))
            await refresh(self._tx, some)
        self._tx.touched.add(LEDGER)
        return len(rows)

    async def cancel(self, *, bulletin_id: str | None = None, recipient: Recipient | None = None, reason: str) -> int:
        if bulletin_id is None and recipient is None:
            raise ValueError("name what to cancel")
        which = [deliveries.c.purpose.in_(DISTURBING), to(recipient)]
        if bulletin_id is not None:
            which.append(deliveries.c.bulletin_id == bulletin_id)
        return await self._end(sa.and_(*which), State.CANCELLED, reason)

    async def drop_waiting(self, coalition_id: str, reason: str) -> int:
        waiting = sa.and_(deliveries.c.coalition_id == coalition_id, deliveries.c.purpose.in_(DISTURBING))
        which = sa.and_(waiting, deliveries.c.state == State.WAITING, deliveries.c.reason == reason)
        # By ids: closing what is unopened would change what is looked for.
        rows = await self._tx.rows(sa.select(deliveries.c.id).where(which))
        return sum(
            [await self._end(deliveries.c.id.in_(some), State.CANCELLED, reason) for some in _chunks([row.id for row in rows])]
        )

    async def expire(self, bulletin_id: str, reason: str) -> int:
        mine = sa.and_(deliveries.c.bulletin_id == bulletin_id, deliveries.c.purpose == Purpose.BROADCAST, deliveries.c.counted)
        return await self._end(mine, State.EXPIRED, reason)

    async def _end(self, which: sa.ColumnElement[bool], state: State, reason: str) -> int:
        """Everything of these that has not gone out yet comes to `state`, or to `uncertain` where an earlier call may have
        arrived. Parts in flight go on."""
        open_ = sa.select(deliveries.c.id).where(which, deliveries.c.opened, deliveries.c.state.not_in((State.SENT, state)))
        if not self._tx.is_sqlite:
            # As `settling` locks them: an outcome is written down before this, or after it and knows of it.
            unsent = sa.and_(parts.c.delivery_id.in_(open_), parts.c.state.in_((*OPEN, State.SENDING)))
            await self._tx.execute(sa.select(parts.c.id).where(unsent).order_by(parts.c.id).with_for_update())
        closed: dict[str, Any] = {"state": state, "reason": reason}
        unopened = sa.and_(which, ~deliveries.c.opened, deliveries.c.state.in_(UNOPENED))
        count = await self._tx.change(sa.update(deliveries).where(unopened).values(**closed))
        if reason != FORGOTTEN:
            # Of somebody who is forgotten there is nobody left to ask.
            closed["state"] = unless_it_may_have_arrived(state)
        if state is State.CANCELLED:
            sending = sa.select(parts.c.delivery_id).where(parts.c.state == State.SENDING)
            in_flight = sa.and_(which, deliveries.c.opened, deliveries.c.id.in_(sending))
            await self._tx.change(sa.update(deliveries).where(in_flight).values(cancel_reason=reason))
        theirs = sa.and_(parts.c.delivery_id.in_(open_), parts.c.state.in_(OPEN))
        stopped = (
            sa.update(parts).where(theirs).values(lease_token=None, lease_until=None, **closed).returning(parts.c.delivery_id)
        )
        touched = {row.delivery_id for row in await self._tx.rows(stopped)}
        for some in _chunks(sorted(touched)):
            await refresh(self._tx, some)
        return count + len(touched)

    async def said_in(
        self, conversation_id: str, recipient: Recipient, purpose: Purpose, *, lock: bool = False
    ) -> Delivery | None:
        mine = sa.and_(to(recipient), deliveries.c.conversation_id == conversation_id, deliveries.c.purpose == purpose)
        row = await self._tx.first(sa.select(deliveries.c.id).where(mine).order_by(deliveries.c.id).limit(1))
        return None if row is None else await self.get(row.id, lock=lock)

    async def supersede(self, recipient: Recipient, card: str) -> int:
        lane = f"{recipient.kind}:{recipient.id}"
        planned = sa.select(parts.c.delivery_id).where(
            parts.c.lane == lane, parts.c.card == card, parts.c.kind == PartKind.EDIT, parts.c.state.in_(OPEN)
        )
        alone = sa.and_(to(recipient), deliveries.c.key.startswith("card:"), deliveries.c.id.in_(planned))
        return await self._end(alone, State.CANCELLED, "superseded")

    async def shown(self, recipient: Recipient, external_id: str) -> Content | None:
        query = (
            sa.select(parts.c.delivery_id, parts.c.content)
            .where(parts.c.lane == f"{recipient.kind}:{recipient.id}", parts.c.external_id == external_id)
            .where(parts.c.state == State.SENT, parts.c.kind.in_((PartKind.SEND, PartKind.EDIT)))
            .order_by(parts.c.sent_at.desc(), parts.c.id.desc())
            .limit(1)
        )
        row = await self._tx.first(query)
        if row is None or row.content is None:
            return None
        return await unseal(self._tx, delivery_of(await self._tx.one(deliveries, row.delivery_id)), row.content)

    async def forget(self, person_id: str) -> None:
        """The rows stay, for the counts; recipient, content and message ids go. What had not gone out is `cancelled`."""
        theirs = to(Recipient(RecipientKind.PERSON, person_id))
        await self._end(theirs, State.CANCELLED, FORGOTTEN)
        ids = sa.select(deliveries.c.id).where(theirs)
        gone = {"content": None, "external_id": None, "lane": parts.c.delivery_id}
        await self._tx.change(sa.update(parts).where(parts.c.delivery_id.in_(ids)).values(**gone))
        await self._tx.change(sa.delete(lane_paces).where(lane_paces.c.lane == f"{RecipientKind.PERSON}:{person_id}"))
        # A key names the person too; it has nothing left to keep apart.
        await self._tx.change(
            sa.update(deliveries).where(theirs).values(recipient_id=None, conversation_id=None, key=deliveries.c.id)
        )

    async def _insert_parts(self, some: Sequence[Delivery]) -> None:
        with_parts = [delivery for delivery in some if delivery.parts]
        await self._tx.vault.preload(owner(delivery) for delivery in with_parts)
        await self._insert([await part_rows(self._tx, delivery, delivery.parts) for delivery in with_parts])
        await refresh(self._tx, [delivery.id for delivery in with_parts])

    async def _insert(self, rows: Sequence[Sequence[Mapping[str, object]]]) -> None:
        flat = [row for some in rows for row in some]
        if flat:
            await self._tx.execute(sa.insert(parts), flat)


def _chunks(ids: Sequence[T], size: int = 5000) -> list[Sequence[T]]:
    """So many that one statement stays under the databases' limit of bound values."""
    return [ids[start : start + size] for start in range(0, len(ids), size)]
