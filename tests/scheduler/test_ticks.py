"""What happens when time passes: follow-ups, media, and the clockwork itself."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.cadence import Anchor, CadenceRule, Length
from bot.domain.events import Happened
from bot.domain.follow_up import FollowUp, FollowUpState
from bot.domain.media import Media, MediaState
from bot.domain.trajectory import MirrorConversation
from bot.outbox.outcome import Why
from bot.services.ports import UnitOfWork
from bot.services.work import Work
from scheduler.follow_ups import AGAIN, FollowUpTick
from scheduler.media import TRIES_REFUSED, MediaTick
from scheduler.ports import Line, MonotonicWaits
from scheduler.ticks import Tick, Ticks
from tests.fakes.channel import not_delivered
from tests.fakes.clock import MONDAY_MORNING
from tests.fakes.words import FakeWords
from tests.people import BOT, LOTTE, SPIEGEL, VOORBEELDSTAD
from tests.scheduler.conftest import Town

DAY_AFTER = CadenceRule(
    "day_after", Anchor.CONVERSATION_HELD, "day_after_due", Length(days=1), level="day_after", void_after=Length(days=3)
)


async def plan(town: Town, *follow_ups: FollowUp) -> None:
    async with town.units() as uow:
        for follow_up in follow_ups:
            assert await uow.follow_ups.plan(follow_up)


async def events(town: Town) -> list[Happened]:
    found = []
    async with town.units() as uow:
        while (row := await uow.inbox.next(town.clock.now())) is not None:
            assert row.happened is not None
            found.append(row.happened)
            await uow.inbox.mark_handled(row.id)
    return found


def tick(town: Town, *cadence: CadenceRule) -> FollowUpTick:
    def work(uow: UnitOfWork) -> Work:
        return Work(uow, town.clock, town.chance, FakeWords(), cadence)

    return FollowUpTick(turns=town.turns, work=work, clock=town.clock)


def reminder(town: Town, id_: str, **changes: Any) -> FollowUp:
    now = town.clock.now()
    due = FollowUp(id_, VOORBEELDSTAD.id, f"remind:{id_}", "remind", now, LOTTE.id, conversation_id="conversation", visit=4)
    return replace(due, **changes)


def broken(town: Town, **changes: Any) -> FollowUp:
    """Its key lacks the part that a cadence's has, so that carrying it out fails."""
    due = FollowUp("broken", VOORBEELDSTAD.id, "broken", DAY_AFTER.name, town.clock.now(), LOTTE.id)
    return replace(due, **changes)


async def test_a_reminder_is_told_once_when_it_is_due(town: Town) -> None:
    await plan(town, reminder(town, "f", due_at=town.clock.now() + timedelta(days=3)))
    assert await tick(town).run_once() == 0
    town.clock.move(days=3)
    assert await tick(town).run_once() == 1
    assert await tick(town).run_once() == 0
    [event] = await events(town)
    assert (event.name, event.person_id) == ("follow_up_due", LOTTE.id)
    assert event.data == {"follow_up_id": "f", "kind": "remind", "conversation_id": "conversation", "visit": 4}


async def test_one_that_fails_holds_nobody_up_and_is_tried_again_later(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    early = town.clock.now() - timedelta(hours=1)
    await plan(town, reminder(town, "before", due_at=early), broken(town), reminder(town, "after"))
    assert await tick(town, DAY_AFTER).run_once() == 3
    assert [event.data["follow_up_id"] for event in await events(town)] == ["before", "after"]
    assert "follow-up broken (day_after) failed and is tried again later: IndexError" in caplog.messages
    assert await tick(town, DAY_AFTER).run_once() == 0
    async with town.units() as uow:
        still = await uow.follow_ups.get("broken")
        assert (still.state, still.due_at) == (FollowUpState.PENDING, town.clock.now() + AGAIN)
        yesterday = MirrorConversation("gesprek", VOORBEELDSTAD.id, SPIEGEL.id, town.clock.now().date() - timedelta(days=1))
        await uow.trajectories.save_conversation(yesterday)
        await uow.follow_ups.save(replace(still, key="cadence:day_after:gesprek:lotte", trajectory_id=SPIEGEL.id))
    town.clock.move(seconds=AGAIN.total_seconds())
    assert await tick(town, DAY_AFTER).run_once() == 1
    assert [event.name for event in await events(town)] == ["day_after_due"]


async def test_what_lost_its_sense_is_not_told(town: Town) -> None:
    await plan(town, broken(town, void_after=town.clock.now() + timedelta(days=2)))
    town.clock.move(days=3)
    await tick(town, DAY_AFTER).run_once()
    assert await events(town) == []
    async with town.units.reading() as uow:
        assert (await uow.follow_ups.get("broken")).state is FollowUpState.CANCELLED


@pytest.mark.parametrize(
    ("state", "moves"), [(FollowUpState.PENDING, True), (FollowUpState.CANCELLED, True), (FollowUpState.DONE, False)]
)
async def test_what_was_planned_for_another_day_is_moved_unless_it_was_told(
    town: Town, state: FollowUpState, moves: bool
) -> None:
    before = reminder(town, "f", state=state)
    await plan(town, before, reminder(town, "other"))
    later = replace(
        before, id="again", due_at=town.clock.now() + timedelta(days=7), void_after=town.clock.now() + timedelta(days=9)
    )
    async with town.units() as uow:
        assert not await uow.follow_ups.plan(later)
        assert await uow.follow_ups.move(later) is moves
        assert await uow.follow_ups.move(replace(later, key="nobody's")) is False
    async with town.units.reading() as uow:
        now = await uow.follow_ups.get("f")
        assert now == (replace(later, id="f", state=FollowUpState.PENDING) if moves else before)
        assert (await uow.follow_ups.get("other")).due_at == town.clock.now()


async def a_voice_note(town: Town, ref: str) -> str:
    async with town.units() as uow:
        await uow.media.add(Media(f"media-{ref}", VOORBEELDSTAD.id, BOT.id, LOTTE.id, "voice", ref, MONDAY_MORNING))
    return f"media-{ref}"


async def test_a_voice_note_is_fetched_when_the_network_is_back(town: Town) -> None:
    id_ = await a_voice_note(town, "ref")
    tick = MediaTick(turns=town.turns, lines={BOT.id: Line(town.channel)})
    town.channel.files["ref"] = not_delivered(Why.NETWORK)
    for _ in range(2 * TRIES_REFUSED):
        assert await tick.run_once() == 0
    town.channel.files["ref"] = b"OggS"
    assert await tick.run_once() == 1
    assert await tick.run_once() == 0
    async with town.units.reading() as uow:
        assert (await uow.media.get(id_)).state is MediaState.FETCHED
        assert await uow.media.content(id_) == b"OggS"


async def test_a_voice_note_that_the_channel_no_longer_has_is_lost(town: Town) -> None:
    id_ = await a_voice_note(town, "ref")
    town.channel.files["ref"] = not_delivered(Why.REFUSED)
    for _ in range(TRIES_REFUSED):
        await MediaTick(turns=town.turns, lines={BOT.id: Line(town.channel)}).run_once()
    async with town.units.reading() as uow:
        assert (await uow.media.get(id_)).state is MediaState.LOST


async def test_the_clockwork_ticks_again_after_a_failure_until_it_is_stopped() -> None:
    runs, twice = 0, asyncio.Event()

    async def body() -> None:
        nonlocal runs
        runs += 1
        if runs == 1:
            raise RuntimeError("the first time it fails")
        twice.set()

    ticks = Ticks([Tick("body", 0.01, body)])
    ticks.start()
    async with asyncio.timeout(10):
        await twice.wait()
    await ticks.finish(1.0)
    assert runs >= 2


async def test_waiting_ends_by_the_event_or_by_time() -> None:
    waits, event = MonotonicWaits(), asyncio.Event()
    await waits.wait(0.0, event)
    assert not event.is_set()
    event.set()
    async with asyncio.timeout(10):
        await waits.wait(1000.0, event)
