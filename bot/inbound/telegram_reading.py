"""One update while it is read: what every Inbound of it has in common."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from aiogram.types import Chat, User

from bot.domain.inbound import Inbound, InboundKind

ADDRESS_KIND = "telegram"
GROUPS = frozenset({"group", "supergroup"})


@dataclass(frozen=True, slots=True)
class Reading:
    """Whose update it is, its id, and when we got it. `username` is the bot's, in lower case, without the @."""

    bot_account_id: str
    update_id: str
    received_at: datetime
    username: str = ""

    def inbound(
        self, kind: InboundKind, *, person: User | None, chat: Chat, at: datetime | None = None, **fields: Any
    ) -> Inbound:
        """An Inbound from `person` in `chat`, at the moment Telegram says (aware, in UTC)."""
        clean: dict[str, Any] = {name: readable(value) if isinstance(value, str) else value for name, value in fields.items()}
        return Inbound(
            bot_account_id=self.bot_account_id,
            update_id=self.update_id,
            kind=kind,
            occurred_at=self.received_at if at is None else at.astimezone(UTC),
            address_kind=ADDRESS_KIND,
            sender="" if person is None else str(person.id),
            sender_language="" if person is None else person.language_code or "",
            chat=str(chat.id),
            in_group=chat.type in GROUPS,
            is_forum=chat.type in GROUPS and bool(chat.is_forum),
            **clean,
        )

    def ignored(self, word: str) -> Inbound:
        """Kept for the record, without who or where."""
        return Inbound(
            bot_account_id=self.bot_account_id,
            update_id=self.update_id,
            kind=InboundKind.IGNORED,
            occurred_at=self.received_at,
            address_kind=ADDRESS_KIND,
            word=word,
        )


def readable(text: str) -> str:
    """Half characters, which JSON can carry and no store can keep, become a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")
