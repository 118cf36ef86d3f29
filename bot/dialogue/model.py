"""A flow and its steps, as typed models: what docs/flow-language.md says, a machine reads here."""

from collections.abc import Collection, Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, StrictBool, Tag

from bot.dialogue.names import Args, Conditions, Name, Names
from bot.dialogue.parts import ActionCall, Answer, Choice, Choose, Each, FoundChoices, Part, Picture, Reaction, Remind, Until
from bot.dialogue.text import Text
from bot.domain.actor import STAFF, Role

StaffRole = Literal["coordinator", "moderator", "translator", "key_person", "contact_person", "advisor", "reader", "owner"]


def _kind_of_choices(value: Any) -> str:
    return "Found" if isinstance(value, FoundChoices) or (isinstance(value, dict) and "from" in value) else "Fixed"


Choices = Annotated[
    Annotated[FoundChoices, Tag("Found")] | Annotated[dict[Name, Choice], Tag("Fixed")], Discriminator(_kind_of_choices)
]

_KEY = "[a-z][a-z0-9_]*"


class Step(Part):
    """In this order, each part optional: `when`, `do`, `say` (or `text_of`), `ask`, one way on."""

    when: Conditions = Field(default={})
    otherwise: Name | None = None
    do: tuple[ActionCall, ...] = ()
    on: dict[Name, Name] = Field(default={})
    say: Text | None = None
    ask: Text | None = None
    card: Name | None = None
    picture: Picture | Annotated[str, Field(pattern=r"^([a-z][a-z0-9_]*|\{[a-z][a-z0-9_]*\})$")] | None = None
    voice: Literal["auto", "choices"] | None = None
    media: Annotated[str, Field(pattern=r"^\{[a-z][a-z0-9_]*\}$")] | None = None
    text_of: Annotated[str, Field(pattern=rf"^{_KEY}\.{_KEY}(\.(say|ask))?$")] | None = None
    in_: Annotated[str, Field(pattern=rf"^([a-z]{{2,3}}(_[A-Za-z]+)?|\{{{_KEY}\}})$")] | None = Field(default=None, alias="in")
    choices: Choices | None = None
    choose: Choose | None = None
    answer: Answer | None = None
    teach_back: StrictBool = False
    wait_for: Name | None = None
    each: Each | None = None
    call: Name | None = None
    with_: Args = Field(default={}, alias="with")
    back: StrictBool = False
    remind: Remind | None = None
    until: Until | None = None
    safety: Annotated[
        StrictBool | Annotated[tuple[Literal["say", "ask"], ...], Field(min_length=1)],
        Field(description="A coalition approves its texts, or only these of them, before it speaks a language."),
    ] = False
    go: Name | None = None
    end: StrictBool = False

    @property
    def fixed(self) -> Mapping[str, Choice]:
        """The choices that the file itself names."""
        if isinstance(self.choices, FoundChoices):
            return self.choices.also
        return self.choices or {}

    @property
    def found(self) -> FoundChoices | None:
        """The choices that a query finds."""
        return self.choices if isinstance(self.choices, FoundChoices) else None

    @property
    def borrowed(self) -> tuple[str, str, str] | None:
        """The flow and the step whose texts are said here instead of own ones; and which of them, empty for all."""
        flow, _, rest = (self.text_of or "").partition(".")
        step, _, slot = rest.partition(".")
        return (flow, step, slot) if step else None

    @property
    def drawing(self) -> Picture | None:
        """The picture that the flow itself names."""
        return self.picture if isinstance(self.picture, Picture) else None

    @property
    def asks(self) -> bool:
        """It waits for an answer of the person."""
        return bool(self.choices or self.choose or self.answer)

    @property
    def waits(self) -> bool:
        """The conversation stands still here, for a person, an event or time."""
        return self.asks or self.wait_for is not None

    @property
    def query(self) -> tuple[str, Args] | None:
        """The query that is asked before the step speaks, with its arguments."""
        if self.found:
            return self.found.from_, self.found.with_
        if self.choose and self.choose.from_:
            return self.choose.from_, self.choose.with_
        if self.each:
            return self.each.in_, self.each.with_
        return None

    @property
    def when_nothing_found(self) -> str | None:
        """Where to go when the query of its buttons finds nothing."""
        if self.found:
            return self.found.none
        return self.choose.none if self.choose else None

    def reactions(self) -> dict[str, Reaction]:
        """What the person may choose, by choice key; `*` stands for each thing that a query finds."""
        found: dict[str, Reaction] = {**self.fixed}
        if self.found:
            found["*"] = self.found
        if self.choose:
            found["done"] = self.choose.done
        return found


class Flow(Part):
    """One conversation: the first step is where it starts."""

    flow: Name
    title: str
    audience: Literal["parent", "coordinator"]
    roles: Annotated[tuple[StaffRole, ...], Field(description="Who may start it; coordinators when it is for them.")] = ()
    starts_on: Names = ()
    commands: Names = ()
    takes: Names = ()
    gives: Names = ()
    safety: Annotated[
        StrictBool, Field(description="A coalition approves the texts of all its steps before it speaks a language.")
    ] = False
    replaced_by: dict[Name, Name] = Field(default={})
    steps: Annotated[dict[Name, Step], Field(min_length=1)]

    def is_for(self, roles: Collection[Role]) -> bool:
        """Whether somebody with these roles may start it, by whatever means."""
        if self.audience == "parent":
            return Role.PARENT in roles or not STAFF & set(roles)
        return any(role in roles for role in self.roles or (Role.COORDINATOR,))

    def wants_approval(self, step: str, slot: str) -> bool:
        """Whether a coalition approves this text before it speaks a language. Never what tells a drawing: no drawing carries
        anything alone."""
        safety = self.steps[step].safety
        named = slot in safety if isinstance(safety, tuple) else safety
        return slot != "picture" and (self.safety or named)

    @property
    def first(self) -> str:
        """The step where it starts."""
        return next(iter(self.steps))

    def step(self, name: str) -> str | None:
        """The step of this name, or the one that replaced it; None when it is gone altogether."""
        seen: set[str] = set()
        while name not in self.steps and name in self.replaced_by and name not in seen:
            seen.add(name)
            name = self.replaced_by[name]
        return name if name in self.steps else None
