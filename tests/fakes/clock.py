"""Clocks that stand still until a test moves them."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

SUNDAY_MORNING = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
MONDAY_MORNING = SUNDAY_MORNING + timedelta(days=1)


class FakeClock:
    """The business clock. Begins on Monday 23 November 2026, 10:30 in Amsterdam: a working day, outside quiet hours."""

    def __init__(self, now: datetime = MONDAY_MORNING) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def move(self, **by: float) -> None:
        """Forward: `move(days=1, hours=2)`."""
        self._now += timedelta(**by)

    def set(self, now: datetime) -> None:
        self._now = now


class FakeLeaseClock:
    """The database's clock, as a number that a test moves."""

    def __init__(self, seconds: float = 1_800_000_000.0) -> None:
        self.seconds = seconds

    def now(self) -> sa.ColumnElement[float]:
        """Looked at when a statement is carried out, as the database's own clock is: statements are made once."""
        return sa.bindparam(None, callable_=lambda: self.seconds, type_=sa.Double(), unique=True)

    def move(self, seconds: float) -> None:
        self.seconds += seconds
