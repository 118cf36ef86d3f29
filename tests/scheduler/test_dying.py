"""A process is killed, after and just before each of its commits; another one goes on."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

import pytest

from bot.domain.delivery import Delivery, Purpose, State
from bot.services.ports import UnitOfWork
from bot.storage.turns import SqlTurns
from scheduler.bounds import Bounds
from scheduler.dispatch import Dispatcher
from scheduler.ports import Turn
from tests.fakes.channel import AMBIGUOUS, copies
from tests.fakes.waits import FakeWaits
from tests.people import FATMA, KASIA, LOTTE, SANNE
from tests.scheduler.conftest import Town, person

IN_FLIGHT = 2


class Killed(BaseException):
    """Not an Exception: nothing in the program may catch it."""


class DyingTurns:
    """The process ends with its `last` commit: just before it, so that it is lost, or just after."""

    def __init__(self, turns: SqlTurns, last: int, *, before: bool) -> None:
        self._turns, self._last, self._before = turns, last, before
        self._commits = 0

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[Turn]:
        self._commits += 1
        async with self._turns() as turn:
            yield turn
            if self._before and self._commits == self._last:
                raise Killed
        if self._commits == self._last:
            raise Killed

    @asynccontextmanager
    async def glance(self, deliveries: Collection[Delivery]) -> AsyncIterator[UnitOfWork]:
        async with self._turns.glance(deliveries) as uow:
            yield uow
        # It commits nothing, but the process may end here too.
        self._commits += 1
        if self._commits == self._last:
            raise Killed


async def runs_until_killed(town: Town, commit: int, *, before: bool) -> bool:
    """Whether it was killed before it was done. Calls it had made go on: they may well arrive."""
    dispatcher: Dispatcher = town.dispatcher(Bounds(in_flight=IN_FLIGHT))
    dispatcher._turns = dying = DyingTurns(town.turns, commit, before=before)
    dispatcher._glances = dying.glance
    try:
        await dispatcher.drain()
    except Killed:
        for _ in range(5):
            await asyncio.sleep(0)
        return True
    return False


async def goes_on(town: Town) -> None:
    """Another process, when the leases of the first have run out."""
    for _ in range(3):
        town.lease_clock.move(200)
        town.clock.move(seconds=10)
        await town.dispatcher(Bounds(in_flight=IN_FLIGHT)).drain()


@pytest.mark.parametrize("before", [False, True], ids=["after the commit", "before the commit"])
@pytest.mark.parametrize("kills", [1, 3])
async def test_killed_at_any_commit_everybody_gets_it_and_nobody_a_third_copy(town: Town, kills: int, before: bool) -> None:
    town.per_second = 1000.0
    commit, killed = 0, True
    while killed:
        commit += 1
        town.channel.arrived.clear()
        ids = [await town.plans(person(LOTTE), f"{commit} one", f"{commit} two")]
        ids += [await town.plans(person(who), f"{commit} news", purpose=Purpose.BROADCAST) for who in (SANNE, KASIA, FATMA)]
        for _ in range(kills):
            killed = await runs_until_killed(town, commit, before=before)
            town.lease_clock.move(200)
            town.clock.move(seconds=10)
        await goes_on(town)
        found = [await town.get(id_) for id_ in ids]
        arrived = copies(town.channel.arrived)
        assert max(arrived.values()) <= 2
        assert sum(arrived.values()) <= 5 + IN_FLIGHT * kills
        for delivery in found:
            held = [part for part in delivery.parts if part.state is State.UNCERTAIN]
            assert delivery.state is (State.UNCERTAIN if held else State.SENT)
            assert all(part.ambiguous == 2 for part in held)
            for part in delivery.parts:
                if part.state is State.SENT:
                    assert arrived[f"{delivery.recipient.id}: {part.content.texts[0]}"] >= 1
        if kills == 1:
            assert {delivery.state for delivery in found} == {State.SENT}
    assert commit > 6


async def test_what_nobody_knows_is_sent_once_more_and_then_held_as_uncertain(town: Town) -> None:
    town.channel.will_say("news", AMBIGUOUS, AMBIGUOUS, AMBIGUOUS)
    id_ = await town.plans(person(LOTTE), "news", "more news", purpose=Purpose.BROADCAST)
    after = await town.plans(person(LOTTE), "another thing")
    dispatcher = town.dispatcher()
    for _ in range(4):
        await dispatcher.drain()
        town.clock.move(minutes=1)
    delivery = await town.get(id_)
    assert (delivery.state, delivery.reason) == (State.UNCERTAIN, "ambiguous")
    assert [part.state for part in delivery.parts] == [State.UNCERTAIN, State.QUEUED]
    assert copies(town.channel.arrived) == {"lotte: news": 2, "lotte: another thing": 1}
    assert await town.state(after) is State.SENT


async def test_who_was_away_longer_than_the_lease_changes_nothing(town: Town) -> None:
    """One process is stopped in the middle of a call; another takes over; the first wakes up with an outcome."""
    id_ = await town.plans(person(LOTTE), "hello")
    back = town.channel.hold()
    stopped = town.dispatcher()
    while not town.channel.calls:
        await stopped.run_once()
        await asyncio.sleep(0)
    town.channel._held = None
    await goes_on(town)
    assert await town.state(id_) is State.SENT
    kept = (await town.get(id_)).parts[0]
    back.set()
    await stopped.drain()
    assert (await town.get(id_)).parts[0] == kept
    assert len(town.channel.arrived) == 2


async def test_what_was_only_claimed_is_claimed_again_without_counting(town: Town) -> None:
    id_ = await town.plans(person(LOTTE), "hello")
    await town.dispatcher().run_once()
    assert await town.state(id_) is State.LEASED
    await goes_on(town)
    part = (await town.get(id_)).parts[0]
    assert (part.state, part.attempts, part.ambiguous) == (State.SENT, 1, 0)
    assert len(town.channel.arrived) == 1


async def test_two_processes_send_everything_once(town: Town) -> None:
    town.waits = FakeWaits(town.lease_clock, most=0.05)
    ids = [await town.plans(person(who), "one", "two") for who in (LOTTE, SANNE, KASIA, FATMA)]
    one, other = town.dispatcher(), town.dispatcher()
    await asyncio.gather(one.drain(), other.drain())
    assert {await town.state(id_) for id_ in ids} == {State.SENT}
    assert set(copies(town.channel.arrived).values()) == {1}
