"""When each part of the process last showed that it lives, by the monotonic clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sign:
    """Of one part."""

    age: float
    """Seconds since it last showed itself, or since it began."""
    within: float
    """Seconds that this may take."""

    @property
    def is_good(self) -> bool:
        return self.age <= self.within


class Pulse:
    """`now` gives monotonic seconds."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._last: dict[str, float] = {}
        self._within: dict[str, float] = {}

    def expect(self, part: str, within: float) -> None:
        """From now on `part` shows itself at least every `within` seconds."""
        self._last[part] = self._now()
        self._within[part] = within

    def beat(self, part: str) -> None:
        """It does; nothing for a part that nobody expects."""
        if part in self._last:
            self._last[part] = self._now()

    def signs(self) -> Mapping[str, Sign]:
        """Every part that is expected."""
        now = self._now()
        return {part: Sign(now - last, self._within[part]) for part, last in self._last.items()}
