"""Time in a played conversation: it only passes when somebody says so."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

TimerKind = Literal["remind", "until"]


@dataclass(slots=True)
class Time:
    """How long it has lasted, and what comes when nobody does anything."""

    now: timedelta = timedelta()
    timers: dict[TimerKind, tuple[timedelta, int]] = field(default_factory=dict)
    """When it goes off, and for which visit."""

    def set(self, kind: TimerKind, after: timedelta, visit: int) -> None:
        """A timer of the step that waits."""
        self.timers[kind] = self.now + after, visit

    @property
    def next(self) -> timedelta:
        """When something comes; now when nothing does."""
        return min((at for at, _ in self.timers.values()), default=self.now)

    def due(self, until: timedelta) -> tuple[TimerKind, int] | None:
        """The first timer that goes off by then, with its visit: it is that late now. Else None, and it is `until`."""
        kind = min(self.timers, key=lambda each: self.timers[each], default=None)
        if kind is None or self.timers[kind][0] > until:
            self.now = max(self.now, until)
            return None
        self.now, visit = self.timers.pop(kind)
        return kind, visit

    def __str__(self) -> str:
        """`3 days`, and hours and minutes."""
        hours, seconds = divmod(self.now.seconds, 3600)
        parts = ((self.now.days, "day"), (hours, "hour"), (seconds // 60, "minute"))
        return " and ".join(f"{number} {unit}{'s' * (number != 1)}" for number, unit in parts if number) or "0 days"
