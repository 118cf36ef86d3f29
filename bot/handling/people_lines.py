"""Who works along, a line each, in as many messages as it takes."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.domain import wording
from bot.domain.person import Person, PersonState
from bot.domain.wording import Value
from bot.handling.context import Context
from bot.services.people.colleagues import everybody
from bot.services.working_days import today_of

A_MESSAGE = 7
"""Lines: of somebody with the longest name, every role and every language each has some 450 units, and a message has room for
4096."""


async def pages(context: Context) -> list[Sequence[Value]]:
    """The lines of each message; coordinators first. Whoever has not joined yet is there too, as such."""
    coalition = await context.work.uow.coalitions.get(context.actor.coalition_id)
    today, zone = today_of(context.work, coalition), ZoneInfo(coalition.zone)
    found = await everybody(context.work, context.actor)

    def line(person: Person) -> Value:
        values: dict[str, Value] = {"colleague": person.name or "–", "roles": roles_of(person)}
        if person.state is not PersonState.ACTIVE or person.joined_at is None:
            key = "person_blocked" if person.state is PersonState.UNREACHABLE else "person_invited"
            return wording.text(f"common.{key}", **values)
        values["since"] = wording.day(person.joined_at.astimezone(zone).date())
        if not person.is_away(today):
            return wording.text("common.person_there", **values)
        if person.away_until is None:
            return wording.text("common.person_away", **values)
        return wording.text("common.person_away_until", **values, day=wording.day(person.away_until))

    def with_languages(person: Person) -> Value:
        if not person.translates:
            return line(person)
        known = [wording.language_name(code) for code in sorted(person.translates)]
        return wording.text("common.person_knows", person_line=line(person), languages=known)

    lines = [with_languages(person) for person in found]
    return [lines[start : start + A_MESSAGE] for start in range(0, len(lines), A_MESSAGE)]


def roles_of(person: Person) -> Value:
    """Those in which they work along, as an enumeration."""
    return [wording.text(f"common.role_{role}") for role in sorted(person.roles) if role != "parent"]
