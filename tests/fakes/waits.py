"""Waiting that takes no time: the database's clock moves instead."""

import asyncio
import math

from tests.fakes.clock import FakeLeaseClock

PATIENCE = 20_000


class FakeWaits:
    """First lets the event loop do what it can, then moves the lease clock by what would have been waited, `most` at a time.

    Where two processes share the clock, long strides of one would end the other's leases.
    """

    def __init__(self, lease_clock: FakeLeaseClock, most: float = math.inf) -> None:
        self._lease_clock = lease_clock
        self._most = most
        self.waited: list[float] = []

    async def wait(self, seconds: float, until: asyncio.Event) -> None:
        for _ in range(20):
            if until.is_set():
                return
            await asyncio.sleep(0)
        self.waited.append(seconds)
        assert len(self.waited) < PATIENCE, "it waits for ever"
        self._lease_clock.move(min(seconds, self._most))

    def now(self) -> float:
        return self._lease_clock.seconds
