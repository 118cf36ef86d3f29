"""A house with a broadcast to send, in this process, on a server that is about to be in trouble."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta

from bot.domain.errors import Unavailable
from bot.rehearsal.clock import ManualClock
from bot.rehearsal.limits import Limits
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.world import World
from bot.services.ports import Clock
from bot.wiring import House, Library, open_house
from scheduler.bounds import Bounds
from scheduler.dispatch import Dispatcher
from tests.chaos import campaign
from tests.chaos.campaign import Ledger, Verdict
from tests.chaos.stages import LaterClock
from tests.chaos.telegram_process import populate
from tests.chaos.worker_process import ShiftedClock, hurried, settings_of

CALL_SECONDS = 2.0
"""Real seconds: a call that is answered takes milliseconds, also on a machine that does other things."""
GLANCE = 0.02
"""Real seconds that something in the air gets before a pause is skipped."""
STEP = 20.0
"""Seconds that go by between two looks at what is due."""


class StandingClock:
    """The calendar of the server is that of the business: both stand still until they are moved."""

    def __init__(self, world: World) -> None:
        self._world = world

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._world.clock.now(), UTC)


class HurriedWaits:
    """What is in the air gets the time it takes; a pause is skipped by moving the clock of leases."""

    def __init__(self, leases: LaterClock) -> None:
        self._leases = leases

    async def wait(self, seconds: float, until: asyncio.Event) -> None:
        try:
            async with asyncio.timeout(GLANCE):
                await until.wait()
        except TimeoutError:
            self._leases.seconds += seconds

    def now(self) -> float:
        return time.monotonic() + self._leases.seconds


@dataclass(frozen=True, slots=True)
class StormTown:
    world: World
    house: House
    ledger: Ledger
    leases: LaterClock

    async def comes_to_rest(self) -> Verdict:
        """Step by step, until every delivery is at its end; an hour of their time at the most."""
        for _ in range(round(timedelta(hours=1).total_seconds() / STEP)):
            try:
                await self.house.settle()
            except Unavailable:
                continue
            if await self.ledger.is_settled():
                return await self.verdict()
            self.world.clock.advance(STEP)
            self.leases.seconds += STEP
        raise AssertionError(await self.ledger.states())

    async def verdict(self) -> Verdict:
        return await self.ledger.verdict([asdict(call) for call in self.world.log.sends()])

    async def sent(self, count: int) -> None:
        """Until so many messages went."""
        while len(self.world.log.sends()) < count:
            await self.world.changes.next()


@asynccontextmanager
async def storm_town(database_url: str, library: Library, people: int, *, stands: bool = True) -> AsyncIterator[StormTown]:
    """In a migrated, empty database. When it `stands`, time is moved step by step; else it goes by."""
    shift = campaign.shift_to_morning()
    await campaign.begin(database_url, library, people, shift)
    world, leases = World(clock=ManualClock(campaign.MORNING.timestamp() + 60.0), limits=Limits.off()), LaterClock()
    populate(world, people)
    clock: Clock = StandingClock(world) if stands else ShiftedClock(shift)
    async with RehearsalServer(world) as server, Ledger.open(database_url) as ledger:
        settings = settings_of(database_url, server.url, 1000.0)
        async with open_house(settings, clock=clock, limits=hurried, lease_clock=leases, library=library) as house:
            if stands:
                house.dispatcher = _impatient(house, leases)
            yield StormTown(world, house, ledger, leases)


def _impatient(house: House, leases: LaterClock) -> Dispatcher:
    """As it is wired, but for its patience: a call that is not answered is given up soon."""
    wired = house.dispatcher
    return Dispatcher(
        turns=wired._turns,
        glances=wired._glances,
        renderer=wired._renderer,
        lines=wired._lines,
        clock=house.outside.clock,
        chance=house.outside.chance,
        waits=HurriedWaits(leases),
        bounds=Bounds(call_seconds=CALL_SECONDS),
    )
