"""Every action and query that flows can name: found by looking, so that adding one is adding one file.

A module of `actions/` has `SPEC` (an ActionSpec, called as the module is) and `async def run(context, args) -> Done`; one of
`queries/` has `SPEC` (a QuerySpec) and `async def run(context, args) -> list[Values]`. `planned.py` lists what is not built yet.
"""

import pkgutil
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Any, TypeVar

from bot.dialogue.actions import ActionSpec, QuerySpec, Vocabulary
from bot.domain.wording import Values
from bot.handling import actions, queries
from bot.handling.context import Context, Done
from bot.handling.happenings import ALWAYS, EVENTS
from bot.handling.planned import ACTIONS as PLANNED_ACTIONS
from bot.handling.planned import QUERIES as PLANNED_QUERIES

Spec = TypeVar("Spec", ActionSpec, QuerySpec)


@dataclass(frozen=True, slots=True)
class Action:
    """Something a flow has done. `args` is what `spec.arguments` made."""

    spec: ActionSpec
    run: Callable[[Context, Any], Awaitable[Done]]


@dataclass(frozen=True, slots=True)
class Query:
    """Something a flow looks up: items, each with the values that the spec gives."""

    spec: QuerySpec
    run: Callable[[Context, Any], Awaitable[list[Values]]]


@dataclass(frozen=True, slots=True)
class Registry:
    """By name. What is only planned is in neither, but in the vocabulary."""

    actions: Mapping[str, Action]
    queries: Mapping[str, Query]

    def vocabulary(self) -> Vocabulary:
        """What the checker lets flows name."""
        return Vocabulary(
            actions={spec.name: spec for spec in (*(a.spec for a in self.actions.values()), *PLANNED_ACTIONS)},
            queries={spec.name: spec for spec in (*(q.spec for q in self.queries.values()), *PLANNED_QUERIES)},
            events=EVENTS,
            always=ALWAYS,
        )


def registry() -> Registry:
    """All of them. Raises ValueError for a module that is not called as its spec is."""
    found_actions = {name: Action(_spec(module, name, ActionSpec), module.run) for name, module in _modules(actions)}
    found_queries = {name: Query(_spec(module, name, QuerySpec), module.run) for name, module in _modules(queries)}
    return Registry(found_actions, found_queries)


def _modules(package: ModuleType) -> list[tuple[str, ModuleType]]:
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__))
    return [(name, import_module(f"{package.__name__}.{name}")) for name in names]


def _spec(module: ModuleType, name: str, kind: type[Spec]) -> Spec:
    spec = getattr(module, "SPEC", None)
    if not isinstance(spec, kind) or spec.name != name:
        raise ValueError(f"{module.__name__} has no {kind.__name__} called {name!r}")
    return spec
