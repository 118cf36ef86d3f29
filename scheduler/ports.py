"""What the scheduler needs from outside, as protocols. `bot.storage.turns` and the tests' fakes carry them out."""

import asyncio
import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain.delivery import Delivery, Part
from bot.domain.heartbeat import Gap
from bot.outbox.call import Call
from bot.outbox.channel import Channel
from bot.outbox.claim import Claim, Settled
from bot.outbox.limits import TELEGRAM, Limits
from bot.outbox.pace import Grant, Pace
from bot.outbox.withheld import Nothing, Waiting
from bot.services.ports import UnitOfWork


class Outgoing(Protocol):
    """The ledger's parts, as they are claimed, started and settled. A lease runs by the database's clock."""

    async def claim(
        self, now: datetime, *, accounts: Collection[str], limit: int, replies: bool, token: str, seconds: float
    ) -> list[Claim]:
        """Lease up to `limit` parts of these bot accounts that are due: replies, or everything else."""
        ...

    async def hold(self, claims: Iterable[Claim]) -> None:
        """Their bulletins stay as they are until the turn ends. To be called first in it."""
        ...

    async def start(self, claims: Sequence[Claim], now: datetime, *, seconds: float, limits: Mapping[str, Limits]) -> set[str]:
        """Mark as `sending`, unless taken over, cancelled, held or too late: the part ids of those that may go. `limits` by bot
        account."""
        ...

    async def release(self, claims: Sequence[Claim]) -> None:
        """Give back what was leased and not started."""
        ...

    async def settle(self, settled: Sequence[Settled]) -> list[Settled]:
        """Write down what became of claims: those that did not come too late, with what was really written."""
        ...

    async def recover(self, now: datetime) -> int:
        """Take back leases that ran out."""
        ...

    async def next_due(self, now: datetime, *, accounts: Collection[str]) -> datetime | None:
        """When, by the business clock, something is due that is not due yet."""
        ...

    async def next_chance(self, now: datetime, *, accounts: Collection[str]) -> float | None:
        """Seconds until something that is due and had to wait may go; None when nothing is due."""
        ...

    async def sweep(self) -> None:
        """Drop what nobody needs any more of recipients' paces."""
        ...


class Limiter(Protocol):
    """The pace of a bot account, shared by every process."""

    async def take(self, bot_account_id: str, pace: Pace, wanted: int) -> Grant: ...
    async def pause(self, bot_account_id: str, seconds: float) -> None: ...


class Openings(Protocol):
    """Deliveries of broadcasts that are due and have no parts yet."""

    async def due(self, now: datetime, window: int, limit: int) -> list[Delivery]:
        """The next ones that the inbox was not told of, up to `window` opened and unsent ones for each bot account."""
        ...

    async def recover(self) -> int:
        """Take back what the inbox was told of long ago and that was never opened."""
        ...

    async def told(self, delivery_id: str) -> int:
        """Say that the inbox is being told; how often it was told before."""
        ...

    async def put_off(self, delivery_id: str, until: datetime) -> None: ...


class Heartbeats(Protocol):
    """When a process last did the work of each bot account."""

    async def gaps(self, now: datetime) -> list[Gap]:
        """How long ago that was, of the accounts that were served before. Nobody else looks until the turn ends."""
        ...

    async def beat(self, now: datetime, but_for: Collection[str] = ()) -> None:
        """It does so now, but for the accounts of some coalitions."""
        ...


class Turn(Protocol):
    """One transaction."""

    @property
    def uow(self) -> UnitOfWork: ...
    @property
    def outgoing(self) -> Outgoing: ...
    @property
    def limiter(self) -> Limiter: ...
    @property
    def openings(self) -> Openings: ...
    @property
    def heartbeats(self) -> Heartbeats: ...


class Turns(Protocol):
    """Where turns come from."""

    def __call__(self) -> AbstractAsyncContextManager[Turn]:
        """Leaving the block without an error commits."""
        ...


class Glances(Protocol):
    """Where one moment of the store comes from, to render deliveries from: `bot.storage.turns.SqlTurns.glance`."""

    def __call__(self, deliveries: Collection[Delivery]) -> AbstractAsyncContextManager[UnitOfWork]:
        """Nothing waits for it, it writes nothing, and looks everything up once."""
        ...


class Renderer(Protocol):
    """Carried out by who knows texts and people."""

    async def render(self, uow: UnitOfWork, delivery: Delivery, part: Part) -> Call | Waiting | Nothing:
        """The call that a part stands for, late: in the language, with the names and dates of now.

        What it raises is the part's own failure: `Refused` becomes `failed` with its code.
        """
        ...


class Waits(Protocol):
    """Waiting inside a process, by the monotonic clock. Tests step it."""

    async def wait(self, seconds: float, until: asyncio.Event) -> None:
        """Come back when `until` is set or after so many seconds, whichever is first."""
        ...

    def now(self) -> float:
        """Seconds of a clock that only goes on, to measure how long something took."""
        ...


class MonotonicWaits:
    """The real one."""

    async def wait(self, seconds: float, until: asyncio.Event) -> None:
        try:
            async with asyncio.timeout(max(seconds, 0.0)):
                await until.wait()
        except TimeoutError:
            return

    def now(self) -> float:
        return time.monotonic()


@dataclass(frozen=True, slots=True)
class Line:
    """A bot account as the dispatcher uses it."""

    channel: Channel
    limits: Limits = TELEGRAM
    per_second: float = 28.0
    """All its messages together (`WEERKLANK_RATE_PER_SECOND`)."""
