"""What happens when time passes: follow-ups, media, and the clockwork itself."""

import asyncio
from datetime import timedelta

from bot.domain.events import Happened
from bot.domain.follow_up import FollowUp, FollowUpState
from bot.domain.media import Media, MediaState
from bot.outbox.outcome import Why
from scheduler.follow_ups import FollowUpTick
from scheduler.media import TRIES_REFUSED, MediaTick
from scheduler.ports import Line, MonotonicWaits
from scheduler.ticks import Tick, Ticks
from tests.fakes.channel import not_delivered
from tests.people import BOT, COORDINATORS, LOTTE, SPIEGEL, VOORBEELDSTAD
from tests.scheduler.conftest import Town


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


async def test_a_reminder_is_told_once_when_it_is_due(town: Town) -> None:
    due = town.clock.now() + timedelta(days=3)
    remind = FollowUp("f", VOORBEELDSTAD.id, "remind:1", "remind", due, LOTTE.id, conversation_id="conversation", visit=4)
    await plan(town, remind)
    tick = FollowUpTick(turns=town.turns, clock=town.clock)
    assert await tick.run_once() == 0
    town.clock.move(days=3)
    assert await tick.run_once() == 1
    assert await tick.run_once() == 0
    [event] = await events(town)
    assert (event.name, event.person_id) == ("follow_up_due", LOTTE.id)
    assert event.data == {
        "follow_up_id": "f",
        "kind": "remind",
        "conversation_id": "conversation",
        "visit": 4,
        "trajectory_id": None,
    }


async def test_a_cadence_has_an_event_of_its_own_for_each_coordinator_when_it_names_nobody(town: Town) -> None:
    now = town.clock.now()
    async with town.units() as uow:
        for coordinator in COORDINATORS:
            await uow.people.add(coordinator)
    await plan(
        town,
        FollowUp("f1", VOORBEELDSTAD.id, "day_after:lotte", "day_after", now, LOTTE.id),
        FollowUp("f2", VOORBEELDSTAD.id, "silence:spiegel", "silence", now, trajectory_id=SPIEGEL.id),
    )
    await FollowUpTick(turns=town.turns, clock=town.clock).run_once()
    told = {(event.name, event.person_id) for event in await events(town)}
    assert told == {("day_after_due", "lotte"), ("silence_due", "noor"), ("silence_due", "bram")}


async def test_what_lost_its_sense_is_not_told(town: Town) -> None:
    now = town.clock.now()
    await plan(
        town, FollowUp("f", VOORBEELDSTAD.id, "day_after:lotte", "day_after", now, LOTTE.id, void_after=now + timedelta(days=2))
    )
    town.clock.move(days=3)
    await FollowUpTick(turns=town.turns, clock=town.clock).run_once()
    assert await events(town) == []
    async with town.units.reading() as uow:
        assert (await uow.follow_ups.get("f")).state is FollowUpState.CANCELLED


async def a_voice_note(town: Town, ref: str) -> str:
    async with town.units() as uow:
        await uow.media.add(Media(f"media-{ref}", VOORBEELDSTAD.id, BOT.id, LOTTE.id, "voice", ref))
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
    ticks.stop()
    assert runs >= 2


async def test_waiting_ends_by_the_event_or_by_time() -> None:
    waits, event = MonotonicWaits(), asyncio.Event()
    await waits.wait(0.0, event)
    assert not event.is_set()
    event.set()
    async with asyncio.timeout(10):
        await waits.wait(1000.0, event)
