"""`weerklank run` with a calendar of our choice, in processes that are there at once: `python -m tests.chaos.worker_process`.

Reading the program and its texts takes seconds, so one process does that and forks: a fork has nothing of those before it but
what they left in the database. It reads a line for each thing to do, and answers with one.

Bulletins keep to quiet hours, so a test that may run at night gives the house a business clock that is moved to a morning and
goes on at its normal pace. The clock of leases is moved as well: a process that is started right after a kill then finds
everything as it would be after the leases of the dead one. All else is what `weerklank run` opens.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

import sqlalchemy as sa

from bot.config import ROOT, Settings
from bot.outbox.limits import Limits
from bot.outbox.pace import Pace
from bot.storage.lease_clock import DatabaseClock
from bot.wiring import Library, open_house, read_library
from tests.databases import SECRET_KEY
from tests.rehearsal.client import TOKEN


class ShiftedClock:
    """The machine's own, moved."""

    def __init__(self, shift: float) -> None:
        self._shift = timedelta(seconds=shift)

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift


class MovedLeases:
    """The database's own clock, moved for every process at once: a file says by how many seconds."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @classmethod
    def at(cls, file: Path) -> Self:
        """A new one, not moved yet."""
        file.write_text("0")
        return cls(file)

    def move(self, seconds: float) -> None:
        beside = self._file.with_suffix(".new")
        beside.write_text(str(float(self._file.read_text()) + seconds))
        beside.replace(self._file)

    def now(self) -> sa.ColumnElement[float]:
        return DatabaseClock().now() + sa.literal(float(self._file.read_text()), sa.Double())


@dataclass(frozen=True, slots=True)
class Life:
    """What a process is told. `per_second` is the pace of the bot account."""

    database_url: str
    api_url: str
    per_second: float
    shift: float
    """Of the business clock, from the machine's."""
    lease_clock: str
    """The file of a MovedLeases."""
    hurried: bool = False
    """Without the pace of one chat."""

    @property
    def settings(self) -> Settings:
        return settings_of(self.database_url, self.api_url, self.per_second)


def settings_of(database_url: str, api_url: str | None, per_second: float) -> Settings:
    return Settings(
        database_url=database_url,
        secret_key=SECRET_KEY,
        telegram_token=TOKEN,
        telegram_api_url=api_url,
        rate_per_second=per_second,
        named={"WEERKLANK_TELEGRAM_TOKEN": TOKEN},
    )


def hurried(limits: Limits) -> Limits:
    quick = Pace(0.0001, burst=1000)
    return replace(limits, chat=quick, group=quick)


@dataclass(slots=True)
class Nursery:
    """Where processes are born. Nobody survives the `with` block."""

    alive: set[int] = field(default_factory=set)
    _parent: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("WEERKLANK_")}
        self._parent = subprocess.Popen(
            (sys.executable, "-m", __name__),
            env=environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        return self

    def __exit__(self, *_: object) -> None:
        assert self._parent is not None
        self.end_all()
        self._parent.communicate()

    def begin(self, life: Life) -> int:
        """The number of a process that lives: by it, it is stopped and continued."""
        number = self._ask(json.dumps(asdict(life)))
        self.alive.add(number)
        return number

    def end(self, number: int) -> None:
        """SIGKILL. Returns when it is gone."""
        os.kill(number, signal.SIGKILL)
        self._ask(json.dumps(number))
        self.alive.discard(number)

    def end_all(self) -> None:
        for number in list(self.alive):
            self.end(number)

    def _ask(self, line: str) -> int:
        assert self._parent is not None
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.write(f"{line}\n")
        self._parent.stdin.flush()
        return int(self._parent.stdout.readline())


async def live(life: Life, library: Library) -> None:
    """As `weerklank run` does."""
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with open_house(
        life.settings,
        clock=ShiftedClock(life.shift),
        limits=hurried if life.hurried else None,
        lease_clock=MovedLeases(Path(life.lease_clock)),
        library=library,
    ) as house:
        await house.run(stop)


def bear() -> None:
    """A line with a life begins one; a line with a number waits until that one is gone."""
    library = read_library(Settings())
    for line in sys.stdin:
        order = json.loads(line)
        if isinstance(order, int):
            os.waitpid(order, 0)
            print(order, flush=True)
        elif number := os.fork():
            print(number, flush=True)
        else:
            sys.stdin.close()
            asyncio.run(live(Life(**order), library))
            os._exit(0)


if __name__ == "__main__":
    bear()
