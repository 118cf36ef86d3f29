"""How fast a bot may send: figures that can be changed, and the meter that refuses with 429.

Source of the figures: core.telegram.org/bots/faq ('how can I message all of my subscribers at once'): about 30 messages
a second in all (1000 for who pays), one a second in a chat with short bursts allowed, 20 a minute in a group. The size of a
burst is not published; five is ours.
"""

import math
from collections import defaultdict, deque
from dataclasses import dataclass

from bot.rehearsal.clock import Pace
from bot.rehearsal.errors import TooManyRequests


@dataclass(frozen=True, slots=True)
class Limits:
    """The figures. None takes a limit away; `query_seconds` is how long a tap can be answered.

    Telegram does not publish that one; 150 is the life of the update that brings the tap. Sizes of files are those of
    core.telegram.org/bots/api: 10 MB for a photo, 50 MB for other uploads, 20 MB for what a bot can fetch.
    """

    per_second: int | None = 30
    paid_per_second: int | None = 1000
    chat_per_second: float | None = 1.0
    chat_burst: int = 5
    group_per_minute: int | None = 20
    edits_count: bool = True
    query_seconds: float = 150.0
    set_webhook_seconds: float = 1.0
    deletable_seconds: float = 48 * 3600.0
    photo_bytes: int = 10 * 1024 * 1024
    upload_bytes: int = 50 * 1024 * 1024
    download_bytes: int = 20 * 1024 * 1024

    @classmethod
    def off(cls) -> "Limits":
        """No limit on pace at all."""
        return cls(per_second=None, paid_per_second=None, chat_per_second=None, group_per_minute=None, set_webhook_seconds=0.0)


class Meter:
    """Counts what one bot account sends, in sliding windows of the injected pace."""

    def __init__(self, limits: Limits, pace: Pace) -> None:
        self.limits = limits
        self._pace = pace
        self._overall: deque[float] = deque()
        self._groups: dict[int, deque[float]] = defaultdict(deque)
        self._arrival: dict[int, float] = {}
        self._refused_until: dict[int | None, float] = {}
        self._webhook_from = -math.inf

    def charge(self, chat_id: int, *, group: bool, paid: bool = False) -> None:
        """Count one message to `chat_id`, or raise TooManyRequests and count nothing. `paid`: with `allow_paid_broadcast`.

        Until the pause it asks for is over, the chat (or, past the overall limit, everything) is refused.
        """
        now = self._pace()
        for scope in (None, chat_id):
            if (left := self._refused_until.get(scope, now) - now) > 0:
                raise TooManyRequests(math.ceil(left))
        limits = self.limits
        overall = limits.paid_per_second if paid else limits.per_second
        if overall is not None:
            self._room(self._overall, overall, 1.0, now, None)
        if group and limits.group_per_minute is not None:
            self._room(self._groups[chat_id], limits.group_per_minute, 60.0, now, chat_id)
        if limits.chat_per_second is not None:
            interval = 1.0 / limits.chat_per_second
            arrival = max(self._arrival.get(chat_id, now), now)
            if (early := arrival - now - interval * (limits.chat_burst - 1)) > 1e-9:
                self._refuse(early, now, chat_id)
            self._arrival[chat_id] = arrival + interval
        self._overall.append(now)
        if group:
            self._groups[chat_id].append(now)

    def may_set_webhook(self) -> bool:
        """Whether the last time was long enough ago (tdlib/telegram-bot-api: a second); counts when it was."""
        now = self._pace()
        if now < self._webhook_from:
            return False
        self._webhook_from = now + self.limits.set_webhook_seconds
        return True

    def _room(self, window: deque[float], most: int, seconds: float, now: float, scope: int | None) -> None:
        while window and window[0] <= now - seconds:
            window.popleft()
        if len(window) >= most:
            self._refuse(window[0] + seconds - now, now, scope)

    def _refuse(self, wait: float, now: float, scope: int | None) -> None:
        seconds = max(1, math.ceil(wait))
        self._refused_until[scope] = now + seconds
        raise TooManyRequests(seconds)
