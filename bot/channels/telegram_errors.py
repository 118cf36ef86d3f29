"""What became of a Telegram call, by one table: every error is an Outcome, in words that are the same for every channel.

The sentences are the server's own (tdlib/telegram-bot-api and tdlib/td). What is not known to have been refused is ambiguous,
because the Bot API has no idempotency key.
"""

import re
from collections.abc import Mapping

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiohttp import ClientConnectorError, ClientResponseError, ConnectionTimeoutError

from bot.outbox.outcome import Fate, Outcome, Why

MOST_DETAIL = 200

FORBIDDEN: Mapping[str, Why] = {
    "bot was blocked by the user": Why.BLOCKED,
    "user is deactivated": Why.BLOCKED,
    "bot can't initiate conversation with a user": Why.BLOCKED,
    "the group chat was deleted": Why.CHAT_GONE,
    "bot was kicked from": Why.KICKED,
    "bot is not a member of": Why.KICKED,
}
"""403: a part of the sentence, and what it means. Any other one is REFUSED."""

BAD_REQUEST: Mapping[str, Why] = {
    "chat not found": Why.CHAT_GONE,
    "peer_id_invalid": Why.CHAT_GONE,
    "group chat was upgraded to a supergroup chat": Why.CHAT_GONE,
    "message thread not found": Why.TOPIC_GONE,
    "topic_deleted": Why.TOPIC_GONE,
    "topic_id_invalid": Why.TOPIC_GONE,
    "message is not modified": Why.UNCHANGED,
    "message to edit not found": Why.MESSAGE_GONE,
    "message to delete not found": Why.MESSAGE_GONE,
    "message can't be edited": Why.MESSAGE_GONE,
    "there is no text in the message to edit": Why.MESSAGE_GONE,
    "message_id_invalid": Why.MESSAGE_GONE,
}
"""400: likewise. A message that cannot be edited is as good as gone: the way on is the same, a new one."""

_RETRY_AFTER = re.compile(r"retry after (\d+)", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"')


def outcome_of(error: Exception) -> Outcome:
    """What is known of a call that ended in `error`. Never raises; `detail` names no person, no chat and no word."""
    match error:
        case TelegramRetryAfter():
            outcome = _not(Why.TOO_FAST, error, retry_after=float(error.retry_after))
        case TelegramMigrateToChat():
            outcome = _not(Why.MOVED, error, moved_to=str(error.migrate_to_chat_id))
        case TelegramUnauthorizedError() | TelegramNotFound():
            # For a token that no bot has, Telegram says 404 as well as 401; we call no method that does not exist.
            outcome = _not(Why.UNAUTHORIZED, error)
        case TelegramForbiddenError():
            outcome = _not(_by_sentence(error, FORBIDDEN), error)
        case TelegramBadRequest():
            outcome = _not(_by_sentence(error, BAD_REQUEST), error)
        case TelegramEntityTooLarge() | TelegramConflictError():
            outcome = _not(Why.REFUSED, error)
        case TelegramServerError():
            outcome = Outcome(Fate.AMBIGUOUS, detail=_detail(error))
        case TelegramNetworkError():
            outcome = _of_the_wire(error.__cause__)
        case TelegramAPIError():
            outcome = _other_refusal(error)
        case _:
            # Among them an answer that cannot be read: the call may well have been carried out.
            outcome = _of_the_wire(error)
    return outcome


def outcome_of_reading(error: Exception) -> Outcome:
    """The same for a call that only reads: doing it twice does no harm, so nothing of it is ambiguous."""
    if isinstance(error, ClientResponseError) and error.status < 500:
        return Outcome(Fate.NOT_DELIVERED, Why.REFUSED, detail=f"HTTP {error.status}")
    outcome = outcome_of(error)
    if outcome.fate is Fate.AMBIGUOUS:
        return Outcome(Fate.NOT_DELIVERED, Why.NETWORK, detail=outcome.detail)
    return outcome


def _not(why: Why, error: TelegramAPIError, *, retry_after: float | None = None, moved_to: str | None = None) -> Outcome:
    return Outcome(Fate.NOT_DELIVERED, why, retry_after=retry_after, moved_to=moved_to, detail=_detail(error))


def _by_sentence(error: TelegramAPIError, table: Mapping[str, Why]) -> Why:
    sentence = error.message.lower()
    return next((why for words, why in table.items() if words in sentence), Why.REFUSED)


def _of_the_wire(error: BaseException | None) -> Outcome:
    """Without a connection nothing was sent; after it, nobody knows. Only its class is told: its words may hold a token."""
    detail = type(error).__name__ if error is not None else "no answer"
    if isinstance(error, ClientConnectorError | ConnectionTimeoutError):
        return Outcome(Fate.NOT_DELIVERED, Why.NETWORK, detail=detail)
    return Outcome(Fate.AMBIGUOUS, detail=detail)


def _other_refusal(error: TelegramAPIError) -> Outcome:
    """A status that aiogram has no class for, of which it keeps the sentence only; among them a 429 without parameters."""
    if "too many requests" in error.message.lower():
        found = _RETRY_AFTER.search(error.message)
        return _not(Why.TOO_FAST, error, retry_after=float(found.group(1)) if found else None)
    return _not(Why.REFUSED, error)


def _detail(error: TelegramAPIError) -> str:
    """The server's own sentence. aiogram writes the chat before it, and the server quotes what it was sent."""
    sentence = error.message.rpartition("Original description: ")[2]
    return _QUOTED.sub('"…"', sentence)[:MOST_DETAIL]
