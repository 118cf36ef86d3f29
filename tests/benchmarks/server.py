"""The answering server as a benchmark uses it: started as a process, told how to behave, asked what it saw."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp

from tests.benchmarks.answering import Manner, Witness


class Incorrect(Exception):
    """A message was lost or came twice: no figure is worth anything then."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running one. `url` is what a client is given as the Bot API's address."""

    url: str
    _session: aiohttp.ClientSession

    async def behave(self, manner: Manner) -> None:
        """From now on, with a fresh witness."""
        given = {"latency": manner.latency, "way_there": manner.way_there, "per_second": manner.per_second}
        await self._tell("manner", given)
        await self._tell("clear", None)

    async def send_updates(self, *updates: Mapping[str, Any]) -> None:
        """Somebody did something; the next getUpdates brings it."""
        await self._tell("updates", updates)

    async def arrival(self, chat: str, count: int, seconds: float) -> float:
        """When the chat got so many messages, waited for at most `seconds`. Raises Incorrect when it did not."""
        at: float | None = await self._tell("arrival", {"chat": chat, "count": count, "seconds": seconds})
        if at is None:
            raise Incorrect("somebody got no answer")
        return at

    async def witness(self) -> Witness:
        return Witness(**await self._tell("witness", None))

    async def _tell(self, what: str, given: Any) -> Any:
        async with self._session.post(f"{self.url}/control/{what}", data=json.dumps(given)) as answer:
            return await answer.json()


@asynccontextmanager
async def running() -> AsyncIterator[Server]:
    """A server on a port of its own, which ends with the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.benchmarks.answering", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    port = int(await process.stdout.readline())
    try:
        async with aiohttp.ClientSession() as session:
            yield Server(f"http://127.0.0.1:{port}", session)
    finally:
        process.stdin.close()
        await process.wait()


def each_once(witness: Witness, chats: set[str], times: int = 1) -> None:
    """Raises Incorrect unless each of `chats` got so many messages, and nobody else any."""
    lost = sum(1 for chat in chats if len(witness.arrivals.get(chat, ())) < times)
    repeated = sum(1 for found in witness.arrivals.values() if len(found) > times)
    strangers = len(witness.arrivals.keys() - chats)
    if lost or repeated or strangers:
        raise Incorrect(f"{lost} got too few messages, {repeated} too many, {strangers} were nobody we know")
