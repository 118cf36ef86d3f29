"""Broadcasts: who is due gets the bulletin's conversation, a window of them at a time."""

import logging
import math
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.domain.delivery import Delivery
from bot.domain.errors import Unavailable
from bot.domain.events import Happened
from bot.services.ports import Clock
from scheduler.ports import Line, Turn, Turns
from scheduler.rendering import decent_moment

WINDOW = 200
"""Opened and unsent for each bot account, at the most: seven seconds' worth at 28 a second, so that a pause or a cancel stops all
but these, and a reply never waits behind more."""
WINDOW_SECONDS = 7.0
AT_ONCE = 25
"""In one transaction: who writes back meanwhile waits for these, not for a whole window."""
AGAIN = timedelta(minutes=10)
"""How long one waits that cannot be opened."""

_log = logging.getLogger(__name__)


def window_of(lines: Iterable[Line]) -> int:
    """WINDOW, or what the quickest of these sends in WINDOW_SECONDS."""
    return max(WINDOW, *(math.ceil(line.per_second * WINDOW_SECONDS) for line in lines), 0)


class Opening:
    """Tells the inbox of deliveries that are due. Doing it twice tells nobody twice."""

    def __init__(self, *, turns: Turns, clock: Clock, window: int = WINDOW) -> None:
        self._turns, self._clock, self._window = turns, clock, window

    async def run_once(self) -> int:
        """How many were looked at. Those in quiet hours are put off, the others open.

        A few in each transaction; when one fails, each of them in one of its own, so that a bad contact does not halt the rest.
        """
        async with self._turns() as turn:
            await turn.openings.recover()
        looked_at = 0
        while True:
            some = await self._open_some(self._clock.now())
            looked_at += some
            if some < AT_ONCE:
                return looked_at

    async def _open_some(self, now: datetime) -> int:
        try:
            async with self._turns() as turn:
                due = await self._due(turn, now)
                for delivery in due:
                    await _open(turn, delivery, now)
            return len(due)
        except Unavailable:
            raise
        except Exception as error:
            _log.warning("what is due to be opened is tried one by one: %s", type(error).__name__)
        async with self._turns() as turn:
            due = await self._due(turn, now)
        for delivery in due:
            await self._alone(delivery, now)
        return len(due)

    async def _due(self, turn: Turn, now: datetime) -> list[Delivery]:
        return await turn.openings.due(now, self._window, min(self._window, AT_ONCE))

    async def _alone(self, delivery: Delivery, now: datetime) -> None:
        try:
            async with self._turns() as turn:
                await _open(turn, delivery, now)
        except Unavailable:
            raise
        except Exception as error:
            _log.error("delivery %s cannot be opened and is tried again later: %s", delivery.id, type(error).__name__)
            async with self._turns() as turn:
                await turn.openings.put_off(delivery.id, now + AGAIN)


async def _open(turn: Turn, delivery: Delivery, now: datetime) -> None:
    decent = await decent_moment(turn.uow, delivery, now)
    if decent > now:
        await turn.openings.put_off(delivery.id, decent)
        return
    before = await turn.openings.told(delivery.id)
    # One that had to wait after it was opened is told again, which needs another key.
    key = f"open:{delivery.id}" + (f":{before}" if before else "")
    data = {"bulletin_id": delivery.bulletin_id, "revision_id": delivery.revision_id, "delivery_id": delivery.id}
    await turn.uow.inbox.tell(Happened("bulletin_due", delivery.coalition_id, delivery.recipient.id, key, data))
