"""How fast: the generic cell rate algorithm (GCRA), as a pure function over one stored number."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pace:
    """One call every `interval` seconds, with `burst` at once after a silence (1: none). In any period of p seconds at most
    `burst + p / interval` calls go out."""

    interval: float
    burst: float = 1.0

    @property
    def tolerance(self) -> float:
        """Seconds that a call may come before its theoretical time."""
        return (self.burst - 1) * self.interval


@dataclass(frozen=True, slots=True)
class Grant:
    """`calls` may go now; the next may go in `wait` seconds (0 when one more could have gone); `tat` is to be stored."""

    calls: int
    wait: float
    tat: float


def grant(tat: float, now: float, pace: Pace, wanted: int) -> Grant:
    """How many of `wanted` calls may go at `now`, when the theoretical arrival time stood at `tat`; seconds of one clock."""
    tat = max(tat, now)
    calls = 0
    while calls < wanted and tat - pace.tolerance <= now + 1e-9:
        tat += pace.interval
        calls += 1
    return Grant(calls, max(0.0, tat - pace.tolerance - now), tat)


def account_pace(per_second: float) -> Pace:
    """The pace of a bot account. A turn of the dispatcher that comes late by less than the tolerance loses nothing.

    At 28 a second at most 30 go in any second (FACTS, 'Pace': the server refuses the 31st).
    """
    return Pace(1 / per_second, max(2.0, per_second / 50))
