"""A stored value put into words of a language (`domain.wording` says its shapes). Quotes, elements of bulletins and messages
are looked up by the caller and come here as plain strings: this room reads no store.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date, format_skeleton, match_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal

from bot.domain.wording import Value
from bot.texts.isolates import isolate
from bot.texts.languages import Language, language

Spoken = Value | Sequence[Value]
"""A value, or several for an enumeration."""


def day_and_month(day: date, reader: Language) -> str:
    """'2 juni', for where there is little room."""
    return format_skeleton("MMMMd", day, locale=reader.locale)


def short_day(day: date, reader: Language) -> str:
    """'di 9 jun', for a button."""
    return format_skeleton("MMMEd", day, locale=reader.locale)


def day_in_words(day: date, reader: Language) -> str:
    """Weekday, day and month in full, without the year: 'dinsdag 24 november'. Digits are 0 to 9 in every language."""
    skeletons = reader.locale.datetime_skeletons
    found = match_skeleton("MMMMEEEEd", skeletons)
    if found is None:
        return format_date(day, "full", locale=reader.locale)
    pieces = re.split(r"('[^']*')", str(skeletons[found].pattern))
    return format_date(day, "".join(p if p.startswith("'") else _in_full(p) for p in pieces), locale=reader.locale)


def _in_full(pattern: str) -> str:
    return re.sub(r"[MLEc]{3,}|E|c", lambda found: found[0][0] * 4, pattern)


def in_words(value: Spoken, reader: Language, text: Callable[[str, Mapping[str, Any]], str]) -> str:
    """A value as it stands within a text, isolated. `text` renders another text of ours, with values of its own, in the same
    language.

    Raises ValueError or KeyError for a shape that is not known, or not looked up before.
    """
    match value:
        case bool():
            raise ValueError("a yes or no has no words")
        case str() | int():
            return isolate(value if isinstance(value, str) else format_decimal(value, locale=reader.locale))
        case {"date": str(day)}:
            return isolate(day_in_words(date.fromisoformat(day), reader))
        case {"text": str(key), **rest}:
            own = rest.get("values", {})
            return isolate(text(key, own if isinstance(own, Mapping) else {}))
        case {"language": str(code)}:
            return isolate(reader.name_of(language(code)))
        case Mapping() if "lines" not in value:
            raise ValueError("not looked up: " + ", ".join(sorted(value)))
        case _:
            return _several(value, reader, text)


def _several(value: Any, reader: Language, text: Callable[[str, Mapping[str, Any]], str]) -> str:
    """An enumeration, or lines under each other."""
    if isinstance(value, Mapping):
        return "\n".join(in_words(item, reader, text) for item in value["lines"])
    return format_list([in_words(item, reader, text) for item in value], locale=reader.locale)
