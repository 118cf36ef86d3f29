"""What flows can do: the actions and queries that the program knows by name, and the events that reach them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.dialogue.parts import ONLY

DONE = "done"
"""The outcome that every action has, and that goes on by itself."""


class Binds(StrEnum):
    """An action that binds somebody: what it did, or what they thought they said yes to, no later message mends. So its words are
    approved before a coalition speaks a language (`bot.dialogue.binding`)."""

    ASKED = "asked"
    """It follows on a question, in approved words, and on nothing else."""
    TOLD = "told"
    """The step that does it says so in approved words; or it follows on such a question."""


class NoArgs(BaseModel):
    """For an action or a query without arguments."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def named(model: type[BaseModel], given: Mapping[str, Any]) -> dict[str, Any]:
    """`given` with a single scalar under its argument's name: the first one of the model."""
    if set(given) != {ONLY}:
        return dict(given)
    return {next(iter(model.model_fields), ONLY): given[ONLY]}


def typed(name: str, model: type[BaseModel], given: Mapping[str, Any]) -> BaseModel:
    """The arguments, typed. Raises ValueError, which names the arguments that are wrong and never what they hold."""
    try:
        return model.model_validate(named(model, given))
    except ValidationError as error:
        wrong = sorted({str(detail["loc"][0]) for detail in error.errors(include_input=False) if detail["loc"]})
    raise ValueError(f"wrong arguments for {name}: {', '.join(wrong)}")


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """An action: its arguments, how it can end beside `done`, and the values it gives.

    `gives` comes with `done`; what comes with another outcome stands in `gives_on`, under that outcome.
    """

    name: str
    args: type[BaseModel] = NoArgs
    outcomes: frozenset[str] = frozenset()
    gives: frozenset[str] = frozenset()
    gives_on: Mapping[str, frozenset[str]] = field(default_factory=dict)
    planned: bool = False
    """Known, but not built yet: a flow that uses it passes the checker and cannot start."""
    binds: Binds | None = None

    def arguments(self, given: Mapping[str, Any]) -> BaseModel:
        """The arguments of a command `Act`. Raises ValueError as `typed` does."""
        return typed(self.name, self.args, given)


@dataclass(frozen=True, slots=True)
class QuerySpec:
    """A query: its arguments, and which values every item has."""

    name: str
    args: type[BaseModel] = NoArgs
    gives: frozenset[str] = frozenset()
    always_finds: bool = False
    """It never comes back empty, so a flow needs no way on for that."""
    planned: bool = False

    def arguments(self, given: Mapping[str, Any]) -> BaseModel:
        """The arguments of a command `Ask`. Raises ValueError as `typed` does."""
        return typed(self.name, self.args, given)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything a flow may name. `events` maps each event to the values it gives; `command` is the event of a typed command."""

    actions: Mapping[str, ActionSpec] = field(default_factory=dict)
    queries: Mapping[str, QuerySpec] = field(default_factory=dict)
    events: Mapping[str, frozenset[str]] = field(default_factory=dict)
    always: frozenset[str] = frozenset()
    """Values that are there in every message."""
