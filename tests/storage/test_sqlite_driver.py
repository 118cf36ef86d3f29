"""A statement on SQLite: its rows, what it changed, what goes wrong, and one trip to the thread for all of that."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.storage.database_url import read_url
from bot.storage.sqlite_driver import Connection, connect


class Counting(Connection):
    """Knows how often it went to its thread."""

    trips = 0

    async def _execute(self, fn: Any, *args: Any, **kwargs: Any) -> Any:
        self.trips += 1
        return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[Counting]:
    opened = Counting(lambda: sqlite3.connect(tmp_path / "words.db", isolation_level=None))
    await opened
    await opened.cursor().execute("CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT UNIQUE)")
    opened.trips = 0
    yield opened
    await opened.close()


async def test_a_statement_is_one_trip_with_its_rows(connection: Counting) -> None:
    cursor = connection.cursor()
    await cursor.executemany("INSERT INTO words (word) VALUES (?)", [("hallo",), ("dag",), ("tot ziens",)])
    assert cursor.rowcount == 3
    await cursor.execute("SELECT id, word FROM words ORDER BY id")
    assert connection.trips == 2
    assert [column[0] for column in cursor.description] == ["id", "word"]
    assert await cursor.fetchone() == (1, "hallo")
    assert await cursor.fetchmany(1) == [(2, "dag")]
    assert await cursor.fetchall() == [(3, "tot ziens")]
    assert await cursor.fetchone() is None
    await cursor.close()
    assert connection.trips == 2


async def test_what_a_statement_changed_is_known(connection: Counting) -> None:
    cursor = connection.cursor()
    await cursor.execute("INSERT INTO words (word) VALUES (?), (?) RETURNING id", ("hallo", "dag"))
    assert (cursor.rowcount, await cursor.fetchall()) == (2, [(1,), (2,)])
    await cursor.execute("INSERT INTO words (word) VALUES ('nou')")
    assert (cursor.lastrowid, cursor.description, await cursor.fetchall()) == (3, None, [])
    await cursor.execute("UPDATE words SET word = word || '!' WHERE id < 3")
    assert cursor.rowcount == 2


async def test_a_statement_that_fails_leaves_the_connection_as_it_was(connection: Counting) -> None:
    cursor = connection.cursor()
    await cursor.execute("INSERT INTO words (word) VALUES ('hallo')")
    with pytest.raises(sqlite3.IntegrityError):
        await cursor.execute("INSERT INTO words (word) VALUES ('hallo')")
    with pytest.raises(sqlite3.OperationalError):
        await connection.cursor().execute("SELECT nothing FROM nowhere")
    await cursor.execute("SELECT count(*) FROM words")
    assert await cursor.fetchone() == (1,)


async def test_a_file_that_cannot_be_opened_is_said_so(tmp_path: Path) -> None:
    url = read_url(f"sqlite:///{tmp_path / 'words.db'}").set(database=str(tmp_path / "nowhere" / "words.db"))
    with pytest.raises(sqlite3.OperationalError, match="unable to open"):
        await connect(url)


def test_the_database_is_closed_when_who_asked_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken: list[object] = []
    monkeypatch.setattr(threading, "excepthook", broken.append)
    gone = threading.Event()

    async def leaves_while_waiting() -> Connection:
        connection = await connect(read_url(f"sqlite:///{tmp_path / 'words.db'}"))
        asking = asyncio.ensure_future(connection._execute(gone.wait))  # type: ignore[no-untyped-call]
        await asyncio.sleep(0)
        asking.cancel()
        connection.stop()
        return connection

    connection = asyncio.run(leaves_while_waiting())
    gone.set()
    connection._thread.join(10)
    assert (broken, connection._connection) == ([], None)
