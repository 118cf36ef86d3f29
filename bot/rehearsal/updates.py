"""The queue of updates of one bot account: ids, expiry, confirmation, and the one client that may wait at it.

Source of the rules: tdlib/telegram-bot-api, `do_get_updates` and `process_get_updates_query`, and `TQueue` of tdlib/td.
"""

import asyncio
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.rehearsal.changes import Changes
from bot.rehearsal.clock import ServerClock
from bot.rehearsal.errors import CONFLICT_GET_UPDATES, Conflict

MESSAGE_SECONDS = 86_400
CALLBACK_SECONDS = 150
SILENT_UNLESS_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_FORGIVEN_AHEAD = 10


@dataclass(frozen=True, slots=True)
class Queued:
    """One update that waits for its bot until `expires_at` (seconds since 1970)."""

    id: int
    kind: str
    payload: dict[str, Any]
    expires_at: float

    def shown(self) -> dict[str, Any]:
        """The Update object."""
        return {"update_id": self.id, self.kind: self.payload}


class UpdateQueue:
    """What one bot account has not confirmed yet, in order."""

    def __init__(self, clock: ServerClock, changes: Changes, first_id: int) -> None:
        self._clock = clock
        self._changes = changes
        self._next_id = first_id
        self._queued: deque[Queued] = deque()
        self._poll: asyncio.Future[None] | None = None

    def __len__(self) -> int:
        self._expire()
        return len(self._queued)

    def pending(self) -> Sequence[Queued]:
        """The unconfirmed updates that have not expired."""
        self._expire()
        return tuple(self._queued)

    def restart_ids(self, first_id: int) -> None:
        """Go on from another id, as Telegram may after an idle week; only sensible on an empty queue."""
        self._next_id = first_id

    def clear(self) -> None:
        """Drop all that waits, as deleteWebhook with drop_pending_updates does."""
        self._queued.clear()

    @property
    def polled(self) -> bool:
        """Whether a client waits."""
        return self._poll is not None and not self._poll.done()

    def interrupt(self, refusal: Conflict) -> None:
        """Send the client that waits away."""
        if self._poll is not None and self.polled:
            self._poll.set_exception(refusal)

    def forget(self, update_id: int) -> None:
        """One that a webhook took, or that is given up."""
        self._queued = deque(queued for queued in self._queued if queued.id != update_id)

    def release(self) -> None:
        """Let the client that waits go with what there is: the server stops."""
        if self._poll is not None and self.polled:
            self._poll.set_result(None)

    def append(self, kind: str, payload: dict[str, Any]) -> Queued:
        """Queue an update; a callback_query lives 150 seconds, all else 86,400 (tdlib/telegram-bot-api)."""
        seconds = CALLBACK_SECONDS if kind == "callback_query" else MESSAGE_SECONDS
        queued = Queued(self._next_id, kind, payload, self._clock.now() + seconds)
        self._next_id += 1
        self._queued.append(queued)
        if self._poll is not None and self.polled:
            self._poll.set_result(None)
        return queued

    async def get(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:  # noqa: ASYNC109 - Telegram's
        """Answer getUpdates: confirm all before `offset`, then up to `limit` updates, waiting `timeout` seconds for one.

        A call that is going to wait ends the one that waits with 409, in the words of tdlib/telegram-bot-api.
        """
        found = self._take(offset, limit)
        if found or timeout <= 0:
            return found
        self.interrupt(Conflict(CONFLICT_GET_UPDATES))
        poll = self._poll = asyncio.get_running_loop().create_future()
        self._changes.ring()
        try:
            async with asyncio.timeout(timeout):
                await poll
        except TimeoutError:
            return []
        finally:
            if self._poll is poll:
                self._poll = None
            self._changes.ring()
        return self._take(offset, limit)

    def _take(self, offset: int, limit: int) -> list[dict[str, Any]]:
        self._expire()
        if offset < 0:
            while len(self._queued) > -offset:
                self._queued.popleft()
        elif offset <= self._next_id + _FORGIVEN_AHEAD:
            while self._queued and self._queued[0].id < offset:
                self._queued.popleft()
        return [queued.shown() for queued in list(self._queued)[:limit]]

    def _expire(self) -> None:
        now = self._clock.now()
        if any(queued.expires_at <= now for queued in self._queued):
            self._queued = deque(queued for queued in self._queued if queued.expires_at > now)
