"""What is overdue after a long outage is held, and goes or is dropped when a coordinator says so."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from bot.domain.delivery import DISTURBING, Purpose, State
from bot.storage.delivery_state import refresh
from bot.storage.tables.ledger import deliveries, parts
from bot.storage.transaction import Transaction

_UNSENT = (State.PENDING, State.LEASED)


async def hold_overdue(tx: Transaction, coalition_id: str, now: datetime, reason: str) -> Mapping[Purpose, int]:
    """Every delivery that was due by now and disturbs becomes `waiting`: how many, by purpose. Others stay as they are."""
    theirs = sa.and_(deliveries.c.coalition_id == coalition_id, deliveries.c.purpose.in_(DISTURBING))
    held = {"state": State.WAITING, "reason": reason}
    unopened = sa.and_(theirs, ~deliveries.c.opened, deliveries.c.state == State.PENDING, deliveries.c.due_at <= now)
    found: Counter[Purpose] = Counter()
    planned = sa.update(deliveries).where(unopened).values(**held).returning(deliveries.c.purpose)
    found.update(Purpose(row.purpose) for row in await tx.rows(planned))
    # Of an opened one the part that is next says when it is due: it may have been put off until the morning.
    disturbs = parts.c.priority >= min(purpose.priority for purpose in DISTURBING)
    due = sa.and_(parts.c.coalition_id == coalition_id, disturbs, parts.c.state.in_(_UNSENT), parts.c.due_at <= now)
    kept = sa.update(parts).where(due).values(lease_token=None, lease_until=None, **held).returning(parts.c.delivery_id)
    touched = sorted({row.delivery_id for row in await tx.rows(kept)})
    for start in range(0, len(touched), 5000):
        some = touched[start : start + 5000]
        await refresh(tx, some)
        opened = sa.select(deliveries.c.purpose).where(deliveries.c.id.in_(some))
        found.update(Purpose(row.purpose) for row in await tx.rows(opened))
    return found


async def waiting_counts(tx: Transaction, coalition_id: str, reason: str) -> Mapping[Purpose, int]:
    """How many wait for this reason, by purpose."""
    query = (
        sa.select(deliveries.c.purpose, sa.func.count().label("many"))
        .where(deliveries.c.coalition_id == coalition_id, deliveries.c.state == State.WAITING, deliveries.c.reason == reason)
        .group_by(deliveries.c.purpose)
    )
    return {Purpose(row.purpose): row.many for row in await tx.rows(query)}
