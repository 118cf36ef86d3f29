"""Deliveries and parts as rows, and back. A part's content is sealed under its recipient's key, or else the coalition's."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind, State
from bot.domain.errors import NotThere
from bot.domain.wording import Button, Content, Tapped
from bot.outbox.claim import lane_of
from bot.storage.among import among
from bot.storage.cipher import CannotOpen
from bot.storage.tables.ledger import deliveries, parts
from bot.storage.transaction import Transaction
from bot.storage.vault import owner_of


def owner(delivery: Delivery) -> str:
    """Whose key seals what goes out."""
    recipient = delivery.recipient
    return owner_of(recipient.id if recipient.kind is RecipientKind.PERSON else None, delivery.coalition_id)


def delivery_row(delivery: Delivery, conversation_id: str | None) -> dict[str, Any]:
    return {
        "id": delivery.id,
        "coalition_id": delivery.coalition_id,
        "bot_account_id": delivery.bot_account_id,
        "recipient_kind": delivery.recipient.kind,
        "recipient_id": delivery.recipient.id,
        "topic_of": delivery.recipient.topic_of,
        "purpose": delivery.purpose,
        "key": delivery.key,
        "due_at": delivery.due_at,
        "state": delivery.state,
        "reason": delivery.reason,
        "bulletin_id": delivery.bulletin_id,
        "revision_id": delivery.revision_id,
        "opened": delivery.opened,
        "counted": delivery.counted,
        "conversation_id": conversation_id,
        "tellings": 0,
    }


async def part_rows(tx: Transaction, delivery: Delivery, some: Sequence[Part]) -> list[dict[str, Any]]:
    """The first one is pending, those after it wait for their turn; in the order of their numbers."""
    rows = []
    for place, part in enumerate(sorted(some, key=lambda p: p.number)):
        first = place == 0
        state = part.state if first and part.state is not State.QUEUED else State.PENDING if first else State.QUEUED
        rows.append(
            {
                "id": part.id,
                "coalition_id": delivery.coalition_id,
                "delivery_id": delivery.id,
                "number": part.number,
                "kind": part.kind,
                "content": await seal(tx, delivery, part.content),
                "state": state,
                "reason": part.reason,
                "card": part.card,
                "due_at": part.due_at or delivery.due_at,
                "attempts": part.attempts,
                "ambiguous": part.ambiguous,
                "external_id": part.external_id,
                "bot_account_id": delivery.bot_account_id,
                "lane": lane_of(delivery),
                "priority": delivery.purpose.priority,
                "bulletin_id": delivery.bulletin_id if delivery.purpose is not Purpose.REPLY else None,
            }
        )
    return rows


def delivery_of(row: sa.Row[Any], found: Iterable[Part] = ()) -> Delivery:
    """`row` has every column of `deliveries`. Of a forgotten recipient the id is empty."""
    return Delivery(
        id=row.id,
        coalition_id=row.coalition_id,
        bot_account_id=row.bot_account_id,
        recipient=Recipient(RecipientKind(row.recipient_kind), row.recipient_id or "", row.topic_of),
        purpose=Purpose(row.purpose),
        key=row.key,
        due_at=row.due_at,
        state=State(row.state),
        reason=row.reason,
        bulletin_id=row.bulletin_id,
        revision_id=row.revision_id,
        opened=row.opened,
        counted=row.counted,
        parts=tuple(found),
    )


async def part_of(tx: Transaction, delivery: Delivery, row: sa.Row[Any]) -> Part:
    """`row` has every column of `parts`. The content of a forgotten recipient is empty."""
    return _part(row, await _content_of(tx, delivery, row))


async def _content_of(tx: Transaction, delivery: Delivery, row: sa.Row[Any]) -> Content:
    return Content() if row.content is None else await unseal(tx, delivery, row.content)


def _part(row: sa.Row[Any], content: Content) -> Part:
    return Part(
        id=row.id,
        delivery_id=row.delivery_id,
        number=row.number,
        kind=PartKind(row.kind),
        content=content,
        state=State(row.state),
        reason=row.reason,
        card=row.card,
        due_at=row.due_at,
        attempts=row.attempts,
        ambiguous=row.ambiguous,
        external_id=row.external_id,
    )


@dataclass(frozen=True, slots=True)
class Found:
    """A part and the delivery it belongs to. One that is not `readable` has an empty content."""

    delivery: Delivery
    part: Part
    token: str | None
    conversation_id: str | None
    readable: bool


_PARTS = sa.select(parts).where(among(parts.c.id, "ids"))
_DELIVERIES = sa.select(deliveries).where(among(deliveries.c.id, "ids"))


async def with_deliveries(tx: Transaction, ids: Sequence[str]) -> list[Found]:
    """These parts with their deliveries, in no order. Three queries, however many."""
    rows = (await tx.execute(_PARTS, {"ids": [*ids]})).all()
    theirs = (await tx.execute(_DELIVERIES, {"ids": sorted({row.delivery_id for row in rows})})).all()
    by_id = {row.id: (delivery_of(row), row.conversation_id) for row in theirs}
    await tx.vault.preload(owner(delivery) for delivery, _ in by_id.values())
    found = []
    for row in rows:
        delivery, conversation_id = by_id[row.delivery_id]
        try:
            content, readable = await _content_of(tx, delivery, row), row.content is not None
        except (NotThere, CannotOpen):
            content, readable = Content(), False
        found.append(Found(delivery, _part(row, content), row.lease_token, conversation_id, readable))
    return found


async def seal(tx: Transaction, delivery: Delivery, content: Content) -> bytes:
    return await tx.vault.seal_json(owner(delivery), parts.c.content, asdict(content))


async def unseal(tx: Transaction, delivery: Delivery, sealed: bytes) -> Content:
    """The inverse of `seal`: JSON has lists where the domain has tuples."""
    clear = await tx.vault.open_json(owner(delivery), parts.c.content, sealed)
    rows = tuple(tuple(Button(**button) for button in line) for line in clear.pop("rows"))
    tapped = Tapped(**clear["tapped"]) if clear["tapped"] else None
    lists = {name: tuple(clear.get(name, ())) for name in ("texts", "shown", "heard")}
    return Content(**{**clear, **lists, "rows": rows, "tapped": tapped})
