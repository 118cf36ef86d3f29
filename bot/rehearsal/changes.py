"""Waking those who wait for something to happen, without anybody looking at a clock."""

import asyncio


class Changes:
    """A bell: everybody who waits is woken at each ring, and looks for themselves. `rung` counts."""

    def __init__(self) -> None:
        self.rung = 0
        self._waiting: set[asyncio.Future[None]] = set()

    def __deepcopy__(self, memo: dict[int, object]) -> "Changes":
        """A copy of a world is another world: nobody waits in it yet."""
        copied = Changes()
        copied.rung = self.rung
        return copied

    def ring(self) -> None:
        """Wake all who wait; callable from ordinary code on the loop's thread."""
        self.rung += 1
        waiting, self._waiting = self._waiting, set()
        for future in waiting:
            if not future.done():
                future.set_result(None)

    def ringing(self) -> asyncio.Future[None]:
        """Done at the next ring, however soon that is; cancel it when nobody waits any more."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.add(future)
        future.add_done_callback(self._waiting.discard)
        return future

    async def next(self) -> None:
        """Return at the next ring."""
        await self.ringing()
