"""What pydantic says of a file, as mistakes with a line and a mend."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.domain.errors import Mistake
from bot.files.lines import Place
from bot.files.shapes import Shape, fields_of, shape_at
from bot.files.yaml_reader import Reading

_NAME = ("'{key}' must be a name.", "Names are lower case letters, digits and _, and begin with a letter.")
_MAPPING = ("'{key}' must have keys and values.", "Write {{key: value}}.")
_MENDS = {
    "missing": ("'{key}' is missing.", "Add it."),
    "bool_type": ("'{key}' is true or false.", "Write true or false, without quotes."),
    "string_type": ("'{key}' must be words.", "Put it between quotes, or write a name."),
    "string_too_long": ("'{key}' is too long.", "Keep it within {max_length} characters."),
    "string_too_short": ("'{key}' is empty.", "Put something in it."),
    "tuple_type": ("'{key}' must be a list.", "Write [one, two], or one a line after a dash."),
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "too_short": ("'{key}' is empty.", "Put something in it."),
    "int_type": ("'{key}' must be a whole number.", "Write digits only, without quotes."),
    "int_parsing": ("'{key}' must be a whole number.", "Write digits only, without quotes."),
    "greater_than_equal": ("'{key}' is too low.", "Write {ge} or more."),
    "less_than_equal": ("'{key}' is too high.", "Write {le} or less."),
    "enum": ("'{key}' is none of the words that it can be.", "Write one of: {expected}."),
    "literal_error": ("'{key}' is none of the words that it can be.", "Write one of: {expected}."),
}
_NOT_KEYS = dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), "not_keys")
_NOT_ONE_OF = dict.fromkeys(("enum", "literal_error"), "not_one_of")
CODES = {
    "missing": "missing",
    "string_type": "not_words",
    "string_too_long": "too_long",
    "string_too_short": "empty",
    "too_short": "empty",
    "tuple_type": "not_a_list",
    "string_pattern_mismatch": "not_a_name",
    "day": "no_day",
    **_NOT_KEYS,
    **_NOT_ONE_OF,
}
"""By pydantic's kind of error; every other one is `not_right`."""


@dataclass(frozen=True, slots=True)
class Manual:
    """What the mistakes of one kind of file say of their own: what it is called, and where more about it stands."""

    part_of: str
    see: str
    begin: str
    """How a file of this kind begins."""
    patterns: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """For a regular expression or a kind of error of the model: what is wrong, and how it is written."""
    elsewhere: Mapping[str, str] = field(default_factory=dict)
    """For a key that people look for here and that is no part of it: where it is said instead."""


def mistakes_of(reading: Reading, error: ValidationError, model: type[BaseModel], manual: Manual) -> Iterator[Mistake]:
    """One mistake for each place that is wrong; what only follows from another one is left out."""
    seen: set[tuple[int, str]] = set()
    details = error.errors(include_url=False)
    for detail in details:
        if any(_follows(detail, other) for other in details):
            continue
        path = _path(reading, detail["loc"])
        what, mend = _words(detail, path, model, manual)
        line = reading.where.at(*path)
        if (line, what) not in seen:
            seen.add((line, what))
            code, fields = _coded(detail, path, model)
            yield Mistake(what, mend=mend, file=reading.file, line=line, code=code, fields=fields)


def _follows(detail: Any, other: Any) -> bool:
    """A key is missing because it was written otherwise; a list has too little in it because what was in it is wrong."""
    loc, of = detail["loc"], other["loc"]
    if detail["type"] == "missing":
        alike = other["type"] == "extra_forbidden" and of[:-1] == loc[:-1]
        return alike and bool(difflib.get_close_matches(str(of[-1]), [str(loc[-1])], 1))
    return detail["type"] == "too_short" and len(of) > len(loc) and of[: len(loc)] == loc


def _path(reading: Reading, loc: Place) -> Place:
    """The path in the file: pydantic adds names of its own (of alternatives, and of keys that are wrong)."""
    path: Place = ()
    for piece in loc:
        if (*path, piece) in reading.lines:
            path = (*path, piece)
    return path


def _words(detail: Any, path: Place, model: type[BaseModel], manual: Manual) -> tuple[str, str]:
    kind, context, key = detail["type"], detail.get("ctx", {}), _key(detail, path)
    if kind == "extra_forbidden":
        instead = manual.elsewhere.get(str(key)) or _nearest(str(key), path, model)
        return f"'{key}' is no part of {manual.part_of} here.", instead
    if kind == "value_error":
        return f"'{key}': {context['error']}", "Mend it here."
    if detail["input"] is None and kind != "missing":
        return f"'{key}' is empty.", "Write something behind it, or leave it out."
    own = manual.patterns.get(str(context.get("pattern", kind)))
    if own is None and kind == "string_pattern_mismatch":
        own = _NAME
    odd = f"'{{key}}' is not right: {detail['msg'].replace('{', '').replace('}', '')}."
    what, mend = own or _MENDS.get(kind, (odd, manual.see))
    what, mend = what.format(key=key), mend.format(key=key, **_plain(context))
    shape = shape_at(model, path)
    if kind in {"tuple_type", "dict_type", "model_type", "model_attributes_type"} and shape is not None:
        mend = shape.told()
    return what, mend


def _key(detail: Any, path: Place) -> Any:
    loc = [piece for piece in detail["loc"] if piece != "[key]"]
    return next(
        (piece for piece in reversed(loc) if isinstance(piece, str) and piece[:1].islower()), path[-1] if path else "file"
    )


def _coded(detail: Any, path: Place, model: type[BaseModel]) -> tuple[str, dict[str, str]]:
    """The same as a code and what a text of it names: `word`, and what else is known."""
    kind, context = detail["type"], _plain(detail.get("ctx", {}))
    fields = {"word": str(_key(detail, path))}
    if kind == "extra_forbidden":
        if near := _near(fields["word"], path, model):
            return "unknown_key_near", fields | {"near": near}
        may = ", ".join(_here(path, model))
        return ("unknown_key_may", fields | {"may": may}) if may else ("unknown_key", fields)
    if detail["input"] is None and kind != "missing":
        return "empty", fields
    named = {name: context[name] for name in ("max_length", "expected") if name in context}
    return CODES.get(kind, "not_right"), fields | named


def _near(key: str, path: Place, model: type[BaseModel]) -> str:
    """What was meant, as far as the model tells; empty when nothing is like it."""
    return next(iter(difflib.get_close_matches(key, _here(path, model) or sorted(fields_of(model)), 1)), "")


def _here(path: Place, model: type[BaseModel]) -> list[str]:
    """The keys that may stand beside it, as far as the model tells."""
    shape: Shape | None = shape_at(model, path[:-1])
    return sorted(shape.keys) if shape is not None else []


def _plain(context: Mapping[str, Any]) -> dict[str, str]:
    """As people read it: `a, b or c`, without quotes."""
    return {name: str(value).replace("'", "").replace(" or ", ", ") for name, value in context.items()}


def _nearest(key: str, path: Place, model: type[BaseModel]) -> str:
    """What was meant, and what may stand there, as far as the model tells."""
    here = _here(path, model)
    near = _near(key, path, model)
    may = f" Here may stand: {', '.join(here)}." if here else ""
    return (f"Did you mean '{near}'?" if near else "Leave it out.") + may
