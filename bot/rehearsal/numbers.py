"""Numbers that are given out, each once."""

from dataclasses import dataclass


@dataclass(slots=True)
class Numbers:
    """From `following` on. A world that is copied goes on with the same numbers, as `itertools.count` cannot."""

    following: int
    step: int = 1

    def __next__(self) -> int:
        given = self.following
        self.following += self.step
        return given
