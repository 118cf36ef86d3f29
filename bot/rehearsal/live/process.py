"""The bot in a process of its own, so that it can be killed for real. The rehearsal starts it and tells it what to do.

A line each: first JSON, with what it needs to know; then `go`, `step` (what is due is looked for at once) and `stop`; the end of
the input stops it too, so that it never outlives the rehearsal. It says `ready`, `going` and `stepped`, or `wrong` with a
mistake in the flows or the texts.
"""

import asyncio
import json
import logging
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.config import Settings
from bot.domain.errors import Mistake, Mistakes
from bot.rehearsal.demo.stage import hurried
from bot.rehearsal.live.clock import BusinessClock, LeaseClock, SharedCalendar
from bot.wiring import House, open_house, read_library


def orders(settings: Settings, calendar: Path) -> str:
    """The first line."""
    return json.dumps(
        {
            "calendar": str(calendar),
            "database_url": settings.database_url,
            "secret_key": settings.secret_key,
            "telegram_api_url": settings.telegram_api_url,
            "flows_dir": str(settings.flows_dir),
            "locales_dir": str(settings.locales_dir),
            "rate_per_second": settings.rate_per_second,
        }
    )


async def main() -> int:
    """Live until stopped."""
    said = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(said), sys.stdin)
    given: Mapping[str, Any] = json.loads(await said.readline())
    calendar = SharedCalendar(Path(given["calendar"]))
    settings = Settings(
        database_url=given["database_url"],
        secret_key=given["secret_key"],
        telegram_api_url=given["telegram_api_url"],
        flows_dir=Path(given["flows_dir"]),
        locales_dir=Path(given["locales_dir"]),
        rate_per_second=given["rate_per_second"],
    )
    try:
        library = read_library(settings)
    except (Mistake, Mistakes) as mistake:
        _say(f"wrong {json.dumps(str(mistake))}")
        return 2
    _say("ready")
    if await said.readline() != b"go\n":
        return 0
    async with open_house(
        settings, clock=BusinessClock(calendar), lease_clock=LeaseClock(calendar), limits=hurried, library=library
    ) as house:
        stop = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            group.create_task(house.run(stop))
            group.create_task(_listen(said, house, stop))
            _say("going")
    return 0


async def _listen(said: asyncio.StreamReader, house: House, stop: asyncio.Event) -> None:
    while await said.readline() == b"step\n":
        while any([await tick.body() for tick in house.ticks]):
            pass
        house.nudge()
        _say("stepped")
    stop.set()


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    sys.exit(asyncio.run(main()))
