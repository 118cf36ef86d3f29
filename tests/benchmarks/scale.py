"""How much of everything: as issues 3 and 4 ask, or little, to see that it works."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers of messages, people and seconds."""

    messages: int = 10_000
    """Of the benchmark of throughput."""
    pace_seconds: int = 60
    broadcast: int = 10_000
    """Parents that a broadcast goes to while others get replies."""
    replies: int = 200
    planned: int = 100_000
    few: int = 1_000
    """Recipients that `planned` is compared with, by the cost of one."""
    reactions: int = 1_000
    page_taps: int = 100


FULL = Scale()
QUICK = Scale(
    messages=2_000, pace_seconds=10, broadcast=1_000, replies=30, planned=10_000, few=1_000, reactions=100, page_taps=10
)
