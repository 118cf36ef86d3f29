"""What is due by itself: the day after, the silence, the promise."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.follow_up import FollowUp, FollowUpState
from bot.domain.person import PersonState
from bot.domain.trajectory import MirrorConversation
from bot.services import cadence, due, sending
from bot.services.work import CadenceRule
from tests.people import BRAM, FATMA, LOTTE, NOOR, PARENTS, SPIEGEL, VOORBEELDSTAD
from tests.services.conftest import Town

HELD = MirrorConversation("nieuw", VOORBEELDSTAD.id, SPIEGEL.id, date(2026, 11, 24))


async def test_the_day_after_a_conversation_each_joined_parent_is_asked_once(town: Town) -> None:
    town.put(replace(LOTTE, state=PersonState.STOPPED))
    await cadence.after_conversation(town.work, HELD)
    await cadence.after_conversation(town.work, HELD)
    assert sorted(map(str, town.planned("day_after"))) == sorted(p.id for p in PARENTS if p is not LOTTE)
    town.clock.set(datetime(2026, 11, 25, 8, 0, tzinfo=UTC))
    for follow_up in await town.work.uow.follow_ups.due(town.clock.now(), 10):
        assert await due.carry_out(town.work, follow_up) == 1
    assert len(town.told("day_after_due")) == 5


async def test_what_lost_its_sense_is_not_told(town: Town) -> None:
    await cadence.after_conversation(town.work, HELD)
    town.clock.set(datetime(2026, 11, 30, 8, 0, tzinfo=UTC))
    for follow_up in await town.work.uow.follow_ups.due(town.clock.now(), 10):
        assert await due.carry_out(town.work, follow_up) == 0
    assert {f.state for f in town.rows.follow_ups.values()} == {FollowUpState.CANCELLED}


async def test_who_paused_meanwhile_is_told_nothing(town: Town) -> None:
    await cadence.after_conversation(town.work, HELD)
    town.put(replace(FATMA, state=PersonState.PAUSED))
    fatmas = next(f for f in town.rows.follow_ups.values() if f.person_id == FATMA.id)
    assert await due.carry_out(town.work, fatmas) == 0


async def test_a_coordinators_rule_is_told_to_each_joined_coordinator(town: Town) -> None:
    rule = CadenceRule("how_was_it", "bulletin_sent", timedelta(days=2), "how_was_it_due", audience="coordinator")
    work = replace(town.work, cadence=(rule,))
    await sending.send(work, NOOR.actor, "full")
    town.clock.move(days=2)
    (follow_up,) = await work.uow.follow_ups.due(town.clock.now(), 10)
    assert await due.carry_out(work, follow_up) == 2
    assert town.told("how_was_it_due") == [NOOR.id, BRAM.id]


async def test_a_timer_of_a_conversation_is_told_to_its_person(town: Town) -> None:
    now = town.clock.now()
    timer = FollowUp("t1", VOORBEELDSTAD.id, "t1", "remind", now, person_id=FATMA.id, conversation_id="c1", visit=3)
    await town.work.uow.follow_ups.plan(timer)
    assert await due.carry_out(town.work, timer) == 1
    (row,) = town.rows.inbox.values()
    assert row.happened is not None
    assert row.happened.name == "follow_up_due"
    assert row.happened.data == {"follow_up_id": "t1", "kind": "remind", "conversation_id": "c1", "visit": 3}


async def watched(town: Town, days: int) -> list[str]:
    """The levels that coordinators were told of, when parents heard nothing for so many days."""
    town.rows.trajectories[SPIEGEL.id] = replace(SPIEGEL, last_heard_at=town.clock.now())
    for _ in range(days):
        town.clock.move(days=1)
        await cadence.silence(town.work, VOORBEELDSTAD)
    return [str(r.happened.data["level"]) for r in town.rows.inbox.values() if r.happened]


@pytest.mark.parametrize(
    ("days", "levels"),
    [(6, []), (7, ["warn"] * 2), (13, ["warn"] * 2), (14, ["warn"] * 2 + ["limit"] * 2), (30, ["warn"] * 2 + ["limit"] * 2)],
)
async def test_silence_warns_each_coordinator_once_a_level(town: Town, days: int, levels: list[str]) -> None:
    assert await watched(town, days) == levels


async def test_after_a_bulletin_silence_counts_anew(town: Town) -> None:
    await watched(town, 7)
    await sending.send(town.work, NOOR.actor, "full")
    town.clock.move(days=7)
    assert await cadence.silence(town.work, VOORBEELDSTAD) == 2


async def test_silence_begins_with_the_conversation_when_parents_never_heard(town: Town) -> None:
    town.clock.move(days=6)
    assert await cadence.silence(town.work, VOORBEELDSTAD) == 0
    town.clock.move(days=1)
    assert await cadence.silence(town.work, VOORBEELDSTAD) == 2
    town.rows.mirrors.clear()
    assert await cadence.silence(town.work, VOORBEELDSTAD) == 0


async def test_a_promised_day_is_told_the_day_before_and_once(town: Town) -> None:
    town.rows.trajectories[SPIEGEL.id] = replace(SPIEGEL, next_promised=date(2026, 11, 25))
    assert await cadence.promises(town.work, VOORBEELDSTAD) == 0
    town.clock.move(days=1)
    assert await cadence.promises(town.work, VOORBEELDSTAD) == 2
    town.clock.move(days=1)
    assert await cadence.promises(town.work, VOORBEELDSTAD) == 0
    assert town.told("promise_due") == [NOOR.id, BRAM.id]


async def test_a_kept_promise_is_not_told(town: Town) -> None:
    town.rows.trajectories[SPIEGEL.id] = replace(SPIEGEL, next_promised=date(2026, 11, 24))
    await sending.send(town.work, NOOR.actor, "full")
    assert await cadence.promises(town.work, VOORBEELDSTAD) == 0
