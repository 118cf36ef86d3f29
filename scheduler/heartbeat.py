"""That somebody is there is written down every minute; who comes back after a long time holds what is overdue, and asks.

A backup that is put back is recognised the same way: the heartbeat in it is as old as it is.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.domain.errors import Unavailable
from bot.domain.heartbeat import Gap
from bot.services.delivery import outages
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
        self.first: Callable[[], Awaitable[object]] | None = None
        """Done before anything is taken back: this process may know what became of it (`Dispatcher.write_down`)."""

    async def keep(self) -> None:
        """Look first whether there was an outage, unless somebody did so shortly ago. Raises Unavailable."""
        if self._last is None or not timedelta(0) <= self._clock.now() - self._last < STALE:
            await self.run_once()

    async def run_once(self) -> bool:
        """Whether something is held now that a coordinator has to decide about."""
        if self.first is not None:
            await self.first()
        now = self._clock.now()
        async with self._turns() as turn:
            gaps = {gap.coalition_id: gap for gap in await turn.heartbeats.gaps(now) if gap.is_outage}
            await turn.heartbeats.beat(now, but_for=gaps)
        held = failed = False
        for coalition_id, gap in sorted(gaps.items()):
            try:
                held |= await self._hold(now, coalition_id, gap)
            except Unavailable:
                raise
            except Exception as error:
                failed = True
                _log.error("%s: nobody could be asked about what is overdue: %s", coalition_id, type(error).__name__)
                await self._hold_unasked(now, coalition_id)
        self._last = now
        return held or failed

    async def _hold(self, now: datetime, coalition_id: str, gap: Gap) -> bool:
        """One coalition in one transaction, so that one that fails keeps back no other."""
        async with self._turns() as turn:
            known = {each.coalition_id: each for each in await turn.heartbeats.gaps(now)}
            if not known[coalition_id].is_outage:
                return False  # another process did it meanwhile
            # What was in the air when it began is overdue too, once its lease is taken back.
            while await turn.outgoing.recover(now):
                pass
            found = await outages.hold(self._work(turn.uow), coalition_id, gap.since)
            await turn.heartbeats.beat(now, but_for={other for other in known if other != coalition_id})
        hours = round(gap.by_business.total_seconds() / 3600)
        _log.warning("%s: nobody was there for %d hours; %d are held for a coordinator", coalition_id, hours, found.total)
        return not found.is_nothing

    async def _hold_unasked(self, now: datetime, coalition_id: str) -> None:
        """Nothing goes out all the same. It is tried again with the next heartbeat."""
        async with self._turns() as turn:
            while await turn.outgoing.recover(now):
                pass
            await outages.hold_only(self._work(turn.uow), coalition_id)
