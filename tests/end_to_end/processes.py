"""`weerklank run` in processes of their own, beside a Bot API server in ours."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot import operating
from bot.config import ROOT, Settings
from bot.domain.actor import Role
from bot.rehearsal.chats import BotAccount
from bot.rehearsal.clock import MovedClock
from bot.rehearsal.demo.stage import EXAMPLE, TOKEN, TRAJECTORY
from bot.rehearsal.limits import Limits
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.world import World
from bot.wiring import Library
from tests.databases import SECRET_KEY, Database

PATIENCE = 90.0
"""Seconds of real time, for a machine that does other things too."""
STOPS_WITHIN = 10.0
LISTENING = "listening on "


@dataclass
class Program:
    """One process, and what it has logged so far."""

    process: asyncio.subprocess.Process
    lines: list[str] = field(default_factory=list)
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)
    _reading: asyncio.Task[None] | None = None

    def read_along(self) -> None:
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        assert self.process.stderr is not None
        async for line in self.process.stderr:
            print(line.decode(), end="", file=sys.stderr)  # pytest shows it when a test fails
            async with self._news:
                self.lines.append(line.decode())
                self._news.notify_all()
        async with self._news:
            self.lines.append("(ended)")
            self._news.notify_all()

    async def logs(self, words: str) -> str:
        """The rest of the first line with these words, as soon as it is there."""

        def found() -> str | None:
            return next((line.partition(words)[2].strip() for line in self.lines if words in line), None)

        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(lambda: found() is not None or "(ended)" in self.lines)
        rest = found()
        assert rest is not None, self.log
        return rest

    @property
    def log(self) -> str:
        return "".join(self.lines)

    def ask_to_stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)

    async def ended(self, within: float) -> tuple[int, str]:
        """Its exit code and everything it logged, once it has ended."""
        async with asyncio.timeout(within):
            code = await self.process.wait()
            assert self._reading is not None
            await self._reading
        return code, self.log

    async def stopped(self) -> str:
        """Asks it to stop, sees that it does so in time and well; what it logged."""
        self.ask_to_stop()
        code, logged = await self.ended(STOPS_WITHIN)
        assert code == 0, logged
        return logged

    async def end(self) -> None:
        with suppress(ProcessLookupError):
            self.process.kill()
        await self.process.wait()
        if self._reading is not None:
            await self._reading


@dataclass
class Place:
    """A Bot API server, a database with the example town in it, and the settings of who serves it."""

    world: World
    bot: BotAccount
    settings: Settings

    @asynccontextmanager
    async def run(self, *arguments: str, **settings: str) -> AsyncIterator[Program]:
        """One process, with more WEERKLANK_ settings by their short names; killed at the end if it still runs."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("WEERKLANK_")}
        environment |= dict(self.settings.named) | {
            "WEERKLANK_DATABASE_URL": self.settings.database_url,
            "WEERKLANK_SECRET_KEY": self.settings.secret_key,
            "WEERKLANK_TELEGRAM_API_URL": self.settings.telegram_api_url or "",
            "PYTHONPATH": str(ROOT),
        }
        environment |= {f"WEERKLANK_{name}": value for name, value in settings.items()}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", *arguments), env=environment, stderr=asyncio.subprocess.PIPE
        )
        program = Program(process)
        program.read_along()
        try:
            yield program
        finally:
            await program.end()

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
