"""Parents who do something on their phones, as updates for the server, and how long the answer took."""

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from bot.wiring import House
from tests.benchmarks.figures import Figures, percentile
from tests.benchmarks.server import Server

PATIENCE = 120.0
"""Seconds after which an answer counts as lost."""
_numbers = itertools.count(1)


def _chat(chat: str) -> dict[str, Any]:
    return {"id": int(chat), "type": "private", "first_name": "A parent"}


def _from(chat: str) -> dict[str, Any]:
    return {"id": int(chat), "is_bot": False, "first_name": "A parent"}


def command(chat: str, words: str) -> dict[str, Any]:
    """Somebody sends a command."""
    entity = {"type": "bot_command", "offset": 0, "length": len(words)}
    message = {"message_id": next(_numbers), "date": int(time.time()), "chat": _chat(chat), "from": _from(chat), "text": words}
    return {"message": {**message, "entities": [entity]}}


def tap(chat: str, token: str) -> dict[str, Any]:
    """Somebody taps a button."""
    message = {"message_id": next(_numbers), "date": int(time.time()), "chat": _chat(chat), "text": "…"}
    number = str(next(_numbers))
    return {"callback_query": {"id": number, "from": _from(chat), "chat_instance": number, "data": token, "message": message}}


@asynccontextmanager
async def open_for_business(house: House) -> AsyncIterator[None]:
    """Every loop of the house runs, as `weerklank run` has them."""
    stop = asyncio.Event()
    running = asyncio.create_task(house.run(stop))
    try:
        yield
    finally:
        stop.set()
        await running


async def answer_times(
    server: Server, updates: Sequence[tuple[str, dict[str, Any]]], *, every: float, after: int = 0
) -> list[float]:
    """Seconds, in order, from each update until its chat got one message more than `after`. One at a time, so often at most."""
    times = []
    for chat, update in updates:
        at = time.monotonic()
        await server.send_updates(update)
        times.append(await server.arrival(chat, after + 1, PATIENCE) - at)
        await asyncio.sleep(max(0.0, at + every - time.monotonic()))
    return sorted(times)


def figures(seconds: Sequence[float]) -> Figures:
    """Of answers, in milliseconds."""
    return {"p50_ms": 1000 * percentile(seconds, 0.5), "p95_ms": 1000 * percentile(seconds, 0.95), "answers": len(seconds)}
