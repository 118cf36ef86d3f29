"""That somebody is there is written down every minute; who comes back after a long time holds what is overdue, and asks.

A backup that is put back is recognised the same way: the heartbeat in it is as old as it is.
"""

import logging
from collections.abc import Callable

from bot.services import outages
from bot.services.ports import Clock, UnitOfWork
from bot.services.work import Work
from scheduler.ports import Turns

SECONDS = 60.0
"""Between two heartbeats."""

_log = logging.getLogger(__name__)


class Heartbeat:
    """To be run before a process sends anything, and from then on as a tick. Any number of processes may."""

    def __init__(self, *, turns: Turns, work: Callable[[UnitOfWork], Work], clock: Clock) -> None:
        self._turns, self._work, self._clock = turns, work, clock

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
        return held
