"""Migrations make what the tables say, and can be taken back."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.domain.errors import Mistake
from bot.storage.engine import engines
from bot.storage.migrations import downgrade, head, revisions, upgrade, version
from bot.storage.opening import open_store
from bot.storage.tables.schema import metadata
from tests.databases import Database


async def ask(url: str, question: Callable[[sa.Connection], Any]) -> Any:
    store = engines(url)
    async with store.writer.connect() as connection:
        answer = await connection.run_sync(question)
    await store.close()
    return answer


def differences(connection: sa.Connection) -> list[Any]:
    return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))


def shape(connection: sa.Connection) -> dict[str, list[str]]:
    """Tables with their columns and indexes."""
    found = sa.inspect(connection)
    return {
        table: [column["name"] for column in found.get_columns(table)]
        + sorted(str(index["name"]) for index in found.get_indexes(table))
        for table in found.get_table_names()
        if table != "alembic_version"
    }


async def test_the_migrations_make_what_the_tables_say(database: Database) -> None:
    assert await ask(database.url, differences) == []
    made = await ask(database.url, shape)
    assert set(made) == set(metadata.tables)


async def test_each_migration_goes_up_down_and_up_again(empty_database: Database) -> None:
    url = empty_database.url
    before: str | None = None
    for revision in revisions():
        await upgrade(url, revision)
        first = await ask(url, shape)
        await downgrade(url, before or "base")
        assert await ask(url, version) == before
        await upgrade(url, revision)
        assert await ask(url, shape) == first
        before = revision
    assert before == head()
    await downgrade(url)
    assert await ask(url, shape) == {}


async def test_a_database_that_was_not_upgraded_is_a_mistake_with_a_mend(empty_database: Database) -> None:
    with pytest.raises(Mistake, match=r"(is empty|There is no database .*)\. Run: weerklank db upgrade"):
        await open_store(empty_database.url)


async def test_a_database_of_another_version_is_a_mistake_with_a_mend(empty_database: Database) -> None:
    await upgrade(empty_database.url)
    store = engines(empty_database.url)
    async with store.writing() as connection:
        await connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    await store.close()
    with pytest.raises(Mistake, match=r"version 9999.*Run: weerklank db upgrade"):
        await open_store(empty_database.url)
