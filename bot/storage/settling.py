"""What becomes of parts after a call, in one transaction: the part, the parts after it, and whatever else was for somebody who is
gone."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from bot.domain.delivery import Delivery, Part, PartKind, State
from bot.domain.wording import Content
from bot.outbox.claim import Claim, Settled
from bot.outbox.retry import Verdict
from bot.storage.among import among
from bot.storage.delivery_state import refresh, unless_it_may_have_arrived
from bot.storage.lease_clock import LeaseClock
from bot.storage.limiter import SqlLimiter
from bot.storage.outgoing_statements import IN_FLIGHT, OURS, is_one_of
from bot.storage.part_rows import seal
from bot.storage.tables.ledger import deliveries, parts
from bot.storage.transaction import Transaction


async def settle(tx: Transaction, settled: Sequence[Settled]) -> list[Settled]:
    """The ones that were written down; a claim whose lease is somebody else's by now changes nothing."""
    if not settled:
        return []
    held = await _still_ours(tx, settled)
    ours = [_unless_cancelled(one, held[one.claim.part.id].cancel_reason) for one in settled if one.claim.part.id in held]
    if not ours:
        return []
    await tx.execute(_write(tx.lease), [_row(one) for one in ours])
    done = {one.claim.delivery.id for one in ours if _ends_well(one.verdict) and not held[one.claim.part.id].more}
    if done:
        await tx.execute(_DONE, {"ids": sorted(done)})
    others = [one for one in ours if one.claim.delivery.id not in done]
    if others:
        await _go_on(tx, others)
    for one in others:
        if one.verdict.recreate_topic and one.verdict.state is State.PENDING:
            await _make_topic_first(tx, one.claim)
        if one.verdict.unreachable:
            await _block_the_rest(tx, one)
        if one.verdict.pause_account_for is not None:
            await SqlLimiter(tx).pause(one.claim.delivery.bot_account_id, one.verdict.pause_account_for)
    await refresh(tx, {one.claim.delivery.id for one in others})
    return ours


def keys(claims: Iterable[Claim]) -> dict[str, list[str]]:
    """What `outgoing_statements.OURS` is bound to."""
    return {
        "ids": [claim.part.id for claim in claims],
        "keys": [f"{claim.part.id}:{claim.token}" for claim in claims],
    }


_OTHER = parts.alias("other")
_OURS = sa.select(parts.c.delivery_id).where(OURS, is_one_of(parts.c.state, IN_FLIGHT))
_LOCK = sa.select(_OTHER.c.id).where(_OTHER.c.delivery_id.in_(_OURS)).order_by(_OTHER.c.id).with_for_update()
"""Every part of their deliveries, as what becomes of one may change the others; whoever ends them locks in this order too."""
_STILL_OURS = (
    sa.select(
        parts.c.id,
        deliveries.c.cancel_reason,
        sa.exists()
        .where(_OTHER.c.delivery_id == parts.c.delivery_id, _OTHER.c.id != parts.c.id, _OTHER.c.state != State.SENT)
        .label("more"),
    )
    .join(deliveries, deliveries.c.id == parts.c.delivery_id)
    .where(OURS, is_one_of(parts.c.state, IN_FLIGHT))
)
_DONE = sa.update(deliveries).where(among(deliveries.c.id, "ids"), deliveries.c.opened).values(state=State.SENT, reason=None)


async def _still_ours(tx: Transaction, settled: Sequence[Settled]) -> dict[str, sa.Row[Any]]:
    """The parts whose lease still has the claim's token, with the reason why their delivery was cancelled meanwhile, and whether
    there is `more` of it to be sent. Looked at once they are locked: before that, somebody may be cancelling them."""
    ours = keys([one.claim for one in settled])
    if not tx.is_sqlite:
        await tx.execute(_LOCK, ours)
    found = await tx.execute(_STILL_OURS, ours)
    return {row.id: row for row in found}


def _ends_well(verdict: Verdict) -> bool:
    """Sent, and nothing else follows from it."""
    return verdict.state is State.SENT and verdict.reason is None


def _unless_cancelled(one: Settled, reason: str | None) -> Settled:
    """A part that was in flight when its delivery was cancelled is not tried again."""
    if reason is None or one.verdict.state is not State.PENDING:
        return one
    maybe_there = one.verdict.ambiguous or one.claim.part.ambiguous > 0
    state = State.UNCERTAIN if maybe_there else State.CANCELLED
    return replace(one, verdict=replace(one.verdict, state=state, reason=reason, due_at=None, recreate_topic=False))


@lru_cache(maxsize=8)
def _write(lease: LeaseClock) -> sa.Update:
    """`sent_at` is when it went, by which the newest message of a card is known."""
    return (
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
            sent_at=sa.case((sa.bindparam("is_sent", type_=sa.Boolean), lease.now()), else_=parts.c.sent_at),
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
        "is_sent": verdict.state is State.SENT,
    }


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
        if one.verdict.unreachable:
            state = State.BLOCKED
        if state.is_final and state not in {State.SENT, State.UNCERTAIN}:
            rest = sa.and_(parts.c.delivery_id == one.claim.delivery.id, parts.c.state.in_((State.QUEUED, State.WAITING)))
            await tx.change(sa.update(parts).where(rest).values(state=state, reason=one.verdict.reason))


async def _block_the_rest(tx: Transaction, one: Settled) -> None:
    """Nothing that was meant for somebody who is gone is tried: each delivery says so."""
    closed: dict[str, Any] = {"state": State.BLOCKED, "reason": one.verdict.reason}
    recipient = one.claim.delivery.recipient
    open_ = (State.QUEUED, State.WAITING, State.PENDING, State.LEASED)
    theirs = sa.and_(
        deliveries.c.recipient_id == recipient.id,
        deliveries.c.recipient_kind == recipient.kind,
        deliveries.c.bot_account_id == one.claim.delivery.bot_account_id,
    )
    unopened = sa.and_(theirs, ~deliveries.c.opened, deliveries.c.state.in_((State.PENDING, State.WAITING)))
    await tx.change(sa.update(deliveries).where(unopened).values(**closed))
    closed["state"] = unless_it_may_have_arrived(State.BLOCKED)
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
    await tx.execute(sa.insert(parts).values(**values))


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
