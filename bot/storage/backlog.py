"""How much waits. Only what is open is counted, over indexes, so that asking costs the same when the ledger holds years."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.delivery import State
from bot.domain.inbox import InboxState
from bot.services.reporting.backlog import Backlog
from bot.storage.engine import Store
from bot.storage.lease_clock import LeaseClock
from bot.storage.outgoing_statements import HELD
from bot.storage.tables.bulletins import bulletins
from bot.storage.tables.inbox import inbox
from bot.storage.tables.ledger import deliveries, parts

OPEN = (State.PENDING, State.LEASED, State.SENDING)


async def answers(store: Store) -> None:
    """Raises when the database does not answer."""
    async with store.reading() as connection:
        await connection.execute(sa.select(1))


async def backlog(store: Store, lease: LeaseClock, now: datetime) -> Backlog:
    """At one moment. `now` is the business clock's. Raises Unavailable."""
    async with store.reading() as connection:

        async def number(query: sa.Select[Any]) -> float:
            return float((await connection.execute(query)).scalar_one() or 0)

        async def count(table: sa.Table, state: str) -> int:
            return int(await number(sa.select(sa.func.count()).select_from(table).where(_is(table, state))))

        may_go = inbox.c.again_at.is_(None) | (inbox.c.again_at <= now)
        age = lease.now() - sa.func.min(inbox.c.stored_at)
        held = sa.exists().where(bulletins.c.id == parts.c.bulletin_id, bulletins.c.state.in_(HELD))
        due = sa.select(sa.func.min(parts.c.due_at)).where(_is(parts, State.PENDING), parts.c.due_at <= now, ~held)
        longest_due: datetime | None = (await connection.execute(due)).scalar_one()
        return Backlog(
            inbox={state.value: await count(inbox, state) for state in (InboxState.NEW, InboxState.SET_ASIDE)},
            inbox_seconds=max(0.0, await number(sa.select(age).where(_is(inbox, InboxState.NEW), may_go))),
            parts={state.value: await count(parts, state) for state in OPEN},
            due_seconds=0.0 if longest_due is None else (now - longest_due).total_seconds(),
            waiting=await count(deliveries, State.WAITING),
        )


def _is(table: sa.Table, state: str) -> sa.TextClause:
    """Written out, so that the partial indexes are used."""
    return sa.text(f"{table.name}.state = '{state}'")
