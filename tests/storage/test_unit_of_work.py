"""All of it or nothing; and who must know is told after the commit."""

import asyncio

import pytest
import sqlalchemy as sa

from bot.domain.coalition import Coalition
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind
from bot.domain.errors import NotThere
from bot.domain.person import Address
from bot.domain.wording import Content
from bot.services.ports import UnitsOfWork
from bot.storage.cipher import Cipher
from bot.storage.engine import Store
from bot.storage.opening import open_store
from bot.storage.unit_of_work import SqlUnitsOfWork
from bot.storage.wake import listen
from tests.databases import Database
from tests.fakes.chance import FakeChance
from tests.fakes.clock import MONDAY_MORNING, FakeClock
from tests.storage.conftest import ACCOUNT, COALITION, Town, says


def to_samira(key: str) -> Delivery:
    part = Part(f"part-{key}", f"delivery-{key}", 1, PartKind.SEND, Content(("react.thanks.say",)))
    place = Recipient(RecipientKind.PERSON, "samira")
    return Delivery(f"delivery-{key}", COALITION, ACCOUNT, place, Purpose.REPLY, key, MONDAY_MORNING, parts=(part,))


async def test_what_fails_leaves_nothing_behind(town: Town) -> None:
    async def fail() -> None:
        async with town.units() as uow:
            await uow.coalitions.save(Coalition("elsewhere", "Kansrijk Elders"))
            await uow.inbox.store(COALITION, says("1", "Hallo"))
            raise RuntimeError

    heard: list[frozenset[str]] = []
    town.units.on_commit(heard.append)
    with pytest.raises(RuntimeError):
        await fail()
    async with town.units.reading() as uow:
        assert [coalition.id for coalition in await uow.coalitions.all()] == [COALITION]
        with pytest.raises(NotThere):
            await uow.coalitions.get("elsewhere")
    assert heard == []


async def test_a_row_that_names_nobody_is_refused_at_the_commit(town: Town) -> None:
    async def fail() -> None:
        async with town.units() as uow:
            await uow.coalitions.save(Coalition("elsewhere", "Kansrijk Elders"))
            await uow.people.save_address(Address("a", COALITION, "no-such-bot", "telegram", "77"))

    with pytest.raises(sa.exc.IntegrityError):
        await fail()
    async with town.units.reading() as uow:
        assert [coalition.id for coalition in await uow.coalitions.all()] == [COALITION]


async def test_the_dispatcher_and_the_handler_are_woken_by_what_touched_them(town: Town) -> None:
    await town.joins("Samira")
    heard: list[frozenset[str]] = []
    town.units.on_commit(heard.append)

    async with town.units() as uow:
        await uow.coalitions.save(Coalition("elsewhere", "Kansrijk Elders"))
    assert heard == []
    await town.says("1", "Hallo")
    await town.says("1", "Hallo")
    async with town.units() as uow:
        await uow.ledger.add(to_samira("one"))
        assert heard == [{"inbox"}]
    async with town.units() as uow:
        await uow.ledger.add(to_samira("two"))
        await uow.inbox.store(COALITION, says("2", "Nog iets"))
    assert heard == [{"inbox"}, {"ledger"}, {"ledger", "inbox"}]


async def test_reading_cannot_write(town: Town) -> None:
    async def write() -> None:
        async with town.units.reading() as uow:
            await uow.inbox.store(COALITION, says("1", "Hallo"))

    with pytest.raises(sa.exc.DBAPIError):
        await write()


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_another_process_hears_of_a_commit(town: Town, database: Database) -> None:
    elsewhere = await open_store(database.url)
    heard: asyncio.Queue[frozenset[str]] = asyncio.Queue()
    listening = asyncio.create_task(listen(elsewhere, heard.put_nowait))
    async with asyncio.timeout(20):
        # Something may have been missed before it listened.
        assert await heard.get() == {"ledger", "inbox"}
        await town.says("1", "Hallo")
        assert await heard.get() == {"inbox"}
    listening.cancel()
    await asyncio.wait([listening])
    await elsewhere.close()


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_listening_begins_anew_when_its_connection_is_lost(town: Town, database: Database) -> None:
    elsewhere = await open_store(database.url)
    heard: asyncio.Queue[frozenset[str]] = asyncio.Queue()
    listening = asyncio.create_task(listen(elsewhere, heard.put_nowait, again_after=0))
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query ILIKE 'LISTEN%' AND datname = current_database()"
    async with asyncio.timeout(20):
        await heard.get()
        async with town.units.store.writing() as connection:
            assert (await connection.execute(sa.text(others))).scalar_one() is True
        assert await heard.get() == {"ledger", "inbox"}
    listening.cancel()
    await asyncio.wait([listening])
    await elsewhere.close()


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_on_sqlite_there_is_nothing_to_listen_to(town: Town) -> None:
    async with asyncio.timeout(20):
        await listen(town.units.store, lambda touched: None)


async def test_the_databases_own_clock_tells_seconds_since_the_epoch(store: Store, cipher: Cipher) -> None:
    units = SqlUnitsOfWork(store, cipher, FakeChance(), FakeClock())
    async with units.transaction() as tx:
        first = (await tx.connection.execute(sa.select(tx.lease.now()))).scalar_one()
        # Any clock of this century, told in seconds.
        assert 1_700_000_000 < first < 4_200_000_000
        assert (await tx.connection.execute(sa.select(tx.lease.now()))).scalar_one() >= first


async def test_services_may_use_it_as_their_port(town: Town) -> None:
    units: UnitsOfWork = town.units
    async with units() as uow:
        assert (await uow.coalitions.get(COALITION)).name == "Kansrijk Waterveen"
