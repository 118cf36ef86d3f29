"""The parts of a step."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, model_validator

from bot.dialogue.names import Args, Conditions, Duration, Name, Names, Scalar
from bot.dialogue.text import Text

ONLY = ""
"""Under this name stands the argument of an action that was written as one scalar."""
NEXT_PAGE = "next_page"
"""The choice that shows the next buttons of a query that found many."""
OWN_CHOICES = ("skip", "back", "done", NEXT_PAGE, "read_whole")
"""Choice keys of the language itself."""


class Part(BaseModel):
    """Read from a file: nothing unknown, nothing changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class ActionCall(Part):
    """`name`, `{name: {arg: value}}` or `{name: value}` in a `do` list."""

    name: Name
    args: dict[str, Scalar | tuple[Scalar, ...]] = Field(default={})

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"name": value}
        if not isinstance(value, dict) or len(value) != 1:
            raise ValueError("An action is its name, or one name with its arguments: {name: {argument: value}}.")
        ((name, args),) = value.items()
        return {"name": name, "args": args if isinstance(args, dict) else {ONLY: args}}


class Reaction(Part):
    """What follows on something: actions, ways on for their outcomes, and the next step."""

    do: tuple[ActionCall, ...] = ()
    on: dict[Name, Name] = Field(default={})
    go: Name | None = None


class Choice(Reaction):
    """A button, and the typed words that do the same."""

    label: Text
    words: Names = ()
    """Groups of `words.yaml`; without any, the choice's own key."""
    when: Conditions = Field(default={})


class Query(Part):
    """Something that is looked up by name."""

    from_: Name = Field(alias="from")
    with_: Args = Field(default={}, alias="with")
    label: Text
    none: Name | None = None
    """Where to go when nothing is found."""


class FoundChoices(Query, Reaction):
    """A button for each thing that a query finds."""

    also: dict[Name, Choice] = Field(default={})
    typed: Name | None = None
    """Which of an item's values is a list of words that do the same when they are typed, beside its label."""
    most: Annotated[StrictInt, Field(ge=2)] | None = None
    """So many buttons at once; one more shows the next ones, and what is typed counts for all of them."""
    more: Annotated[str, Field(pattern=r"^[^A-Za-z{}]{1,4}$")] = "…"
    """The sign on that button, before the first words of what comes. No letters: whoever needs it may read none of ours."""


class Option(Part):
    """One of several that may be chosen together."""

    label: Text
    words: Names = ()
    when: Conditions = Field(default={})

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return {"label": value} if isinstance(value, str) else value


class Done(Reaction):
    """The button after choosing several."""

    label: Text


class Choose(Part):
    """Several of `options`, or of what the query `from` finds; never both."""

    options: dict[Name, Option] = Field(default={})
    from_: Name | None = Field(default=None, alias="from")
    with_: Args = Field(default={}, alias="with")
    label: Text | None = None
    value: Name | None = None
    ticked: Name | None = None
    """Which of an item's values is `yes` when it is chosen already."""
    none: Name | None = None
    save_as: Name
    done: Done
    most: StrictInt | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if bool(self.options) == (self.from_ is not None):
            raise ValueError("To choose takes either options or from.")
        if self.from_ is not None and (self.label is None or self.value is None):
            raise ValueError("To choose from a query takes a label and a value.")
        if self.options and (self.with_ or self.label or self.value or self.ticked or self.none):
            raise ValueError("With options there is no query: leave out with, label, value, ticked and none.")
        return self


class Answer(Part):
    """A typed, spoken or sent answer."""

    kinds: tuple[Literal["text", "voice", "photo", "document"], ...] = Field(default=("text",), min_length=1)
    save_as: Name
    skippable: StrictBool = False
    most: StrictInt = Field(default=4000, ge=1, le=4000)
    """Characters."""


class Picture(Part):
    """A drawing beside what is said, from `pictures/` in the folder of the flows; `text` tells it to who does not see it."""

    file: Annotated[str, Field(pattern=r"^[a-z0-9_]+\.png$")]
    text: Text


class Each(Part):
    """A flow for every item of a query."""

    in_: Name = Field(alias="in")
    with_: Args = Field(default={}, alias="with")
    as_: Name | None = Field(default=None, alias="as")
    call: Name


class Remind(Part):
    """Once, when the step has waited so long: in other words, or without `say` in those of the step."""

    after: Duration
    say: Text | None = None


class Until(Part):
    """Then it waits no longer."""

    after: Duration
    go: Name
