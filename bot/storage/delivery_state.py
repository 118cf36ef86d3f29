"""The one place where the database works out an opened delivery's state: its first unsent part's (`domain.delivery.state_of`)."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from bot.domain.delivery import State
from bot.storage.among import among
from bot.storage.tables.ledger import deliveries, parts
from bot.storage.transaction import Transaction


async def refresh(tx: Transaction, delivery_ids: Collection[str] | sa.Select[str]) -> None:
    """To be called in the same transaction after any change of their parts."""
    if isinstance(delivery_ids, sa.Select):
        await tx.change(_REFRESH.where(deliveries.c.id.in_(delivery_ids)))
    elif delivery_ids:
        # One order of locking for all, so that two transactions cannot wait for each other.
        await tx.change(_REFRESH_THESE, {"ids": sorted(delivery_ids)})


def unless_it_may_have_arrived(state: State) -> sa.ColumnElement[str]:
    """What a part comes to that is given up: `state`; or `uncertain`, when it is of a bulletin and nobody knows what became of an
    earlier call for it."""
    maybe = (parts.c.ambiguous > 0) & parts.c.bulletin_id.is_not(None)
    return sa.case((maybe, State.UNCERTAIN.value), else_=state.value)


def _first(column: sa.Column[Any], which: sa.ColumnElement[bool], order: sa.ColumnElement[Any]) -> sa.ScalarSelect[Any]:
    """Of one delivery's parts."""
    return sa.select(column).where(which).order_by(order).limit(1).correlate(deliveries).scalar_subquery()


_THEIRS = parts.c.delivery_id == deliveries.c.id
_UNSENT = _THEIRS & (parts.c.state != State.SENT)
_STATE = _first(parts.c.state, _UNSENT, parts.c.number)
_REFRESH = (
    sa.update(deliveries)
    .where(deliveries.c.opened)
    .values(
        state=sa.func.coalesce(_STATE, State.SENT.value),
        reason=sa.case(
            (_STATE.is_(None), _first(parts.c.reason, _THEIRS, parts.c.number.desc())),
            else_=_first(parts.c.reason, _UNSENT, parts.c.number),
        ),
    )
)
_REFRESH_THESE = _REFRESH.where(among(deliveries.c.id, "ids"))
