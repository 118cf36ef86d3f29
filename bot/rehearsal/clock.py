"""The two times of the server, both injected: the calendar that dates messages, and the pace that meters rates."""

import time
from typing import Protocol


class ServerClock(Protocol):
    """The calendar of the server, in seconds since 1970; it dates messages and lets updates and queries expire."""

    def now(self) -> float:
        """The moment it is, in seconds since 1970."""
        ...

    def advance(self, seconds: float) -> None:
        """Move the calendar forward by `seconds`."""
        ...


class Pace(Protocol):
    """A monotonic time in seconds; rate windows are measured in it, so moving the calendar never opens them."""

    def __call__(self) -> float:
        """Seconds since a moment that means nothing."""
        ...


class MovedClock:
    """The machine's own time plus whatever it was moved by."""

    def __init__(self) -> None:
        self._moved = 0.0

    def now(self) -> float:
        """The machine's time, moved, in seconds since 1970."""
        return time.time() + self._moved

    def advance(self, seconds: float) -> None:
        """Move the calendar forward by `seconds`."""
        self._moved += seconds


class ManualClock:
    """A calendar that stands still until it is moved; 1 June 2026, 10:00 UTC unless told otherwise."""

    def __init__(self, start: float = 1_780_308_000.0) -> None:
        self._now = start

    def now(self) -> float:
        """Where the calendar was left, in seconds since 1970."""
        return self._now

    def advance(self, seconds: float) -> None:
        """Move the calendar forward by `seconds`."""
        self._now += seconds


class ManualPace:
    """A monotonic time that stands still until it is moved."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def __call__(self) -> float:
        """Seconds moved since it was made."""
        return self._seconds

    def advance(self, seconds: float) -> None:
        """Let `seconds` go by."""
        self._seconds += seconds
