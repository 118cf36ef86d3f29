"""What Prometheus reads: numbers, and no person."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp.test_utils import make_mocked_request
from prometheus_client.parser import text_string_to_metric_families

from bot.domain.delivery import PartKind
from bot.domain.errors import Unavailable
from bot.outbox.call import Call
from bot.outbox.outcome import Fate, Outcome, Why
from bot.services.reporting.backlog import Backlog
from bot.serving.metrics import MetricsPage
from bot.serving.observing import Observer
from tests.fakes.channel import FakeChannel, not_delivered
from tests.serving.conftest import Monotonic

BACKLOG = Backlog(
    inbox={"new": 3, "set_aside": 1},
    inbox_seconds=2.5,
    parts={"pending": 7, "leased": 2, "sending": 1},
    due_seconds=4.0,
    waiting=5,
)
CALL = Call(PartKind.SEND, "8001", text="Dag")
Values = dict[tuple[str, tuple[str, ...]], float]


def read(page: bytes) -> Values:
    """By name and values of labels."""
    return {
        (sample.name, tuple(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(page.decode())
        for sample in family.samples
    }


async def asked(observer: Observer, *, away: bool = False) -> Values:
    async def ask() -> Backlog:
        if away:
            raise Unavailable("the database does not answer")
        return BACKLOG

    page = MetricsPage(observer.metrics, ask, observer.ticks, observer.received)
    answer = await page.answer(make_mocked_request("GET", "/metrics"))
    assert answer.status == 200
    assert isinstance(answer.body, bytes)
    return read(answer.body)


async def test_calls_are_counted_by_what_came_of_them_and_timed(seconds: Monotonic) -> None:
    observer, fake = Observer(seconds), FakeChannel()
    channel = observer.channel(fake, "ba-1")
    fake.will_say("Dag", not_delivered(Why.TOO_FAST), Outcome(Fate.AMBIGUOUS))

    def slowly(_: Call) -> None:
        seconds.seconds += 0.3

    fake.on_call = slowly
    for _ in range(4):
        await channel.carry_out(CALL)
    found = await asked(observer)
    assert found["weerklank_calls_total", ("ba-1", "too_fast")] == 1
    assert found["weerklank_calls_total", ("ba-1", "ambiguous")] == 1
    assert found["weerklank_calls_total", ("ba-1", "delivered")] == 2
    assert found["weerklank_call_seconds_count", ()] == 4
    assert found["weerklank_call_seconds_bucket", ("0.2",)] == 0
    assert found["weerklank_call_seconds_bucket", ("0.4",)] == 4
    assert not [key for key in found if "Dag" in str(key) or "8001" in str(key)], "no person in a label"


async def test_handling_is_counted_with_what_fails(seconds: Monotonic) -> None:
    observer = Observer(seconds)

    async def handle(row: int) -> None:
        if row == 2:
            raise ValueError("broken")

    observed = observer.handling(handle)
    await observed(1)
    with pytest.raises(ValueError, match="broken"):
        await observed(2)
    found = await asked(observer)
    assert found["weerklank_inbox_handled_total", ("handled",)] == found["weerklank_inbox_handled_total", ("failed",)] == 1


async def test_a_tick_is_as_old_as_its_last_run_that_went_well(seconds: Monotonic) -> None:
    observer = Observer(seconds)
    fails = False

    async def body() -> int:
        if fails:
            raise ValueError("broken")
        return 1

    tick = observer.tick("media", body)
    observer.expect_working(["media"])
    seconds.seconds += 10
    assert await tick() == 1
    seconds.seconds += 5
    fails = True
    with pytest.raises(ValueError, match="broken"):
        await tick()
    found = await asked(observer)
    assert found["weerklank_tick_age_seconds", ("media",)] == 5
    assert found["weerklank_tick_failures_total", ("media",)] == 1
    assert observer.pulse.signs()["ticks"].age == 0, "a tick that fails lives"


async def test_a_poll_is_as_old_as_its_last_answer(seconds: Monotonic) -> None:
    observer = Observer(seconds)
    observer.expect_receiving(["ba-1"], polling=True)
    signs = observer.receiving("ba-1")
    seconds.seconds += 20
    signs.answered()
    seconds.seconds += 30
    signs.turned()
    assert (await asked(observer))["weerklank_poll_age_seconds", ("ba-1",)] == 30
    assert observer.pulse.signs()["receiving ba-1"].age == 0


async def test_where_telegram_comes_to_us_there_is_no_poll_to_be_old(seconds: Monotonic) -> None:
    observer = Observer(seconds)
    observer.expect_receiving(["ba-1"], polling=False)
    observer.receiving("ba-1").answered()
    assert not [name for name, _ in await asked(observer) if name == "weerklank_poll_age_seconds"]


async def test_a_dispatcher_lives_when_its_turns_are_committed(seconds: Monotonic) -> None:
    observer = Observer(seconds)
    fails = False

    @asynccontextmanager
    async def turns() -> AsyncIterator[int]:
        yield 7
        if fails:
            raise Unavailable("the database does not answer")

    observed = observer.dispatching(turns)
    observer.expect_working([])
    seconds.seconds += 10
    async with observed() as turn:
        assert turn == 7
    seconds.seconds += 10
    fails = True
    with pytest.raises(Unavailable):
        async with observed():
            pass
    assert observer.pulse.signs()["dispatch"].age == 10


async def test_what_waits_stands_on_the_page(seconds: Monotonic) -> None:
    found = await asked(Observer(seconds))
    assert found["weerklank_database_up", ()] == 1
    assert found["weerklank_inbox_rows", ("new",)] == 3
    assert found["weerklank_inbox_rows", ("set_aside",)] == 1
    assert found["weerklank_inbox_lag_seconds", ()] == 2.5
    assert found["weerklank_parts", ("pending",)] == 7
    assert found["weerklank_due_age_seconds", ()] == 4
    assert found["weerklank_deliveries_waiting", ()] == 5


async def test_without_a_database_the_page_says_so_and_the_rest(seconds: Monotonic) -> None:
    found = await asked(Observer(seconds), away=True)
    assert found["weerklank_database_up", ()] == 0
    assert ("weerklank_inbox_lag_seconds", ()) not in found
    assert ("weerklank_inbox_handled_total", ("handled",)) in found
