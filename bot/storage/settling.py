"""What becomes of parts after a call, in one transaction: the part, the parts after it, and whatever else was for somebody who is
gone."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from bot.domain.delivery import Delivery, Part, PartKind, State
from bot.domain.wording import Content
from bot.outbox.claim import Claim, Settled
from bot.storage.delivery_state import refresh
from bot.storage.limiter import SqlLimiter
from bot.storage.part_rows import seal
from bot.storage.tables.ledger import deliveries, parts
from bot.storage.transaction import Transaction


async def settle(tx: Transaction, settled: Sequence[Settled]) -> list[Settled]:
    """The ones that were written down; a claim whose lease is somebody else's by now changes nothing."""
    if not settled:
        return []
    held = await _still_ours(tx, settled)
    ours = [_unless_cancelled(one, held[one.claim.part.id]) for one in settled if one.claim.part.id in held]
    if not ours:
        return []
    await tx.connection.execute(_WRITE, [_row(one) for one in ours])
    await _stamp(tx, [one for one in ours if one.verdict.state is State.SENT])
    await _go_on(tx, ours)
    for one in ours:
        if one.verdict.recreate_topic and one.verdict.state is State.PENDING:
            await _make_topic_first(tx, one.claim)
        if one.verdict.unreachable:
            await _block_the_rest(tx, one)
        if one.verdict.pause_account_for is not None:
            await SqlLimiter(tx).pause(one.claim.delivery.bot_account_id, one.verdict.pause_account_for)
    await refresh(tx, {one.claim.delivery.id for one in ours})
    return ours


async def _still_ours(tx: Transaction, settled: Sequence[Settled]) -> dict[str, str | None]:
    """The parts whose lease still has the claim's token, with the reason why their delivery was cancelled meanwhile."""
    keys = [(one.claim.part.id, one.claim.token) for one in settled]
    query = (
        sa.select(parts.c.id, deliveries.c.cancel_reason)
        .join(deliveries, deliveries.c.id == parts.c.delivery_id)
        .where(sa.tuple_(parts.c.id, parts.c.lease_token).in_(keys), parts.c.state.in_((State.LEASED, State.SENDING)))
        .order_by(parts.c.id)
        .with_for_update(of=parts)
    )
    return {row.id: row.cancel_reason for row in await tx.rows(query)}


def _unless_cancelled(one: Settled, reason: str | None) -> Settled:
    """A part that was in flight when its delivery was cancelled is not tried again."""
    if reason is None or one.verdict.state is not State.PENDING:
        return one
    maybe_there = one.verdict.ambiguous or one.claim.part.ambiguous > 0
    state = State.UNCERTAIN if maybe_there else State.CANCELLED
    return replace(one, verdict=replace(one.verdict, state=state, reason=reason, due_at=None, recreate_topic=False))


_WRITE = (
    sa.update(parts)
    .where(parts.c.id == sa.bindparam("of"))
    .values(
        state=sa.bindparam("new_state"),
        reason=sa.bindparam("new_reason"),
        kind=sa.bindparam("new_kind"),
        due_at=sa.func.coalesce(sa.bindparam("new_due_at", type_=parts.c.due_at.type), parts.c.due_at),
        attempts=parts.c.attempts + sa.bindparam("more_attempts", type_=sa.Integer),
        ambiguous=parts.c.ambiguous + sa.bindparam("more_ambiguous", type_=sa.Integer),
        external_id=sa.func.coalesce(sa.bindparam("new_external_id", type_=sa.Text), parts.c.external_id),
        lease_token=None,
        lease_until=None,
    )
)


def _row(one: Settled) -> dict[str, Any]:
    part, verdict = one.claim.part, one.verdict
    return {
        "of": part.id,
        "new_state": State.QUEUED if verdict.recreate_topic and verdict.state is State.PENDING else verdict.state,
        "new_reason": verdict.reason,
        "new_kind": PartKind.SEND if verdict.resend_as_new else part.kind,
        "new_due_at": verdict.due_at,
        "more_attempts": int(verdict.attempt),
        "more_ambiguous": int(verdict.ambiguous),
        "new_external_id": verdict.external_id,
    }


async def _stamp(tx: Transaction, sent: Sequence[Settled]) -> None:
    """When it went, by which the newest message of a card is known."""
    if sent:
        ids = [one.claim.part.id for one in sent]
        await tx.change(sa.update(parts).where(parts.c.id.in_(ids)).values(sent_at=tx.lease.now()))


async def _go_on(tx: Transaction, ours: Sequence[Settled]) -> None:
    """After a sent part comes the next; after one that ended otherwise none. After an uncertain one they wait for a person."""
    sent = [one.claim.delivery.id for one in ours if one.verdict.state is State.SENT]
    if sent:
        unsent = parts.alias("unsent")
        first = (
            sa.select(sa.func.min(unsent.c.number))
            .where(unsent.c.delivery_id == parts.c.delivery_id, unsent.c.state != State.SENT)
            .scalar_subquery()
        )
        following = sa.and_(parts.c.delivery_id.in_(sent), parts.c.state == State.QUEUED, parts.c.number == first)
        await tx.change(sa.update(parts).where(following).values(state=State.PENDING, reason=None))
    for one in ours:
        state = one.verdict.state
        if state.is_final and state not in {State.SENT, State.UNCERTAIN}:
            rest = sa.and_(parts.c.delivery_id == one.claim.delivery.id, parts.c.state.in_((State.QUEUED, State.WAITING)))
            await tx.change(sa.update(parts).where(rest).values(state=state, reason=one.verdict.reason))


async def _block_the_rest(tx: Transaction, one: Settled) -> None:
    """Nothing that was meant for somebody who is gone is tried: each delivery says so."""
    closed = {"state": State.BLOCKED, "reason": one.verdict.reason}
    recipient = one.claim.delivery.recipient
    open_ = (State.QUEUED, State.WAITING, State.PENDING, State.LEASED)
    theirs = sa.and_(
        deliveries.c.recipient_id == recipient.id,
        deliveries.c.recipient_kind == recipient.kind,
        deliveries.c.bot_account_id == one.claim.delivery.bot_account_id,
    )
    unopened = sa.and_(theirs, ~deliveries.c.opened, deliveries.c.state.in_((State.PENDING, State.WAITING)))
    await tx.change(sa.update(deliveries).where(unopened).values(**closed))
    ids = sa.select(deliveries.c.id).where(theirs, deliveries.c.opened, deliveries.c.state.in_(open_))
    blocked = (
        sa.update(parts)
        .where(parts.c.delivery_id.in_(ids), parts.c.state.in_(open_))
        .values(lease_token=None, lease_until=None, **closed)
        .returning(parts.c.delivery_id)
    )
    await refresh(tx, {row.delivery_id for row in await tx.rows(blocked)})


async def _make_topic_first(tx: Transaction, claim: Claim) -> None:
    """Put a part before this one that makes the topic again, under the name it had."""
    delivery = claim.delivery
    mine = parts.c.delivery_id == delivery.id
    # By way of negative numbers: a place is never taken twice, whatever the order in which rows are moved.
    later = sa.and_(mine, parts.c.number >= claim.part.number)
    await tx.change(sa.update(parts).where(later).values(number=-(parts.c.number + 1)))
    await tx.change(sa.update(parts).where(mine, parts.c.number < 0).values(number=-parts.c.number))
    topic = Part(tx.chance.id(), delivery.id, claim.part.number, PartKind.CREATE_TOPIC, Content())
    values = {
        "id": topic.id,
        "coalition_id": delivery.coalition_id,
        "delivery_id": delivery.id,
        "number": topic.number,
        "kind": topic.kind,
        "content": await _topic_content(tx, delivery) or await seal(tx, delivery, topic.content),
        "state": State.PENDING,
        "due_at": claim.part.due_at or delivery.due_at,
        "attempts": 0,
        "ambiguous": 0,
        "bot_account_id": delivery.bot_account_id,
        "lane": claim.lane,
        "priority": delivery.purpose.priority,
    }
    await tx.connection.execute(sa.insert(parts).values(**values))


async def _topic_content(tx: Transaction, delivery: Delivery) -> bytes | None:
    """What the topic was made with, sealed as it stands: under the group's key, in the same column."""
    query = (
        sa.select(parts.c.content)
        .join(deliveries, deliveries.c.id == parts.c.delivery_id)
        .where(deliveries.c.recipient_id == delivery.recipient.id, deliveries.c.topic_of == delivery.recipient.topic_of)
        .where(parts.c.kind == PartKind.CREATE_TOPIC, parts.c.content.is_not(None))
        .order_by(parts.c.id.desc())
        .limit(1)
    )
    row = await tx.first(query)
    return None if row is None else bytes(row.content)
