"""What pydantic says of a file, as mistakes with a line and a mend."""

import difflib
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.dialogue.yaml_reader import Path_, Reading
from bot.domain.errors import Mistake

_MENDS = {
    "missing": ("'{key}' is missing.", "Add it."),
    "bool_type": ("'{key}' is true or false.", "Write true or false, without quotes."),
    "string_type": ("'{key}' must be words.", "Put it between quotes, or write a name."),
    "string_pattern_mismatch": (
        "'{key}' must be a name.",
        "Names are lower case letters, digits and _, and begin with a letter.",
    ),
    "string_too_long": ("'{key}' is too long a name.", "Keep it within 60 characters."),
    "tuple_type": ("'{key}' must be a list.", "Write [one, two], or one a line after a dash."),
    "dict_type": ("'{key}' must have keys and values.", "Write {{key: value}}."),
    "model_type": ("'{key}' must have keys and values.", "Write {{key: value}}."),
    "too_short": ("'{key}' is empty.", "Put something in it."),
}


def mistakes_of(reading: Reading, error: ValidationError, model: type[BaseModel]) -> Iterator[Mistake]:
    """One mistake for each place that is wrong."""
    seen: set[tuple[int, str]] = set()
    for detail in error.errors(include_url=False):
        path = _path(reading, detail["loc"])
        what, mend = _words(detail["type"], detail, path, model)
        line = reading.where.at(*path)
        if (line, what) not in seen:
            seen.add((line, what))
            yield Mistake(what, mend=mend, file=reading.file, line=line)


def _path(reading: Reading, loc: Path_) -> Path_:
    """The path in the file: pydantic adds names of its own (of alternatives, and of keys that are wrong)."""
    path: Path_ = ()
    for piece in loc:
        if (*path, piece) in reading.lines:
            path = (*path, piece)
    return path


def _words(kind: str, detail: Any, path: Path_, model: type[BaseModel]) -> tuple[str, str]:
    loc = [piece for piece in detail["loc"] if piece != "[key]"]
    key = next((piece for piece in reversed(loc) if isinstance(piece, str) and piece[:1].islower()), path[-1] if path else "file")
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(str(key), sorted(_fields(model)), 1)
        return f"'{key}' is no part of the flow language here.", f"Did you mean '{near[0]}'?" if near else "Leave it out."
    if kind == "value_error":
        return f"'{key}': {detail['ctx']['error']}", "Mend it here."
    what, mend = _MENDS.get(
        kind, (f"'{{key}}' is not right: {detail['msg'].replace('{', '').replace('}', '')}.", "See docs/flow-language.md.")
    )
    return what.format(key=key), mend.format(key=key)


def _fields(model: type[BaseModel]) -> set[str]:
    """Every key that may stand somewhere in a file of this model."""
    schema = model.model_json_schema(by_alias=True)
    parts = [schema, *schema.get("$defs", {}).values()]
    return {name for part in parts for name in part.get("properties", {})}
