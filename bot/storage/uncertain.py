"""Parts of which nobody knows whether they arrived, settled by a person; what stands behind them goes on accordingly."""

from collections.abc import Collection

import sqlalchemy as sa

from bot.domain.delivery import PartKind, Purpose, Settle, State, Uncertain
from bot.storage.delivery_state import refresh
from bot.storage.tables.ledger import deliveries, parts
from bot.storage.transaction import LEDGER, Transaction

RECEIVED = "counted_as_received"
GIVEN_UP = "given_up"
RESENT = "resent_by_hand"


async def uncertain(tx: Transaction, bulletin_id: str) -> list[Uncertain]:
    """Those of the bulletin, longest due first."""
    others = parts.alias("others")
    total = sa.select(sa.func.count()).where(others.c.delivery_id == parts.c.delivery_id).scalar_subquery()
    query = (
        sa.select(parts.c.id, parts.c.delivery_id, parts.c.number, parts.c.due_at, total.label("total"))
        .join(deliveries, deliveries.c.id == parts.c.delivery_id)
        .where(deliveries.c.bulletin_id == bulletin_id, deliveries.c.purpose == Purpose.BROADCAST)
        .where(deliveries.c.state == State.UNCERTAIN, parts.c.state == State.UNCERTAIN)
        .order_by(parts.c.due_at, parts.c.id)
    )
    return [Uncertain(row.id, row.delivery_id, row.number, row.total, row.due_at) for row in await tx.rows(query)]


async def settle(tx: Transaction, some: Collection[Uncertain], how: Settle) -> int:
    """How many were still uncertain, and are settled now."""
    if not some:
        return 0
    ids = [one.part_id for one in some]
    still = parts.c.id.in_(ids) & (parts.c.state == State.UNCERTAIN)
    match how:
        case Settle.RESEND:
            # Its count of ambiguous calls stays: when nobody knows again, it is uncertain at once.
            change = {"state": State.PENDING, "reason": RESENT, "due_at": tx.clock.now(), "kind": PartKind.SEND}
        case Settle.RECEIVED:
            change = {"state": State.SENT, "reason": RECEIVED}
        case Settle.DROP:
            change = {"state": State.CANCELLED, "reason": GIVEN_UP}
    rows = await tx.rows(sa.update(parts).where(still).values(**change).returning(parts.c.delivery_id))
    touched = sorted({row.delivery_id for row in rows})
    behind = sa.and_(parts.c.delivery_id.in_(touched), parts.c.state == State.QUEUED)
    if how is Settle.DROP:
        await tx.change(sa.update(parts).where(behind).values(**change))
    elif how is Settle.RECEIVED:
        unsent = parts.alias("unsent")
        first = (
            sa.select(sa.func.min(unsent.c.number))
            .where(unsent.c.delivery_id == parts.c.delivery_id, unsent.c.state != State.SENT)
            .scalar_subquery()
        )
        going_on = {"state": State.PENDING, "reason": None, "due_at": tx.clock.now()}
        await tx.change(sa.update(parts).where(behind, parts.c.number == first).values(**going_on))
    await refresh(tx, touched)
    tx.touched.add(LEDGER)
    return len(rows)
