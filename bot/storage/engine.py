"""Opening the store: SQLite by aiosqlite, PostgreSQL by asyncpg. What is wrong with its URL or place is told as a Mistake."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.domain.errors import Unavailable
from bot.storage.database_url import read_url
from bot.storage.sqlite_driver import connect

BUSY_SECONDS = 10.0
"""How long a writer waits for its turn on SQLite (FACTS, 'Ledger')."""


@dataclass(frozen=True, slots=True)
class Store:
    """An open database. On SQLite writers take turns, and readers have an engine of their own."""

    url: URL
    writer: AsyncEngine
    reader: AsyncEngine
    _turn: asyncio.Lock | None = field(default=None, repr=False)

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """One transaction that may write. Raises Unavailable when the database does not answer, or nobody gets a turn in 10 s."""
        async with self._in_turn(), _transaction(self.writer) as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """One transaction that sees one moment and may not write."""
        async with _transaction(self.reader) as connection:
            yield connection

    async def checkpoint(self) -> bool:
        """SQLite: empty the write-ahead log into the file, so that what was deleted is gone from both. PostgreSQL: nothing.

        False when an open reader held it up; then the next one clears what this one could not.
        """
        if not self.is_sqlite:
            return True
        async with self._in_turn(), self.writer.connect() as connection:
            # Past SQLAlchemy, which would begin a transaction first; the log cannot be emptied within one.
            driver: Any = (await connection.get_raw_connection()).driver_connection
            async with driver.execute("PRAGMA wal_checkpoint(TRUNCATE)") as cursor:
                busy, *_ = await cursor.fetchone()
        return not busy

    @asynccontextmanager
    async def _in_turn(self) -> AsyncIterator[None]:
        """Waiting in the process is fair; SQLite's own busy handler, which other processes meet, is not."""
        if self._turn is None:
            yield
            return
        try:
            async with asyncio.timeout(BUSY_SECONDS):
                await self._turn.acquire()
        except TimeoutError as error:
            raise Unavailable("the database stayed busy for 10 seconds") from error
        try:
            yield
        finally:
            self._turn.release()

    async def close(self) -> None:
        await self.writer.dispose()
        await self.reader.dispose()


@asynccontextmanager
async def _transaction(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """A connection that breaks or stays busy, or a full disk, is Unavailable; other database errors stay what they are: ours."""
    connection = engine.connect()
    try:
        await connection.start()
    except (sa.exc.DBAPIError, sa.exc.TimeoutError, OSError) as error:
        raise Unavailable("the database does not answer") from error
    try:
        async with connection.begin():
            yield connection
    except sa.exc.DBAPIError as error:
        if error.connection_invalidated or _is_outage(error.orig):
            raise Unavailable("the database does not answer") from error
        raise
    except sa.exc.PendingRollbackError as error:
        # The connection broke earlier in the block, and somebody there took it for a failure of their own.
        raise Unavailable("the database does not answer") from error
    finally:
        await asyncio.shield(connection.close())


def _is_outage(error: BaseException | None) -> bool:
    """Whether the same may do well later: SQLITE_BUSY, SQLITE_FULL and SQLITE_IOERR; PostgreSQL's classes 40 (two transactions
    that waited for each other) and 53 (insufficient resources)."""
    words = ("database is locked", "database or disk is full", "disk I/O error")
    return str(getattr(error, "sqlstate", None)).startswith(("40", "53")) or any(each in str(error) for each in words)


def engines(url: str) -> Store:
    """A store that nobody has looked at yet: it may not be there. For `open_store` and the migrations."""
    parsed = read_url(url)
    # Parameters are kept out of errors and logs: they may be somebody's words.
    common: dict[str, Any] = {"hide_parameters": True}
    if parsed.get_backend_name() != "sqlite":
        writer = create_async_engine(parsed, pool_pre_ping=True, **common)
        # Repeatable read: a reader sees one moment, as it does on SQLite.
        reader = writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        return Store(parsed, writer, reader)
    writer, reader = (create_async_engine(parsed, async_creator=partial(connect, parsed), **common) for _ in range(2))
    _settle(writer, begin="BEGIN IMMEDIATE", read_only=False)
    _settle(reader, begin="BEGIN", read_only=True)
    return Store(parsed, writer, reader, asyncio.Lock())


def _settle(engine: AsyncEngine, *, begin: str, read_only: bool) -> None:
    """Take transactions out of the driver's hands: it would begin late, and take the write lock at the first write only."""
    pragmas = [
        f"busy_timeout = {int(BUSY_SECONDS * 1000)}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    ]
    if read_only:
        pragmas.append("query_only = ON")

    @event.listens_for(engine.sync_engine, "connect")
    def connected(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begun(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)
