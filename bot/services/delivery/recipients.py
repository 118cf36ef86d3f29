"""Who gets a bulletin."""

from collections.abc import AsyncIterator

from bot.domain.bulletin import Bulletin
from bot.domain.consent import Purpose
from bot.domain.person import Person, PersonState
from bot.services.work import Work

THERE = frozenset({PersonState.ACTIVE, PersonState.PAUSED})
AT_ONCE = 500
"""Recipients in the memory at a time. Between two portions others get their turn: a hundred thousand would hold up the whole
process for seconds."""


async def taking_part(work: Work, trajectory_id: str) -> AsyncIterator[list[Person]]:
    """Joined parents of the trajectory with a consent that stands, paused ones included, by id; AT_ONCE or fewer at a time."""
    after = ""
    while some := await work.uow.people.some_parents(trajectory_id, after, AT_ONCE):
        consented = await work.uow.people.consented([person.id for person in some], Purpose.UPDATES)
        if found := [person for person in some if person.state in THERE and person.id in consented]:
            yield found
        after = some[-1].id


def in_portions(work: Work, bulletin: Bulletin) -> AsyncIterator[list[Person]]:
    """Whoever takes part in its trajectory, as `taking_part` gives them."""
    return taking_part(work, bulletin.trajectory_id)


async def count_recipients(work: Work, bulletin: Bulletin) -> int:
    return sum([len(portion) async for portion in in_portions(work, bulletin)])


async def recipients(work: Work, bulletin: Bulletin) -> list[Person]:
    """All of them."""
    return [person async for portion in in_portions(work, bulletin) for person in portion]
