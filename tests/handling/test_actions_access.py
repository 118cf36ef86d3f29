"""What coordinators' flows have done or look up is refused to whoever is no coordinator of this coalition.

Every example of an action or query that only flows for coordinators name is tried by a parent, by somebody who laid the role down
and by a coordinator of another coalition.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.dialogue.loader import load
from bot.dialogue.model import Step
from bot.domain.coalition import Coalition
from bot.domain.errors import WeerklankError
from bot.domain.person import Person
from bot.handling.context import Context, Done
from tests.handling.stories import Story
from tests.handling.test_actions_examples import EXAMPLE, REGISTRY, called
from tests.people import LOTTE, NOOR, VOORBEELDSTAD, WILLEM

BOOK = load(Path(__file__).parents[2] / "flows")
FORMER = replace(NOOR, id="former", roles=frozenset())
"""Was a coordinator until yesterday."""
OUTSIDERS = (LOTTE, FORMER, WILLEM)
OWN = {"join", "decline_role", "give_name", "tell_about_me", "tell_help"}
"""What everybody does for themselves alone."""
OF_NOTHING = {"choose_reason", "choose_status", "decision_days", "judge_proposal", "keep_reason", "no_proposal", "read_away_day"}
"""What looks at nothing that is stored: what was typed, or days to choose from."""


def _named(kind: str) -> tuple[set[str], set[str]]:
    """Actions (or queries) that flows for coordinators name, and those that flows for parents name."""
    found: dict[str, set[str]] = {"coordinator": set(), "parent": set()}
    for flow in BOOK.flows.values():
        for step in flow.steps.values():
            found[flow.audience] |= set(_of_step(step, kind))
    return found["coordinator"], found["parent"]


def _of_step(step: Step, kind: str) -> Iterator[str]:
    if kind == "queries":
        yield from [step.query[0]] if step.query else []
        return
    yield from (call.name for call in step.do)
    for reaction in step.reactions().values():
        yield from (call.name for call in reaction.do)


def _examples(registered: Mapping[str, Any], kind: str) -> list[Any]:
    coordinators, parents = _named(kind)
    return [
        pytest.param(found["call"], outsider, id=f"{name}-{number}-{outsider.id}")
        for name in sorted((coordinators - parents - OWN - OF_NOTHING) & registered.keys())
        for number, found in enumerate(EXAMPLE.finditer(sys.modules[registered[name].run.__module__].__doc__ or ""), 1)
        for outsider in OUTSIDERS
    ]


def _context(story: Story, outsider: Person) -> Context:
    story.town.rows.people[outsider.id] = outsider
    context = story.context("Noor")
    return replace(context, person=outsider, actor=outsider.actor)


@pytest.mark.parametrize(("call", "outsider"), _examples(REGISTRY.actions, "actions"))
async def test_nobody_else_has_it_done(story: Story, call: str, outsider: Person) -> None:
    asked = called(call)
    action = REGISTRY.actions[asked.name]
    context = _context(story, outsider)
    before = _ours(story)
    try:
        done = await action.run(context, action.spec.arguments(asked.args))
    except WeerklankError:
        done = Done("refused")
    assert _ours(story) == before
    assert not _names_ours(story, done.values)
    if outsider is not WILLEM or _names_ours(story, asked.args):
        # Else it is about their own coalition.
        assert done.outcome != "done"
        assert done.values == {}


@pytest.mark.parametrize(("call", "outsider"), _examples(REGISTRY.queries, "queries"))
async def test_nobody_else_finds_anything(story: Story, call: str, outsider: Person) -> None:
    asked = called(call)
    query = REGISTRY.queries[asked.name]
    try:
        found = await query.run(_context(story, outsider), query.spec.arguments(asked.args))
    except WeerklankError:
        found = []
    assert not _names_ours(story, found)
    if outsider is not WILLEM or _names_ours(story, asked.args):
        assert found == []


def _ours(story: Story) -> dict[str, list[Any]]:
    """Everything of the coalition that is stored, but for who tried."""
    tables = story.town.rows.copy()
    theirs = {media.id for media in story.town.rows.media.values() if _whose(media) != VOORBEELDSTAD.id}
    tables["contents"] = {id_: content for id_, content in story.town.rows.contents.items() if id_ not in theirs}
    return {name: [row for row in rows.values() if _whose(row) == VOORBEELDSTAD.id] for name, rows in tables.items()}


def _whose(row: object) -> str:
    """The id of a coalition. What has none is everybody's, and so ours too."""
    return row.id if isinstance(row, Coalition) else getattr(row, "coalition_id", VOORBEELDSTAD.id)


def _names_ours(story: Story, told: object) -> bool:
    """Whether it names anything of the coalition by its id."""
    rows = [row for table in story.town.rows.copy().values() for row in table.values()]
    ours = [row.id for row in rows if getattr(row, "coalition_id", "") == VOORBEELDSTAD.id and hasattr(row, "id")]
    return any(f"'{id_}'" in repr(told) for id_ in ours)


def test_there_is_something_to_try() -> None:
    assert len(_examples(REGISTRY.actions, "actions")) > 60
    assert len(_examples(REGISTRY.queries, "queries")) > 10
