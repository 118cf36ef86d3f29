"""Telegram brings updates to us: committed to the inbox before the 200 (Invariant 1).

What each answer makes Telegram do: after a 200 the update is gone there; after anything else it is brought again, with back-off.
So everything with an update id is a 200, readable or not (what cannot be read is kept for the record); a body that is no JSON, or
has no update id, is a 400: Telegram writes none, so it was cut or changed on its way, and whole the next time.
"""

import asyncio
import hashlib
import hmac
import json
import logging
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramNotFound, TelegramRetryAfter, TelegramUnauthorizedError
from aiohttp import web

from bot.domain.coalition import BotAccount
from bot.domain.errors import Mistake
from bot.inbound.batch import Batch, read_batch
from bot.inbound.pauses import Jitter, PatientWaiter, Waiter, pause_after
from bot.inbound.signs import NoSigns, Signs
from bot.inbound.stopping import unless
from bot.inbound.store import InboxUnits, keep
from bot.inbound.taps import answer_tap
from bot.inbound.telegram import ALLOWED_UPDATES
from bot.inbound.trouble import meaning
from bot.services.ports import Clock

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
CONNECTIONS = 10
"""How many updates of a bot account Telegram may bring at the same time: below the connections that our pool holds (15)."""
CHECK_SECONDS = 60.0
"""How often we look whether Telegram still brings to our address; another program may have changed that."""
LAST_SECONDS = 1.0
"""How long a stop waits for taps that are being answered."""


class Webhook:
    """One bot account. `base` is the address of ours that Telegram can reach, such as https://weerklank.example.org."""

    def __init__(
        self,
        bot: Bot,
        account: BotAccount,
        units: InboxUnits,
        clock: Clock,
        base: str,
        *,
        jitter: Jitter,
        waiter: Waiter | None = None,
        signs: Signs | None = None,
    ) -> None:
        self._bot, self._account, self._units, self._clock = bot, account, units, clock
        self._jitter = jitter
        self._waiter = waiter or PatientWaiter()
        self._signs = signs or NoSigns()
        self._url = base.rstrip("/") + self.path
        self._secret = secret_of(account)
        self._is_set = False
        self._closing = False
        self._answers: set[asyncio.Task[None]] = set()

    @property
    def account_id(self) -> str:
        return self._account.id

    @property
    def path(self) -> str:
        """Where its updates are brought to; the account's id is no secret, the header is."""
        return f"/telegram/{self._account.id}"

    async def receive(self, request: web.Request) -> web.Response:
        """One POST of Telegram's."""
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret.encode()):
            return web.Response(status=401)
        if self._closing:
            return _busy()
        body = await request.read()
        try:
            batch = self._read(body)
        except (ValueError, TypeError, RecursionError):
            log.warning("bot account %s: %d bytes came that are no update; Telegram brings it again", self._account.id, len(body))
            return web.Response(status=400)
        try:
            await keep(self._units, self._account.coalition_id, batch.inbounds)
        except Exception as error:  # whatever keeps it from being stored: it must come again
            log.warning(
                "bot account %s: an update was not stored (%s); Telegram brings it again", self._account.id, type(error).__name__
            )
            return _busy()
        self._signs.answered()
        for tap in batch.taps:
            self._answer(tap)
        return web.Response()

    async def run(self, stop: asyncio.Event) -> None:
        """See to it that Telegram brings us updates, until `stop`; from then on it is asked to come again (503).

        Raises Mistake when Telegram does not know the token; waits out everything else.
        """
        failures = 0
        try:
            while not stop.is_set():
                self._signs.turned()
                seconds = CHECK_SECONDS
                try:
                    await unless(stop, self._see_to_it())
                    failures = 0
                except (TelegramUnauthorizedError, TelegramNotFound):
                    raise Mistake(
                        f"Telegram does not know the token of bot account {self._account.id}.",
                        mend="Ask @BotFather for the token, and look at WEERKLANK_TELEGRAM_API_URL.",
                    ) from None
                except Exception as error:
                    failures += 1
                    seconds = error.retry_after if isinstance(error, TelegramRetryAfter) else pause_after(failures, self._jitter)
                    log.warning(
                        "bot account %s: the webhook is not set: %s; again in %.1f s", self._account.id, meaning(error), seconds
                    )
                await self._waiter.wait(seconds, stop)
        finally:
            self._closing = True
            if self._answers:
                await asyncio.wait(self._answers, timeout=LAST_SECONDS)
            for answer in self._answers:
                answer.cancel()

    async def _see_to_it(self) -> None:
        """Always at the start, as the secret may be new; after that when Telegram has another address."""
        if self._is_set and (await self._bot.get_webhook_info()).url == self._url:
            return
        if self._is_set:
            log.warning("bot account %s: another program changed the webhook; it is set again", self._account.id)
        await self._bot.set_webhook(
            self._url,
            secret_token=self._secret,
            allowed_updates=list(ALLOWED_UPDATES),
            max_connections=CONNECTIONS,
            drop_pending_updates=False,
        )
        self._is_set = True

    def _read(self, body: bytes) -> Batch:
        """Raises ValueError, TypeError or RecursionError when it holds no update id."""
        update: Any = json.loads(body)
        if not isinstance(update, dict):
            raise TypeError("an update is an object")
        return read_batch([update], self._account.id, received_at=self._clock.now(), username=self._account.username)

    def _answer(self, tap: str) -> None:
        """After the 200 and beside it, as the button spins until then."""
        task = asyncio.create_task(answer_tap(self._bot, self._account.id, tap))
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)


def secret_of(account: BotAccount) -> str:
    """What Telegram says with each update, known to whoever has the bot token and to nobody else; it changes with the token."""
    return hmac.new(account.token.encode(), f"webhook:{account.id}".encode(), hashlib.sha256).hexdigest()


def _busy() -> web.Response:
    return web.Response(status=503, headers={"Retry-After": "1"})
