"""A whole town for each test: the Bot API server, the house, people's phones.

On SQLite; what depends on how the database locks, waits or forgets runs on PostgreSQL too (`databases.on_both`), and in `make
chaos` all of it does. Every statement of ours runs on both in tests/storage and tests/services.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.config import Settings
from bot.rehearsal.demo.stage import Stage
from bot.rehearsal.demo.stage import stage as set_stage
from bot.wiring import Library, read_library
from tests.databases import Database, migrated
from tests.end_to_end.command import loaded, terminal
from tests.end_to_end.elsewhere import Elsewhere, another_coalition
from tests.end_to_end.processes import place

__all__ = ["database", "library", "loaded", "place", "stage", "terminal"]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.chaos)])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A migrated database without rows."""
    yield from migrated(request, tmp_path)


@pytest.fixture(scope="session")
def library() -> Library:
    """The flows and catalogs as they are; read once, as nothing changes them."""
    return read_library(Settings())


@pytest.fixture
async def stage(database: Database, library: Library, tmp_path: Path) -> AsyncIterator[Stage]:
    """The example town on a Tuesday in June, ten in the morning, before anybody joined."""
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(set_stage(tmp_path, Settings(), database_url=database.url, library=library))


@pytest.fixture
async def elsewhere(stage: Stage, tmp_path: Path) -> AsyncIterator[Elsewhere]:
    """The same town, and another coalition beside it."""
    async with another_coalition(stage, tmp_path) as there:
        yield there
