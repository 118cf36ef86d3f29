"""A bulletin that begins later, and one that waits for a word after a night without anybody; by the command line."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from bot import steering
from bot.domain.errors import Mistake
from bot.rehearsal.demo.stage import Stage
from bot.steering import Order
from bot.storage.tables.coalitions import heartbeats
from tests.end_to_end.test_quiet import at
from tests.end_to_end.test_steering import has
from tests.end_to_end.town import BULLETIN, coordinators, forum, group_says, joined

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


async def test_it_begins_at_its_moment_on_the_coalitions_clock_and_one_message_follows_it(stage: Stage) -> None:
    await forum(stage)
    lotte = await joined(stage, "Lotte")
    said = await steering.steer_in(stage.house, Order("send", BULLETIN, at="2026-06-03 10:30", until="2026-06-05 18:00"))
    assert said == {
        "id": BULLETIN,
        "state": "scheduled",
        "recipients": 1,
        "counts": {"waiting": 1},
        "reasons": {"scheduled": 1},
    }
    await at(stage, 3, 10)
    assert not has(stage, lotte)
    assert group_says(stage, "common.progress_card") == []
    await at(stage, 3, 10, 31)
    assert has(stage, lotte)
    await at(stage, 3, 11)
    status = await steering.bulletin_in(stage.house, "status", BULLETIN)
    assert (status["state"], status["counts"]) == ("sent", {"sent": 1})
    [card] = group_says(stage, "common.progress_card")
    assert "verstuurd" in card.text


async def test_a_moment_that_is_no_moment_is_said_so() -> None:
    for typed, what in (("morgen", "is no moment"), ("2026-03-29 02:30", "is skipped there")):
        with pytest.raises(Mistake, match=what):
            steering.moment(typed, AMSTERDAM)
    assert steering.moment("2026-11-24T10:00", AMSTERDAM) == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert steering.moment("2026-11-24 10:00+00:00", AMSTERDAM) == datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "order",
    [Order("pause", "b", at="2026-11-24"), Order("send", "b", rows=("x",)), Order("uncertain", "b", rows=("x",))],
)
def test_options_of_another_order_are_refused(order: Order) -> None:
    with pytest.raises(Mistake):
        order.check()


async def test_after_a_night_without_anybody_a_coordinator_lets_it_go(stage: Stage) -> None:
    marit, _ = await coordinators(stage)
    lotte = await joined(stage, "Lotte")
    await at(stage, 4, 21)
    await steering.bulletin_in(stage.house, "send", BULLETIN)
    await nobody_is_there(stage, hours=13)
    await stage.settle()
    assert not has(stage, lotte)
    status = await steering.bulletin_in(stage.house, "status", BULLETIN)
    assert (status["counts"], status["reasons"]) == ({"waiting": 1}, {"after_outage": 1})
    stage.expect(marit, "after_outage.ask.say")
    await stage.tap(marit, "after_outage.ask.choices.send")
    assert has(stage, lotte)


async def nobody_is_there(stage: Stage, *, hours: float) -> None:
    """The process ends and another one starts so much later: as the database sees it, the last heartbeat is as old."""
    async with stage.house.units.transaction() as tx:
        await tx.change(sa.update(heartbeats).values(beat_at=heartbeats.c.beat_at - hours * 3600))
    stage.world.clock.advance(hours * 3600)
    await stage.house.running.first()
