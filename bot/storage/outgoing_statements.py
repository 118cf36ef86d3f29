"""The dispatcher's statements, made once: making one anew each turn takes longer than the database needs to carry it out.

Names with a colon in the comments are bound values.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.bulletin import BulletinState
from bot.domain.delivery import PartKind, Purpose, State
from bot.storage.among import among
from bot.storage.lease_clock import LeaseClock
from bot.storage.tables.bulletins import bulletins
from bot.storage.tables.ledger import account_paces, deliveries, lane_paces, parts

HELD = (BulletinState.DRAFT, BulletinState.SCHEDULED, BulletinState.PAUSED, BulletinState.CANCELLED)
"""States of a bulletin in which nothing of it goes out."""
IN_FLIGHT = (State.LEASED, State.SENDING)
UNSENT = (State.PENDING, State.LEASED, State.SENDING)

# An alias copies every column of its table.
_EARLIER = parts.alias("earlier")
_RETRIED = parts.alias("retried")
_FLYING = parts.alias("flying")

_AT = sa.bindparam("at", type_=parts.c.due_at.type)
_SECONDS: sa.BindParameter[float] = sa.bindparam("seconds", type_=sa.Double())
# The state as it stands in the partial indexes, so that both planners see that they fit.
_PENDING = sa.and_(sa.text("parts.state = 'pending'"), among(parts.c.bot_account_id, "accounts"))


def is_one_of(column: sa.ColumnElement[Any], states: Iterable[State | BulletinState]) -> sa.ColumnElement[bool]:
    """Written out, so that the statement stays as it is, and PostgreSQL sees in it that a partial index fits."""
    return column.in_([sa.literal_column(f"'{state.value}'") for state in states])


def held(some: sa.FromClause) -> sa.ColumnElement[bool]:
    """Its bulletin is held."""
    return sa.exists().where(bulletins.c.id == some.c.bulletin_id, is_one_of(bulletins.c.state, HELD))


def _too_late(some: sa.FromClause) -> sa.ColumnElement[bool]:
    """Its bulletin's latest time is over (`services.lateness` expires it). Who joined later and got it then has none."""
    over = sa.and_(bulletins.c.id == some.c.bulletin_id, bulletins.c.send_until <= _AT)
    mine = sa.and_(deliveries.c.id == some.c.delivery_id, deliveries.c.purpose == Purpose.BROADCAST, deliveries.c.counted)
    return sa.exists().where(over, mine)


def _before_it(other: sa.FromClause, which: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Something for the same recipient goes first."""
    earlier = sa.tuple_(other.c.priority, other.c.delivery_id) < sa.tuple_(parts.c.priority, parts.c.delivery_id)
    # The wider condition is that of the index on lanes, which SQLite takes only when it stands there as it is.
    waits = is_one_of(other.c.state, UNSENT) & is_one_of(other.c.state, [State.PENDING])
    return sa.exists().where(other.c.lane == parts.c.lane, waits, earlier, which, ~held(other), ~_too_late(other))


_BEHIND = _before_it(_EARLIER, _EARLIER.c.due_at <= _AT)
"""It is due as well."""
_BEHIND_A_RETRY = _before_it(_RETRIED, (_RETRIED.c.due_at > _AT) & (_RETRIED.c.attempts > 0))
"""It waits to be tried again."""
OURS = sa.and_(among(parts.c.id, "ids"), among(parts.c.id + ":" + parts.c.lease_token, "keys"))
"""Those of `:ids` that have the token of the claim: `:keys` are of the form `id:token`. The ids are for the index."""


def mark_deliveries(state: State) -> sa.Update:
    """The state of deliveries of which the first unsent part came to it, with the same reason as before."""
    return sa.update(deliveries).where(among(deliveries.c.id, "ids"), deliveries.c.opened).values(state=state)


class OutgoingStatements:
    """By one lease clock."""

    def __init__(self, lease: LeaseClock) -> None:
        clock = lease.now()
        self.claim = {replies: _claim(clock, replies=replies) for replies in (True, False)}
        """`:at`, `:accounts`, `:most`, `:of_token`, `:seconds`."""
        self.leased = mark_deliveries(State.LEASED)
        self.begun = sa.select(parts.c.delivery_id).where(among(parts.c.delivery_id, "ids"), parts.c.state == State.SENT)
        self.hold_bulletins = sa.select(bulletins.c.id).where(among(bulletins.c.id, "ids")).with_for_update(read=True)
        self.start = (
            sa.update(parts)
            .where(OURS, is_one_of(parts.c.state, [State.LEASED]), parts.c.lease_until > clock, ~held(parts), ~_too_late(parts))
            .values(state=State.SENDING, lease_until=clock + _SECONDS)
            .returning(parts.c.id, parts.c.delivery_id)
        )
        self.sending = mark_deliveries(State.SENDING)
        self.send_anew = (
            sa.update(parts).where(among(parts.c.id, "ids"), parts.c.kind == PartKind.EDIT).values(kind=PartKind.SEND)
        )
        self.pace = {True: _pace(sqlite.insert(lane_paces), clock), False: _pace(postgresql.insert(lane_paces), clock)}
        """By whether it is SQLite; one run for each recipient: `:lane`, `:coalition`, `:interval`, `:tolerance`."""
        self.release = (
            sa.update(parts)
            .where(OURS, is_one_of(parts.c.state, [State.LEASED]))
            .values(state=State.PENDING, lease_token=None, lease_until=None)
            .returning(parts.c.delivery_id)
        )
        over = sa.and_(is_one_of(parts.c.state, IN_FLIGHT), parts.c.lease_until <= clock)
        most: sa.BindParameter[int] = sa.bindparam("most")
        self.over = sa.select(parts.c.id).where(over).order_by(parts.c.lease_until).limit(most).with_for_update(skip_locked=True)
        self.next_due = sa.select(sa.func.min(parts.c.due_at).label("first")).where(_PENDING, parts.c.due_at > _AT, ~held(parts))
        leases = sa.select(sa.func.min(parts.c.lease_until)).where(
            is_one_of(parts.c.state, IN_FLIGHT), among(parts.c.bot_account_id, "accounts")
        )
        due = sa.exists().where(_PENDING, parts.c.due_at <= _AT, ~held(parts), ~_too_late(parts), ~_BEHIND_A_RETRY)
        self.next_chance = sa.select(clock.label("now"), leases.scalar_subquery().label("lease"), due.label("due"))
        ready = sa.select(sa.func.min(lane_paces.c.ready_at)).where(lane_paces.c.ready_at > clock)
        resumed = sa.select(sa.func.min(account_paces.c.paused_until)).where(account_paces.c.paused_until > clock)
        self.next_pace = sa.select(ready.scalar_subquery(), resumed.scalar_subquery())
        self.sweep = sa.delete(lane_paces).where(lane_paces.c.tat < clock - 3600.0)


def _claim(clock: sa.ColumnElement[float], *, replies: bool) -> sa.Executable:
    in_flight = sa.exists().where(_FLYING.c.lane == parts.c.lane, is_one_of(_FLYING.c.state, IN_FLIGHT))
    paused = sa.exists().where(account_paces.c.bot_account_id == parts.c.bot_account_id, account_paces.c.paused_until > clock)
    too_soon = sa.exists().where(lane_paces.c.lane == parts.c.lane, lane_paces.c.ready_at > clock)
    most: sa.BindParameter[int] = sa.bindparam("most")
    due = (
        sa.select(parts.c.id)
        .where(_PENDING, parts.c.due_at <= _AT, parts.c.priority == 0 if replies else parts.c.priority > 0)
        .where(~paused, ~too_soon, ~held(parts), ~_too_late(parts), ~in_flight, ~_BEHIND, ~_BEHIND_A_RETRY)
        .order_by(parts.c.priority, parts.c.due_at, parts.c.id)
        .limit(most)
        .with_for_update(skip_locked=True)
        .cte("due")
    )
    return (
        sa.update(parts)
        .where(parts.c.id.in_(sa.select(due.c.id)), is_one_of(parts.c.state, [State.PENDING]))
        .values(state=State.LEASED, lease_token=sa.bindparam("of_token"), lease_until=clock + _SECONDS)
        .returning(parts.c.id, parts.c.delivery_id)
    )


def _pace(insert: "sqlite.Insert | postgresql.Insert", clock: sa.ColumnElement[float]) -> "sqlite.Insert | postgresql.Insert":
    interval: sa.BindParameter[float] = sa.bindparam("interval", type_=sa.Double())
    tolerance: sa.BindParameter[float] = sa.bindparam("tolerance", type_=sa.Double())
    first = clock + interval
    later = sa.case((lane_paces.c.tat > clock, lane_paces.c.tat), else_=clock) + interval
    return insert.values(
        lane=sa.bindparam("of_lane"), coalition_id=sa.bindparam("coalition"), tat=first, ready_at=first - tolerance
    ).on_conflict_do_update(index_elements=["lane"], set_={"tat": later, "ready_at": later - tolerance})


@lru_cache(maxsize=8)
def statements(lease: LeaseClock) -> OutgoingStatements:
    """By the clock itself: a process has one, tests have one each."""
    return OutgoingStatements(lease)
