"""The bot's process as the rehearsal sees it: start, let it take a step, stop in order, kill."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from enum import StrEnum

STOP_SECONDS = 12.0
"""An orderly stop takes ten at the most (`bot.running`)."""


class Life(StrEnum):
    STARTING = "starting"
    RUNNING = "running"
    STOPPED = "stopped"
    KILLED = "killed"
    """By us, as a power cut would: nothing was written down, nothing was said."""
    FAILED = "failed"
    """By itself; what it said stands on standard error."""


class Wrong(Exception):
    """The flows or texts that it was to start with have mistakes, which it says."""


class BotProcess:
    """`changed` is called whenever `life` is another one."""

    def __init__(self, orders: str, changed: Callable[[], None]) -> None:
        self._orders = orders
        self._changed = changed
        self._process: Process | None = None
        self._stepping = asyncio.Lock()
        self._watching: asyncio.Task[None] | None = None
        self.life = Life.STOPPED
        self.starts = 0

    async def prepare(self) -> None:
        """Start a process that has read everything and waits for `go`. Raises Wrong."""
        self._process = await asyncio.create_subprocess_exec(
            # Of its own group: Ctrl-C is for the rehearsal, which stops it in order.
            *(sys.executable, "-m", "bot.rehearsal.live.process"),
            stdin=PIPE,
            stdout=PIPE,
            start_new_session=True,
        )
        self._live(Life.STARTING)
        self._write(self._orders)
        said = await self._read()
        if self.life is Life.KILLED:
            raise Wrong("it was killed while it started")
        if said != "ready":
            self._live(Life.FAILED)
            raise Wrong(json.loads(said.removeprefix("wrong ")) if said.startswith("wrong ") else "the bot did not start")

    async def go(self) -> None:
        """Let it serve, once it is prepared."""
        self._write("go")
        if await self._read() != "going":
            self._live(Life.FAILED)
            raise Wrong("the bot did not start")
        self.starts += 1
        self._live(Life.RUNNING)
        assert self._process is not None
        self._watching = asyncio.create_task(self._watch(self._process))

    async def step(self) -> None:
        """What is due is looked for at once. Nothing happens when it does not live."""
        async with self._stepping:
            if self.life is Life.RUNNING:
                self._write("step")
                await self._read()

    async def stop(self) -> None:
        """In order, as Ctrl-C would; killed when it takes too long."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        self._write("stop")
        self._live(Life.STOPPED)
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except TimeoutError:
            process.kill()
            await process.wait()

    async def kill(self) -> None:
        """At once and for real."""
        if self._process is not None and self._process.returncode is None:
            self._live(Life.KILLED)
            self._process.kill()
            await self._process.wait()

    def _live(self, life: Life) -> None:
        self.life = life
        self._changed()

    async def _watch(self, process: Process) -> None:
        await process.wait()
        if self._process is process and self.life is Life.RUNNING:
            self._live(Life.FAILED)

    def _write(self, line: str) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.write(f"{line}\n".encode())

    async def _read(self) -> str:
        assert self._process is not None
        assert self._process.stdout is not None
        return (await self._process.stdout.readline()).decode().strip()
