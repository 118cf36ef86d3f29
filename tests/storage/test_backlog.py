"""How much waits, in numbers."""

from datetime import timedelta

import pytest

from bot.domain.bulletin import Bulletin, BulletinKind, BulletinState
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind, State
from bot.domain.wording import Content
from bot.services.reporting.backlog import Backlog
from bot.storage.backlog import answers, backlog
from bot.storage.unit_of_work import SqlUnitsOfWork
from tests.fakes.clock import MONDAY_MORNING, FakeLeaseClock
from tests.storage.conftest import ACCOUNT, COALITION, TRAJECTORY, Town

NOW = MONDAY_MORNING


async def asked(units: SqlUnitsOfWork) -> Backlog:
    return await backlog(units.store, units.lease_clock, NOW)


def delivery(number: int, *, minutes_ago: float, state: State = State.PENDING, bulletin: str | None = None) -> Delivery:
    due = NOW - timedelta(minutes=minutes_ago)
    part = Part(f"p{number}", f"d{number}", 1, PartKind.SEND, Content(("text",)), state, due_at=due)
    to = Recipient(RecipientKind.ADDRESS, f"address-{number}")
    return Delivery(
        f"d{number}", COALITION, ACCOUNT, to, Purpose.BROADCAST, f"k{number}", due, bulletin_id=bulletin, parts=(part,)
    )


async def test_where_nothing_waits_everything_is_nought(town: Town) -> None:
    await answers(town.units.store)
    assert await asked(town.units) == Backlog(
        inbox={"new": 0, "set_aside": 0},
        inbox_seconds=0.0,
        parts={"pending": 0, "leased": 0, "sending": 0},
        due_seconds=0.0,
        waiting=0,
    )


async def test_the_inbox_lags_by_its_oldest_row_that_may_be_handled(town: Town, lease_clock: FakeLeaseClock) -> None:
    for number in range(3):
        await town.says(f"{number}", "Dag", f"chat-{number}")
        lease_clock.move(10)
    async with town.units() as uow:
        for row_id, again_at in ((1, None), (2, NOW + timedelta(minutes=1))):
            await uow.inbox.mark_failed(row_id, error="ValueError", again_at=again_at)
    found = await asked(town.units)
    assert found.inbox == {"new": 2, "set_aside": 1}
    assert found.inbox_seconds == pytest.approx(10, abs=0.01)


async def test_the_ledger_lags_by_the_part_that_is_longest_due_unless_somebody_holds_it(town: Town) -> None:
    paused = Bulletin("autumn", COALITION, TRAJECTORY, BulletinKind.SHORT, BulletinState.PAUSED)
    async with town.units() as uow:
        await uow.bulletins.save(paused)
        for each in (
            delivery(1, minutes_ago=1),
            delivery(2, minutes_ago=3),
            delivery(3, minutes_ago=-60),
            delivery(4, minutes_ago=90, bulletin=paused.id),
            delivery(5, minutes_ago=90, state=State.WAITING),
            delivery(6, minutes_ago=90, state=State.SENT),
        ):
            await uow.ledger.add(each)
    found = await asked(town.units)
    assert found.parts == {"pending": 4, "leased": 0, "sending": 0}
    assert found.due_seconds == 180.0
