"""Who comes back after a long time holds what is overdue; a clock that jumps while somebody is there is no outage."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.actor import Role
from bot.domain.delivery import Purpose, State
from bot.domain.follow_up import FollowUp, FollowUpState
from bot.domain.heartbeat import LONG
from bot.services.ports import UnitOfWork
from bot.services.work import Work
from scheduler.heartbeat import Heartbeat
from tests.fakes.words import FakeWords
from tests.people import BOT, LOTTE, NOOR, SANNE, VOORBEELDSTAD
from tests.scheduler.conftest import Town, person

A_BIT = timedelta(minutes=1)


def heartbeat(town: Town) -> Heartbeat:
    """Of a process, perhaps another one than before."""

    def work(uow: UnitOfWork) -> Work:
        return Work(uow, town.clock, town.chance, FakeWords(), ())

    return Heartbeat(turns=town.turns, work=work, clock=town.clock)


def passes(town: Town, time: timedelta, *, by_database: bool = True) -> None:
    town.clock.move(seconds=time.total_seconds())
    if by_database:
        town.lease_clock.move(time.total_seconds())


async def overdue(town: Town) -> tuple[str, str]:
    """A broadcast to Lotte, half of which she has, and a reply to Sanne."""
    async with town.units() as uow:
        await uow.people.add(replace(NOOR, roles=frozenset({Role.COORDINATOR})))
        await uow.follow_ups.plan(FollowUp("f", VOORBEELDSTAD.id, "remind:f", "remind", town.clock.now(), LOTTE.id))
    news = await town.plans(person(LOTTE), "one", "two", purpose=Purpose.BROADCAST)
    return news, await town.plans(person(SANNE), "hello")


async def asked(town: Town) -> list[str]:
    found = []
    async with town.units() as uow:
        while (row := await uow.inbox.next(town.clock.now())) is not None:
            assert row.happened is not None
            found.append(f"{row.happened.name}:{row.happened.person_id}")
            await uow.inbox.mark_handled(row.id)
    return found


async def test_after_a_long_outage_what_is_overdue_is_held_and_replies_go(town: Town) -> None:
    assert not await heartbeat(town).run_once()
    news, reply = await overdue(town)
    passes(town, LONG)
    assert await heartbeat(town).run_once()
    await town.dispatcher().drain()
    assert (await town.state(news), await town.state(reply)) == (State.WAITING, State.SENT)
    assert (await town.get(news)).reason == "after_outage"
    assert await asked(town) == [f"outage_over:{NOOR.id}"]
    async with town.units.reading() as uow:
        assert (await uow.follow_ups.get("f")).state is FollowUpState.HELD
    assert not await heartbeat(town).run_once()
    async with town.units() as uow:
        await uow.ledger.release_waiting(VOORBEELDSTAD.id, "after_outage")
    passes(town, timedelta(minutes=5))
    await town.dispatcher().drain()
    assert await town.state(news) is State.SENT


async def test_a_process_that_stood_still_looks_before_it_sends(town: Town) -> None:
    """A machine that slept, or a database that was away: the dispatcher may be the first to wake up."""
    alive = heartbeat(town)
    await alive.run_once()
    news, reply = await overdue(town)
    passes(town, LONG)
    await town.dispatcher(before=alive.keep).drain()
    assert (await town.state(news), await town.state(reply)) == (State.WAITING, State.SENT)
    assert await asked(town) == [f"outage_over:{NOOR.id}"]


async def test_what_this_process_knows_of_is_written_down_before_anything_is_taken_back(town: Town) -> None:
    """A call came back just before the database was away."""
    alive = heartbeat(town)
    dispatcher = town.dispatcher(before=alive.keep)
    alive.first = dispatcher.write_down
    await alive.run_once()
    news = await town.plans(person(LOTTE), "news", purpose=Purpose.BROADCAST)
    await dispatcher.run_once()
    await dispatcher.run_once()
    await asyncio.sleep(0)
    assert (await town.state(news), town.channel.texts()) == (State.SENDING, ["news"])
    passes(town, LONG)
    await dispatcher.drain()
    assert (await town.state(news), (await town.get(news)).parts[0].ambiguous) == (State.SENT, 0)


async def test_a_coalition_that_nobody_can_ask_holds_back_no_other_and_sends_nothing_itself(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive = heartbeat(town)
    await alive.run_once()
    news, reply = await overdue(town)
    passes(town, LONG)

    async def nobody(*_: object) -> None:
        raise ValueError

    with monkeypatch.context() as patch:
        patch.setattr("bot.services.delivery.outages.on_duty", nobody)
        await town.dispatcher(before=alive.keep).drain()
    assert (await town.state(news), await town.state(reply)) == (State.WAITING, State.SENT)
    assert await asked(town) == []
    assert await alive.run_once(), "asked with the next heartbeat, when somebody can be"
    assert await asked(town) == [f"outage_over:{NOOR.id}"]


async def test_what_was_in_the_air_when_it_ended_is_held_too(town: Town) -> None:
    await heartbeat(town).run_once()
    news, _ = await overdue(town)
    async with town.turns() as turn:
        claims = await turn.outgoing.claim(town.clock.now(), accounts=[BOT.id], limit=1, replies=False, token="gone", seconds=30)
        assert await turn.outgoing.start(claims, town.clock.now(), seconds=30, limits={BOT.id: town.limits})
    passes(town, LONG)
    assert await heartbeat(town).run_once()
    await town.dispatcher().drain()
    assert town.channel.texts() == ["hello"]
    assert await town.state(news) is State.WAITING


@pytest.mark.parametrize(
    ("time", "by_database"),
    [(LONG - A_BIT, True), (timedelta(days=30), False)],
    ids=["a shorter time", "a business clock that was moved while somebody was there"],
)
async def test_that_is_no_outage(town: Town, time: timedelta, by_database: bool) -> None:
    await heartbeat(town).run_once()
    news, _ = await overdue(town)
    passes(town, time, by_database=by_database)
    assert not await heartbeat(town).run_once()
    assert await town.state(news) is State.PENDING
    assert await asked(town) == []


async def test_the_first_start_is_no_outage_and_somebody_else_may_have_been_there(town: Town) -> None:
    news, _ = await overdue(town)
    passes(town, timedelta(days=2))
    assert not await heartbeat(town).run_once()
    another = heartbeat(town)
    for _ in range(4):
        passes(town, LONG / 2)
        assert not await another.run_once()
    assert await town.state(news) is State.PENDING


async def test_an_outage_in_which_nothing_was_due_is_not_told(town: Town) -> None:
    await heartbeat(town).run_once()
    async with town.units() as uow:
        await uow.people.add(replace(NOOR, roles=frozenset({Role.COORDINATOR})))
    passes(town, timedelta(days=2))
    assert not await heartbeat(town).run_once()
    assert await asked(town) == []
