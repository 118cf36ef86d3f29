"""Parents in whose language a message is not yet: they hear that we are still busy when the day that they were told is over."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.bulletin import Bulletin, BulletinKind, BulletinState
from bot.domain.delivery import Delivery, Purpose, Recipient, RecipientKind, State
from bot.domain.person import PersonState
from bot.services.following_up import language_waits
from tests.fakes.clock import MONDAY_MORNING
from tests.people import AMINA, BOT, KASIA, SPIEGEL, VOORBEELDSTAD
from tests.services.conftest import Town

TEXT = "common.ready_still_busy"


@pytest.fixture
def waiting(town: Town) -> Town:
    """A message went out two days before the day that parents were told; Amina waits for it in Arabic, Kasia in Polish."""
    town.rows.bulletins["update"] = Bulletin(
        "update",
        VOORBEELDSTAD.id,
        SPIEGEL.id,
        BulletinKind.SHORT,
        BulletinState.SENDING,
        sent_at=MONDAY_MORNING,
        promised_before=date(2026, 11, 25),
    )
    for person in (AMINA, KASIA):
        to = Recipient(RecipientKind.PERSON, person.id)
        about = f"update:{person.id}", VOORBEELDSTAD.id, BOT.id, to, Purpose.BROADCAST, f"update:{person.id}", MONDAY_MORNING
        row = Delivery(*about, State.WAITING, reason="language_not_approved", bulletin_id="update", opened=False)
        town.rows.deliveries[row.id] = row
    town.rows.approvals.clear()
    town.approve_text(TEXT, "ar")
    return town


async def look(town: Town, day: int, hour: int) -> list[str]:
    """Who was told by then."""
    town.clock.set(datetime(2026, 11, day, hour, tzinfo=UTC))
    await language_waits.look(town.work, VOORBEELDSTAD)
    return town.told("language_waits")


async def test_who_can_read_that_we_are_busy_hears_it_once_when_the_day_is_over_and_at_a_decent_hour(waiting: Town) -> None:
    assert await look(waiting, 25, 12) == []
    assert await look(waiting, 26, 3) == [], "the coalition sleeps"
    assert await look(waiting, 26, 9) == [AMINA.id], "nobody approved the words in Polish"
    assert await look(waiting, 27, 9) == [AMINA.id]


async def test_who_got_it_meanwhile_pauses_or_of_whom_it_was_taken_back_hears_nothing(waiting: Town) -> None:
    rows = waiting.rows
    row = rows.deliveries[f"update:{AMINA.id}"]
    rows.deliveries[row.id] = replace(row, state=State.SENT, reason=None)
    assert await look(waiting, 26, 9) == []
    rows.deliveries[row.id] = row
    waiting.put(replace(AMINA, state=PersonState.PAUSED))
    assert await look(waiting, 26, 10) == []
    waiting.put(AMINA)
    rows.bulletins["update"] = replace(rows.bulletins["update"], state=BulletinState.CANCELLED)
    assert await look(waiting, 26, 11) == []


async def test_a_message_that_came_after_the_promised_day_waits_until_its_own_day_is_over(waiting: Town) -> None:
    rows = waiting.rows
    rows.bulletins["update"] = replace(rows.bulletins["update"], promised_before=date(2026, 11, 16))
    assert await look(waiting, 23, 15) == []
    assert await look(waiting, 24, 9) == [AMINA.id]


async def test_it_is_looked_at_again_when_it_is_said(waiting: Town) -> None:
    await look(waiting, 26, 9)
    assert await language_waits.still_waits(waiting.work, AMINA, "update")
    waiting.rows.approvals.clear()
    assert not await language_waits.still_waits(waiting.work, AMINA, "update")
