"""Opening a store says what is wrong; writers take turns; readers do not wait."""

import asyncio
import re
from contextlib import suppress
from pathlib import Path

import asyncpg
import pytest
import sqlalchemy as sa

from bot.domain.errors import Mistake, Unavailable
from bot.storage.database_url import read_url
from bot.storage.engine import Store
from bot.storage.opening import open_store
from tests.databases import Database, Server


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "no URL"),
        ("mysql://host/name", "mysql is not known"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///no/such/folder/weerklank.db", "no folder no/such/folder.*mkdir -p no/such/folder"),
    ],
)
async def test_a_wrong_url_is_a_mistake_with_a_mend(url: str, says: str) -> None:
    with pytest.raises(Mistake, match=says) as told:
        await open_store(url)
    assert told.value.mend


async def test_a_folder_in_place_of_a_file_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match="is a folder"):
        await open_store(f"sqlite:///{tmp_path}")


async def test_a_file_that_is_something_else_is_a_mistake(tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_text("Beste mensen, " * 100)
    with pytest.raises(Mistake, match="is not an SQLite database"):
        await open_store(f"sqlite:///{file}")


def test_sslmode_is_understood_as_hosting_companies_write_it() -> None:
    url = read_url("postgres://weerklank:word@db.example.org/weerklank?sslmode=require")
    assert url.drivername == "postgresql+asyncpg"
    assert url.query == {"ssl": "require"}


async def test_a_postgresql_database_that_is_not_there_is_a_mistake(postgresql: Server) -> None:
    with pytest.raises(Mistake, match=r"has no database nowhere.*createdb nowhere"):
        await open_store(postgresql.url("nowhere"))


async def test_a_user_that_the_server_refuses_is_a_mistake_that_keeps_the_password_to_itself(postgresql: Server) -> None:
    with pytest.raises(Mistake, match="refuses this user or password") as told:
        await open_store(re.sub(r"//[^@]*@", "//stranger:geheim@", postgresql.url("postgres")))
    assert "geheim" not in str(told.value)


async def test_a_server_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(Unavailable, match="does not answer"):
        await open_store("postgresql://weerklank:word@127.0.0.1:1/weerklank")


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_a_unit_of_work_on_a_server_that_went_away_is_unavailable(store: Store) -> None:

    async def work() -> None:
        async with store.writing() as connection:
            pid = (await connection.execute(sa.text("SELECT pg_backend_pid()"))).scalar_one()
            other = await asyncpg.connect(store.url.set(drivername="postgresql").render_as_string(hide_password=False))
            await other.execute(f"SELECT pg_terminate_backend({pid})")
            await other.close()
            await connection.execute(sa.text("SELECT 1"))

    with pytest.raises(Unavailable):
        await work()


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_a_server_that_went_away_is_unavailable_even_to_who_caught_the_error(store: Store) -> None:
    async def work() -> None:
        async with store.writing() as connection:
            pid = (await connection.execute(sa.text("SELECT pg_backend_pid()"))).scalar_one()
            other = await asyncpg.connect(store.url.set(drivername="postgresql").render_as_string(hide_password=False))
            await other.execute(f"SELECT pg_terminate_backend({pid})")
            await other.close()
            with suppress(sa.exc.DBAPIError):
                await connection.execute(sa.text("SELECT 1"))

    with pytest.raises(Unavailable):
        await work()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_full_disk_is_unavailable_and_works_again_when_there_is_room(store: Store) -> None:
    async with store.writing() as connection:
        await connection.exec_driver_sql("PRAGMA max_page_count = 1")  # SQLite makes that the pages there are

    async def work() -> None:
        async with store.writing() as connection:
            await connection.exec_driver_sql("CREATE TABLE too_much AS SELECT randomblob(100000) AS bytes")

    with pytest.raises(Unavailable):
        await work()
    async with store.writing() as connection:
        await connection.exec_driver_sql("PRAGMA max_page_count = 100000")
    await work()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_sqlite_is_set_up_to_lose_nothing_and_to_wipe_what_is_deleted(store: Store) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 10_000}
    async with store.writing() as connection:
        found = {name: (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one() for name in wanted}
    assert found == wanted


async def test_nobody_reads_what_was_not_committed_and_readers_do_not_wait(database: Database, store: Store) -> None:
    insert = sa.text("INSERT INTO coalitions VALUES ('c', 'n', 'z', 'NL', :x, :x, 5, 14, '[]', 0)")
    count = sa.text("SELECT count(*) FROM coalitions")
    async with store.writing() as writer:
        await writer.execute(insert, {"x": b"x"})
        async with store.reading() as reader:
            assert (await reader.execute(count)).scalar_one() == 0
    async with store.reading() as reader:
        assert (await reader.execute(count)).scalar_one() == 1


async def test_a_reader_sees_one_moment_and_cannot_write(store: Store) -> None:
    insert = sa.text("INSERT INTO coalitions VALUES ('c', 'n', 'z', 'NL', :x, :x, 5, 14, '[]', 0)")
    count = sa.text("SELECT count(*) FROM coalitions")
    async with store.reading() as reader:
        assert (await reader.execute(count)).scalar_one() == 0
        async with store.writing() as writer:
            await writer.execute(insert, {"x": b"x"})
        assert (await reader.execute(count)).scalar_one() == 0
    with pytest.raises(sa.exc.DBAPIError):
        async with store.reading() as reader:
            await reader.execute(insert, {"x": b"x"})


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_writers_on_sqlite_take_turns_in_order(store: Store) -> None:
    order: list[str] = []

    async def write(name: str) -> None:
        async with store.writing():
            order.append(f"{name} begins")
            await asyncio.sleep(0)
            order.append(f"{name} ends")

    await asyncio.gather(*(write(name) for name in "abc"))
    assert order == ["a begins", "a ends", "b begins", "b ends", "c begins", "c ends"]


async def test_words_that_a_statement_carried_are_not_in_its_error(store: Store) -> None:
    with pytest.raises(sa.exc.DBAPIError) as told:
        async with store.writing() as connection:
            await connection.execute(sa.text("SELECT * FROM nowhere WHERE words = :words"), {"words": "Niemand belde terug"})
    assert "Niemand" not in str(told.value)
