"""Which row of the inbox is handled next.

A row may be taken when no earlier row of its queue is open and its own delay is over. In this order:
1. an update;
2. an event that stands before an update of the same person, so that the update does not wait for other people's events;
3. any other event.

On SQLite the unit of work holds the write lock, so it is alone. On PostgreSQL the row is locked (`FOR UPDATE SKIP LOCKED`), and
the queue too, by an advisory lock of the transaction: an event of the same person may appear with a smaller id after a larger one
was taken, because sequences do not wait for commits. (Updates are numbered in the order of commits: `SqlInbox.store`.)
"""

from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from bot.domain.inbox import InboxState
from bot.storage.tables.inbox import inbox
from bot.storage.transaction import Transaction

# Literal, so that the partial indexes on open and failing rows are used.
_NEW: sa.ColumnElement[str] = sa.literal_column(f"'{InboxState.NEW.value}'")
_NEVER: sa.ColumnElement[int] = sa.literal_column("0")
_OPEN = inbox.c.state == _NEW
_MAY_GO = inbox.c.again_at.is_(None) | (inbox.c.again_at <= sa.bindparam("at", type_=inbox.c.again_at.type))


async def next_row(tx: Transaction, now: datetime) -> sa.Row[Any] | None:
    """The row, locked until the transaction ends; None when nothing may be handled now."""
    taken_elsewhere: list[bytes] = []
    for query in _candidates():
        while (row := await tx.first(_but_for(query, taken_elsewhere), {"at": now})) is not None:
            if await _lock_queue(tx, row.queue):
                return row
            taken_elsewhere.append(row.queue)
    return None


@cache
def _candidates() -> "tuple[sa.Select[Any], ...]":
    """The next row of each kind, in the order in which they are looked for."""
    earlier = inbox.alias("earlier")
    nothing_before = ~sa.exists().where(earlier.c.state == _NEW, earlier.c.queue == inbox.c.queue, earlier.c.id < inbox.c.id)
    query = sa.select(inbox).where(_OPEN, _MAY_GO, nothing_before).order_by(inbox.c.id).limit(1)
    query = query.with_for_update(skip_locked=True, of=inbox)
    return tuple(query.where(kind) for kind in (_is_update(), _before_an_update(), inbox.c.is_event))


def _but_for(query: "sa.Select[Any]", taken_elsewhere: list[bytes]) -> "sa.Select[Any]":
    return query.where(inbox.c.queue.not_in(taken_elsewhere)) if taken_elsewhere else query


def _is_update() -> sa.ColumnElement[bool]:
    return ~inbox.c.is_event


def _before_an_update() -> sa.ColumnElement[bool]:
    update = inbox.alias("update")
    waiting = sa.select(update.c.queue).where(update.c.state == _NEW, ~update.c.is_event)
    return inbox.c.is_event & inbox.c.queue.in_(waiting)


async def held_back(tx: Transaction, now: datetime) -> list[int]:
    """Ids of the updates behind a row of their queue that failed and waits to be tried again."""
    return [row.id for row in await tx.rows(_held_back(), {"at": now})]


@cache
def _held_back() -> "sa.Select[Any]":
    failing = inbox.alias("failing")
    behind = sa.and_(failing.c.queue == inbox.c.queue, failing.c.id < inbox.c.id)
    query = sa.select(inbox.c.id).join(failing, behind).where(failing.c.state == _NEW, failing.c.attempts > _NEVER)
    return query.where(_OPEN, ~inbox.c.is_event, _MAY_GO).distinct().order_by(inbox.c.id)


async def this_row(tx: Transaction, row_id: int) -> sa.Row[Any] | None:
    """The open row with this id, locked with its queue until the transaction ends; None when another transaction has it."""
    query = sa.select(inbox).where(inbox.c.id == row_id, _OPEN).with_for_update(skip_locked=True, of=inbox)
    row = await tx.first(query)
    return row if row is not None and await _lock_queue(tx, row.queue) else None


async def _lock_queue(tx: Transaction, queue: bytes) -> bool:
    if tx.is_sqlite:
        return True
    number = int.from_bytes(queue[:8], signed=True)
    row = await tx.first(sa.select(sa.func.pg_try_advisory_xact_lock(number).label("locked")))
    return row is not None and bool(row.locked)
