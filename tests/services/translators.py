"""Three who know Turkish beside Dutch, and a bulletin that nobody put into Turkish yet."""

from dataclasses import replace

from bot.domain.actor import Role
from bot.domain.bulletin import Revision
from bot.domain.person import Person
from bot.domain.translation import Direction, TranslationTask
from tests.people import BRAM, ELIF
from tests.services.conftest import Town, full_revision

TURKISH = frozenset({"tr"})
ELIF_TR = replace(ELIF, translates=TURKISH)
LEYLA = replace(ELIF_TR, id="leyla", name="Leyla", roles=frozenset({Role.KEY_PERSON}))
BRAM_TR = replace(BRAM, translates=TURKISH)
"""Bram reads Turkish, and may read along."""


def with_translators(town: Town, *people: Person) -> None:
    """They joined."""
    for person in people:
        town.put(person)


def without_turkish(town: Town, *elements: str, number: int = 2) -> Revision:
    """The bulletin `full` in a revision that lacks Turkish, or only these elements of it."""
    revision = full_revision(number)
    gone = {key for key in revision.texts if key[0] == "tr" and (not elements or key[1] in elements)}
    revision = replace(revision, texts={key: words for key, words in revision.texts.items() if key not in gone})
    town.revise(revision)
    return revision


def only(town: Town, direction: Direction) -> TranslationTask:
    """The one piece of work of this kind."""
    [found] = [task for task in town.rows.translations.values() if task.direction is direction]
    return found
