"""What every action and query shows in its docstring happens."""

import re
import sys
from collections.abc import Mapping
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.dialogue.parts import ActionCall
from bot.handling.registry import registry
from tests.handling.stories import Story

REGISTRY = registry()
EXAMPLE = re.compile(r"^(?P<who>\w+): (?P<call>.+) → (?P<ends>.+)$", re.MULTILINE)


def examples(registered: Mapping[str, Any]) -> list[Any]:
    return [
        pytest.param(found["who"], found["call"], found["ends"], id=f"{name}-{number}")
        for name, entry in registered.items()
        for number, found in enumerate(EXAMPLE.finditer(sys.modules[entry.run.__module__].__doc__ or ""), 1)
    ]


def called(text: str) -> ActionCall:
    """`LONG` is more than fits anywhere."""
    return ActionCall.model_validate(YAML(typ="safe", pure=True).load(text.replace("LONG", "Nog een zin. " * 100)))


@pytest.mark.parametrize(("who", "call", "ends"), examples(REGISTRY.actions))
async def test_an_action_ends_as_its_example_says(story: Story, who: str, call: str, ends: str) -> None:
    asked = called(call)
    action = REGISTRY.actions[asked.name]
    done = await action.run(story.context(who), action.spec.arguments(asked.args))
    assert done.outcome == ends
    assert set(done.values) == (action.spec.gives if ends == "done" else action.spec.gives_on.get(ends, frozenset()))


@pytest.mark.parametrize(("who", "call", "ends"), examples(REGISTRY.queries))
async def test_a_query_finds_first_what_its_example_says(story: Story, who: str, call: str, ends: str) -> None:
    asked = called(call)
    query = REGISTRY.queries[asked.name]
    items = await query.run(story.context(who), query.spec.arguments(asked.args))
    expected = YAML(typ="safe", pure=True).load(ends)
    assert {name: items[0][name] for name in expected} == expected
    assert all(set(item) == query.spec.gives for item in items)


@pytest.mark.parametrize("name", REGISTRY.actions)
def test_an_action_shows_every_way_it_can_end(name: str) -> None:
    action = REGISTRY.actions[name]
    doc = sys.modules[action.run.__module__].__doc__ or ""
    shown = {found["ends"] for found in EXAMPLE.finditer(doc) if called(found["call"]).name == name}
    assert shown == {"done", *action.spec.outcomes}


@pytest.mark.parametrize("name", REGISTRY.queries)
def test_a_query_shows_what_it_finds(name: str) -> None:
    doc = sys.modules[REGISTRY.queries[name].run.__module__].__doc__ or ""
    assert [called(found["call"]).name for found in EXAMPLE.finditer(doc)] == [name]
