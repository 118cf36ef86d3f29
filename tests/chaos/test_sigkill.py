"""The real program, killed by the system at moments that nobody chose, against a server that lives on."""

import asyncio
import os
import random
import signal
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest

from bot import operating
from bot.config import Settings
from bot.domain.actor import Role
from bot.rehearsal.chats import BotAccount
from bot.rehearsal.clock import MovedClock
from bot.rehearsal.demo.stage import EXAMPLE, TOKEN, TRAJECTORY
from bot.rehearsal.limits import Limits
from bot.rehearsal.phones import Phone
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.world import World
from bot.storage.migrations import upgrade
from bot.texts.catalogs import Catalogs
from tests.databases import SECRET_KEY

pytestmark = pytest.mark.chaos

PARENTS = 12
KILLS = 6
CALLS_BETWEEN = (2, 25)
"""Calls of the Bot API that a process lives for, at random between these."""
SECONDS = 300.0
"""For all of it."""
LEASE = 200.0
SEED = 20261122
WELCOMED = "Dank je wel. Je doet mee."


class Program:
    """`weerklank run`, as often as needed."""

    def __init__(self, settings: Settings) -> None:
        self._environment = {
            **os.environ,
            "WEERKLANK_DATABASE_URL": settings.database_url,
            "WEERKLANK_SECRET_KEY": settings.secret_key,
            "WEERKLANK_TELEGRAM_TOKEN": TOKEN,
            "WEERKLANK_TELEGRAM_API_URL": str(settings.telegram_api_url),
        }

    async def start(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(sys.executable, "-m", "bot", "run", env=self._environment)


async def joins(world: World, phone: Phone, token: str, words: Callable[[str], str]) -> None:
    """A parent joins: taps each button as soon as it is there."""
    phone.open_link(token)
    taps = ("welcome.age.choices.adult", "welcome.reading.choices.read", "consent.ask.choices.yes")
    for label in ("Nederlands", *map(words, taps)):
        await shows(world, partial(_offers, phone, label))
        phone.tap(label)
    await shows(world, lambda: any(m.from_bot and WELCOMED in m.text for m in phone.messages))


def _offers(phone: Phone, label: str) -> bool:
    return any(label in row for message in phone.messages for row in message.buttons)


async def shows(world: World, what: Callable[[], bool]) -> None:
    """Wait until somebody's phone shows it."""
    while not what():
        await world.changes.next()


async def calls_made(world: World, count: int) -> None:
    wanted = len(world.log.calls) + count
    while len(world.log.calls) < wanted:
        await world.changes.next()


def leases_run_out(file: Path) -> None:
    """What two minutes would do."""
    with closing(sqlite3.connect(file, timeout=10)) as database, database:
        database.execute("UPDATE parts SET lease_until = lease_until - ? WHERE lease_until IS NOT NULL", (LEASE,))


async def live_and_die(world: World, program: Program, file: Path, story: Awaitable[object]) -> int:
    """Kill it again and again while the story goes on; how often."""
    chance, kills = random.Random(SEED), 0
    going = asyncio.ensure_future(story)
    while not going.done():
        process = await program.start()
        try:
            waits = {going}
            if kills < KILLS:
                waits.add(asyncio.ensure_future(calls_made(world, chance.randint(*CALLS_BETWEEN))))
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            for waiting in waits - {going}:
                waiting.cancel()
        finally:
            process.send_signal(signal.SIGTERM if going.done() else signal.SIGKILL)
            await process.wait()
        kills += not going.done()
        leases_run_out(file)
    await going
    return kills


async def test_killed_at_random_moments_everybody_joins(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "weerklank.db"
    world = World(clock=MovedClock(), limits=Limits.off())
    bot: BotAccount = world.add_bot(TOKEN, username="weerklank_voorbeeld_bot", first_name="Weerklank")
    async with RehearsalServer(world) as server:
        settings = replace(
            Settings(),
            database_url=f"sqlite:///{file}",
            secret_key=SECRET_KEY,
            telegram_token=TOKEN,
            telegram_api_url=server.url,
            named={"WEERKLANK_TELEGRAM_TOKEN": TOKEN},
        )
        await upgrade(settings.database_url)
        await operating.load(settings, EXAMPLE)
        invitations = await operating.invite(settings, TRAJECTORY, PARENTS, Role.PARENT)
        catalogs = Catalogs.load(settings.locales_dir)
        phones = [Phone.new(world, bot, f"Parent {n}", language_code="nl") for n in range(PARENTS)]
        story = asyncio.gather(
            *(
                joins(world, phone, invitation["token"], lambda key: catalogs.render(key, "nl"))
                for phone, invitation in zip(phones, invitations, strict=True)
            )
        )
        async with asyncio.timeout(SECONDS):
            kills = await live_and_die(world, Program(settings), file, story)
    with closing(sqlite3.connect(file)) as database:
        listed = {row[0] for row in database.execute("SELECT external_id FROM parts WHERE ambiguous > 0")}
        [held] = database.execute("SELECT count(*) FROM parts WHERE state = 'uncertain'").fetchone()
        assert database.execute("SELECT count(*) FROM inbox WHERE state != 'handled'").fetchone() == (0,)
    repeated = unknown = 0
    for phone in phones:
        for _, run in groupby(phone.received, key=lambda message: message.text):
            first, *others = run
            assert len(others) <= 1, f"a third copy of {first.text!r}"
            repeated += len(others)
            unknown += sum(1 for message in others if str(message.id) not in listed)
    assert unknown <= held, f"{unknown} came twice, and the ledger holds {held} as uncertain"
    with capsys.disabled():
        print(f"\n{kills} kills while {PARENTS} parents joined: {repeated} messages came twice, {held} held as uncertain")
    assert kills == KILLS
    assert repeated <= 6 * kills
