"""How many calls a bot account has in the air at once: as many as its pace needs at the latency that is measured, no more."""

import math
from collections import defaultdict

FIRST_LATENCY = 0.2
"""Seconds a call takes as long as nothing has been measured."""
FEWEST = 2
"""One, and one for replies."""
WEIGHT = 1 / 8
"""Of the newest measurement; the others fade."""
DEVIATIONS = 2.0
"""So many mean deviations above the mean, so that a slow call does not hold up the pace."""
TURN_SECONDS = 0.05
"""As many places as the pace fills in so long, even when calls take less: a turn with little to do costs as much as another."""
COPIES_SECONDS = 0.1
FEWEST_COPIES = 6


def most_copies(per_second: float) -> int:
    """So many calls are in the air at the most, and so many messages may arrive twice when the process is killed.

    It is what goes out in a tenth of a second; at a slow pace six, which keep 28 a second up to 0.2 s a call (FACTS, 'Ledger').

    A server that is slower than that slows us down: fewer copies are worth more than the pace.
    """
    return max(FEWEST_COPIES, math.ceil(per_second * COPIES_SECONDS))


class Latency:
    """A running mean of seconds, and of how far measurements are from it."""

    def __init__(self) -> None:
        self.mean, self.deviation = FIRST_LATENCY, 0.0

    def note(self, seconds: float) -> None:
        self.deviation += WEIGHT * (abs(seconds - self.mean) - self.deviation)
        self.mean += WEIGHT * (seconds - self.mean)

    @property
    def expected(self) -> float:
        """Seconds that few calls exceed."""
        return self.mean + DEVIATIONS * self.deviation


class Room:
    """By bot account. Measured is how long a call keeps its place: from its start until its outcome is about to be kept."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._latencies: defaultdict[str, Latency] = defaultdict(Latency)

    def note(self, bot_account_id: str, seconds: float) -> None:
        """A call took so long."""
        self._latencies[bot_account_id].note(seconds)

    def places(self, bot_account_id: str, per_second: float) -> int:
        """Pace times latency, between FEWEST and what may arrive twice."""
        seconds = max(TURN_SECONDS, self._latencies[bot_account_id].expected)
        return min(max(FEWEST, math.ceil(per_second * seconds)), most_copies(per_second), self._most)
