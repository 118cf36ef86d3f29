"""Looks at what the parts of a process do by wrapping them, so that those need not know that anybody looks."""

import math
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import ParamSpec, TypeVar

from bot.outbox.call import Call
from bot.outbox.channel import Channel
from bot.outbox.outcome import Outcome
from bot.serving.metrics import Metrics
from bot.serving.pulse import Pulse

Given = ParamSpec("Given")
Turn = TypeVar("Turn")

HANDLING, DISPATCH, TICKS = "handling", "dispatch", "ticks"
LOOP_SECONDS = 60.0
"""Each of these loops goes round every second; a database that is slow may hold one up for tens of them."""
RECEIVING_SECONDS = 90.0
"""A poll waits 25 s, its answer may take 10 more, and trouble is waited out for 30 (`bot.inbound`)."""


class Observer:
    """Of one process. `seconds` is the monotonic clock."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self.metrics = Metrics()
        self.pulse, self.ticks, self.received = Pulse(seconds), Pulse(seconds), Pulse(seconds)

    def channel(self, channel: Channel, bot_account_id: str) -> Channel:
        """Counts and times its calls."""
        return _ObservedChannel(channel, bot_account_id, self.metrics, self._seconds)

    def handling(self, handle: Callable[Given, Awaitable[None]]) -> Callable[Given, Awaitable[None]]:
        """Counts and times each row, with the one that fails."""

        async def observed(*given: Given.args, **named: Given.kwargs) -> None:
            began, well = self._seconds(), False
            try:
                await handle(*given, **named)
                well = True
            finally:
                self.metrics.handled(well=well, seconds=self._seconds() - began)

        return observed

    def dispatching(
        self, turns: Callable[[], AbstractAsyncContextManager[Turn]]
    ) -> Callable[[], AbstractAsyncContextManager[Turn]]:
        """A dispatcher that commits a turn lives."""

        @asynccontextmanager
        async def observed() -> AsyncIterator[Turn]:
            async with turns() as turn:
                yield turn
            self.pulse.beat(DISPATCH)

        return observed

    def tick(self, name: str, body: Callable[[], Awaitable[object]]) -> Callable[[], Awaitable[object]]:
        """Notes when it last went well, and counts when it does not."""

        async def observed() -> object:
            try:
                done = await body()
            except Exception:
                self.metrics.tick_failed(name)
                raise
            finally:
                self.pulse.beat(TICKS)
            self.ticks.beat(name)
            return done

        return observed

    def receiving(self, bot_account_id: str) -> "AccountSigns":
        """What a bot account's receiving tells of itself."""
        return AccountSigns(self, bot_account_id)

    def expect_working(self, ticks: list[str]) -> None:
        """This process handles, dispatches and ticks, from now on."""
        for part in (HANDLING, DISPATCH, TICKS):
            self.pulse.expect(part, LOOP_SECONDS)
        for tick in ticks:
            self.ticks.expect(tick, math.inf)

    def expect_receiving(self, bot_account_ids: list[str], *, polling: bool) -> None:
        """This process receives, from now on. Where Telegram comes to us, hearing nothing means nothing."""
        for bot_account_id in bot_account_ids:
            self.pulse.expect(f"receiving {bot_account_id}", RECEIVING_SECONDS)
            if polling:
                self.received.expect(bot_account_id, math.inf)


@dataclass(frozen=True, slots=True)
class AccountSigns:
    """Carries out `bot.inbound.signs.Signs`."""

    observer: Observer = field(repr=False)
    bot_account_id: str

    def turned(self) -> None:
        self.observer.pulse.beat(f"receiving {self.bot_account_id}")

    def answered(self) -> None:
        self.observer.received.beat(self.bot_account_id)


class _ObservedChannel:
    def __init__(self, channel: Channel, bot_account_id: str, metrics: Metrics, seconds: Callable[[], float]) -> None:
        self._channel, self._bot_account_id, self._metrics, self._seconds = channel, bot_account_id, metrics, seconds

    async def carry_out(self, call: Call) -> Outcome:
        began = self._seconds()
        outcome = await self._channel.carry_out(call)
        self._metrics.called(self._bot_account_id, outcome.why or outcome.fate, self._seconds() - began)
        return outcome

    async def fetch(self, ref: str) -> bytes | Outcome:
        return await self._channel.fetch(ref)

    async def close(self) -> None:
        await self._channel.close()
