"""What came in from Telegram, as an Inbound. Pure, and never an error: what cannot be read is kept for the record."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aiogram.types import CallbackQuery, Message, Update
from pydantic import ValidationError

from bot.domain.inbound import Inbound, InboundKind
from bot.inbound.salvage import essentials
from bot.inbound.telegram_members import read_membership
from bot.inbound.telegram_messages import read_edit, read_message, topic_of
from bot.inbound.telegram_reading import Reading

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
"""What we ask Telegram for."""


def read(update: Update | Mapping[str, Any], bot_account_id: str, *, received_at: datetime, username: str = "") -> Inbound:
    """One update, as aiogram validated it or as it came.

    `received_at` dates what Telegram does not date, such as a tap. `username` is the bot's: a command to another bot in the group
    is ignored. Raises TypeError only when there is no update id, so nothing to keep it by.
    """
    number = update.update_id if isinstance(update, Update) else update.get("update_id")
    if not isinstance(number, int):
        raise TypeError("an update without an id")
    reading = Reading(bot_account_id, str(number), received_at, username.removeprefix("@").lower())
    try:
        return _read(update if isinstance(update, Update) else _validated(update), reading)
    except Exception:  # whatever is wrong with it: an update that is not stored would be sent again for ever
        return reading.ignored("unreadable")


def _validated(update: Mapping[str, Any]) -> Update:
    """As a whole, or else the part of it that we need. Raises ValidationError, TypeError or LookupError."""
    try:
        return Update.model_validate(update)
    except ValidationError:
        return Update.model_validate(essentials(update))


def _read(update: Update, reading: Reading) -> Inbound:
    if update.message is not None:
        return read_message(update.message, reading)
    if update.edited_message is not None:
        return read_edit(update.edited_message, reading)
    if update.callback_query is not None:
        return _tap(update.callback_query, reading)
    if update.my_chat_member is not None:
        return read_membership(update.my_chat_member, reading)
    return reading.ignored(next((name for name, value in update if value is not None and name != "update_id"), "unreadable"))


def _tap(query: CallbackQuery, reading: Reading) -> Inbound:
    """A button under a message, which may be gone by now; Telegram does not say when it was tapped."""
    if query.data is None or query.message is None:
        return reading.ignored("callback_query")
    message = query.message
    return reading.inbound(
        InboundKind.TAP,
        person=query.from_user,
        chat=message.chat,
        topic=topic_of(message) if isinstance(message, Message) else None,
        token=query.data,
        message_id=str(message.message_id),
    )
