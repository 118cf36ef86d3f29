"""Where things stand in a file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

Place = tuple[str | int, ...]
"""Keys and positions from the top: `("trajectories", 0, "title")`."""


@dataclass(frozen=True)
class Lines:
    """The line of each place in one file."""

    file: Path
    lines: Mapping[Place, int] = field(default_factory=dict)

    def at(self, *path: str | int) -> int:
        """The line of the longest part of this path that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)
