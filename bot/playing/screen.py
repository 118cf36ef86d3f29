"""A message as somebody reads it, on lines of a terminal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.dialogue.commands import ButtonChoice, Say
from bot.domain.wording import Value, Values
from bot.handling.rendering import TICK, tidy
from bot.playing.samples import Samples
from bot.texts.catalogs import Catalogs
from bot.texts.errors import MissingText, MissingValue
from bot.texts.isolates import bare
from bot.texts.languages import language as known_language
from bot.texts.placeholders import names_of
from bot.texts.source import SOURCE_LANGUAGE

EDGE = "│ "


@dataclass(frozen=True, slots=True)
class Screen:
    """In one language."""

    catalogs: Catalogs
    samples: Samples
    language: str

    def message(self, say: Say, buttons: Sequence[ButtonChoice]) -> Iterator[str]:
        """What it says, then its buttons by the numbers that they have among all that stand open."""
        if say.language not in {"", self.language} and say.language in self.catalogs.all:
            yield f"· in {say.language}:"
            yield from replace(self, language=say.language).message(replace(say, language=""), buttons)
            return
        marks = [f"picture: {say.picture}"] * bool(say.picture)
        marks += ["a card, changed in place"] * bool(say.card) + ["a reminder"] * say.reminder
        marks += [f"no text in {self.language} yet"] * any(not self.catalogs.has(key, self.language) for key in say.texts)
        if marks:
            yield f"· {', '.join(marks)}"
        if say.media:
            yield f"{EDGE}({say.media}: what somebody sent)"
        said = tidy("\n\n".join(self.text(key, say.values) for key in say.texts))
        yield from (EDGE + line for line in said.split("\n") if said)
        if say.shown:
            yield EDGE + "   ".join(f"[{self.label(label, say.values)}]" for label in say.shown)
        numbers = {button.choice: number for number, button in enumerate(buttons, 1)}
        for row in say.rows:
            yield EDGE + "   ".join(f"[{numbers.get(each.choice, '?')}] {self.label(each.label, say.values)}" for each in row)

    def text(self, key: str, values: Values) -> str:
        """In Dutch when there are no words in this language. A value that is not there stands as its name."""
        language = self.language if self.catalogs.has(key, self.language) else SOURCE_LANGUAGE
        try:
            said = self.catalogs.render(key, language, self._filled(key, values))
        except (MissingText, MissingValue) as error:
            return f"({error})"
        return self._read(said)

    def label(self, label: Value, values: Values | None = None) -> str:
        """A button's."""
        match label:
            case str():
                return label
            case {"ticked": other}:
                return TICK + self.label(other, values)
            case {"text": str(key), **rest}:
                own: Any = rest.get("values", {})
                mark = "" if self.catalogs.has(key, self.language) else f" (no text in {self.language} yet)"
                return self.text(key, {**(values or {}), **own}) + mark
            case _:
                return self._read(self.catalogs.render_value(label, self.language, self.samples.always(self.language)))

    def _filled(self, key: str, values: Values) -> Values:
        source = self.catalogs.all[SOURCE_LANGUAGE].entries.get(key)
        needed = names_of(source.text.forms) if source else frozenset()
        named: Values = {name: f"{{{name}}}" for name in needed}
        if source and source.text.count:
            named[source.text.count] = 2
        return {**named, **self.samples.always(self.language), **values}

    def _read(self, said: str) -> str:
        """Where everything runs from left to right, marks of direction would only be in the way."""
        return said if known_language(self.language).right_to_left else bare(said)
