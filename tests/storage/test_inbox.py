"""Nothing in is lost, and one person is handled in order, one row at a time."""

import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.domain.errors import NotThere
from bot.domain.events import Happened
from bot.domain.inbox import InboxRow, InboxState
from bot.storage.inbox import EVENT_SECONDS, UNIQUE_SECONDS
from bot.storage.unit_of_work import SqlUnitsOfWork
from tests.databases import somebody_waits
from tests.fakes.clock import MONDAY_MORNING, FakeLeaseClock
from tests.storage.conftest import COALITION, Town, says

NOW = MONDAY_MORNING


async def take(units: SqlUnitsOfWork) -> InboxRow | None:
    """Handle the next row, and commit."""
    async with units() as uow:
        row = await uow.inbox.next(NOW)
        if row is not None:
            await uow.inbox.mark_handled(row.id)
    return row


async def take_all(units: SqlUnitsOfWork) -> list[str]:
    """What was handled, in order: the words of updates, the names of events."""
    found = []
    while (row := await take(units)) is not None:
        found.append(row.inbound.text if row.inbound else row.happened.name if row.happened else "")
    return found


def told(name: str, person_id: str, key: str | None = None) -> Happened:
    return Happened(name, COALITION, person_id, key or f"{name}:{person_id}", {"bulletin_id": "b1"})


async def tell(units: SqlUnitsOfWork, *events: Happened) -> list[bool]:
    async with units() as uow:
        return [await uow.inbox.tell(event) for event in events]


async def test_what_samira_says_is_handled_once_as_she_said_it(town: Town) -> None:
    await town.says("1", "Mag ik iets vragen?")
    row = await take(town.units)
    assert row is not None
    assert row.inbound == says("1", "Mag ik iets vragen?")
    assert (row.coalition_id, row.attempts, row.state) == (COALITION, 0, InboxState.NEW)
    assert await take(town.units) is None


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_what_one_person_says_to_two_processes_is_numbered_in_the_order_of_commits(town: Town) -> None:
    await town.joins("Samira")
    async with town.units() as uow:
        await uow.inbox.store(COALITION, says("1", "one"))
        second = asyncio.create_task(town.says("2", "two"))
        await town.says("3", "three", "chat-of-Piotr")  # somebody else does not wait
        await somebody_waits(town.units.store)
        assert not second.done()
    await second
    async with town.units() as uow:
        first = await uow.inbox.next(MONDAY_MORNING)
    assert first is not None
    assert first.inbound is not None
    assert first.inbound.text == "one"


async def test_the_same_update_twice_is_there_once_also_after_it_was_handled(town: Town) -> None:
    assert await town.says("1", "Hallo") is True
    assert await town.says("1", "Hallo") is False
    assert await take_all(town.units) == ["Hallo"]
    assert await town.says("1", "Hallo") is False
    assert await take_all(town.units) == []


async def test_an_update_id_that_returns_after_seven_days_is_another_update(town: Town, lease_clock: FakeLeaseClock) -> None:
    await town.says("1", "In november")
    lease_clock.move(UNIQUE_SECONDS - 1)
    assert await town.says("1", "Nog steeds november") is False
    lease_clock.move(2)
    assert await town.says("1", "Een week later") is True
    assert await take_all(town.units) == ["In november", "Een week later"]


async def test_a_unit_of_work_that_fails_leaves_the_row_to_be_handled_again(town: Town) -> None:
    await town.says("1", "Hallo")

    async def fail() -> None:
        async with town.units() as uow:
            row = await uow.inbox.next(NOW)
            assert row is not None
            await uow.inbox.mark_handled(row.id)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    assert await take_all(town.units) == ["Hallo"]


async def test_updates_go_before_events_of_others(town: Town) -> None:
    for name in ("Samira", "Piotr"):
        await town.joins(name)
    await tell(town.units, told("bulletin_due", "samira"))
    await town.says("1", "Dzień dobry", "chat-of-Piotr")
    assert await take_all(town.units) == ["Dzień dobry", "bulletin_due"]


async def test_one_persons_events_and_words_keep_their_order_and_do_not_wait_for_others_events(town: Town) -> None:
    for name in ("Piotr", "Samira"):
        await town.joins(name)
    await tell(town.units, told("bulletin_due", "piotr"), told("bulletin_due", "samira"), told("floor_free", "samira"))
    await town.says("1", "Ja", "chat-of-Samira")
    rows = []
    while (row := await take(town.units)) is not None:
        rows.append("Ja" if row.inbound else f"{row.happened.name} {row.happened.person_id}" if row.happened else "")
    assert rows == ["bulletin_due samira", "floor_free samira", "Ja", "bulletin_due piotr"]


async def test_an_event_is_told_once(town: Town) -> None:
    await town.joins("Samira")
    assert await tell(town.units, told("bulletin_due", "samira"), told("bulletin_due", "samira")) == [True, False]
    row = await take(town.units)
    assert row is not None
    assert row.happened == told("bulletin_due", "samira")


async def test_a_row_that_failed_waits_and_holds_up_only_its_own_person(town: Town) -> None:
    await town.says("1", "Dit gaat mis", "chat-of-Samira")
    await town.says("2", "En dan?", "chat-of-Samira")
    await town.says("3", "Merhaba", "chat-of-Elif")
    async with town.units() as uow:
        row = await uow.inbox.next(NOW)
        assert row is not None
        await uow.inbox.mark_failed(row.id, error="KeyError handling.turn:12", again_at=NOW + timedelta(seconds=30))
    assert await take_all(town.units) == ["Merhaba"]
    async with town.units() as uow:
        assert await uow.inbox.next(NOW + timedelta(seconds=29)) is None
        again = await uow.inbox.next(NOW + timedelta(seconds=30))
        assert again is not None
        assert (again.id, again.attempts, again.error) == (row.id, 1, "KeyError handling.turn:12")


async def test_a_row_set_aside_lets_the_next_one_go_on_and_can_be_tried_again(town: Town) -> None:
    await town.says("1", "Dit gaat mis")
    await town.says("2", "En dan?")
    async with town.units() as uow:
        row = await uow.inbox.next(NOW)
        assert row is not None
        await uow.inbox.mark_failed(row.id, error="KeyError", again_at=None)
    assert await take_all(town.units) == ["En dan?"]
    async with town.units.reading() as uow:
        [aside] = await uow.inbox.set_aside(COALITION)
        assert await uow.inbox.set_aside("elsewhere") == []
    assert aside.inbound == says("1", "Dit gaat mis")
    async with town.units() as uow:
        await uow.inbox.retry(aside.id)
    assert await take_all(town.units) == ["Dit gaat mis"]
    with pytest.raises(NotThere):
        async with town.units() as uow:
            await uow.inbox.retry(aside.id)


async def test_a_stranger_who_joins_keeps_one_queue(town: Town) -> None:
    await town.says("1", "/start uitnodiging", "77")
    await town.says("2", "Hallo?", "77")
    await town.joins("Samira", sender="77")
    await tell(town.units, told("day_after_due", "samira"))
    await town.says("3", "Ik ben er", "77")
    async with town.units() as uow:
        first = await uow.inbox.next(NOW)
        assert first is not None
        await uow.inbox.mark_failed(first.id, error="KeyError", again_at=NOW + timedelta(minutes=1))
    # As long as the first is open nothing of hers is taken: not what she said as a stranger, no event, nothing later.
    assert await take(town.units) is None
    async with town.units() as uow:
        await uow.inbox.mark_handled(first.id)
    assert await take_all(town.units) == ["Hallo?", "day_after_due", "Ik ben er"]


async def test_a_second_address_follows_the_persons_queue(town: Town) -> None:
    samira = await town.joins("Samira", sender="77")
    async with town.units() as uow:
        first = await uow.people.address(f"address-{samira.id}")
        await uow.people.save_address(type(first)("second", COALITION, first.bot_account_id, "telegram", "88", samira.id))
    await town.says("1", "Van mijn oude telefoon", "77")
    await town.says("2", "Van mijn nieuwe telefoon", "88")
    async with town.units() as uow:
        row = await uow.inbox.next(NOW)
        assert row is not None
        await uow.inbox.mark_failed(row.id, error="KeyError", again_at=NOW + timedelta(minutes=1))
    assert await take(town.units) is None


# On SQLite a unit of work is alone.
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_two_workers_never_have_rows_of_one_person_at_the_same_time(town: Town) -> None:
    for number, (text, sender) in enumerate([("een", "1"), ("twee", "1"), ("bir", "2"), ("iki", "2")]):
        await town.says(str(number), text, sender)
    async with town.units() as one, town.units() as two, town.units() as three:
        first, second = await one.inbox.next(NOW), await two.inbox.next(NOW)
        assert first is not None
        assert second is not None
        assert first.inbound is not None
        assert second.inbound is not None
        assert (first.inbound.text, second.inbound.text) == ("een", "bir")
        assert await three.inbox.next(NOW) is None


# On SQLite ids are given out in the order of commits.
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_an_event_with_a_smaller_id_that_appears_late_waits_for_the_one_at_work(town: Town) -> None:
    await town.joins("Samira")
    late = town.units()
    uow = await late.__aenter__()
    await uow.inbox.tell(told("bulletin_due", "samira"))
    await town.says("2", "snel")
    async with town.units() as one:
        first = await one.inbox.next(NOW)
        assert first is not None
        assert first.inbound is not None
        assert first.inbound.text == "snel"
        await late.__aexit__(None, None, None)
        async with town.units() as two:
            assert await two.inbox.next(NOW) is None
        await one.inbox.mark_handled(first.id)
    async with town.units() as three:
        row = await three.inbox.next(NOW)
    assert row is not None
    assert row.happened is not None
    assert row.happened.name == "bulletin_due"


async def test_a_handled_row_keeps_no_words(town: Town) -> None:
    await town.says("1", "Hallo")
    await take(town.units)
    async with town.units.store.reading() as connection:
        row = (await connection.exec_driver_sql("SELECT payload, state FROM inbox")).one()
    assert tuple(row) == (None, "handled")


async def test_what_was_stored_while_its_person_was_forgotten_holds_nobody_up(town: Town) -> None:
    await town.joins("Samira")
    await town.says("1", "Ben ik er nog?")
    await town.says("2", "Merhaba", "chat-of-Elif")
    async with town.units() as uow:
        await uow.tx.vault.destroy_key("person:samira")
    assert await take_all(town.units) == ["Merhaba"]
    assert await tell(town.units, told("bulletin_due", "samira")) == [False]


async def test_handled_rows_go_when_nobody_needs_them_to_know_the_same_again(town: Town, lease_clock: FakeLeaseClock) -> None:
    await town.joins("Samira")
    await town.says("1", "Hallo")
    await tell(town.units, told("silence_due", "samira"))
    await take_all(town.units)
    await town.says("2", "Nog iets")
    assert await pruned(town.units) == 0
    lease_clock.move(UNIQUE_SECONDS + 1)
    assert await pruned(town.units) == 1
    assert await town.says("1", "Hallo") is True
    assert await tell(town.units, told("silence_due", "samira")) == [False]
    assert await take_all(town.units) == ["Nog iets", "Hallo"]
    lease_clock.move(EVENT_SECONDS)
    assert await pruned(town.units) == 3
    assert await tell(town.units, told("silence_due", "samira")) == [True]


async def pruned(units: SqlUnitsOfWork) -> int:
    async with units() as uow:
        return await uow.inbox.prune()


@pytest.mark.parametrize("damaged", ["UPDATE inbox SET payload = :bytes", "UPDATE data_keys SET wrapped = :bytes"])
async def test_what_cannot_be_read_is_set_aside_and_the_next_one_goes_on(
    town: Town, damaged: str, caplog: pytest.LogCaptureFixture
) -> None:
    await town.joins("Samira")
    await town.says("1", "Mag ik iets vragen?")
    where = "WHERE owner = 'person:samira'" if "data_keys" in damaged else "WHERE update_id = '1'"
    async with town.units() as uow:
        await uow.tx.connection.execute(sa.text(f"{damaged} {where}").bindparams(bytes=b"no ciphertext"))
    await town.joins("Piotr")
    await town.says("2", "Ik ook", sender="chat-of-Piotr")
    assert await take_all(town.units) == ["Ik ook"]
    assert [message for message in caplog.messages if "inbox row 1 is set aside, it cannot be read" in message]
    async with town.units.reading() as uow:
        [row] = await uow.inbox.set_aside()
    assert (row.id, row.state, row.inbound, row.happened) == (1, InboxState.SET_ASIDE, None, None)
    async with town.units() as uow:
        await uow.inbox.retry(1)
    assert await take_all(town.units) == []


async def fails(town: Town, *, again_at: bool = True) -> InboxRow:
    """The next row fails, and waits to be tried again (or is set aside)."""
    async with town.units() as uow:
        row = await uow.inbox.next(NOW)
        assert row is not None
        await uow.inbox.mark_failed(row.id, error="KeyError", again_at=NOW + timedelta(seconds=15) if again_at else None)
    return row


async def held_back(town: Town) -> list[str]:
    """The words of what may go before a row that failed."""
    async with town.units() as uow:
        rows = [await uow.inbox.take(id_) for id_ in await uow.inbox.held_back(NOW)]
    return [row.inbound.text for row in rows if row is not None and row.inbound is not None]


async def test_what_waits_only_for_what_failed_is_known_and_can_be_taken(town: Town) -> None:
    await town.says("1", "Dit gaat mis")
    await town.says("2", "stop")
    await town.says("3", "Merhaba", "chat-of-Elif")
    assert await held_back(town) == []
    await fails(town)
    assert await held_back(town) == ["stop"]
    assert await take_all(town.units) == ["Merhaba"]


async def test_an_event_that_failed_holds_words_back_and_is_no_word_itself(town: Town) -> None:
    await town.joins("Samira")
    await tell(town.units, told("bulletin_due", "samira"))
    await town.says("1", "stop")
    await tell(town.units, told("floor_free", "samira"))
    await fails(town)
    assert await held_back(town) == ["stop"]


async def test_who_failed_itself_waits_for_its_own_time(town: Town) -> None:
    await town.says("1", "Dit gaat mis")
    await town.says("2", "stop")
    await fails(town)
    async with town.units() as uow:
        [stop] = await uow.inbox.held_back(NOW)
        await uow.inbox.mark_failed(stop, error="KeyError", again_at=NOW + timedelta(seconds=1))
        assert await uow.inbox.held_back(NOW) == []
        assert await uow.inbox.held_back(NOW + timedelta(seconds=1)) == [stop]


async def test_a_stop_marks_what_came_before_it_and_nothing_else(town: Town) -> None:
    for number, text in enumerate(["opzij", "Dit gaat mis", "En dan?", "stop", "Nog iets"], 1):
        await town.says(str(number), text)
    await town.says("9", "Merhaba", "chat-of-Elif")
    aside = await fails(town, again_at=False)
    failing = await fails(town)
    async with town.units() as uow:
        stop = (await uow.inbox.held_back(NOW))[1]
        assert await uow.inbox.overtake(stop) == 3
        await uow.inbox.mark_handled(stop)
        await uow.inbox.mark_handled(failing.id)
        await uow.inbox.retry(aside.id)
    found = []
    for _ in range(4):
        async with town.units() as uow:
            row = await uow.inbox.next(NOW)
            assert row is not None
            assert row.inbound is not None
            found.append((row.inbound.text, row.overtaken))
            await uow.inbox.mark_handled(row.id)
    assert sorted(found) == [("En dan?", True), ("Merhaba", False), ("Nog iets", False), ("opzij", True)]


async def test_a_row_that_was_handled_is_not_taken_again(town: Town) -> None:
    await town.says("1", "Hallo")
    row = await take(town.units)
    assert row is not None
    async with town.units() as uow:
        assert await uow.inbox.take(row.id) is None


# On SQLite a unit of work is alone.
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_a_stop_does_not_go_before_what_is_being_tried_at_this_moment(town: Town) -> None:
    await town.says("1", "Dit gaat mis")
    await town.says("2", "stop")
    await fails(town)
    async with town.units() as one:
        assert await one.inbox.next(NOW + timedelta(seconds=15)) is not None
        assert await held_back(town) == []
