"""The report's texts in its language: `flows/report.yaml`, by key."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date, format_datetime
from babel.lists import format_list

from bot.domain.wording import Value
from bot.services.work import Wordbook
from bot.texts.isolates import bare
from bot.texts.languages import language

PREFIX = "report."
UNBROKEN = "\u00a0"
"""A space at which no line ends."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Dutch or English: left to right, so nothing needs isolates; a parent's words stand in a block of their own."""

    words: Wordbook
    language: str

    def __call__(self, name: str, **values: Value) -> str:
        """The text of this name. Raises MissingText, MissingValue."""
        return self.common(PREFIX + name, **values)

    def common(self, key: str, **values: Value) -> str:
        """A text of another file, by its whole key."""
        return bare(self.words.render(key, self.language, values))

    def lines(self, name: str, **values: Value) -> tuple[str, ...]:
        """A text of several lines."""
        return tuple(line for line in self(name, **values).split("\n") if line)

    def day(self, day: date) -> str:
        """'24 november 2026': with the year, as paper is kept."""
        return str(format_date(day, "long", locale=language(self.language).locale))

    def short_day(self, day: date) -> str:
        """'24 nov 2026' on one line, for where there is little room."""
        return str(format_date(day, "medium", locale=language(self.language).locale)).replace(" ", UNBROKEN)

    def weekday(self, day: date) -> str:
        """'dinsdag 24 november 2026'."""
        return str(format_date(day, "full", locale=language(self.language).locale))

    def moment(self, moment: datetime) -> str:
        """The day, and the time on the clock that the moment is of."""
        pattern = "EEEE d MMMM y, H:mm" if self.language == "en" else "EEEE d MMMM y, H.mm 'uur'"
        return str(format_datetime(moment, pattern, locale=language(self.language).locale))

    def days(self, days: Iterable[date]) -> str:
        """Several, as an enumeration."""
        return self.list(self.day(day) for day in days)

    def list(self, items: Iterable[str]) -> str:
        """'a, b en c'."""
        return str(format_list([*items], locale=language(self.language).locale))

    def at_least(self, number: int | None) -> str:
        """'minstens 10', or that it is too few to tell."""
        return self("too_few") if number is None else self("at_least", number=number)

    def cell(self, number: int | None) -> str:
        """The same, for a table, where there is little room."""
        said = self("too_few_short") if number is None else self("at_least", number=number)
        return said.replace(" ", UNBROKEN)

    def named(self, code: str) -> str:
        """A language by its name in this one."""
        reader = language(self.language)
        return reader.name_of(language(code))

    def other(self, code: str) -> str | None:
        """The language of words, when it is not the document's."""
        return None if code == self.language else code
