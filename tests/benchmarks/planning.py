"""Planning a broadcast to 100,000 parents in a process of its own, whose memory and event loop are watched.

`python -m tests.benchmarks.planning URL` is that process, given the key; it prints its figures. It plans the same once before,
and takes that back.
"""

import asyncio
import json
import resource
import sys
import time
from contextlib import suppress
from pathlib import Path

from bot.config import Settings
from bot.domain.actor import operator
from bot.running import settle_memory
from bot.services.delivery import sending
from bot.wiring import House, open_house
from tests.benchmarks.answering import TOKEN
from tests.benchmarks.figures import Figures
from tests.benchmarks.scale import Scale
from tests.benchmarks.server import Incorrect, Server
from tests.benchmarks.stores import Stores
from tests.benchmarks.town import BULLETIN, COALITION, MorningClock, library, town

LOOK_SECONDS = 0.001


async def measure(stores: Stores, server: Server, kind: str, scale: Scale) -> Figures:
    """Seconds, the longest that the event loop stood still, and memory, beside the same for few parents."""
    few = await _in_a_process(stores, server, kind, scale.few)
    many = await _in_a_process(stores, server, kind, scale.planned)
    each = [found["seconds"] / found["recipients"] for found in (many, few)]
    ticks = [found["opening_tick_ms"] for found in (many, few)]
    return {
        "many": many,
        "few": few,
        "planning_one_of_many_to_one_of_few": each[0] / each[1],
        "opening_tick_of_many_to_of_few": ticks[0] / ticks[1],
    }


async def _in_a_process(stores: Stores, server: Server, kind: str, parents: int) -> Figures:
    async with stores.fresh(kind) as url:
        async with town(server, url, parents, per_second=28.0) as place:
            key = place.house.settings.secret_key
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.benchmarks.planning", url, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
        )
        said, _ = await process.communicate(key.encode())
        if process.returncode:
            raise Incorrect("planning failed")
        found: Figures = json.loads(said)
        if found["recipients"] != parents:
            raise Incorrect(f"{found['recipients']} planned of {parents}")
        return found


async def _plan(url: str, key: str) -> Figures:
    settings = Settings(database_url=url, secret_key=key, telegram_token=TOKEN)
    async with open_house(settings, clock=MorningClock(), library=library()) as house:
        await _rehearse(house)
        settle_memory()
        before = _peak_mb()
        watch = Watch()
        watching = asyncio.create_task(watch.run())
        await asyncio.sleep(0.1)
        watch.longest = watch.longest_cpu = 0.0
        began, cpu = time.perf_counter(), time.process_time()
        async with house.work() as work:
            planned = await sending.send(work, operator(COALITION), BULLETIN)
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
        await asyncio.sleep(0)
        watching.cancel()
        peak = _peak_mb()
        opening = next(tick for tick in house.ticks if tick.name == "broadcasts")
        began = time.perf_counter()
        await opening.body()
        tick_ms = 1000 * (time.perf_counter() - began)
    return {
        "recipients": planned.recipients,
        "seconds": seconds,
        "cpu_seconds": cpu,
        "peak_mb": peak,
        "peak_mb_above_start": peak - before,
        "longest_block_ms": 1000 * watch.longest,
        "longest_block_cpu_ms": 1000 * watch.longest_cpu,
        "opening_tick_ms": tick_ms,
    }


async def _rehearse(house: House) -> None:
    """The same, taken back: a process that serves has made its statements long ago."""
    with suppress(TakenBack):
        async with house.work() as work:
            await sending.send(work, operator(COALITION), BULLETIN)
            raise TakenBack


class TakenBack(Exception):
    pass


def _peak_mb() -> float:
    """The most memory this process has had, in MB; where the kernel can, from the last time on that this was asked."""
    status, forget = Path("/proc/self/status"), Path("/proc/self/clear_refs")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    # 5 resets it (proc(5)); ru_maxrss would be that of the process that started this one.
    forget.write_text("5")
    return int(found.split()[1]) / 1024


class Watch:
    """Looks at the event loop every millisecond; `longest` is how long it once did not come round."""

    def __init__(self) -> None:
        self.longest = 0.0
        self.longest_cpu = 0.0
        """The same by what this thread computed meanwhile: on a machine that is busy with other things this is ours."""

    async def run(self) -> None:
        while True:
            before, cpu = time.perf_counter(), time.thread_time()
            await asyncio.sleep(LOOK_SECONDS)
            self.longest = max(self.longest, time.perf_counter() - before - LOOK_SECONDS)
            self.longest_cpu = max(self.longest_cpu, time.thread_time() - cpu)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(_plan(sys.argv[1], sys.stdin.read()))))
