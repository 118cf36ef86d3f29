"""The updates of one getUpdates answer, read, and what confirms them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiogram.types import Update

from bot.domain.inbound import Inbound
from bot.inbound.telegram import read


@dataclass(frozen=True, slots=True)
class Batch:
    """What is stored in one transaction. `offset` confirms all of it, None when it is empty; `taps` are callback query ids."""

    inbounds: tuple[Inbound, ...] = ()
    taps: tuple[str, ...] = ()
    offset: int | None = None


def read_batch(
    updates: Sequence[Update | Mapping[str, Any]], bot_account_id: str, *, received_at: datetime, username: str = ""
) -> Batch:
    """In the order in which they came. Raises TypeError for an update without an id (see `numbered`)."""
    inbounds = tuple(read(update, bot_account_id, received_at=received_at, username=username) for update in updates)
    taps = tuple(tap for update in updates if (tap := _tap(update)) is not None)
    offset = max((int(inbound.update_id) for inbound in inbounds), default=-1) + 1
    return Batch(inbounds, taps, offset or None)


def numbered(answer: object) -> list[Mapping[str, Any]]:
    """The updates with an id in a getUpdates answer that could not be read as a whole; none when it is no such answer."""
    if not isinstance(answer, dict) or answer.get("ok") is not True or not isinstance(answer.get("result"), list):
        return []
    return [update for update in answer["result"] if isinstance(update, dict) and isinstance(update.get("update_id"), int)]


def _tap(update: Update | Mapping[str, Any]) -> str | None:
    if isinstance(update, Update):
        return update.callback_query.id if update.callback_query is not None else None
    query = update.get("callback_query")
    return str(query["id"]) if isinstance(query, dict) and "id" in query else None
