"""What loading a data file comes to, counted."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """How many of each kind (`people`, `quotes`, `revisions`, …) are new and how many changed, and ids of bulletins that were
    paused because a status under them changed.
    """

    made: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    paused: list[str] = field(default_factory=list)

    def differs(self, kind: str, before: object | None, after: object) -> bool:
        """Whether there is something to save; counted as new when there was nothing before."""
        if before is None:
            self.made[kind] += 1
        elif before != after:
            self.changed[kind] += 1
        return before != after
