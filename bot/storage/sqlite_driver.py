"""SQLite by aiosqlite, with one trip to its thread for each statement.

aiosqlite makes four of them: for a cursor, to execute, to fetch and to close, and each costs more than most of our statements do
(`make bench`: it doubles what a transaction takes). Here a statement is executed and read in one; its rows wait in the memory.
"""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Thread
from typing import Any, Self

import aiosqlite
from aiosqlite import core
from sqlalchemy.engine import URL


class Cursor:
    """As much of an asynchronous cursor as SQLAlchemy asks for. It can be used again, and has nothing to close."""

    def __init__(self, run: "Callable[[Callable[[sqlite3.Connection], None]], Any]") -> None:
        self._run = run
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, statement: str, values: Any = ()) -> Self:
        """Raises what sqlite3 raises."""
        return await self._do(lambda cursor: cursor.execute(statement, values))

    async def executemany(self, statement: str, values: Any) -> Self:
        """Once for each of `values`; it has no rows."""
        return await self._do(lambda cursor: cursor.executemany(statement, values))

    async def _do(self, what: Callable[[sqlite3.Cursor], object]) -> Self:
        def in_the_thread(connection: sqlite3.Connection) -> None:
            cursor = connection.cursor()
            try:
                what(cursor)
                self._rows = cursor.fetchall() if cursor.description else []
                # Of a statement with RETURNING it is known once all rows were read.
                self.description, self.rowcount, self.lastrowid = cursor.description, cursor.rowcount, cursor.lastrowid
            finally:
                cursor.close()

        await self._run(in_the_thread)
        return self

    async def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else None

    async def fetchmany(self, size: int | None = None) -> Sequence[Any]:
        size = self.arraysize if size is None else size
        some, self._rows = self._rows[:size], self._rows[size:]
        return some

    async def fetchall(self) -> Sequence[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        """It was closed in the thread already."""


class Connection(aiosqlite.Connection):
    """With cursors of the kind above, and a thread of the kind below."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        # A process that ends without closing it does not wait for it.
        self._thread = Thread(target=_work, args=(self._tx,), daemon=True)

    def cursor(self) -> Cursor:  # type: ignore[override]
        """Made without a trip to the thread."""
        return Cursor(lambda what: self._execute(lambda: what(self._conn)))  # type: ignore[no-untyped-call]


def _work(asked: "core._TxQueue") -> None:
    """Does what is asked, one after the other, until it is asked to stop; as aiosqlite's own thread does, but for one thing.

    Who was cancelled while they waited may be gone with their event loop before the answer is there. aiosqlite's thread ends
    there with a traceback, and leaves the database open.
    """
    result: Any = None
    while result is not core._STOP_RUNNING_SENTINEL:  # noqa: SLF001 - aiosqlite has no other name for it
        future, function = asked.get()
        tell: Callable[[asyncio.Future[Any], Any], object]
        try:
            tell, result = core.set_result, function()
        except BaseException as error:
            tell, result = core.set_exception, error
        if future is not None:
            with suppress(RuntimeError):  # the loop is closed
                future.get_loop().call_soon_threadsafe(tell, future, result)


async def connect(url: URL) -> Connection:
    """Opens the file; one that is not there is made, for nobody else to read. Raises sqlite3.OperationalError when it cannot."""
    file = str(url.database)
    with suppress(OSError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    connection = Connection(lambda: sqlite3.connect(file))
    await connection
    return connection
