"""A stage whose house is killed and opened again, while the server, the phones and the database go on."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace

import sqlalchemy as sa

from bot import operating
from bot.config import Settings
from bot.rehearsal.chats import BotAccount
from bot.rehearsal.clock import ManualClock
from bot.rehearsal.demo.stage import EXAMPLE, START, TOKEN, Stage, WorldClock, hurried
from bot.rehearsal.limits import Limits as ServerLimits
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.world import World
from bot.services.outside import SystemChance
from bot.storage.engine import Store
from bot.storage.lease_clock import DatabaseClock
from bot.wiring import House, Library, open_house
from tests.chaos.killing import Killed, Life, MortalStore
from tests.databases import SECRET_KEY

LEASES_ARE_OVER = 200.0
"""Seconds: longer than a call and a lease together."""
AWAY = 20.0
"""Seconds that nobody serves; a tap lives 150."""
BACK_OFF = 10.0
"""Seconds after which a call that may have arrived is made again."""


class LaterClock:
    """The database's own clock, moved on."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> sa.ColumnElement[float]:
        # Looked at when a statement is carried out: statements are made once.
        moved: sa.BindParameter[float] = sa.bindparam(None, callable_=lambda: self.seconds, type_=sa.Double(), unique=True)
        return DatabaseClock().now() + moved


@dataclass(slots=True)
class MortalStage(Stage):
    """In every step of the story the house is killed at its `at`th commit, if the step has so many, and then once more at the
    `then`th of its next life. 0: it lives on."""

    library: Library = field(kw_only=True)
    life: Life = field(kw_only=True)
    engines: Store = field(kw_only=True)
    """They connect anew after they were closed, as another process would."""
    lease_clock: LaterClock = field(kw_only=True)
    open: AsyncExitStack = field(kw_only=True)
    at: int = 0
    then: int = 0
    kills: int = 0
    commits: list[int] = field(default_factory=list)
    """Of each step, until it was killed."""

    async def settle(self) -> None:
        """A step: something was done, and the house deals with it, in one life or in two or three."""
        killed = await self._lives(self.at)
        self.commits.append(self.life.commits)
        for last in (self.then, 0):
            if killed:
                await self._restart()
                killed = await self._lives(last, again=True)

    async def _lives(self, last: int, *, again: bool = False) -> bool:
        """Whether it was killed before nothing moved any more."""
        self.life.begin(last)
        try:
            if again:
                await self.house.dispatcher.drain()
                self.world.clock.advance(BACK_OFF)
            await self.house.settle()
        except Killed:
            self.kills += 1
            return True
        finally:
            self.life.last = 0
        return False

    async def _restart(self) -> None:
        """Everything in the process is gone: calls in the air are cut, connections closed, and nothing is written any more."""
        await self.house.dispatcher._flights.abandon()
        await self.open.aclose()
        self.world.clock.advance(AWAY)
        self.lease_clock.seconds += LEASES_ARE_OVER
        self.house = await self.open.enter_async_context(
            _house(self.settings, self.library, self.world, self.lease_clock, MortalStore.of(self.engines, self.life))
        )


class OnePseudonym(SystemChance):
    """As real as can be, but for what people see."""

    def pseudonym(self) -> str:
        return "Spreeuw"


def new_world() -> tuple[World, BotAccount]:
    """A server that nobody has used, at START."""
    world = World(clock=ManualClock(START.timestamp()), limits=ServerLimits.off())
    return world, world.add_bot(TOKEN, username="weerklank_voorbeeld_bot", first_name="Weerklank")


async def load_example(database_url: str, library: Library, world: World) -> None:
    """The example coalition, in a migrated, empty database."""
    await operating.load(_settings(database_url), EXAMPLE, clock=WorldClock(world), library=library)


@asynccontextmanager
async def mortal_stage(
    engines: Store, library: Library, world: World, bot: BotAccount, *, life: Life | None = None
) -> AsyncIterator[MortalStage]:
    """A house that may be killed, on a database with the example coalition."""
    life, lease_clock = life or Life(), LaterClock()
    async with RehearsalServer(world) as server, AsyncExitStack() as open_:
        settings = replace(_settings(str(engines.url)), telegram_api_url=server.url)
        house = await open_.enter_async_context(_house(settings, library, world, lease_clock, MortalStore.of(engines, life)))
        yield MortalStage(
            world, bot, house, settings, library=library, life=life, engines=engines, lease_clock=lease_clock, open=open_
        )


def _house(
    settings: Settings, library: Library, world: World, lease_clock: LaterClock, store: Store
) -> AbstractAsyncContextManager[House]:
    return open_house(
        settings,
        clock=WorldClock(world),
        chance=OnePseudonym(),
        limits=hurried,
        library=library,
        lease_clock=lease_clock,
        store=store,
    )


def _settings(database_url: str) -> Settings:
    return replace(
        Settings(),
        database_url=database_url,
        secret_key=SECRET_KEY,
        telegram_token=TOKEN,
        rate_per_second=1000.0,
        named={"WEERKLANK_TELEGRAM_TOKEN": TOKEN},
    )
