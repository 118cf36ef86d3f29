"""What moves a conversation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot.dialogue.state import Values

Kind = Literal["text", "voice", "photo", "document"]


@dataclass(frozen=True, slots=True)
class Started:
    """Begins a conversation, whatever the state."""

    flow: str
    values: Values = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Said:
    """Typed, spoken or sent. `labels` are the buttons as the person sees them now: choice → rendered label (see `offered`)."""

    text: str = field(default="", repr=False)
    kind: Kind = "text"
    media_id: str = ""
    labels: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Chose:
    """A button was tapped, one that stood under `step` at that `visit`."""

    step: str
    visit: int
    choice: str


@dataclass(frozen=True, slots=True)
class Finished:
    """How the action of the command `Act` ended."""

    outcome: str = "done"
    values: Values = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """What the query of the command `Ask` found."""

    items: tuple[Values, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class TimePassed:
    """A timer of the command `SetTimer` went off."""

    kind: Literal["remind", "until"]
    visit: int


@dataclass(frozen=True, slots=True)
class Woke:
    """Something happened that a step may wait for."""

    event: str
    values: Values = field(default_factory=dict, repr=False)


Event = Started | Said | Chose | Finished | Found | TimePassed | Woke


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What is known of the person whose turn it is."""

    language: str = "nl"
    reading: str = "read"
    state: str = "active"
    place: Literal["private", "group"] = "private"
