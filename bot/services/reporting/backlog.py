"""How much waits, in numbers only: for who runs the program."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backlog:
    """At one moment, over all coalitions together. Every state that is counted is there, at nought too."""

    inbox: Mapping[str, int]
    """Rows: `new`, `set_aside`."""
    inbox_seconds: float
    """How long the oldest new row that may be handled has been there; 0 when there is none."""
    parts: Mapping[str, int]
    """Calls that are not made yet: `pending`, `leased`, `sending`."""
    due_seconds: float
    """How long the part that is longest due, and that no pause holds, has been due; 0 when none is."""
    waiting: int
    """Deliveries that wait for something, such as an approved text."""
