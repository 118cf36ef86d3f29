"""What happens every so many seconds: the only place that knows APScheduler.

What is due lives in our own tables; a tick only looks. Every body can run twice without harm. Its defaults drop a run
that comes a second late, so they are not used (FACTS, 'Scheduling').
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from apscheduler.schedulers.asyncio import AsyncIOScheduler

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Tick:
    """`body` is awaited every `seconds`; never twice at the same time."""

    name: str
    seconds: float
    body: Callable[[], Awaitable[object]]

    async def run(self) -> None:
        """Once. A body that fails is logged, and runs again the next time."""
        try:
            await self.body()
        except Exception as error:
            _log.error("tick %s failed: %s", self.name, type(error).__name__)


class Ticks:
    """Runs ticks in the running event loop between `start` and `finish`."""

    def __init__(self, ticks: Sequence[Tick]) -> None:
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._going_on: set[asyncio.Task[None]] = set()
        for tick in ticks:
            self._scheduler.add_job(
                self._run,
                "interval",
                args=[tick],
                seconds=tick.seconds,
                id=tick.name,
                name=tick.name,
                misfire_grace_time=None,
                coalesce=True,
                max_instances=1,
            )

    def start(self) -> None:
        self._scheduler.start()

    async def finish(self, seconds: float) -> None:
        """Start none any more, and let those that are going on end; after so many seconds they are broken off."""
        self._scheduler.pause()
        if self._going_on:
            await asyncio.wait(self._going_on, timeout=seconds)
        self._scheduler.shutdown(wait=False)
        await asyncio.gather(*self._going_on, return_exceptions=True)

    async def _run(self, tick: Tick) -> None:
        task = asyncio.ensure_future(tick.run())
        self._going_on.add(task)
        task.add_done_callback(self._going_on.discard)
        await task
