"""What a text says in the language of a picture."""

from dataclasses import dataclass

from bot.dialogue.edges import Line
from bot.texts.catalogs import Catalogs
from bot.texts.languages import language as known_language
from bot.texts.source import SOURCE_LANGUAGE

SEVERAL = 5
"""Of a text with a plural, the form for so many stands in the picture."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The words, with their placeholders as they are. `missing`: there are none in the language asked for, so these are Dutch."""

    words: str
    language: str
    forms: tuple[str, ...]
    missing: bool = False

    @property
    def right_to_left(self) -> bool:
        return known_language(self.language).right_to_left


class Words:
    """Looks texts up. Dutch comes from the flow itself, so that it needs no catalogs and shows what was just written."""

    def __init__(self, language: str = SOURCE_LANGUAGE, catalogs: Catalogs | None = None) -> None:
        self.language = language
        self._catalog = catalogs.all.get(language) if catalogs and language != SOURCE_LANGUAGE else None

    @property
    def own_name(self) -> str:
        """The language's name in itself."""
        return known_language(self.language).own_name

    def of(self, line: Line) -> Shown:
        """A text in this language, when it has one for the Dutch as it is now."""
        dutch = (line.text.other,) if line.text.one is None else (line.text.one, line.text.other)
        if line.key is None or self.language == SOURCE_LANGUAGE:
            return Shown(dutch[-1], SOURCE_LANGUAGE, dutch)
        entry = self._catalog.entries.get(line.key) if self._catalog else None
        if self._catalog is None or entry is None or not entry.is_complete or entry.text.forms != dutch:
            return Shown(dutch[-1], SOURCE_LANGUAGE, dutch, missing=True)
        number = self._catalog.plurals.form(SEVERAL) if len(dutch) > 1 else 0
        return Shown(entry.forms[number], self.language, entry.forms)
