"""Our own getUpdates loop: an update is committed to the inbox before it is confirmed (Invariant 1)."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import Update

from bot.domain.coalition import BotAccount
from bot.domain.errors import Mistake
from bot.inbound.batch import Batch, numbered, read_batch
from bot.inbound.pauses import Jitter, PatientWaiter, Waiter, pause_after
from bot.inbound.signs import NoSigns, Signs
from bot.inbound.stopping import unless
from bot.inbound.store import InboxUnits, keep
from bot.inbound.taps import answer_tap
from bot.inbound.telegram import ALLOWED_UPDATES
from bot.inbound.trouble import meaning
from bot.services.ports import Clock

log = logging.getLogger(__name__)

POLL_SECONDS = 25
"""How long the server may keep a poll open when there is nothing."""
GRACE_SECONDS = 10
"""How much longer than that we wait for its answer."""


class Polling:
    """One bot account. `units` gives the transactions; a commit wakes the handling, by the unit of work's own hook.

    The offset lives in memory only: after a start the server sends again what was not confirmed, and the inbox knows duplicates.
    When ids start anew after an idle week, the server passes over an offset that lies ahead of them (`TQueue` of tdlib/td).
    """

    def __init__(
        self,
        bot: Bot,
        account: BotAccount,
        units: InboxUnits,
        clock: Clock,
        *,
        jitter: Jitter,
        waiter: Waiter | None = None,
        signs: Signs | None = None,
    ) -> None:
        self._bot = bot
        self._account = account
        self._units = units
        self._clock = clock
        self._jitter = jitter
        self._waiter = waiter or PatientWaiter()
        self._signs = signs or NoSigns()
        self._offset: int | None = None
        self._started = False

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop` is set. Raises Mistake when Telegram does not know the token; waits out everything else."""
        failures = 0
        while not stop.is_set():
            self._signs.turned()
            try:
                await self._turn(stop)
                failures = 0
            except Mistake:
                raise
            except (TelegramUnauthorizedError, TelegramNotFound):
                raise Mistake(
                    f"Telegram does not know the token of bot account {self._account.id}.",
                    mend="Ask @BotFather for the token, and look at WEERKLANK_TELEGRAM_API_URL.",
                ) from None
            except Exception as error:
                failures += 1
                seconds = error.retry_after if isinstance(error, TelegramRetryAfter) else pause_after(failures, self._jitter)
                log.warning("bot account %s: %s; again in %.1f s", self._account.id, meaning(error), seconds)
                self._started = self._started and not isinstance(error, TelegramConflictError)
                await self._waiter.wait(seconds, stop)

    async def poll_once(self, timeout: int = 0) -> int:  # noqa: ASYNC109 - the server waits, not we
        """One getUpdates of at most `timeout` seconds, stored. How many updates were new. Raises what went wrong."""
        return await self._keep(await self._receive(timeout))

    async def _turn(self, stop: asyncio.Event) -> None:
        """One poll, which `stop` ends at once: what the server had for us stays unconfirmed. Storing is never broken off."""
        if not self._started:
            # While a webhook is set, getUpdates is answered by 409.
            await unless(stop, self._bot.delete_webhook(drop_pending_updates=False))
            self._started = True
        batch = await unless(stop, self._receive(POLL_SECONDS))
        if batch is not None:
            await self._keep(batch)

    async def _receive(self, timeout: int) -> Batch:  # noqa: ASYNC109 - as above
        updates: Sequence[Update | Mapping[str, Any]]
        try:
            updates = await self._bot.get_updates(
                offset=self._offset,
                timeout=timeout,
                allowed_updates=list(ALLOWED_UPDATES),
                request_timeout=timeout + GRACE_SECONDS,
            )
        except ClientDecodeError as error:
            # One update that aiogram cannot read spoils the whole answer, each time again: read them one by one.
            updates = numbered(error.data)
            if not updates:
                raise
        return read_batch(updates, self._account.id, received_at=self._clock.now(), username=self._account.username)

    async def _keep(self, batch: Batch) -> int:
        """Store, commit, and only then let the next call confirm. A crash in between makes duplicates, which the inbox knows."""
        new = await keep(self._units, self._account.coalition_id, batch.inbounds) if batch.inbounds else 0
        self._offset = batch.offset or self._offset
        self._signs.answered()
        await asyncio.gather(*(answer_tap(self._bot, self._account.id, tap) for tap in batch.taps))
        return new
