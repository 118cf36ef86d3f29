"""The small words of which flow files are made: names, durations, conditions, arguments."""

import re
from datetime import timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, StrictBool, StrictInt, StringConstraints, WithJsonSchema

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
"""Of a flow, a step, a choice, a value, an action: lower case, digits and underscores."""

_UNITS = {"minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
_DURATION = re.compile(r"([1-9][0-9]{0,3}) (minute|hour|day|week)s?")


def duration(value: Any) -> Any:
    """`3 days` as a timedelta. Raises ValueError with words for people."""
    if isinstance(value, timedelta):
        return value
    found = _DURATION.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("A duration is a number with minutes, hours, days or weeks, such as 3 days.")
    return timedelta(seconds=int(found[1]) * _UNITS[found[2]])


Duration = Annotated[
    timedelta, BeforeValidator(duration), WithJsonSchema({"type": "string", "pattern": f"^{_DURATION.pattern}$"})
]

Scalar = StrictBool | StrictInt | str
Conditions = dict[Name, Scalar | tuple[Scalar, ...]]
"""All must hold; several values mean 'one of'."""
Args = dict[Name, Scalar | tuple[Scalar, ...]]
"""A whole `"{name}"` passes that value."""


def several(value: Any) -> Any:
    """One name, or a list of them, as a list."""
    return (value,) if isinstance(value, str) else value


Names = Annotated[tuple[Name, ...], BeforeValidator(several)]
