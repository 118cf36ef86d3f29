"""The ledger as services see it: what goes out is planned, filled, held, released, cancelled. `bot.storage.outgoing` sends it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa

from bot.domain.delivery import FINAL, Delivery, Part, PartKind, Purpose, Recipient, RecipientKind, State
from bot.domain.errors import Stale
from bot.storage.delivery_state import refresh
from bot.storage.part_rows import delivery_of, delivery_row, owner, part_of, part_rows
from bot.storage.tables.ledger import deliveries, lane_paces, parts
from bot.storage.tables.questions import questions
from bot.storage.transaction import LEDGER, Transaction

OPEN = (State.QUEUED, State.WAITING, State.PENDING, State.LEASED)
"""States from which nothing has gone out yet, and from which it can still be held back."""


T = TypeVar("T")


class SqlLedger:
    """Carries out `services.queues.Ledger` in the caller's transaction."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def add(self, delivery: Delivery, *, conversation_id: str | None = None) -> bool:
        row = delivery_row(delivery, conversation_id)
        if not await self._tx.insert_new(deliveries, row, unique=("coalition_id", "key")):
            return False
        await self._insert_parts([delivery])
        self._tx.touched.add(LEDGER)
        return True

    async def add_broadcast(self, deliveries_: Sequence[Delivery]) -> int:
        count = 0
        for some in _chunks(deliveries_):
            new = await self._new_ones(some)
            if new:
                # One prepared statement, run for each row: a statement with thousands of values takes longer to make than to run.
                await self._tx.connection.execute(sa.insert(deliveries), [delivery_row(delivery, None) for delivery in new])
                await self._insert_parts(new)
            count += len(new)
        self._tx.touched.add(LEDGER)
        return count

    async def _new_ones(self, some: Sequence[Delivery]) -> list[Delivery]:
        """Those of which the key is not there yet, each key once."""
        keys = [delivery.key for delivery in some]
        of = {delivery.coalition_id for delivery in some}
        there = sa.select(deliveries.c.coalition_id, deliveries.c.key).where(
            deliveries.c.coalition_id.in_(of), deliveries.c.key.in_(keys)
        )
        taken = {(row.coalition_id, row.key) for row in await self._tx.rows(there)}
        new = {(delivery.coalition_id, delivery.key): delivery for delivery in reversed(some)}
        return [delivery for key, delivery in reversed(new.items()) if key not in taken]

    async def fill(self, delivery_id: str, parts_: Sequence[Part], *, conversation_id: str | None = None) -> None:
        delivery = delivery_of(await self._tx.one(deliveries, delivery_id))
        if delivery.opened or delivery.state.is_final:
            raise Stale("delivery_opened", id=delivery_id, state=delivery.state)
        values = {"opened": True, "conversation_id": conversation_id}
        await self._tx.change(sa.update(deliveries).where(deliveries.c.id == delivery_id).values(values))
        if parts_:
            await self._insert([await part_rows(self._tx, delivery, parts_)])
            await refresh(self._tx, [delivery_id])
        else:
            nothing = {"state": State.SENT, "reason": "nothing_to_say"}
            await self._tx.change(sa.update(deliveries).where(deliveries.c.id == delivery_id).values(nothing))
        self._tx.touched.add(LEDGER)

    async def get(self, delivery_id: str) -> Delivery:
        row = await self._tx.one(deliveries, delivery_id)
        delivery = delivery_of(row)
        found = await self._tx.rows(sa.select(parts).where(parts.c.delivery_id == delivery_id).order_by(parts.c.number))
        return delivery_of(row, [await part_of(self._tx, delivery, part) for part in found])

    async def set_waiting(self, delivery_id: str, reason: str) -> None:
        delivery = delivery_of(await self._tx.one(deliveries, delivery_id))
        waiting = {"state": State.WAITING, "reason": reason}
        if delivery.opened:
            pending = (parts.c.delivery_id == delivery_id) & parts.c.state.in_((State.PENDING, State.LEASED))
            await self._tx.change(sa.update(parts).where(pending).values(lease_token=None, lease_until=None, **waiting))
            await refresh(self._tx, [delivery_id])
        elif not delivery.state.is_final:
            await self._tx.change(sa.update(deliveries).where(deliveries.c.id == delivery_id).values(**waiting))

    async def hold(self, recipient: Recipient, reason: str) -> int:
        theirs = sa.and_(_to(recipient), deliveries.c.purpose != Purpose.REPLY)
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

    async def waiting(self, coalition_id: str, reason: str) -> list[Delivery]:
        query = (
            sa.select(deliveries)
            .where(deliveries.c.coalition_id == coalition_id, deliveries.c.state == State.WAITING, deliveries.c.reason == reason)
            .order_by(deliveries.c.id)
        )
        return [delivery_of(row) for row in await self._tx.rows(query)]

    async def move(self, bulletin_id: str, revision_id: str) -> int:
        unopened = sa.and_(deliveries.c.bulletin_id == bulletin_id, ~deliveries.c.opened)
        open_ = deliveries.c.state.in_((State.PENDING, State.WAITING))
        return await self._tx.change(sa.update(deliveries).where(unopened, open_).values(revision_id=revision_id))

    async def release_waiting(self, coalition_id: str, reason: str, recipient: Recipient | None = None) -> int:
        waiting = sa.and_(
            deliveries.c.coalition_id == coalition_id,
            deliveries.c.state == State.WAITING,
            deliveries.c.reason == reason,
            _to(recipient),
        )
        rows = await self._tx.rows(sa.select(deliveries.c.id, deliveries.c.opened).where(waiting))
        opened = [row.id for row in rows if row.opened]
        for some in _chunks([row.id for row in rows if not row.opened]):
            # Whoever was told before is told again, under a key of its own.
            again = {"state": State.PENDING, "reason": None, "told_at": None}
            await self._tx.change(sa.update(deliveries).where(deliveries.c.id.in_(some)).values(**again))
        for some in _chunks(opened):
            which = parts.c.delivery_id.in_(some) & (parts.c.state == State.WAITING)
            await self._tx.change(sa.update(parts).where(which).values(state=State.PENDING, reason=None))
            await refresh(self._tx, some)
        self._tx.touched.add(LEDGER)
        return len(rows)

    async def cancel(self, *, bulletin_id: str | None = None, recipient: Recipient | None = None, reason: str) -> int:
        if bulletin_id is None and recipient is None:
            raise ValueError("name what to cancel")
        which = [deliveries.c.purpose != Purpose.REPLY, _to(recipient)]
        if bulletin_id is not None:
            which.append(deliveries.c.bulletin_id == bulletin_id)
        return await self._end(sa.and_(*which), State.CANCELLED, reason)

    async def _end(self, which: sa.ColumnElement[bool], state: State, reason: str) -> int:
        """Everything of these that has not gone out yet comes to `state`. Parts in flight go on."""
        closed = {"state": state, "reason": reason}
        unopened = sa.and_(which, ~deliveries.c.opened, deliveries.c.state.in_((State.PENDING, State.WAITING)))
        count = await self._tx.change(sa.update(deliveries).where(unopened).values(**closed))
        open_ = sa.select(deliveries.c.id).where(which, deliveries.c.opened, deliveries.c.state.not_in((State.SENT, state)))
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

    async def counts(self, bulletin_id: str) -> Mapping[State, int]:
        return {State(str(name)): count for name, count in await self._tally(bulletin_id, deliveries.c.state)}

    async def reasons(self, bulletin_id: str) -> Mapping[str, int]:
        return {name: count for name, count in await self._tally(bulletin_id, deliveries.c.reason) if name is not None}

    async def _tally(self, bulletin_id: str, column: sa.Column[Any]) -> list[tuple[str | None, int]]:
        counted = sa.and_(
            deliveries.c.bulletin_id == bulletin_id, deliveries.c.counted, deliveries.c.purpose == Purpose.BROADCAST
        )
        query = sa.select(column, sa.func.count()).where(counted).group_by(column).order_by(column)
        return [(name, int(count)) for name, count in [tuple(row) for row in await self._tx.rows(query)]]

    async def last_card(self, recipient: Recipient, card: str) -> str | None:
        query = (
            sa.select(parts.c.kind, parts.c.external_id)
            .join(deliveries, deliveries.c.id == parts.c.delivery_id)
            .where(parts.c.lane == f"{recipient.kind}:{recipient.id}", parts.c.card == card, parts.c.state == State.SENT)
            .where(_to(recipient), parts.c.external_id.is_not(None) | (parts.c.kind == PartKind.DELETE))
            .order_by(parts.c.sent_at.desc(), parts.c.delivery_id.desc(), parts.c.number.desc())
            .limit(1)
        )
        row = await self._tx.first(query)
        return None if row is None or row.kind == PartKind.DELETE else row.external_id

    async def has_topic_pending(self, question_id: str) -> bool:
        query = (
            sa.select(parts.c.id)
            .join(deliveries, deliveries.c.id == parts.c.delivery_id)
            .where(deliveries.c.topic_of == question_id, deliveries.c.recipient_kind == RecipientKind.GROUP)
            .where(parts.c.kind == PartKind.CREATE_TOPIC, parts.c.state.in_((*OPEN, State.SENDING)))
            .limit(1)
        )
        return await self._tx.first(query) is not None

    async def has_last_words(self, person_id: str) -> bool:
        theirs = _to(Recipient(RecipientKind.PERSON, person_id)) & (deliveries.c.purpose == Purpose.REPLY)
        asked = deliveries.c.topic_of.in_(sa.select(questions.c.id).where(questions.c.person_id == person_id))
        query = sa.select(deliveries.c.id).where(theirs | asked, deliveries.c.state.not_in(FINAL)).limit(1)
        return await self._tx.first(query) is not None

    async def had(self, bulletin_id: str, recipient: Recipient) -> bool:
        sent = sa.select(deliveries.c.id).where(deliveries.c.bulletin_id == bulletin_id, deliveries.c.state == State.SENT)
        return await self._tx.first(sent.where(_to(recipient)).limit(1)) is not None

    async def lost(self, purpose: Purpose, since: datetime) -> list[tuple[Delivery, str]]:
        ended = deliveries.c.state.in_((State.BLOCKED, State.FAILED, State.UNCERTAIN))
        unreachable = (deliveries.c.state == State.CANCELLED) & (deliveries.c.reason == "blocked")
        query = (
            sa.select(deliveries)
            .where(deliveries.c.purpose == purpose, deliveries.c.due_at >= since, ended | unreachable)
            .where(deliveries.c.conversation_id.is_not(None))
            .order_by(deliveries.c.id)
        )
        return [(delivery_of(row), row.conversation_id) for row in await self._tx.rows(query)]

    async def forget(self, person_id: str) -> None:
        """The rows stay, for the counts; recipient, content and message ids go. What had not gone out is `cancelled`."""
        theirs = _to(Recipient(RecipientKind.PERSON, person_id))
        await self._end(theirs, State.CANCELLED, "forgotten")
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
            await self._tx.connection.execute(sa.insert(parts), flat)


def _to(recipient: Recipient | None) -> sa.ColumnElement[bool]:
    """Deliveries to exactly this recipient, its topic included; to anybody when there is none."""
    if recipient is None:
        return sa.true()
    return sa.and_(
        deliveries.c.recipient_id == recipient.id,
        deliveries.c.recipient_kind == recipient.kind,
        deliveries.c.topic_of.is_not_distinct_from(recipient.topic_of),
    )


def _chunks(ids: Sequence[T], size: int = 5000) -> list[Sequence[T]]:
    """So many that one statement stays under the databases' limit of bound values."""
    return [ids[start : start + size] for start in range(0, len(ids), size)]
