"""Broadcasts: who is due gets the bulletin's conversation, a window of them at a time."""

from bot.domain.events import Happened
from bot.services.ports import Clock
from scheduler.ports import Turns
from scheduler.rendering import decent_moment

WINDOW = 200
"""Opened and unsent for each bot account, at the most: seven seconds' worth at 28 a second, so that a pause or a cancel stops all
but these, and a reply never waits behind more."""


class Opening:
    """Tells the inbox of deliveries that are due. Doing it twice tells nobody twice."""

    def __init__(self, *, turns: Turns, clock: Clock, window: int = WINDOW) -> None:
        self._turns, self._clock, self._window = turns, clock, window

    async def run_once(self) -> int:
        """One transaction; how many were looked at. Those in quiet hours are put off, the others open."""
        now = self._clock.now()
        async with self._turns() as turn:
            await turn.openings.recover()
            due = await turn.openings.due(now, self._window, self._window)
            for delivery in due:
                decent = await decent_moment(turn.uow, delivery, now)
                if decent > now:
                    await turn.openings.put_off(delivery.id, decent)
                    continue
                before = await turn.openings.told(delivery.id)
                # One that had to wait after it was opened is told again, which needs another key.
                key = f"open:{delivery.id}" + (f":{before}" if before else "")
                data = {"bulletin_id": delivery.bulletin_id, "revision_id": delivery.revision_id, "delivery_id": delivery.id}
                await turn.uow.inbox.tell(Happened("bulletin_due", delivery.coalition_id, delivery.recipient.id, key, data))
        return len(due)
