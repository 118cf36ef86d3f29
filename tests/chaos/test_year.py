"""Something for everybody on every day of a year, in twelve zones: nobody is disturbed, and no day is skipped or doubled.

The days on which clocks change in Europe in `make test`, the whole year in `make chaos`.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import holidays
import pytest

from bot.domain.delivery import Purpose
from bot.domain.person import Person
from bot.outbox.call import Call
from bot.outbox.quiet import Hours, hours_of
from bot.storage.unit_of_work import SqlUnitsOfWork
from tests.fakes.chance import FakeChance
from tests.fakes.clock import FakeClock, FakeLeaseClock
from tests.outbox.test_quiet import ZONES, is_quiet
from tests.people import VOORBEELDSTAD, address_of, parent
from tests.scheduler.conftest import Town, person

DAY = timedelta(days=1)
GRAIN = timedelta(minutes=15)
"""Every offset from UTC, and every hour that is chosen below, is a multiple of it."""
HOLIDAYS = frozenset(holidays.country_holidays(VOORBEELDSTAD.holiday_country, years=range(2026, 2028)))
CHOICES = ((None, None), ("12:00", "15:00"), ("22:15", "06:45"))
"""Quiet hours: the coalition's, an afternoon, a night of one's own."""
WHEN = [
    pytest.param(datetime(2026, 3, 26, tzinfo=UTC), 5, id="Europe's clocks go forward"),
    pytest.param(datetime(2026, 10, 23, tzinfo=UTC), 5, id="Europe's clocks go back"),
    pytest.param(datetime(2026, 1, 1, tzinfo=UTC), 365, id="a year", marks=pytest.mark.chaos),
]


def people() -> Iterator[Person]:
    """One in each zone, each with the next choice of quiet hours; Weerklank's holidays are the coalition's."""
    for number, zone in enumerate(ZONES):
        quiet_from, quiet_until = CHOICES[number % len(CHOICES)]
        yield replace(parent(f"parent{number:02}"), zone=zone, quiet_from=quiet_from, quiet_until=quiet_until)


def first_open(moment: datetime, hours: Hours) -> datetime:
    """By looking at the wall clock, a quarter of an hour at a time."""
    while is_quiet(moment, hours, HOLIDAYS):
        moment += GRAIN
    return moment


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("start", "days"), WHEN)
async def test_everybody_gets_each_day_once_at_the_first_decent_moment(
    units: SqlUnitsOfWork, lease_clock: FakeLeaseClock, chance: FakeChance, start: datetime, days: int
) -> None:
    clock = FakeClock(start)
    town = Town(units, clock, lease_clock, chance, per_second=1000.0)
    await town.settles()
    everybody = {address_of(one).value: one for one in people()}
    async with units() as uow:
        for one in everybody.values():
            await uow.people.add(one)
            await uow.people.save_address(address_of(one))
    came: dict[str, list[tuple[str, datetime]]] = defaultdict(list)

    def note(call: Call) -> None:
        came[call.chat].append((call.text, clock.now()))

    town.channel.on_call = note
    dispatcher = town.dispatcher()
    planned = [start + number * DAY for number in range(days)]
    last = planned[-1] + 8 * DAY  # long enough for the longest series of closed days
    while clock.now() < last:
        midnight = clock.now()
        if midnight in planned:
            for one in everybody.values():
                await town.plans(person(one), f"{midnight:%d %B}", purpose=Purpose.FOLLOW_UP)
        while clock.now() < midnight + DAY:
            await dispatcher.drain()
            async with town.turns() as turn:
                due = await turn.outgoing.next_due(clock.now(), accounts=[*dispatcher._lines])
            clock.set(min(due or last, midnight + DAY))
    await dispatcher.drain()

    for one in everybody.values():
        hours = hours_of(VOORBEELDSTAD, one)
        wanted = [(f"{day:%d %B}", first_open(day, hours)) for day in planned]
        assert came[one.id] == wanted, f"in {one.zone}"
