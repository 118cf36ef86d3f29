"""A process that stood still past its leases, by a clock that it does not see: a machine that slept, or was stopped."""

from collections import Counter

import pytest

from bot.domain.delivery import Purpose
from scheduler.bounds import Bounds
from tests.fakes.waits import FakeWaits
from tests.people import PARENTS
from tests.scheduler.conftest import Town, person

LEASES_ARE_OVER = 200.0


class Asleep(FakeWaits):
    """To this process hardly any time went by."""

    seconds = 0.0

    def now(self) -> float:
        return self.seconds


@pytest.mark.parametrize("turns", [1, 2, 3])
async def test_what_was_claimed_before_and_after_is_sent_once(town: Town, turns: int) -> None:
    town.per_second = 1000.0
    town.waits = asleep = Asleep(town.lease_clock)
    for parent in PARENTS:
        await town.plans(person(parent), f"hello {parent.id}", purpose=Purpose.BROADCAST)
    dispatcher = town.dispatcher(Bounds(in_flight=4))
    for _ in range(turns):
        await dispatcher.run_once()
    town.lease_clock.move(LEASES_ARE_OVER)
    asleep.seconds += 2.0
    await dispatcher.drain()
    assert Counter(town.channel.texts()).most_common(1)[0][1] == 1
    assert len(town.channel.texts()) == len(PARENTS)
