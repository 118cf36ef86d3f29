"""The one place where the database works out an opened delivery's state: its first unsent part's (`domain.delivery.state_of`)."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from bot.domain.delivery import State
from bot.storage.tables.ledger import deliveries, parts
from bot.storage.transaction import Transaction


async def refresh(tx: Transaction, delivery_ids: Collection[str] | sa.Select[str]) -> None:
    """To be called in the same transaction after any change of their parts."""
    if not isinstance(delivery_ids, sa.Select):
        if not delivery_ids:
            return
        delivery_ids = sorted(delivery_ids)  # one order of locking for all, so that two transactions cannot wait for each other
    theirs = parts.c.delivery_id == deliveries.c.id
    state = _first(parts.c.state, theirs & (parts.c.state != State.SENT), parts.c.number)
    reason = _first(parts.c.reason, theirs & (parts.c.state != State.SENT), parts.c.number)
    last_reason = _first(parts.c.reason, theirs, parts.c.number.desc())
    await tx.change(
        sa.update(deliveries)
        .where(deliveries.c.id.in_(delivery_ids), deliveries.c.opened)
        .values(
            state=sa.func.coalesce(state, State.SENT.value),
            reason=sa.case((state.is_(None), last_reason), else_=reason),
        )
    )


def _first(column: sa.Column[Any], which: sa.ColumnElement[bool], order: sa.ColumnElement[Any]) -> sa.ScalarSelect[Any]:
    """Of one delivery's parts."""
    return sa.select(column).where(which).order_by(order).limit(1).correlate(deliveries).scalar_subquery()
