"""Our Bot API server as a process of its own: `python -m tests.chaos.telegram_process JSON`. It lives on while others are killed.

Each call that it carries out is a line in its log before the answer goes, so the log tells what really happened. It prints its
address and ends when its standard input closes. Faults are ordered over HTTP (`/rehearsal/faults`).
"""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bot.config import ROOT
from bot.rehearsal.calls import CallLog
from bot.rehearsal.clock import MovedClock
from bot.rehearsal.faults import Fault, Trouble
from bot.rehearsal.limits import Limits
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.world import World
from tests.rehearsal.client import TOKEN

FIRST_CHAT = 620_000_001
LOOK = 0.02
"""Seconds between two looks at the log."""


@dataclass(frozen=True, slots=True)
class Manner:
    """`there` and `back` are the seconds before and after a message counts: who dies within `there` has sent nothing."""

    log: str
    people: int
    there: float = 0.0
    back: float = 0.0
    strict: bool = True
    """With Telegram's own limits on pace."""

    def world(self) -> World:
        async def on_its_way(method: str, _: int | None) -> None:
            if self.there and method == "sendMessage":
                await asyncio.sleep(self.there)

        world = World(
            clock=MovedClock(), limits=Limits() if self.strict else Limits.off(), log=CallLog(Path(self.log)), latency=on_its_way
        )
        populate(world, self.people)
        if self.back:
            world.faults.add(Fault(Trouble.SLOW, "sendMessage", times=None, accepted=True, seconds=self.back))
        return world


@dataclass(frozen=True, slots=True)
class Telegram:
    """A running one."""

    url: str
    log: Path

    def lines(self) -> int:
        """How many messages it has carried out so far."""
        if not self.log.exists():
            return 0
        with self.log.open("rb") as file:
            return sum(1 for line in file if b'"sendMessage"' in line)

    async def next_line(self) -> None:
        """Until it carries out one more."""
        before = self.lines()
        while self.lines() == before:  # noqa: ASYNC110 - another process writes it
            await asyncio.sleep(LOOK)

    def sent(self) -> list[dict[str, Any]]:
        """The messages among them; the last line may be being written."""
        whole = [line for line in self.log.read_text(encoding="utf-8").splitlines(keepends=True) if line.endswith("\n")]
        return [call for call in map(json.loads, whole) if call["method"] == "sendMessage"]

    async def order(self, **fault: Any) -> None:
        """Trouble, with the fields of `Fault`."""
        async with aiohttp.ClientSession() as session, session.post(f"{self.url}/rehearsal/faults", json=fault) as answer:
            assert await answer.json() is True


def chat_of(number: int) -> int:
    return FIRST_CHAT + number


def populate(world: World, people: int) -> None:
    """Our bot account, and so many people who once started it."""
    bot = world.add_bot(TOKEN, username="weerklank_voorbeeld_bot", first_name="Weerklank")
    for number in range(people):
        world.start_chat(bot, world.add_user(f"Ouder {number}", language_code="nl", user_id=chat_of(number)))


@asynccontextmanager
async def telegram(manner: Manner) -> AsyncIterator[Telegram]:
    """A server that ends with the block."""
    log = Path(manner.log)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __name__, json.dumps(asdict(manner))),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield Telegram((await process.stdout.readline()).decode().strip(), log)
    finally:
        process.stdin.close()
        await process.wait()


async def serve(manner: Manner) -> None:
    async with RehearsalServer(manner.world()) as server:
        print(server.url, flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve(Manner(**json.loads(sys.argv[1]))))
