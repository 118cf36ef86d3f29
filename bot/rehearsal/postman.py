"""Bringing updates to webhooks by POST, and coming back when nobody took them.

Source of rules, figures and words: `WebhookActor` of tdlib/telegram-bot-api, and `HttpConnectionBase` of tdlib/td.
"""

import asyncio
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

import aiohttp

from bot.rehearsal.chats import BotAccount
from bot.rehearsal.updates import Queued
from bot.rehearsal.webhooks import Webhook, lane
from bot.rehearsal.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
ANSWER_SECONDS = 60.0
"""How long a webhook may take to answer, by the world's pace."""
FIRST_DELAY = 1.0
LONGEST_DELAY = 60.0
"""Waits double up to a moment between this and twice this."""
LONGEST_RETRY_AFTER = 3600
GONE_SECONDS = 23 * 3600.0
"""A webhook that has answered 410 for so long is taken away."""
CONNECTION_CLOSED = "Webhook connection closed"
READ_TIMEOUT = "Read timeout expired"

Lane = tuple[str, int]


@dataclass(slots=True)
class Failing:
    """An update that was not taken: `due` is by the calendar of the world."""

    fails: int = 0
    delay: float = FIRST_DELAY
    due: float = 0.0


@dataclass(slots=True)
class Round:
    """One webhook's deliveries: what is on its way, by lane, and what failed, by update id."""

    webhook: Webhook
    under_way: dict[Lane, asyncio.Task[None]] = field(default_factory=dict)
    since: dict[Lane, float] = field(default_factory=dict)
    failing: dict[int, Failing] = field(default_factory=dict)
    succeeded: bool = False
    gone_since: float | None = None

    def room(self) -> int:
        """How many more may be on their way; one until the first was taken."""
        return (self.webhook.max_connections if self.succeeded else 1) - len(self.under_way)


class Postman:
    """Delivers for every bot account of a world. Each ring of `world.changes` makes it look again, so moving its calendar and
    ringing steps it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rounds: dict[int, Round] = {}

    async def run(self) -> None:
        """Until it is cancelled."""
        async with aiohttp.ClientSession() as session:
            try:
                while True:
                    changed = self._world.changes.ringing()
                    seconds = self._look(session)
                    under_way = [task for each in self._rounds.values() for task in each.under_way.values()]
                    try:
                        await asyncio.wait({changed, *under_way}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
                    finally:
                        changed.cancel()
            finally:
                await self._end(self._rounds.values())

    def _look(self, session: aiohttp.ClientSession) -> float | None:
        """Send what is due. Seconds until there is something to look at again; None: when something changes."""
        waits: list[float] = []
        for account in self._world.bots.values():
            going = self._rounds.get(account.id)
            if going is not None and going.webhook is not account.webhook:
                for task in self._rounds.pop(account.id).under_way.values():
                    task.cancel()
                going = None
            if account.webhook is not None:
                going = going or self._rounds.setdefault(account.id, Round(account.webhook))
                waits += self._send(session, account, going)
        return max(min(waits), 0.0) if waits else None

    def _send(self, session: aiohttp.ClientSession, account: BotAccount, going: Round) -> Iterable[float]:
        """The first of each lane that nobody carries, if it is due."""
        for at, task in list(going.under_way.items()):
            if task.done():
                del going.under_way[at], going.since[at]
        now, pace, passed = self._world.clock.now(), self._world.pace(), set(going.under_way)
        for queued in self._world.queues[account.id].pending()[: 2 * going.webhook.max_connections]:
            at = lane(queued.kind, queued.payload)
            if at in passed:
                continue
            passed.add(at)
            failing = going.failing.get(queued.id)
            if failing is not None and failing.due > now:
                yield failing.due - now
            elif going.room() > 0:
                going.since[at] = pace
                going.under_way[at] = asyncio.create_task(self._carry(session, account, going, queued))
        for at, since in going.since.items():
            if pace - since >= ANSWER_SECONDS:
                going.under_way[at].cancel(READ_TIMEOUT)
            else:
                yield ANSWER_SECONDS - (pace - since)

    async def _carry(self, session: aiohttp.ClientSession, account: BotAccount, going: Round, queued: Queued) -> None:
        """One POST. A webhook that was replaced in the meantime leaves its update where it is."""
        words, retry_after = "", 0
        try:
            status, reason, retry_after = await self._post(session, going.webhook, queued)
            if status not in range(200, 300):
                words = f"Wrong response from the webhook: {status} {reason}"
            self._look_whether_gone(account, going, status)
        except aiohttp.ClientConnectorError as error:
            words = "Connection refused" if isinstance(error.os_error, ConnectionRefusedError) else CONNECTION_CLOSED
        except (aiohttp.ClientError, OSError):
            words = CONNECTION_CLOSED
        except asyncio.CancelledError as cancelled:
            if cancelled.args != (READ_TIMEOUT,):
                raise
            words = READ_TIMEOUT
        if account.webhook is going.webhook:
            self._settle(account, going, queued, words, retry_after)

    async def _post(self, session: aiohttp.ClientSession, webhook: Webhook, queued: Queued) -> tuple[int, str, int]:
        """Status, reason and Retry-After of the answer."""
        headers = {"Host": webhook.host, "Content-Type": "application/json"}
        if webhook.secret_token:
            headers[SECRET_HEADER] = webhook.secret_token
        body = json.dumps(queued.shown()).encode()
        async with session.post(webhook.target, data=body, headers=headers, allow_redirects=False, timeout=_PATIENT) as answer:
            await answer.read()
            after = answer.headers.get("Retry-After", "")
            return answer.status, answer.reason or "", int(after) if after.isdecimal() else 0

    def _look_whether_gone(self, account: BotAccount, going: Round, status: int) -> None:
        now = self._world.clock.now()
        if status != 410:
            going.gone_since = None
        elif going.gone_since is None:
            going.gone_since = now
        elif now > going.gone_since + GONE_SECONDS and account.webhook is going.webhook:
            account.webhook = None
            self._world.changes.ring()

    def _settle(self, account: BotAccount, going: Round, queued: Queued, words: str, retry_after: int) -> None:
        """Taken: forgotten. Not taken: at once again, then after 2, 4, 8 … seconds, or when its webhook says; or it expires."""
        queue = self._world.queues[account.id]
        if not words:
            going.succeeded = True
            going.failing.pop(queued.id, None)
            queue.forget(queued.id)
            self._world.changes.ring()
            return
        now = self._world.clock.now()
        going.webhook.failed(now, words)
        failing = going.failing.setdefault(queued.id, Failing())
        wait = float(min(max(retry_after, 0), LONGEST_RETRY_AFTER))
        if not wait and failing.fails:
            failing.delay = min(LONGEST_DELAY * (1 + self._world.chance()), failing.delay * 2)
            wait = failing.delay
        failing.fails += 1
        failing.due = now + wait
        if failing.due > queued.expires_at:
            del going.failing[queued.id]
            queue.forget(queued.id)
        self._world.changes.ring()

    @staticmethod
    async def _end(rounds: Iterable[Round]) -> None:
        tasks = [task for each in rounds for task in each.under_way.values()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


_PATIENT = aiohttp.ClientTimeout(total=None)
"""The postman itself looks how long an answer takes."""
