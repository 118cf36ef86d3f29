"""Everything that a server can do wrong, to a share of the calls of a broadcast: nobody is lost, and nobody gets a third copy."""

from dataclasses import replace

import pytest

from bot.domain.delivery import State
from bot.rehearsal.faults import Fault, Trouble
from bot.wiring import Library
from tests.chaos.storm_town import storm_town
from tests.databases import Database

PEOPLE = 25
SEND = "sendMessage"


def share(trouble: Trouble, chance: float, *, accepted: bool = False) -> Fault:
    return Fault(trouble, SEND, times=None, accepted=accepted, chance=chance, seed=5)


BOTH_WAYS = (Trouble.INTERNAL, Trouble.BAD_GATEWAY, Trouble.RESET, Trouble.HALF)
STORMS = {
    "429": [share(Trouble.TOO_MANY, 0.5)],
    "5xx": [share(t, 0.15, accepted=a) for t in (Trouble.INTERNAL, Trouble.BAD_GATEWAY) for a in (False, True)],
    "resets": [share(Trouble.RESET, 0.25, accepted=a) for a in (False, True)],
    "halves": [share(Trouble.HALF, 0.25, accepted=a) for a in (False, True)],
    "silence": [share(Trouble.SILENCE, 0.1, accepted=a) for a in (False, True)],
}
EVERYTHING = [
    share(Trouble.TOO_MANY, 0.1),
    *(share(trouble, 0.08, accepted=accepted) for trouble in BOTH_WAYS for accepted in (False, True)),
    share(Trouble.SILENCE, 0.05, accepted=True),
    replace(share(Trouble.SLOW, 0.05), seconds=0.05),
]


async def survives(database: Database, library: Library, storm: list[Fault]) -> dict[str, int]:
    async with storm_town(database.url, library, PEOPLE) as town:
        town.world.faults.add(*(replace(fault) for fault in storm))
        verdict = await town.comes_to_rest()
    verdict.holds(PEOPLE, duplicates=verdict.in_doubt)
    assert verdict.in_doubt >= verdict.uncertain
    return verdict.states


async def test_everything_goes_wrong_at_once(database: Database, library: Library) -> None:
    assert (await survives(database, library, EVERYTHING))[State.SENT] > PEOPLE / 2


@pytest.mark.chaos
@pytest.mark.parametrize("storm", STORMS)
async def test_one_thing_goes_wrong_all_the_time(database: Database, library: Library, storm: str) -> None:
    states = await survives(database, library, STORMS[storm])
    assert states[State.SENT] > PEOPLE / 3
    if storm == "429":
        assert states == {State.SENT: PEOPLE}, "a 429 delivers nothing, so nothing is in doubt"


@pytest.mark.chaos
async def test_nothing_works_for_a_while(database: Database, library: Library) -> None:
    """Whoever was tried twice in vain is held as uncertain; the others get it when it works again."""
    async with storm_town(database.url, library, PEOPLE) as town:
        town.world.faults.add(Fault(Trouble.BAD_GATEWAY, SEND, times=PEOPLE))
        verdict = await town.comes_to_rest()
    verdict.holds(PEOPLE, duplicates=0)
    assert verdict.messages == verdict.states[State.SENT]
