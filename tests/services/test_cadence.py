"""What parents are told a while after something, planned: for whom, when, moved, and when it loses its sense."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.cadence import Anchor, CadenceRule, Length, Unless
from bot.domain.coalition import Coalition
from bot.domain.follow_up import FollowUp, FollowUpState
from bot.domain.person import PersonState
from bot.domain.trajectory import MirrorConversation
from bot.services.delivery import sending
from bot.services.following_up import cadence, due
from bot.services.people import leaving
from bot.services.work import Work
from bot.services.working_days import earlier, later
from tests.people import FATMA, KASIA, LOTTE, NOOR, PARENTS, SPIEGEL, VOORBEELDSTAD
from tests.services.conftest import Town

HELD = MirrorConversation("nieuw", VOORBEELDSTAD.id, SPIEGEL.id, date(2026, 11, 24))
WEDNESDAY = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
"""When Amsterdam wakes up, the day after."""


@pytest.fixture
def town(town: Town) -> Town:
    """Its one conversation is tomorrow."""
    town.rows.mirrors = {HELD.id: HELD}
    return town


async def ripe(work: Work) -> list[int]:
    """How many were told of each that is due."""
    return [await due.carry_out(work, follow_up) for follow_up in await work.uow.follow_ups.due(work.clock.now(), 20)]


def states(town: Town) -> set[FollowUpState]:
    return {follow_up.state for follow_up in town.rows.follow_ups.values()}


async def test_the_day_after_a_conversation_each_joined_parent_is_asked_once(town: Town) -> None:
    town.put(replace(LOTTE, state=PersonState.STOPPED))
    await cadence.after_conversations(town.work, SPIEGEL)
    await cadence.after_conversations(town.work, SPIEGEL)
    assert sorted(map(str, town.planned("day_after"))) == sorted(p.id for p in PARENTS if p is not LOTTE)
    town.clock.set(WEDNESDAY)
    assert await ripe(town.work) == [1] * 5
    assert len(town.told("day_after_due")) == 5
    event = next(row.happened for row in town.rows.inbox.values())
    assert event is not None
    assert event.data == {"rule": "day_after", "level": "day_after", "subject": "nieuw", "trajectory_id": SPIEGEL.id}


async def test_what_lost_its_sense_is_not_told(town: Town) -> None:
    await cadence.after_conversations(town.work, SPIEGEL)
    town.clock.set(datetime(2026, 11, 30, 8, 0, tzinfo=UTC))
    assert sum(await ripe(town.work)) == 0
    assert states(town) == {FollowUpState.CANCELLED}


async def test_who_paused_meanwhile_is_told_nothing(town: Town) -> None:
    await cadence.after_conversations(town.work, SPIEGEL)
    town.put(replace(FATMA, state=PersonState.PAUSED))
    town.clock.set(WEDNESDAY)
    assert sorted(await ripe(town.work)) == [0, 1, 1, 1, 1, 1]
    assert FATMA.id not in town.told("day_after_due")


async def test_a_conversation_that_is_put_off_takes_the_day_after_with_it(town: Town) -> None:
    await cadence.after_conversations(town.work, SPIEGEL)
    town.rows.mirrors[HELD.id] = replace(HELD, held_on=date(2026, 12, 1))
    await cadence.after_conversations(town.work, SPIEGEL)
    assert len(town.planned("day_after")) == 6
    assert {f.due_at for f in town.rows.follow_ups.values()} == {datetime(2026, 12, 2, 8, 0, tzinfo=UTC)}
    town.clock.set(WEDNESDAY)
    assert await ripe(town.work) == []
    town.clock.set(datetime(2026, 12, 2, 8, 0, tzinfo=UTC))
    assert sum(await ripe(town.work)) == 6
    town.rows.mirrors[HELD.id] = replace(HELD, held_on=date(2026, 12, 8))
    await cadence.after_conversations(town.work, SPIEGEL)
    assert town.planned("day_after") == []


async def test_what_was_moved_without_a_word_is_put_off_when_it_is_due(town: Town) -> None:
    await cadence.after_conversations(town.work, SPIEGEL)
    town.rows.mirrors[HELD.id] = replace(HELD, held_on=date(2026, 12, 1))
    town.clock.set(WEDNESDAY)
    assert sum(await ripe(town.work)) == 0
    assert {f.due_at for f in town.rows.follow_ups.values()} == {datetime(2026, 12, 2, 8, 0, tzinfo=UTC)}
    town.rows.mirrors.clear()
    town.clock.set(datetime(2026, 12, 2, 8, 0, tzinfo=UTC))
    assert sum(await ripe(town.work)) == 0
    assert states(town) == {FollowUpState.CANCELLED}


async def test_a_rule_that_was_taken_out_of_the_file_tells_nothing(town: Town) -> None:
    await cadence.after_conversations(town.work, SPIEGEL)
    town.clock.set(WEDNESDAY)
    assert sum(await ripe(replace(town.work, cadence=()))) == 0
    assert states(town) == {FollowUpState.CANCELLED}


async def test_a_norm_that_changes_moves_what_was_planned_with_it(town: Town) -> None:
    rule = CadenceRule("how_are_you", Anchor.CONVERSATION_HELD, "day_after_due", norm="silence_warn_days")
    work = replace(town.work, cadence=(rule,))
    await cadence.after_conversations(work, SPIEGEL)
    assert {f.due_at.date() for f in town.rows.follow_ups.values()} == {date(2026, 12, 1)}
    town.rows.trajectories[SPIEGEL.id] = quicker = replace(SPIEGEL, norms={"silence_warn_days": 3})
    await cadence.after_conversations(work, quicker)
    assert {f.due_at.date() for f in town.rows.follow_ups.values()} == {date(2026, 11, 27)}


async def test_what_follows_a_bulletin_or_joining_counts_from_it_and_ends_when_parents_heard_more(town: Town) -> None:
    rules = (
        CadenceRule("well", Anchor.BULLETIN_SENT, "day_after_due", Length(days=2), unless=Unless.FULL_BULLETIN_SENT),
        CadenceRule("welcome", Anchor.JOINED, "day_after_due", Length(days=9), unless=Unless.PARENTS_HEARD),
    )
    work = replace(town.work, cadence=rules)
    await cadence.after_joining(work, KASIA)
    assert town.planned("welcome") == [KASIA.id]
    await sending.send(work, NOOR.actor, "full")
    assert len(town.planned("well")) == 6
    town.clock.move(days=3)
    # The bulletin that it counts from is itself a full one, and parents heard it.
    assert sum(await ripe(work)) == 0
    assert states(town) == {FollowUpState.CANCELLED}


async def test_who_joins_is_asked_about_the_conversation_too_and_who_is_forgotten_is_not(town: Town) -> None:
    await cadence.after_joining(town.work, FATMA)
    assert town.planned("day_after") == [FATMA.id]
    await town.work.uow.people.forget(FATMA.id)
    town.clock.set(WEDNESDAY)
    assert sum(await ripe(town.work)) == 0


async def test_who_stopped_is_told_nothing(town: Town) -> None:
    await cadence.after_joining(town.work, FATMA)
    await leaving.stop(town.work, FATMA.actor)
    town.clock.set(WEDNESDAY)
    assert sum(await ripe(town.work)) == 0
    assert town.told("day_after_due") == []


async def test_a_timer_of_a_conversation_is_told_to_its_person(town: Town) -> None:
    now = town.clock.now()
    timer = FollowUp("t1", VOORBEELDSTAD.id, "t1", "remind", now, person_id=FATMA.id, conversation_id="c1", visit=3)
    await town.work.uow.follow_ups.plan(timer)
    assert await due.carry_out(town.work, timer) == 1
    (row,) = town.rows.inbox.values()
    assert row.happened is not None
    assert row.happened.name == "follow_up_due"
    assert row.happened.data == {"follow_up_id": "t1", "kind": "remind", "conversation_id": "c1", "visit": 3}


@pytest.mark.parametrize(
    ("zone", "start", "length", "end"),
    [
        ("Europe/Amsterdam", "2026-10-25T00:00+02:00", Length(days=1), "2026-10-26T00:00+01:00"),
        ("Europe/Amsterdam", "2026-03-29T00:00+01:00", Length(days=1), "2026-03-30T00:00+02:00"),
        ("Europe/Amsterdam", "2026-10-25T00:00+02:00", Length(minutes=24 * 60), "2026-10-25T23:00+01:00"),
        ("Asia/Kathmandu", "2026-11-27T00:00+05:45", Length(working_days=1), "2026-11-30T00:00+05:45"),
        ("Europe/Amsterdam", "2026-12-24T15:00+01:00", Length(working_days=1), "2026-12-28T00:00+01:00"),
    ],
    ids=["the long night", "the short night", "by the clock", "over a weekend", "over Christmas"],
)
def test_how_long_is_counted_where_the_coalition_is(zone: str, start: str, length: Length, end: str) -> None:
    coalition = Coalition("c", "C", zone=zone)
    assert later(datetime.fromisoformat(start), length, coalition) == datetime.fromisoformat(end)


def test_a_working_day_ahead_of_a_monday_is_the_friday_before() -> None:
    monday = datetime(2026, 11, 30, tzinfo=UTC)
    assert earlier(monday, Length(working_days=1), VOORBEELDSTAD) == datetime(2026, 11, 26, 23, 0, tzinfo=UTC)
