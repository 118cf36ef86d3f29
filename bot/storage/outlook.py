"""What is going to happen, what became of what went out, and whether anything still moves: for who looks at a rehearsal.

Nobody's words and no address are read here.
"""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from bot.domain.bulletin import BulletinState
from bot.domain.delivery import State
from bot.domain.follow_up import FollowUpState
from bot.domain.inbox import InboxState
from bot.storage.outgoing_statements import HELD
from bot.storage.tables.bulletins import bulletins
from bot.storage.tables.conversations import conversations, follow_ups
from bot.storage.tables.inbox import inbox
from bot.storage.tables.ledger import deliveries, parts
from bot.storage.transaction import Transaction

_MOVING = (State.PENDING, State.LEASED, State.SENDING)


@dataclass(frozen=True, slots=True)
class Due:
    """`what` is `follow_up`, `delivery` or `bulletin`; `name` its kind, its purpose or its id; `flow` the conversation's."""

    at: datetime
    what: str
    name: str
    person_id: str | None = None
    reason: str | None = None
    flow: str | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """A delivery of the ledger, with the states of its parts in their order and how often each was tried."""

    id: str
    recipient_kind: str
    person_id: str | None
    purpose: str
    state: str
    reason: str | None
    bulletin_id: str | None
    due_at: datetime
    parts: tuple[tuple[str, str, int], ...] = ()


async def outlook(tx: Transaction, most: int) -> list[Due]:
    """What is due next, the earliest first; overdue things included."""
    found: list[Due] = []
    timers = (
        sa.select(follow_ups.c.due_at, follow_ups.c.kind, follow_ups.c.person_id, conversations.c.flow)
        .outerjoin(conversations, conversations.c.id == follow_ups.c.conversation_id)
        .where(follow_ups.c.state == FollowUpState.PENDING)
        .order_by(follow_ups.c.due_at, follow_ups.c.id)
        .limit(most)
    )
    found += [Due(r.due_at, "follow_up", r.kind, r.person_id, flow=r.flow) for r in await tx.execute(timers)]
    goes_out = (
        sa.select(deliveries.c.due_at, deliveries.c.purpose, deliveries.c.recipient_id, deliveries.c.reason, bulletins.c.state)
        .outerjoin(bulletins, bulletins.c.id == deliveries.c.bulletin_id)
        .where(deliveries.c.state.in_([*_MOVING, State.WAITING]))
        .order_by(deliveries.c.due_at, deliveries.c.id)
        .limit(most)
    )
    for row in await tx.execute(goes_out):
        reason = row.reason or (row.state if row.state in HELD else None)
        found.append(Due(row.due_at, "delivery", row.purpose, row.recipient_id, reason))
    begins = sa.select(bulletins.c.send_at, bulletins.c.id).where(bulletins.c.state == BulletinState.SCHEDULED)
    found += [Due(r.send_at, "bulletin", r.id) for r in await tx.execute(begins) if r.send_at is not None]
    return sorted(found, key=lambda due: due.at)[:most]


async def next_due(tx: Transaction, after: datetime) -> datetime | None:
    """The first moment after this one at which something is due."""
    moments: list[datetime | None] = []
    for column, of in (
        (follow_ups.c.due_at, follow_ups.c.state == FollowUpState.PENDING),
        (deliveries.c.due_at, deliveries.c.state.in_(_MOVING)),
        (parts.c.due_at, parts.c.state == State.PENDING),
        (bulletins.c.send_at, bulletins.c.state == BulletinState.SCHEDULED),
        (inbox.c.again_at, inbox.c.state == InboxState.NEW),
    ):
        moments.append((await tx.execute(sa.select(sa.func.min(column)).where(of, column > after))).scalar_one())
    return min((moment for moment in moments if moment is not None), default=None)


async def is_at_rest(tx: Transaction, now: datetime) -> bool:
    """Nothing that came in waits to be handled, and nothing that is due, and may go, waits to go."""
    held = sa.select(bulletins.c.id).where(bulletins.c.state.in_(HELD))
    free = parts.c.bulletin_id.is_(None) | parts.c.bulletin_id.not_in(held)
    unopened = deliveries.c.bulletin_id.is_(None) | deliveries.c.bulletin_id.not_in(held)
    for table, moving in (
        (inbox, (inbox.c.state == InboxState.NEW) & (inbox.c.again_at.is_(None) | (inbox.c.again_at <= now))),
        (parts, parts.c.state.in_(_MOVING) & (parts.c.due_at <= now) & free),
        (deliveries, (deliveries.c.state == State.PENDING) & ~deliveries.c.opened & (deliveries.c.due_at <= now) & unopened),
        (follow_ups, (follow_ups.c.state == FollowUpState.PENDING) & (follow_ups.c.due_at <= now)),
    ):
        if (await tx.execute(sa.select(sa.exists().select_from(table).where(moving)))).scalar_one():
            return False
    return True


async def newest_sent(tx: Transaction, most: int) -> list[Sent]:
    """The deliveries that were made last, the newest first."""
    rows = (await tx.execute(sa.select(deliveries).order_by(deliveries.c.id.desc()).limit(most))).all()
    of = parts.c.delivery_id.in_([row.id for row in rows])
    tried = sa.select(parts.c.delivery_id, parts.c.kind, parts.c.state, parts.c.attempts).where(of).order_by(parts.c.number)
    by_delivery: dict[str, list[tuple[str, str, int]]] = {}
    for part in await tx.execute(tried):
        by_delivery.setdefault(part.delivery_id, []).append((part.kind, part.state, part.attempts))
    return [
        Sent(
            row.id,
            row.recipient_kind,
            row.recipient_id,
            row.purpose,
            row.state,
            row.reason,
            row.bulletin_id,
            row.due_at,
            tuple(by_delivery.get(row.id, ())),
        )
        for row in rows
    ]


async def part_counts(tx: Transaction) -> dict[str, int]:
    """How many calls there are in each state."""
    rows = await tx.execute(sa.select(parts.c.state, sa.func.count().label("number")).group_by(parts.c.state))
    return {row.state: int(row.number) for row in rows}
