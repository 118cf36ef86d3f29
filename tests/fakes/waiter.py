"""Waiting that takes no time."""

import asyncio


class FakeWaiter:
    """Remembers how long it would have waited; after `patience` waits it asks to stop."""

    def __init__(self, patience: int = 1) -> None:
        self.waits: list[float] = []
        self._patience = patience

    async def wait(self, seconds: float, stop: asyncio.Event) -> None:
        self.waits.append(seconds)
        if len(self.waits) >= self._patience:
            stop.set()
