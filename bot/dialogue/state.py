"""A conversation between two turns. JSON both ways."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

Values = dict[str, Any]
"""Values of `domain.wording` by name; also lists of values."""


class Phase(StrEnum):
    """Where in its step a conversation is."""

    ENTERING = "entering"
    DOING = "doing"
    ACTING = "acting"
    """An action was asked for: the host feeds `Finished` next."""
    PREPARING = "preparing"
    FINDING = "finding"
    """A query was asked: the host feeds `Found` next."""
    SPEAKING = "speaking"
    CALLING = "calling"
    RETURNING = "returning"
    WAITING = "waiting"
    OVER = "over"


STANDING = frozenset({Phase.ACTING, Phase.FINDING, Phase.WAITING, Phase.OVER})
"""Phases in which a turn ends."""


class Frame(BaseModel):
    """One flow that has been started and not ended; the last one of the stack speaks."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    flow: str
    step: str
    values: Values = Field(default={}, repr=False)
    trail: tuple[str, ...] = ()
    """Steps that were answered, for `back`."""
    items: tuple[Values, ...] = Field(default=(), repr=False)
    """What `each` goes through."""
    item: int = 0
    """The next of `items`."""


class DialogueState(BaseModel):
    """Everything that the next turn needs, beside the files."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    frames: tuple[Frame, ...] = ()
    phase: Phase = Phase.OVER
    visit: int = 0
    """Goes up at every step that is entered: a button or a timer of an earlier visit is stale."""
    position: int = 0
    """In the list of actions."""
    chosen: str | None = None
    """The choice whose actions are carried out; None when they are the step's own."""
    options: tuple[Values, ...] = Field(default=(), repr=False)
    """What the step's query found."""
    page: int = 0
    """Which of the options have a button now, when they are too many for one message."""
    picked: tuple[str, ...] = ()
    """Choices that are ticked, oldest first."""
    misunderstood: int = 0
    unheard: str = Field(default="", repr=False)
    """What was said and not understood, with `unheard_media`: it goes along when the next words are not understood either."""
    unheard_media: str = ""
    asks: bool = False
    """It waits for an answer of the person."""
    back: bool = False
    """The step was entered by going back: its actions have been done before."""

    @property
    def is_over(self) -> bool:
        return self.phase is Phase.OVER

    @property
    def top(self) -> Frame:
        """The flow that speaks. Only while it is not over."""
        return self.frames[-1]

    def with_top(self, **changes: Any) -> "DialogueState":
        """The same with another last frame."""
        return self.model_copy(update={"frames": (*self.frames[:-1], self.top.model_copy(update=changes))})

    def with_values(self, values: Values) -> "DialogueState":
        """The same with values added to the flow that speaks."""
        return self.with_top(values=self.top.values | values) if values else self

    def now(self, **changes: Any) -> "DialogueState":
        """The same with these fields changed."""
        return self.model_copy(update=changes)

    def to_json(self) -> dict[str, Any]:
        return self.model_dump(mode="json")

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "DialogueState":
        """The inverse of `to_json`. Raises pydantic's ValidationError for anything else."""
        return cls.model_validate(data)


OVER = DialogueState()
