"""What takes seconds to make, once for all tests that kill."""

from collections.abc import Iterator

import pytest

from bot.config import Settings
from bot.wiring import Library, read_library
from tests.chaos.worker_process import Nursery


@pytest.fixture(scope="session")
def library() -> Library:
    return read_library(Settings())


@pytest.fixture(scope="session")
def born_anywhere() -> Iterator[Nursery]:
    with Nursery() as nursery:
        yield nursery


@pytest.fixture
def nursery(born_anywhere: Nursery) -> Iterator[Nursery]:
    """Whoever was born during a test is gone after it."""
    yield born_anywhere
    born_anywhere.end_all()
