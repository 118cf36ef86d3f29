"""A server with a bot account and a clock that stands still. Whatever it answers is held against the schema."""

from collections.abc import AsyncIterator, Iterator
from functools import cache
from typing import Any

import aiohttp
import pytest

from bot.rehearsal.chats import BotAccount
from bot.rehearsal.clock import ManualClock, ManualPace
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.limits import Limits
from bot.rehearsal.phones import Phone
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.world import World
from tests.rehearsal.client import TOKEN, Client
from tests.rehearsal.schema import RESULTS, Schema


@cache
def read_schema() -> Schema:
    """The schema, read once."""
    return Schema()


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def pace() -> ManualPace:
    return ManualPace()


@pytest.fixture
def limits() -> Limits:
    return Limits.off()


@pytest.fixture
def world(clock: ManualClock, pace: ManualPace, limits: Limits) -> Iterator[World]:
    """A world whose every result and update is what the schema says."""
    world = World(clock=clock, pace=pace, limits=limits)
    schema, faults = read_schema(), list[str]()

    def check(what: str, shown: Any) -> None:
        faults.extend(schema.faults(shown, RESULTS.get(what, what), what))

    world.observers.append(check)
    yield world
    assert faults == []


@pytest.fixture
def bot(world: World) -> BotAccount:
    return world.add_bot(TOKEN, username="weerklank_bot", first_name="Weerklank")


@pytest.fixture
async def server(world: World, bot: BotAccount) -> AsyncIterator[RehearsalServer]:
    async with RehearsalServer(world) as server:
        yield server


@pytest.fixture
async def client(server: RehearsalServer) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        yield Client(session, server.url)


@pytest.fixture
def fatma(world: World, bot: BotAccount) -> Phone:
    """Fatma has opened the bot from a link."""
    phone = Phone.new(world, bot, "Fatma", language_code="tr")
    phone.open_link("welkom")
    return phone


@pytest.fixture
def marieke(world: World, bot: BotAccount) -> Phone:
    """Marieke coordinates; she has opened the bot as well."""
    phone = Phone.new(world, bot, "Marieke", last_name="de Wit", username="marieke_w", language_code="nl")
    phone.open_link()
    return phone


@pytest.fixture
def forum(world: World, bot: BotAccount, marieke: Phone) -> Gathering:
    """Marieke's forum, in which the bot manages topics."""
    gathering = Gathering.create(world, marieke.user, "Duo Lindenborg", forum=True)
    gathering.add_bot(bot)
    return gathering
