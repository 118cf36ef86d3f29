"""Waking those who wait for something to happen, without anybody looking at a clock."""

import asyncio


class Changes:
    """A bell: everybody who waits is woken at each ring, and looks for themselves. `rung` counts."""

    def __init__(self) -> None:
        self.rung = 0
        self._waiting: set[asyncio.Future[None]] = set()

    def ring(self) -> None:
        """Wake all who wait; callable from ordinary code on the loop's thread."""
        self.rung += 1
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    async def next(self) -> None:
        """Return at the next ring."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        try:
            await future
        finally:
            self._waiting.discard(future)
