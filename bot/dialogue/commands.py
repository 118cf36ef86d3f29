"""What a conversation wants done. The host carries it out, in this order."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Literal

from bot.dialogue.events import Kind
from bot.dialogue.state import DialogueState, Values
from bot.domain.wording import Value


@dataclass(frozen=True, slots=True)
class ButtonChoice:
    """A button: the label is `{"text": key}`, a value, or `{"ticked": label}` for what is chosen already."""

    choice: str
    label: Value
    words: tuple[str, ...] = ()
    """Groups of `words.yaml` that do the same when typed."""
    typed: tuple[str, ...] = ()
    """Words of its own that do the same."""


Rows = tuple[tuple[ButtonChoice, ...], ...]


@dataclass(frozen=True, slots=True)
class Say:
    """One message: `texts` are keys, under each other; `values` those that the texts name, but for those that are always there.

    The buttons belong to `step` and `visit`. A `card` is edited in place when it was sent before. One with `media` passes on what
    somebody sent, by its id, and has no texts.
    """

    texts: tuple[str, ...]
    values: Values = field(default_factory=dict, repr=False)
    rows: Rows = ()
    step: str = ""
    visit: int = 0
    card: str | None = None
    picture: str | None = None
    voice: bool = False
    asked_in: tuple[str, ...] = ()
    """With `voice`: the last text, a question, is heard in these languages, one after the other, and not in the reader's own."""
    media: str = ""
    language: str = ""
    """The language in which it is said; empty is the reader's own."""
    shown: tuple[Value, ...] = ()
    """Labels of buttons that are shown and cannot be tapped: of a step whose texts are said elsewhere."""
    reminder: bool = False
    """Nobody just did something: it keeps to quiet hours."""


@dataclass(frozen=True, slots=True)
class Act:
    """Carry out an action, then feed `Finished`. `ActionSpec.arguments` makes typed arguments of `args`."""

    name: str
    args: dict[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Ask:
    """Look something up, then feed `Found`. `QuerySpec.arguments` makes typed arguments of `args`."""

    query: str
    args: dict[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class SetTimer:
    """Feed `TimePassed` when the step has waited so long."""

    kind: Literal["remind", "until"]
    after: timedelta
    visit: int


@dataclass(frozen=True, slots=True)
class ClearTimers:
    """The step that had timers waits no longer."""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Asked once more, and still not understood: pass it to a person, as a question."""

    text: str = field(default="", repr=False)
    kind: Kind = "text"
    media_id: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """The conversation is over."""


Command = Say | Act | Ask | SetTimer | ClearTimers | NotUnderstood | End


@dataclass(frozen=True, slots=True)
class Turn:
    """What comes of an event. Not `heard`: it was not for this conversation, or no longer."""

    state: DialogueState
    commands: tuple[Command, ...] = ()
    heard: bool = True
