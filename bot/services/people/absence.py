"""Holidays: who does whose work, who is told what meanwhile, and what is heard on the first morning back.

Of a coordinator a stand-in does it; what waits for a translator goes to others (`services.translations_late`), as what is new.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.actor import Actor, Role, system
from bot.domain.errors import Refused
from bot.domain.events import Happened
from bot.domain.follow_up import FollowUp
from bot.domain.person import Person, PersonState
from bot.services.auditing import note
from bot.services.following_up.cadence import joined_coordinators
from bot.services.work import Work
from bot.services.working_days import today_of

AWAY_OVER = "away_over"
"""The follow-up of the first morning back, and the event for a coordinator."""
TRANSLATING_AGAIN = "translating_again"
"""The event for who translates only."""
GO_AWAY = (Role.COORDINATOR, Role.TRANSLATOR, Role.KEY_PERSON)
MORNING = time(9)
LONGEST = timedelta(days=366)


async def go_away(work: Work, actor: Actor, start: date, until: date | None, stand_in: str | None) -> Person:
    """Somebody is on holiday on these days, the last one included; `until` None: nobody knows yet.

    A coordinator's stand-in is told by `stand_in_asked`; who translates only has none. A second time replaces the first. Refused:
    `until_before_from`, `until_past`, `too_long`, `stand_in_unknown` (no coordinator, or oneself).
    """
    person = await _worker(work, actor)
    coalition = await work.uow.coalitions.get(person.coalition_id)
    today = today_of(work, coalition)
    if until is not None and until < start:
        raise Refused("until_before_from")
    if until is not None and until < today:
        raise Refused("until_past")
    if start > today + LONGEST or (until is not None and until > start + LONGEST):
        raise Refused("too_long")
    others = {p.id for p in await joined_coordinators(work, person.coalition_id)} - {person.id}
    if stand_in is not None and (stand_in not in others or not person.is_coordinator):
        raise Refused("stand_in_unknown")
    person = replace(person, away_from=start, away_until=until, stand_in=stand_in)
    await work.uow.people.save(person)
    if until is not None:
        at = datetime.combine(until + timedelta(days=1), MORNING, ZoneInfo(coalition.zone)).astimezone(UTC)
        about = (work.chance.id(), person.coalition_id, _key(person), AWAY_OVER, at)
        planned = FollowUp(*about, person_id=person.id)
        if not await work.uow.follow_ups.plan(planned):
            await work.uow.follow_ups.move(planned)
    if stand_in is not None:
        told = f"stand_in_asked:{person.id}:{start}:{until}:{stand_in}:{work.clock.now().isoformat()}"
        data = {"colleague_id": person.id}
        await work.uow.inbox.tell(Happened("stand_in_asked", person.coalition_id, stand_in, told, data))
    await note(work, actor, "went_away", person.id)
    return person


async def come_back(work: Work, actor: Actor) -> Person:
    """The holiday is over, or does not go on. Coming back twice is fine."""
    person = await _worker(work, actor)
    if person.away_from is None:
        return person
    person = replace(person, away_from=None, away_until=None, stand_in=None)
    await work.uow.people.save(person)
    await note(work, actor, "came_back", person.id)
    return person


async def holiday_over(work: Work, planned: FollowUp) -> int:
    """The first morning back: a coordinator hears what happened, by `away_over` with the day `since`; who translates only, that
    work comes again, by `translating_again`. How many were told.

    Nothing happens when the holiday was another one by then, or is over already.
    """
    person = await work.uow.people.find(planned.person_id or "")
    if person is None or person.away_from is None or _key(person) != planned.key:
        return 0
    since = person.away_from.isoformat()
    await work.uow.people.save(replace(person, away_from=None, away_until=None, stand_in=None))
    await note(work, system(person.coalition_id), "came_back", person.id)
    told = f"{planned.key}:{planned.due_at.isoformat()}"
    if person.is_coordinator:
        return await work.uow.inbox.tell(Happened(AWAY_OVER, person.coalition_id, person.id, told, {"since": since}))
    return await work.uow.inbox.tell(Happened(TRANSLATING_AGAIN, person.coalition_id, person.id, told, {}))


async def on_duty(work: Work, coalition_id: str) -> list[Person]:
    """The joined coordinators who are told what comes: those who are there today; all of them when nobody is.

    The work of who is away is so their stand-in's, who is a coordinator too.
    """
    coalition = await work.uow.coalitions.get(coalition_id)
    everybody = await joined_coordinators(work, coalition_id)
    return there(everybody, today_of(work, coalition))


async def instead_of(work: Work, person: Person) -> list[Person]:
    """Who is told what concerns this coordinator alone: they themselves, or their stand-in while they are away; whoever is on
    duty when that one is not there either."""
    coalition = await work.uow.coalitions.get(person.coalition_id)
    today = today_of(work, coalition)
    if person.is_coordinator and person.state is PersonState.ACTIVE and not person.is_away(today):
        return [person]
    duty = await on_duty(work, person.coalition_id)
    return [other for other in duty if other.id == person.stand_in] or duty


async def also_away(work: Work, person: Person, start: date, until: date | None) -> list[Person]:
    """Other coordinators with a holiday in these days."""
    others = [p for p in await joined_coordinators(work, person.coalition_id) if p.id != person.id and p.away_from is not None]
    last = until or date.max
    return [p for p in others if p.away_from is not None and p.away_from <= last and (p.away_until or date.max) >= start]


async def leaves_nobody(work: Work, person: Person, start: date, until: date | None) -> bool:
    """Whether no coordinator is there on some day of these, today or later."""
    coalition = await work.uow.coalitions.get(person.coalition_id)
    others = [p for p in await joined_coordinators(work, person.coalition_id) if p.id != person.id]
    day = max(start, today_of(work, coalition))
    last = until or day + LONGEST
    while day <= last:
        if all(other.is_away(day) for other in others):
            return True
        day += timedelta(days=1)
    return False


def there(people: Sequence[Person], today: date) -> list[Person]:
    """Those who are not away, or else all."""
    return [person for person in people if not person.is_away(today)] or list(people)


async def _worker(work: Work, actor: Actor) -> Person:
    person = await work.uow.people.get(actor.id)
    actor.must_be(*GO_AWAY, coalition_id=person.coalition_id)
    return person


def _key(person: Person) -> str:
    return f"{AWAY_OVER}:{person.id}:{person.away_from}:{person.away_until}"
