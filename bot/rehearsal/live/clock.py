"""One calendar for two processes: the machine's time, moved by a number of seconds that stands in a small file of both.

It also moves the database's clock on, by which leases are counted: who starts a killed bot again does not wait for them.
"""

import mmap
import struct
import time
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from bot.storage.lease_clock import DatabaseClock

_NUMBERS = struct.Struct("<dd")
"""Seconds that the calendar and the leases' clock are ahead of the machine."""


class SharedCalendar:
    """A `ServerClock` of the rehearsal, a `Clock` of the house (`as_clock`) and its `LeaseClock` (`as_lease_clock`)."""

    def __init__(self, file: Path, *, start: datetime | None = None) -> None:
        """The calendar in `file`; made when there is a `start`, from which on it goes as fast as time does."""
        if start is not None:
            file.write_bytes(_NUMBERS.pack(start.timestamp() - time.time(), 0.0))
        with file.open("r+b") as opened:
            self._shared = mmap.mmap(opened.fileno(), _NUMBERS.size)

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time() + self._moved()[0]

    def advance(self, seconds: float) -> None:
        """Move the calendar forward."""
        moved, leases = self._moved()
        self._shared[:] = _NUMBERS.pack(moved + seconds, leases)

    def pass_leases(self, seconds: float) -> None:
        """Let leases run out, as if so long had gone by for the database."""
        moved, leases = self._moved()
        self._shared[:] = _NUMBERS.pack(moved, leases + seconds)

    @property
    def leases(self) -> float:
        """How far the leases' clock was moved, in seconds."""
        return self._moved()[1]

    def _moved(self) -> tuple[float, float]:
        moved, leases = _NUMBERS.unpack(self._shared[:])
        return float(moved), float(leases)


class BusinessClock:
    """The house's clock, by that calendar."""

    def __init__(self, calendar: SharedCalendar) -> None:
        self._calendar = calendar

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._calendar.now(), UTC)


class LeaseClock:
    """The database's own clock, moved on by that calendar."""

    def __init__(self, calendar: SharedCalendar) -> None:
        self._calendar = calendar

    def now(self) -> sa.ColumnElement[float]:
        # Looked at when a statement is carried out: statements are made once.
        moved: sa.BindParameter[float] = sa.bindparam(
            None, callable_=lambda: self._calendar.leases, type_=sa.Double(), unique=True
        )
        return DatabaseClock().now() + moved
