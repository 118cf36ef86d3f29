"""What is looked at for every coalition: each in a transaction of its own, so that a broken one holds nobody back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clockwork import ticks
from bot.domain.cadence import Anchor, Audience, CadenceRule
from bot.domain.coalition import Coalition
from bot.domain.trajectory import Trajectory
from bot.handling.worker import Outside
from scheduler.heartbeat import Heartbeat
from tests.fakes.words import FakeWords
from tests.people import NOOR, SPIEGEL
from tests.scheduler.conftest import Town

SILENCE = CadenceRule("silence", Anchor.PARENTS_HEARD, "silence_due", norm="silence_warn_days", audience=Audience.COORDINATOR)
ATLANTIS = Coalition("atlantis", "Kansrijke Start Atlantis", zone="Atlantis/Sunk")
"""Before Voorbeeldstad in the alphabet, and so in every round. A data file could not have named such a zone."""
SUNK = Trajectory("verzonken", ATLANTIS.id, "Spiegeltraject verzonken")


async def silent(town: Town) -> None:
    """Parents of both coalitions heard nothing for 8 days; of one of them nobody knows the time."""
    heard = town.clock.now() - timedelta(days=8)
    async with town.units() as uow:
        await uow.coalitions.save(ATLANTIS)
        diver = replace(NOOR, id="diver", coalition_id=ATLANTIS.id)
        for trajectory, person in ((SPIEGEL, NOOR), (SUNK, diver)):
            await uow.people.add(person)
            await uow.trajectories.save(replace(trajectory, last_heard_at=heard))


async def run(town: Town, name: str) -> object:
    outside = Outside(town.units, town.clock, town.chance, FakeWords(), (SILENCE,))
    heartbeat = Heartbeat(turns=town.turns, work=outside.work, clock=town.clock)
    (tick,) = [tick for tick in ticks(outside, town.turns, {}, heartbeat) if tick.name == name]
    return await tick.body()


async def test_a_coalition_that_fails_never_holds_back_the_warnings_of_the_others(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    await silent(town)
    assert await run(town, "warnings") == 1
    async with town.units() as uow:
        row = await uow.inbox.next(town.clock.now())
    assert row is not None
    assert row.happened is not None
    assert (row.happened.name, row.happened.person_id) == ("silence_due", NOOR.id)
    assert "watch failed for atlantis: ZoneInfoNotFoundError" in caplog.messages
    assert await run(town, "warnings") == 0
