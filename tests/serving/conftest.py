"""A monotonic clock that a test moves."""

from dataclasses import dataclass

import pytest


@dataclass
class Monotonic:
    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def seconds() -> Monotonic:
    return Monotonic()
