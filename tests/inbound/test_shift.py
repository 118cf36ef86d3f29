"""One process polls; the others stand by and take over."""

import asyncio

import pytest

from bot.domain.errors import Mistake, Unavailable
from bot.inbound.shift import LOOK_SECONDS, RENEW_SECONDS, Shift
from tests.fakes.waiter import FakeWaiter


class FakeLease:
    """Answers what it is told to, one after the other; the last answer stays."""

    def __init__(self, *answers: bool | Unavailable) -> None:
        self._answers = list(answers)
        self.given_back = 0

    async def take(self, seconds: float) -> bool:
        answer = self._answers[0] if len(self._answers) == 1 else self._answers.pop(0)
        if isinstance(answer, Unavailable):
            raise answer
        return answer

    async def give_back(self) -> None:
        self.given_back += 1


class FakePoller:
    """Polls until it is asked to stop, or raises."""

    def __init__(self, error: Exception | None = None) -> None:
        self.began = self.ended = 0
        self._error = error

    async def run(self, stop: asyncio.Event) -> None:
        self.began += 1
        if self._error is not None:
            raise self._error
        await stop.wait()
        self.ended += 1


class Waiter(FakeWaiter):
    """As the real one: whoever waits lets the others go on. `stop` is the process's own."""

    def __init__(self, stop: asyncio.Event, patience: int) -> None:
        super().__init__(patience)
        self._process = stop

    async def wait(self, seconds: float, stop: asyncio.Event) -> None:
        await asyncio.sleep(0)
        self.waits.append(seconds)
        if len(self.waits) >= self._patience:
            self._process.set()


async def shift(lease: FakeLease, poller: FakePoller, patience: int) -> list[float]:
    """Run one until it has waited so often; what it waited."""
    stop = asyncio.Event()
    waiter = Waiter(stop, patience)
    async with asyncio.timeout(5):
        await Shift(poller, lease, "ba-1", waiter=waiter).run(stop)
    return waiter.waits


async def test_who_has_the_lease_polls_renews_it_and_gives_it_back() -> None:
    lease, poller = FakeLease(True), FakePoller()
    assert await shift(lease, poller, 3) == [RENEW_SECONDS] * 3
    assert (poller.began, poller.ended, lease.given_back) == (1, 1, 1)


async def test_who_does_not_have_it_stands_by_until_it_is_free() -> None:
    lease, poller = FakeLease(False, False, True), FakePoller()
    assert await shift(lease, poller, 3) == [LOOK_SECONDS, LOOK_SECONDS, RENEW_SECONDS]
    assert poller.began == 1


async def test_who_lost_it_stops_polling_and_stands_by() -> None:
    lease, poller = FakeLease(True, False, False), FakePoller()
    assert await shift(lease, poller, 2) == [RENEW_SECONDS, LOOK_SECONDS]
    assert (poller.began, poller.ended) == (1, 1)


async def test_a_database_that_is_away_ends_no_polling_and_starts_none() -> None:
    poller = FakePoller()
    away = Unavailable("the database does not answer")
    await shift(FakeLease(True, away, True), poller, 3)
    assert poller.began == 1
    idle = FakePoller()
    await shift(FakeLease(away), idle, 2)
    assert idle.began == 0


async def test_a_wrong_token_ends_it_and_frees_the_lease() -> None:
    lease = FakeLease(True)
    with pytest.raises(Mistake, match="token"):
        await shift(lease, FakePoller(Mistake("a wrong token")), 10)
    assert lease.given_back == 1
