"""`weerklank run` as it is in earnest: a process of its own, its real loops, and signals."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot import operating
from bot.config import ROOT, Settings
from bot.domain.actor import Role
from bot.rehearsal.chats import BotAccount
from bot.rehearsal.clock import MovedClock
from bot.rehearsal.demo.stage import EXAMPLE, TOKEN, TRAJECTORY
from bot.rehearsal.limits import Limits
from bot.rehearsal.phones import Phone
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.world import World
from bot.wiring import Library
from tests.databases import SECRET_KEY, Database

PATIENCE = 30.0
"""Seconds of real time, for a machine that does other things too."""
ON_SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""Where the database makes no difference."""
STOPS_WITHIN = 10.0
ELSEWHERE = """\
coalition: {id: elders, name: "Kansrijke Start Elders"}
bot_account: {id: elders-telegram, username: elders_bot, token_setting: WEERKLANK_TOKEN_ELDERS}
"""


@dataclass
class Place:
    """A Bot API server, a database with the example town in it, and the settings of who serves it."""

    world: World
    bot: BotAccount
    settings: Settings

    @asynccontextmanager
    async def run(self) -> AsyncIterator[asyncio.subprocess.Process]:
        """The process; stopped at the end if it still runs."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("WEERKLANK_")}
        environment |= dict(self.settings.named) | {
            "WEERKLANK_DATABASE_URL": self.settings.database_url,
            "WEERKLANK_SECRET_KEY": self.settings.secret_key,
            "WEERKLANK_TELEGRAM_API_URL": self.settings.telegram_api_url or "",
            "PYTHONPATH": str(ROOT),
        }
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"), env=environment, stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        try:
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.communicate()

    async def token(self) -> str:
        """Of a new invitation, as `weerklank invite` makes it."""
        [link] = await operating.invite(self.settings, TRAJECTORY, 1, Role.PARENT)
        assert link["link"].startswith(f"https://t.me/{self.bot.user.username}?start=")
        return link["token"]


@pytest.fixture
async def place(database: Database, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Place]:
    """The example town, loaded, with nobody serving it yet."""
    monkeypatch.chdir(tmp_path)
    world = World(clock=MovedClock(), limits=Limits.off())
    bot = world.add_bot(TOKEN, username="weerklank_voorbeeld_bot", first_name="Weerklank")
    async with RehearsalServer(world) as server:
        settings = Settings(
            database_url=database.url,
            secret_key=SECRET_KEY,
            telegram_api_url=server.url,
            named={"WEERKLANK_TELEGRAM_TOKEN": TOKEN},
        )
        await operating.load(settings, EXAMPLE, library=library)
        yield Place(world, bot, settings)


async def stopped(process: asyncio.subprocess.Process) -> str:
    """Asks it to stop, sees that it does so in time and well; what it logged."""
    process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(STOPS_WITHIN):
        _, logged = await process.communicate()
    assert process.returncode == 0, logged.decode()
    return logged.decode()


async def test_it_serves_a_parent_stops_on_request_and_loses_nothing(place: Place) -> None:
    lotte = Phone.new(place.world, place.bot, "Lotte", language_code="nl")
    token = await place.token()
    async with place.run() as process:
        lotte.open_link(token)
        await lotte.wait_for("Kies je taal.", timeout=PATIENCE)
        lotte.tap("Nederlands")
        await lotte.wait_for("Hoe oud ben je?", timeout=PATIENCE)
        lotte.tap("16 of ouder")
        await lotte.wait_for("Mogen we je berichten sturen?", timeout=PATIENCE)
        logged = await stopped(process)
    assert "Lotte" not in logged
    assert token not in logged
    assert TOKEN not in logged
    lotte.tap("Ja, graag")
    before = len(lotte.received)
    async with place.run() as process:
        await lotte.wait_for("Lees je graag, of luister je liever?", timeout=PATIENCE)
        await stopped(process)
    assert len(lotte.received) == before + 1


@ON_SQLITE
async def test_a_token_that_telegram_does_not_know_ends_it_when_it_is_the_only_one(place: Place) -> None:
    place.world.bots.clear()
    async with place.run() as process:
        async with asyncio.timeout(PATIENCE):
            _, logged = await process.communicate()
    assert process.returncode == 2
    [line] = [line for line in logged.decode().splitlines() if line.startswith("weerklank: ")]
    assert "Telegram does not know the token of bot account voorbeeldstad-telegram. Ask @BotFather" in line
    assert "Traceback" not in logged.decode()
    assert TOKEN not in logged.decode()


@ON_SQLITE
async def test_a_wrong_token_of_one_coalition_does_not_stop_the_other(place: Place, library: Library, tmp_path: Path) -> None:
    file = tmp_path / "elders.yaml"
    file.write_text(ELSEWHERE, encoding="utf-8")
    unknown = "4200009:nobody-gave-this-token-to-anybody"
    settings = replace(place.settings, named={**place.settings.named, "WEERKLANK_TOKEN_ELDERS": unknown})
    await operating.load(settings, file, library=library)
    lotte = Phone.new(place.world, place.bot, "Lotte", language_code="nl")
    async with place.run() as process:
        lotte.open_link()
        await lotte.wait_for("uitnodiging", timeout=PATIENCE)
        logged = await stopped(process)
    assert "Telegram does not know the token of bot account elders-telegram" in logged
    assert unknown not in logged
