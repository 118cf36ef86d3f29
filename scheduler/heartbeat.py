"""That somebody is there is written down every minute; who comes back after a long time holds what is overdue, and asks.

A backup that is put back is recognised the same way: the heartbeat in it is as old as it is.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.services import outages
from bot.services.ports import Clock, UnitOfWork
from bot.services.work import Work
from scheduler.ports import Turns

SECONDS = 60.0
"""Between two heartbeats."""
STALE = timedelta(seconds=2 * SECONDS)
"""From so long after the last one on, nobody knows what was missed: a machine that slept, or a database that was away."""

_log = logging.getLogger(__name__)


class Heartbeat:
    """To be run as a tick; and kept by whoever is about to send something, or to have it sent. Any number of processes may."""

    def __init__(self, *, turns: Turns, work: Callable[[UnitOfWork], Work], clock: Clock) -> None:
        self._turns, self._work, self._clock = turns, work, clock
        self._last: datetime | None = None

    async def keep(self) -> None:
        """Look first whether there was an outage, unless somebody did so shortly ago. Raises Unavailable."""
        if self._last is None or not timedelta(0) <= self._clock.now() - self._last < STALE:
            await self.run_once()

    async def run_once(self) -> bool:
        """One transaction; whether something is held now that a coordinator has to decide about."""
        now = self._clock.now()
        held = False
        async with self._turns() as turn:
            outages_ = {gap.coalition_id: gap for gap in await turn.heartbeats.beat(now) if gap.is_outage}
            if outages_:
                # What was in the air when it ended is overdue too, once its lease is taken back.
                while await turn.outgoing.recover(now):
                    pass
            for coalition_id, gap in sorted(outages_.items()):
                found = await outages.hold(self._work(turn.uow), coalition_id, gap.since)
                hours = round(gap.by_business.total_seconds() / 3600)
                _log.warning("%s: nobody was there for %d hours; %d are held for a coordinator", coalition_id, hours, found.total)
                held |= not found.is_nothing
        self._last = now
        return held
