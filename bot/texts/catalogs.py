"""Every text in every language, read once, and rendered for one reader at a time."""

from collections.abc import Iterable, Mapping
from copy import copy
from pathlib import Path
from typing import Any

from bot.domain.approval import text_hash
from bot.domain.bulletin import FULL_ELEMENTS
from bot.domain.errors import Mistake
from bot.domain.own_text import OwnWords
from bot.texts.errors import MissingText, MissingValue
from bot.texts.isolates import hold_together, steer
from bot.texts.languages import language as known_language
from bot.texts.placeholders import names, pieces
from bot.texts.po import Catalog, Entry, path_of
from bot.texts.po_reading import read
from bot.texts.source import SOURCE_LANGUAGE, Audience
from bot.texts.values import Spoken, in_words

_ELEMENTS = frozenset({*FULL_ELEMENTS, "message"})
_DEEPEST = 4
"""A text may name a text that names a text; deeper it goes in circles."""


class Catalogs:
    """What can be said, by key and language. Dutch says which keys there are, for whom, and what decides a plural."""

    def __init__(self, catalogs: Iterable[Catalog]) -> None:
        self._catalogs = {catalog.language: catalog for catalog in catalogs}
        for code in self._catalogs:
            known_language(code)
        self._source = self._catalogs[SOURCE_LANGUAGE].entries
        self._own: OwnWords = {}
        self._complete: dict[Audience, tuple[str, ...]] = {}
        """What `languages` found: catalogs never change, and each message asks."""

    @classmethod
    def load(cls, folder: Path, required: Iterable[str] = (SOURCE_LANGUAGE,)) -> "Catalogs":
        """Every language that has a folder. Raises Mistake for a folder without a readable catalog, or a required language
        without a folder. Half translated is no mistake here: `languages` leaves it out, and `check` says what it lacks."""
        if not folder.is_dir():
            raise Mistake("there is no folder with catalogs.", mend="Set WEERKLANK_LOCALES_DIR to it.", file=folder)
        found = sorted(path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))
        for code in {SOURCE_LANGUAGE: None, **dict.fromkeys(required)}:
            if code not in found:
                mend = f"Make it with `weerklank texts extract`, which writes {path_of(folder, code)}."
                raise Mistake(f"there is no folder for language '{code}'.", mend=mend, file=folder)
        return cls(read(path_of(folder, code)) for code in found)

    def with_own(self, own: OwnWords) -> "Catalogs":
        """The same, in which a coalition's own words take the place of ours. Those of another number of forms are left out."""
        fitting = {at: forms for at, forms in own.items() if self.has(at[1], at[0]) and len(forms) == self._number(*at)}
        view = copy(self)
        view._own = fitting  # noqa: SLF001 - a view of itself
        return view

    def home(self, language: str) -> str:
        """Whose words a language has: its own, or, of a regional form without a catalog, those of its language (`prs`: `fa`)."""
        if language in self._catalogs:
            return language
        try:
            base = known_language(language).base
        except Mistake:
            return language
        return base if base in self._catalogs else language

    @property
    def all(self) -> Mapping[str, Catalog]:
        """The catalogs themselves, complete or not."""
        return self._catalogs

    def keys(self, audience: Audience | None = None) -> tuple[str, ...]:
        """Every key, or those that this audience meets."""
        return tuple(key for key, entry in self._source.items() if audience in {None, entry.text.audience})

    def languages(self, audience: Audience = "parent") -> tuple[str, ...]:
        """Languages in which everything this audience meets has words, Dutch first and then by code."""
        if audience not in self._complete:
            keys = self.keys(audience)
            complete = [code for code, one in self._catalogs.items() if audience in one.audiences and one.is_complete(keys)]
            self._complete[audience] = tuple(sorted(complete, key=lambda code: (code != SOURCE_LANGUAGE, code)))
        return self._complete[audience]

    def has(self, key: str, language: str) -> bool:
        """Whether it can be said in this language."""
        catalog = self._catalogs.get(self.home(language))
        return key in self._source and catalog is not None and catalog.is_complete([key])

    def render(self, key: str, language: str, values: Mapping[str, Any] | None = None) -> str:
        """A text in a language with its values filled in, each within isolates (`Values` of domain.wording, or lists of them).

        Raises MissingText, MissingValue. Names no other language, and puts nothing in its place; but what is for coordinators is
        said in Dutch to whoever works along and reads another language than they have.
        """
        language = self._spoken(key, language)
        return self._steered(self._render(key, language, values or {}, 0), language)

    def render_value(self, value: Spoken, language: str, values: Mapping[str, Any] | None = None) -> str:
        """A value by itself, as a button's literal label: a text stands as it is, other values within isolates."""
        if isinstance(value, dict) and isinstance(value.get("text"), str):
            return self.render(value["text"], language, {**(values or {}), **value.get("values", {})})
        return self._steered(self._filled("{value}", "value", language, {"value": value}, 0), language)

    def aloud(self, key: str, language: str, values: Mapping[str, Any]) -> str:
        """What somebody reads aloud of a text: its first lines, as far as these values fill them, and of a question what stands
        on its buttons, a line each. Of a text with a number in it, what is said of one.

        Raises MissingText; MissingValue when its first line already names another value, so that nothing of it can be recorded.
        """
        form, many = self._of_one(key, language), self.lines_aloud(key, language, values)
        lines = form.split("\n")
        if not many:
            raise MissingValue(key, min(names(form) - values.keys()))
        said = self._steered(self._filled("\n".join(lines[:many]).strip(), key, language, values, 0), language)
        return "\n".join([said, *(self.render(button, language, values) for button in self._buttons_of(key))])

    def lines_aloud(self, key: str, language: str, values: Mapping[str, Any]) -> int:
        """How many of its first lines these values fill: what differs from one message to the next is read. None of what leads to
        words of a bulletin, which have a voice of their own. Raises MissingText."""
        lines = self._of_one(key, language).split("\n")
        if names("\n".join(lines)) & _ELEMENTS:
            return 0
        return next((number for number, line in enumerate(lines) if names(line) - values.keys()), len(lines))

    def _of_one(self, key: str, language: str) -> str:
        language, forms = self._spoken(key, language), self.forms(key, language)
        return forms[self._catalogs[self.home(language)].plurals.form(1)] if len(forms) > 1 else forms[0]

    def _buttons_of(self, key: str) -> tuple[str, ...]:
        """Keys of what always says the same on the buttons below a question."""
        step, _, slot = key.rpartition(".")
        return tuple(other for other in self._source if other.startswith(f"{step}.choices.")) if slot == "ask" else ()

    def own_name(self, language: str) -> str:
        """A language's name in itself, as on the button that chooses it."""
        return known_language(language).own_name

    def hash_of(self, key: str, language: str) -> str:
        """What an approval is bound to: the key, the Dutch and the words in this language. Raises MissingText."""
        return self.hash_with(key, self.forms(key, language))

    def hash_with(self, key: str, forms: Iterable[str]) -> str:
        """The same, of these words. Raises KeyError."""
        return text_hash(key, *self._source[key].text.forms, *forms)

    def source_hash(self, key: str) -> str:
        """Of the key and its Dutch: what own words stand for; empty when there is no such text any more."""
        return text_hash(key, *self._source[key].text.forms) if key in self._source else ""

    def forms(self, key: str, language: str) -> tuple[str, ...]:
        """The words as they are said: a coalition's own, or the catalog's. Raises MissingText."""
        entry = self._entry(key, language)
        return self._own.get((self.home(language), key), entry.forms)

    def _number(self, language: str, key: str) -> int:
        return len(self._entry(key, language).forms)

    def _spoken(self, key: str, language: str) -> str:
        source = self._source.get(key)
        ours = source is not None and source.text.audience == "coordinator"
        return SOURCE_LANGUAGE if ours and not self.has(key, language) else language

    def _entry(self, key: str, language: str) -> Entry:
        if not self.has(key, language):
            raise MissingText(key, language)
        return self._catalogs[self.home(language)].entries[key]

    def _render(self, key: str, language: str, values: Mapping[str, Any], depth: int) -> str:
        if depth > _DEEPEST:
            raise MissingValue(key, "text")
        language = self._spoken(key, language)
        forms = self.forms(key, language)
        count = self._source[key].text.count
        if len(self._source[key].text.forms) == 1 or count is None:
            return self._filled(forms[0], key, language, values, depth)
        number = values.get(count)
        if not isinstance(number, int) or isinstance(number, bool):
            raise MissingValue(key, count)
        return self._filled(forms[self._catalogs[self.home(language)].plurals.form(number)], key, language, values, depth)

    def _filled(self, form: str, key: str, language: str, values: Mapping[str, Any], depth: int) -> str:
        said = []
        leftward = known_language(language).right_to_left
        for words, name in pieces(form):
            said.append(hold_together(words) if leftward else words)
            if name is None:
                continue
            try:
                said.append(
                    in_words(
                        values[name],
                        known_language(language),
                        lambda other, own: self._render(other, language, {**values, **own}, depth + 1),
                    )
                )
            except (KeyError, ValueError, TypeError, Mistake):
                raise MissingValue(key, name) from None
        return "".join(said)

    def _steered(self, said: str, language: str) -> str:
        return steer(said, right_to_left=known_language(language).right_to_left)
