"""What was read by its id is known for the rest of the transaction, until something of its table changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import event

from bot.domain.errors import NotThere
from bot.storage.engine import Store
from bot.storage.tables.people import people
from bot.storage.unit_of_work import SqlUnitsOfWork
from tests.people import BOT, LOTTE, SANNE, SPIEGEL, VOORBEELDSTAD


@contextmanager
def counting(store: Store) -> Iterator[list[str]]:
    """The statements that look for people."""
    asked: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        if statement.startswith("SELECT people."):
            asked.append(statement)

    event.listen(store.writer.sync_engine, "before_cursor_execute", note)
    yield asked
    event.remove(store.writer.sync_engine, "before_cursor_execute", note)


@pytest.fixture
async def settled(units: SqlUnitsOfWork) -> SqlUnitsOfWork:
    async with units() as uow:
        await uow.coalitions.save(VOORBEELDSTAD)
        await uow.coalitions.save_bot_account(BOT)
        await uow.trajectories.save(SPIEGEL)
        await uow.people.add(LOTTE)
        await uow.people.add(SANNE)
    return units


async def test_a_person_is_looked_up_once(settled: SqlUnitsOfWork, store: Store) -> None:
    with counting(store) as asked:
        async with settled() as uow:
            assert [await uow.people.find(LOTTE.id), await uow.people.get(LOTTE.id)] == [LOTTE, LOTTE]
            assert [await uow.people.find("nobody"), await uow.people.find("nobody")] == [None, None]
        assert len(asked) == 2


async def test_what_changes_a_person_is_seen_at_once(settled: SqlUnitsOfWork) -> None:
    async with settled() as uow:
        assert await uow.people.find("noor") is None
        before = await uow.people.get(LOTTE.id)
        await uow.people.save(replace(before, language="tr"))
        await uow.people.add(replace(LOTTE, id="noor"))
        assert (await uow.people.get(LOTTE.id)).language == "tr"
        assert await uow.people.find("noor") is not None
        await uow.people.forget("noor")
        assert await uow.people.find("noor") is None


async def test_another_transaction_looks_for_itself(settled: SqlUnitsOfWork) -> None:
    async with settled.reading() as looking:
        assert (await looking.people.get(LOTTE.id)).language == LOTTE.language
        async with settled() as uow:
            await uow.people.save(replace(LOTTE, language="tr"))
    async with settled.reading() as looking:
        assert (await looking.people.get(LOTTE.id)).language == "tr"


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_what_was_only_read_is_read_again_to_be_locked(settled: SqlUnitsOfWork) -> None:
    async with settled() as uow:
        assert (await uow.tx.one(people, LOTTE.id)).language == LOTTE.language
        async with settled() as other:
            await other.people.save(replace(LOTTE, language="tr"))
        assert (await uow.tx.one(people, LOTTE.id)).language == LOTTE.language
        assert (await uow.tx.one(people, LOTTE.id, lock=True)).language == "tr"
        assert (await uow.tx.one(people, LOTTE.id)).language == "tr"


async def test_some_come_in_the_order_in_which_they_are_asked_for(settled: SqlUnitsOfWork, store: Store) -> None:
    with counting(store) as asked:
        async with settled() as uow:
            found = await uow.tx.some(people, [SANNE.id, LOTTE.id, SANNE.id])
            assert [row.id for row in found] == [SANNE.id, LOTTE.id, SANNE.id]
            assert len(asked) == 1
            with pytest.raises(NotThere):
                await uow.tx.some(people, [LOTTE.id, "nobody"])
