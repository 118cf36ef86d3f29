"""The flows as whoever writes them has them now, mistakes included: for pictures, and for playing them."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from bot.config import Settings
from bot.dialogue.actions import Vocabulary
from bot.dialogue.book import FlowBook
from bot.dialogue.checker import unready
from bot.dialogue.loader import OTHER_FILES, read_book
from bot.domain.errors import Mistake, Mistakes
from bot.texts.catalogs import Catalogs
from bot.texts.extract import updated
from bot.wiring import REGISTRY

LIKE = 0.5
"""How near a name has to be to be offered."""


@dataclass(frozen=True)
class Manuscript:
    """What could be read of a folder, and what kept the rest from being read."""

    folder: Path
    book: FlowBook
    mistakes: tuple[Mistake, ...]
    catalogs: Catalogs
    """With exactly the texts of these flows, whether they were extracted or not."""
    vocabulary: Vocabulary

    @cached_property
    def planned(self) -> dict[str, tuple[str, ...]]:
        """Flows that cannot start yet, with what they still wait for."""
        return unready(self.book, self.vocabulary)

    def flow(self, name: str) -> str:
        """The name of a flow that is there. Raises Mistakes of its file, or a Mistake with names that are like it."""
        if name in self.book.flows:
            return name
        file = self.folder / f"{name}.yaml"
        if own := [mistake for mistake in self.mistakes if mistake.file == file and name not in OTHER_FILES]:
            raise Mistakes(own)
        raise Mistake(f"There is no flow '{name}'.", mend=_mend(name, self.book.flows), file=self.folder)

    def language(self, code: str) -> str:
        """A language that has a catalog. Raises Mistake with those that have."""
        if code in self.catalogs.all:
            return code
        raise Mistake(f"There are no texts in '{code}'.", mend=f"Languages here are: {', '.join(self.catalogs.all)}.")


def read_manuscript(settings: Settings) -> Manuscript:
    """Reads flows and catalogs. Raises Mistake when no flow at all, or a catalog, can be read."""
    book, mistakes = read_book(settings.flows_dir, settings.locales_dir)
    if not book.flows and mistakes:
        raise Mistakes(mistakes)
    sources = book.texts()
    read = Catalogs.load(settings.locales_dir).all.values()
    catalogs = Catalogs(updated(catalog, sources) for catalog in read)
    return Manuscript(settings.flows_dir, book, tuple(mistakes), catalogs, REGISTRY.vocabulary())


def _mend(name: str, names: Iterable[str]) -> str:
    near = get_close_matches(name, names, n=4, cutoff=LIKE)
    return f"Do you mean {' or '.join(near)}?" if near else f"Flows here are: {', '.join(names)}."
