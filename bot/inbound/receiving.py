"""What receiving is to the process: a loop for each bot account."""

import asyncio
from typing import Protocol


class Receiver(Protocol):
    """`Shift` (polling) or `Webhook`."""

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`. Raises Mistake when Telegram does not know the token."""
        ...
