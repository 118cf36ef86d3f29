"""What a benchmark gives: names with numbers, nested as it likes; printed as JSON."""

from collections.abc import Sequence
from typing import Any

Figures = dict[str, Any]


def percentile(sorted_values: Sequence[float], share: float) -> float:
    """The value that `share` (0–1) of these, which are in order, do not exceed."""
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * share))]
