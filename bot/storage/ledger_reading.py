"""The ledger as services look at it: counts that add up, reasons, and what there is of somebody."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.delivery import FINAL, Delivery, PartKind, Purpose, Recipient, RecipientKind, State, Uncertain
from bot.storage import holding, uncertain
from bot.storage.part_rows import delivery_of
from bot.storage.tables.ledger import deliveries, parts
from bot.storage.tables.questions import questions
from bot.storage.transaction import Transaction

OPEN = (State.QUEUED, State.WAITING, State.PENDING, State.LEASED)
"""States from which nothing has gone out yet, and from which it can still be held back."""
LEFT = ("stopped", "forgotten")
"""Reasons for which an answer is for nobody any more."""


class SqlLedgerReading:
    """The half of `services.queues.Ledger` that changes nothing."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def waiting(self, coalition_id: str, reason: str) -> list[Delivery]:
        query = (
            sa.select(deliveries)
            .where(deliveries.c.coalition_id == coalition_id, deliveries.c.state == State.WAITING, deliveries.c.reason == reason)
            .order_by(deliveries.c.id)
        )
        return [delivery_of(row) for row in await self._tx.rows(query)]

    async def waiting_counts(self, coalition_id: str, reason: str) -> Mapping[Purpose, int]:
        return await holding.waiting_counts(self._tx, coalition_id, reason)

    async def uncertain(self, bulletin_id: str) -> list[Uncertain]:
        return await uncertain.uncertain(self._tx, bulletin_id)

    async def reached(self, bulletin_id: str) -> bool:
        sent = sa.select(parts.c.id).join(deliveries, deliveries.c.id == parts.c.delivery_id)
        mine = sa.and_(deliveries.c.bulletin_id == bulletin_id, deliveries.c.purpose == Purpose.BROADCAST)
        there = parts.c.state.in_((State.SENT, State.SENDING, State.UNCERTAIN)) | (parts.c.ambiguous > 0)
        return await self._tx.first(sent.where(mine, there).limit(1)) is not None

    async def counts(self, bulletin_id: str) -> Mapping[State, int]:
        return {State(str(name)): count for name, count in await self._tally(bulletin_id, deliveries.c.state)}

    async def reasons(self, bulletin_id: str) -> Mapping[str, int]:
        return {name: count for name, count in await self._tally(bulletin_id, deliveries.c.reason) if name is not None}

    async def _tally(self, bulletin_id: str, column: sa.Column[Any]) -> list[tuple[str | None, int]]:
        counted = sa.and_(
            deliveries.c.bulletin_id == bulletin_id, deliveries.c.counted, deliveries.c.purpose == Purpose.BROADCAST
        )
        query = sa.select(column, sa.func.count()).where(counted).group_by(column).order_by(column)
        return [(name, int(count)) for name, count in [tuple(row) for row in await self._tx.rows(query)]]

    async def last_card(self, recipient: Recipient, card: str) -> str | None:
        query = (
            sa.select(parts.c.kind, parts.c.external_id)
            .join(deliveries, deliveries.c.id == parts.c.delivery_id)
            .where(parts.c.lane == f"{recipient.kind}:{recipient.id}", parts.c.card == card, parts.c.state == State.SENT)
            .where(to(recipient), parts.c.external_id.is_not(None) | (parts.c.kind == PartKind.DELETE))
            .order_by(parts.c.sent_at.desc(), parts.c.delivery_id.desc(), parts.c.number.desc())
            .limit(1)
        )
        row = await self._tx.first(query)
        return None if row is None or row.kind == PartKind.DELETE else row.external_id

    async def has_topic_pending(self, question_id: str) -> bool:
        query = (
            sa.select(parts.c.id)
            .join(deliveries, deliveries.c.id == parts.c.delivery_id)
            .where(deliveries.c.topic_of == question_id, deliveries.c.recipient_kind == RecipientKind.GROUP)
            .where(parts.c.kind == PartKind.CREATE_TOPIC, parts.c.state.in_((*OPEN, State.SENDING)))
            .limit(1)
        )
        return await self._tx.first(query) is not None

    async def has_last_words(self, person_id: str) -> bool:
        theirs = to(Recipient(RecipientKind.PERSON, person_id)) & (deliveries.c.purpose == Purpose.REPLY)
        asked = deliveries.c.topic_of.in_(sa.select(questions.c.id).where(questions.c.person_id == person_id))
        query = sa.select(deliveries.c.id).where(theirs | asked, deliveries.c.state.not_in(FINAL)).limit(1)
        return await self._tx.first(query) is not None

    async def had(self, bulletin_id: str, recipient: Recipient) -> bool:
        sent = sa.select(deliveries.c.id).where(deliveries.c.bulletin_id == bulletin_id, deliveries.c.state == State.SENT)
        return await self._tx.first(sent.where(to(recipient)).limit(1)) is not None

    async def lost(self, purpose: Purpose, since: datetime) -> list[tuple[Delivery, str]]:
        ended = deliveries.c.state.in_((State.BLOCKED, State.FAILED, State.UNCERTAIN))
        unreachable = (deliveries.c.state == State.CANCELLED) & (deliveries.c.reason == "blocked")
        query = (
            sa.select(deliveries)
            .where(deliveries.c.purpose == purpose, deliveries.c.due_at >= since, ended | unreachable)
            .where(deliveries.c.reason.is_(None) | deliveries.c.reason.not_in(LEFT))
            .where(deliveries.c.conversation_id.is_not(None))
            .order_by(deliveries.c.id)
        )
        return [(delivery_of(row), row.conversation_id) for row in await self._tx.rows(query)]


def to(recipient: Recipient | None) -> sa.ColumnElement[bool]:
    """Deliveries to exactly this recipient, its topic included; to anybody when there is none."""
    if recipient is None:
        return sa.true()
    return sa.and_(
        deliveries.c.recipient_id == recipient.id,
        deliveries.c.recipient_kind == recipient.kind,
        deliveries.c.topic_of.is_not_distinct_from(recipient.topic_of),
    )
