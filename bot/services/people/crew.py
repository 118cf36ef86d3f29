"""Who could put words into another language, and how much each of them has to do."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.domain.actor import Role
from bot.domain.person import Person, PersonState
from bot.domain.translation import TaskState, TranslationTask
from bot.services.speaking.languages import SOURCE
from bot.services.work import Work

TRANSLATORS = (Role.TRANSLATOR, Role.KEY_PERSON)
READERS = (*TRANSLATORS, Role.COORDINATOR)
"""A coordinator may read along in a language that stands among theirs."""
MOST_OPEN = 8
"""Pieces of work that wait for one person; our own judgement: more than that nobody does beside other work."""


@dataclass(frozen=True, slots=True)
class Crew:
    """Everybody of a coalition who joined, is not away today, and could put words into another language or write them down."""

    people: tuple[Person, ...]
    load: Mapping[str, int]
    """Open pieces of work, by person."""

    def translators(self, language: str, but: Collection[str] = ()) -> list[Person]:
        """Those with room for more, least work first. What was said in Dutch a coordinator writes down, when nobody else can."""
        able = self._who(language, TRANSLATORS, but)
        if language == SOURCE:
            able += self._who(language, (Role.COORDINATOR,), {*but, *(p.id for p in able)})
        return [p for p in able if self.load.get(p.id, 0) < MOST_OPEN]

    def readers(self, language: str, but: Collection[str] = ()) -> list[Person]:
        """Who could read along, least work first; never too busy for it, as nothing goes out without."""
        return self._who(language, READERS, but)

    def _who(self, language: str, roles: Collection[Role], but: Collection[str]) -> list[Person]:
        able = [p for p in self.people if knows(p, language) and p.roles & set(roles) and p.id not in but]
        return sorted(able, key=lambda p: (self.load.get(p.id, 0), p.id))


async def crew_of(work: Work, coalition_id: str) -> Crew:
    """As it is now."""
    coalition = await work.uow.coalitions.get(coalition_id)
    today = work.clock.now().astimezone(ZoneInfo(coalition.zone)).date()
    found: dict[str, Person] = {}
    for role in READERS:
        for person in await work.uow.people.with_role(coalition_id, role):
            if person.state is PersonState.ACTIVE and not person.is_away(today):
                found[person.id] = person
    doing = Counter(person_id for task in await work.uow.translations.open(coalition_id) if (person_id := doer(task)))
    return Crew(tuple(found.values()), doing)


def knows(person: Person, language: str) -> bool:
    """Everybody who works along knows Dutch."""
    return language == SOURCE or language in person.translates


def may_write(language: str) -> tuple[Role, ...]:
    """Roles of whoever puts words of this language into Dutch; what was said in Dutch coordinators write down too."""
    return READERS if language == SOURCE else TRANSLATORS


def doer(task: TranslationTask) -> str | None:
    """Whose turn it is; None when nobody took it, or when it is over."""
    return {TaskState.ASKED: task.translator_id, TaskState.WRITTEN: task.reader_id}.get(task.state)
