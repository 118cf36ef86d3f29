"""Who polls: one process a bot account, by a lease in the database. The others stand by, and take over when it ends or dies."""

import asyncio
import logging
from typing import Protocol

from bot.domain.errors import Unavailable
from bot.inbound.pauses import PatientWaiter, Waiter
from bot.inbound.signs import NoSigns, Signs

log = logging.getLogger(__name__)

LEASE_SECONDS = 15.0
"""How long the others wait when the process that polls dies; a tap lives for 150 s at Telegram, so none is missed."""
RENEW_SECONDS = 5.0
LOOK_SECONDS = 2.0
"""How often one that stands by looks whether it is its turn."""


class Lease(Protocol):
    """The right to poll one bot account; `bot.storage.poll_lease` has it."""

    async def take(self, seconds: float) -> bool:
        """Take or renew it; False when another process has it. Raises Unavailable."""
        ...

    async def give_back(self) -> None:
        """Raises Unavailable."""
        ...


class Poller(Protocol):
    """`bot.inbound.polling.Polling`."""

    async def run(self, stop: asyncio.Event) -> None: ...


class Shift:
    """Polls one bot account while this process has its lease."""

    def __init__(
        self, poller: Poller, lease: Lease, account_id: str, *, waiter: Waiter | None = None, signs: Signs | None = None
    ) -> None:
        self._poller, self._lease, self._account_id = poller, lease, account_id
        self._waiter = waiter or PatientWaiter()
        self._signs = signs or NoSigns()

    async def run(self, stop: asyncio.Event) -> None:
        """Until `stop`. Raises what the polling raises: Mistake for a token that Telegram does not know."""
        stands_by = False
        while not stop.is_set():
            if await self._take(otherwise=False):
                stands_by = False
                await self._poll(stop)
            else:
                if not stands_by:
                    log.info("bot account %s: another process polls, this one stands by", self._account_id)
                stands_by = True
                self._signs.turned()
                await self._waiter.wait(LOOK_SECONDS, stop)

    async def _poll(self, stop: asyncio.Event) -> None:
        """While the lease is ours. When the database is away we go on: nobody can take it over, and nothing is confirmed."""
        woken, ended = asyncio.Event(), asyncio.Event()
        stopping = asyncio.ensure_future(stop.wait())
        polling = asyncio.ensure_future(self._poller.run(ended))
        for task in (stopping, polling):
            task.add_done_callback(lambda _: woken.set())
        try:
            while not (stop.is_set() or polling.done()):
                await self._waiter.wait(RENEW_SECONDS, woken)
                if not await self._take(otherwise=True):
                    log.warning("bot account %s: another process polls now, as this one did not renew in time", self._account_id)
                    break
            ended.set()
            await polling
        finally:
            stopping.cancel()
            polling.cancel()
            await asyncio.gather(stopping, polling, return_exceptions=True)
            await self._give_back()

    async def _take(self, *, otherwise: bool) -> bool:
        try:
            return await self._lease.take(LEASE_SECONDS)
        except Unavailable as error:
            log.warning("bot account %s: whose turn it is to poll is not known: %s", self._account_id, error)
            return otherwise

    async def _give_back(self) -> None:
        try:
            await self._lease.give_back()
        except Unavailable:
            log.warning("bot account %s: the turn to poll was not given back, and runs out by itself", self._account_id)
