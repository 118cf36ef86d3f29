"""Conversations between two turns, and their buttons."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.conversation import ButtonBinding, Conversation, Standing
from bot.domain.delivery import Recipient
from bot.storage.row import fields_of, row_of
from bot.storage.tables.conversations import buttons, conversations, follow_ups
from bot.storage.tables.ledger import deliveries, parts
from bot.storage.transaction import Transaction
from bot.storage.vault import person_owner

_OPEN = (
    sa.select(conversations)
    .where(conversations.c.person_id == sa.bindparam("person"), conversations.c.standing != Standing.OVER)
    .order_by(conversations.c.touched_at, conversations.c.id)
)
_NEWEST = (
    sa.select(conversations)
    .where(conversations.c.person_id == sa.bindparam("person"), conversations.c.flow == sa.bindparam("of_flow"))
    .order_by(conversations.c.started_at.desc(), conversations.c.id.desc())
    .limit(1)
)
_BUTTON = sa.select(buttons).where(buttons.c.token == sa.bindparam("of_token"))


class SqlConversations:
    """Carries out `repositories.Conversations`. The state is under the person's key: it holds their answers."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def get(self, conversation_id: str) -> Conversation:
        return await self._conversation(await self._tx.one(conversations, conversation_id, lock=True))

    async def of(self, person_id: str) -> list[Conversation]:
        return [await self._conversation(row) for row in await self._tx.rows(_OPEN, {"person": person_id})]

    async def newest(self, person_id: str, flow: str) -> Conversation | None:
        row = await self._tx.first(_NEWEST, {"person": person_id, "of_flow": flow})
        return None if row is None else await self._conversation(row)

    async def save(self, conversation: Conversation) -> None:
        owner = person_owner(conversation.person_id)
        sealed = await self._tx.vault.seal_json(owner, conversations.c.state, conversation.state)
        await self._tx.upsert(conversations, row_of(conversation, place=str(conversation.place), state=sealed))

    async def bind(self, *some: ButtonBinding) -> None:
        await self._tx.upsert(buttons, *(row_of(button) for button in some))

    async def button(self, token: str) -> ButtonBinding | None:
        row = await self._tx.first(_BUTTON, {"of_token": token})
        return None if row is None else ButtonBinding(**fields_of(row))

    async def by_message(self, recipient: Recipient, external_id: str) -> str | None:
        """Looked for in the recipient's whole chat, whichever topic it is in: a message id is unique there."""
        query = (
            sa.select(deliveries.c.conversation_id)
            .join(parts, parts.c.delivery_id == deliveries.c.id)
            .where(deliveries.c.recipient_kind == recipient.kind, deliveries.c.recipient_id == recipient.id)
            .where(parts.c.lane == f"{recipient.kind}:{recipient.id}", parts.c.external_id == external_id)
            .order_by(parts.c.sent_at.desc(), parts.c.id.desc())
            .limit(1)
        )
        row = await self._tx.first(query)
        return None if row is None else row.conversation_id

    async def clear(self, before: datetime) -> int:
        old = sa.select(conversations.c.id).where(conversations.c.standing == Standing.OVER, conversations.c.touched_at < before)
        await self._tx.change(buttons.delete().where(buttons.c.conversation_id.in_(old)))
        await self._tx.change(follow_ups.delete().where(follow_ups.c.conversation_id.in_(old)))
        return await self._tx.change(
            conversations.delete().where(conversations.c.standing == Standing.OVER, conversations.c.touched_at < before)
        )

    async def _conversation(self, row: sa.Row[Any]) -> Conversation:
        found = fields_of(row)
        found["state"] = await self._tx.vault.open_json(person_owner(row.person_id), conversations.c.state, row.state)
        return Conversation(**found | {"place": Recipient.parse(row.place), "standing": Standing(row.standing)})
