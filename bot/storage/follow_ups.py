"""What is due."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from bot.domain.follow_up import FollowUp, FollowUpState
from bot.storage.row import fields_of, row_of
from bot.storage.tables.conversations import follow_ups
from bot.storage.transaction import Transaction


class SqlFollowUps:
    """Carries out `queues.FollowUps`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def plan(self, follow_up: FollowUp) -> bool:
        return await self._tx.insert_new(follow_ups, row_of(follow_up), unique=["coalition_id", "key"])

    async def move(self, follow_up: FollowUp) -> bool:
        same = (follow_ups.c.coalition_id == follow_up.coalition_id) & (follow_ups.c.key == follow_up.key)
        open_ = follow_ups.c.state.in_([FollowUpState.PENDING, FollowUpState.CANCELLED])
        values = {"state": FollowUpState.PENDING, "due_at": follow_up.due_at, "void_after": follow_up.void_after}
        return await self._tx.change(follow_ups.update().where(same, open_).values(values)) > 0

    async def get(self, follow_up_id: str) -> FollowUp:
        return _follow_up(await self._tx.one(follow_ups, follow_up_id))

    async def save(self, follow_up: FollowUp) -> None:
        await self._tx.upsert(follow_ups, row_of(follow_up))

    async def due(self, now: datetime, limit: int) -> list[FollowUp]:
        """Longest due first. On PostgreSQL they are this unit of work's alone; another worker gets the next ones."""
        query = sa.select(follow_ups).where(follow_ups.c.state == FollowUpState.PENDING.value, follow_ups.c.due_at <= now)
        query = query.order_by(follow_ups.c.due_at, follow_ups.c.id).limit(limit)
        if not self._tx.read_only:
            query = query.with_for_update(skip_locked=True)
        return [_follow_up(row) for row in await self._tx.rows(query)]

    async def cancel(self, *, conversation_id: str | None = None, person_id: str | None = None, key: str | None = None) -> int:
        wanted = {"conversation_id": conversation_id, "person_id": person_id, "key": key}
        given = {name: value for name, value in wanted.items() if value is not None}
        if not given:
            raise ValueError("say which follow-ups to cancel")
        return await self._tx.change(_cancel(tuple(given)), {f"of_{name}": value for name, value in given.items()})

    async def hold(self, coalition_id: str, due_by: datetime, kinds: Collection[str]) -> int:
        pending = (follow_ups.c.coalition_id == coalition_id) & (follow_ups.c.state == FollowUpState.PENDING)
        overdue = follow_ups.update().where(pending, follow_ups.c.due_at <= due_by, follow_ups.c.kind.in_(kinds))
        return await self._tx.change(overdue.values(state=FollowUpState.HELD))

    async def held(self, coalition_id: str) -> int:
        query = sa.select(sa.func.count().label("many")).select_from(follow_ups).where(_held(coalition_id))
        return int((await self._tx.rows(query))[0].many)

    async def release(self, coalition_id: str, to: FollowUpState) -> int:
        return await self._tx.change(follow_ups.update().where(_held(coalition_id)).values(state=to))


@cache
def _cancel(names: tuple[str, ...]) -> sa.Update:
    where = [follow_ups.c[name] == sa.bindparam(f"of_{name}") for name in names]
    open_ = follow_ups.c.state.in_((FollowUpState.PENDING, FollowUpState.HELD))
    return follow_ups.update().where(open_, *where).values(state=FollowUpState.CANCELLED)


def _held(coalition_id: str) -> sa.ColumnElement[bool]:
    return (follow_ups.c.coalition_id == coalition_id) & (follow_ups.c.state == FollowUpState.HELD)


def _follow_up(row: sa.Row[Any]) -> FollowUp:
    return FollowUp(**fields_of(row, "state"), state=FollowUpState(row.state))
