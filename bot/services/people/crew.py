"""Who could put words into another language, and how much each of them has to do."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.domain.actor import Role
from bot.domain.person import Person, PersonState
from bot.domain.translation import TaskState, TranslationTask
from bot.services.work import Work

TRANSLATORS = (Role.TRANSLATOR, Role.KEY_PERSON)
READERS = (*TRANSLATORS, Role.COORDINATOR)
"""A coordinator may read along in a language that stands among theirs."""
MOST_OPEN = 8
"""Pieces of work that wait for one person; our own judgement: more than that nobody does beside other work."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Everybody of a coalition who joined, is not away today, and knows a language beside Dutch."""

    people: tuple[Person, ...]
    load: Mapping[str, int]
    """Open pieces of work, by person."""

    def translators(self, language: str, but: Collection[str] = ()) -> list[Person]:
        """Those with room for more, least work first."""
        return [p for p in self._who(language, TRANSLATORS, but) if self.load.get(p.id, 0) < MOST_OPEN]

    def readers(self, language: str, but: Collection[str] = ()) -> list[Person]:
        """Who could read along, least work first; never too busy for it, as nothing goes out without."""
        return self._who(language, READERS, but)

    def _who(self, language: str, roles: Collection[Role], but: Collection[str]) -> list[Person]:
        able = [p for p in self.people if language in p.translates and p.roles & set(roles) and p.id not in but]
        return sorted(able, key=lambda p: (self.load.get(p.id, 0), p.id))


async def crew_of(work: Work, coalition_id: str) -> Crew:
    """As it is now."""
    coalition = await work.uow.coalitions.get(coalition_id)
    today = work.clock.now().astimezone(ZoneInfo(coalition.zone)).date()
    found: dict[str, Person] = {}
    for role in READERS:
        for person in await work.uow.people.with_role(coalition_id, role):
            if person.translates and person.state is PersonState.ACTIVE and not person.is_away(today):
                found[person.id] = person
    doing = Counter(person_id for task in await work.uow.translations.open(coalition_id) if (person_id := doer(task)))
    return Crew(tuple(found.values()), doing)


def doer(task: TranslationTask) -> str | None:
    """Whose turn it is; None when nobody took it, or when it is over."""
    return {TaskState.ASKED: task.translator_id, TaskState.WRITTEN: task.reader_id}.get(task.state)
