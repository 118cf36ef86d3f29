"""What is due."""

from datetime import datetime
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
        where = [follow_ups.c[name] == value for name, value in wanted.items() if value is not None]
        if not where:
            raise ValueError("say which follow-ups to cancel")
        pending = follow_ups.c.state == FollowUpState.PENDING
        return await self._tx.change(follow_ups.update().where(pending, *where).values(state=FollowUpState.CANCELLED))


def _follow_up(row: sa.Row[Any]) -> FollowUp:
    return FollowUp(**fields_of(row, "state"), state=FollowUpState(row.state))
