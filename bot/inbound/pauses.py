"""How long to wait after trouble, and the waiting itself, which tests do without."""

import asyncio
from collections.abc import Callable
from typing import Protocol

FIRST_SECONDS = 1.0
MOST_SECONDS = 30.0

Jitter = Callable[[], float]
"""A number from 0 up to 1, such as `random.random`."""


class Waiter(Protocol):
    """Waits by the monotonic clock."""

    async def wait(self, seconds: float, stop: asyncio.Event) -> None:
        """Until so many seconds have gone by, or `stop` is set."""
        ...


class PatientWaiter:
    """Waits for real."""

    async def wait(self, seconds: float, stop: asyncio.Event) -> None:
        """As the port says."""
        try:
            async with asyncio.timeout(seconds):
                await stop.wait()
        except TimeoutError:
            return


def pause_after(failures: int, jitter: Jitter) -> float:
    """Seconds to wait after so many failures in a row (1 or more): doubling from 1 to 30, of which chance takes up to half."""
    whole = min(MOST_SECONDS, FIRST_SECONDS * 2.0 ** min(failures - 1, 10))
    return whole * (0.5 + 0.5 * jitter())
