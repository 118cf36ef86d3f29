"""Flows and what they can name fit together."""

from pathlib import Path
from types import ModuleType

import pytest

from bot.config import ROOT
from bot.dialogue.actions import ActionSpec
from bot.dialogue.checker import check, unready
from bot.dialogue.loader import load
from bot.domain.bulletin import PROPOSAL_ELEMENTS, BulletinKind, BulletinState, Halt
from bot.domain.proposal import ProposalStatus
from bot.handling import registry as registry_module
from bot.handling.actions.check_readiness import KNOWN as OBSTACLES
from bot.handling.actions.check_readiness import NEED_A_LOOK
from bot.handling.bulletin_status import COUNTS, REASONS
from bot.handling.drafts import PART_NAMES, RULES
from bot.handling.registry import registry
from bot.services.delivery.ready_made import READY
from bot.services.writing.revising import NEXT_PROMISED, OVERRULED, PROPOSALS, QUOTES

FLOWS = load(ROOT / "flows")
REGISTRY = registry()
MOST_TAPS = 4
"""DESIGN and issue 2: so many taps to join, and no typing."""


def test_no_flow_can_get_stuck() -> None:
    assert [str(finding) for finding in check(FLOWS, REGISTRY.vocabulary())] == []


def test_nothing_waits_for_what_is_planned() -> None:
    assert unready(FLOWS, REGISTRY.vocabulary()) == {}


def test_everything_that_is_there_is_used_by_a_flow() -> None:
    steps = [step for flow in FLOWS.flows.values() for step in flow.steps.values()]
    reactions = [reaction for step in steps for reaction in step.reactions().values()]
    used = {call.name for do in (*(s.do for s in steps), *(r.do for r in reactions)) for call in do}
    asked = {step.query[0] for step in steps if step.query}
    vocabulary = REGISTRY.vocabulary()
    assert used == set(vocabulary.actions)
    assert asked == set(vocabulary.queries)


def test_every_event_starts_or_wakes_a_flow() -> None:
    flows = FLOWS.flows.values()
    heard = {event for flow in flows for event in flow.starts_on}
    heard |= {step.wait_for for flow in flows for step in flow.steps.values() if step.wait_for}
    assert heard == set(REGISTRY.vocabulary().events)


def taps_until(name: str, last: str) -> int:
    """By the first way on from each step, through what it calls."""
    flow, taps = FLOWS.flows[name], 0
    at = flow.first
    while at != last:
        step = flow.steps[at]
        assert step.answer is None
        taps += step.asks
        if step.call is not None:
            taps += taps_until(step.call, "finish")
        ways = [reaction.go for reaction in step.reactions().values()]
        at = (ways[0] if ways else None) or step.go or ""
    return taps


def test_whoever_joins_taps_four_times_and_types_nothing() -> None:
    assert taps_until("welcome", "thanks") <= MOST_TAPS


@pytest.mark.parametrize(
    "key",
    [
        *(f"obstacle_{code}" for code in sorted(OBSTACLES | NEED_A_LOOK)),
        *(f"reason_{code}" for code in sorted(REASONS)),
        *(f"proposal_{status}" for status in ProposalStatus),
        *(f"kind_{kind}" for kind in BulletinKind),
        *(f"state_{state}" for state in BulletinState),
        *(f"halted_{why}" for why in Halt),
        *(f"count_{name}" for name in (*COUNTS, "none")),
        *(f"ready_label_{name}" for name in READY),
        *(f"label_{kind}" for kind in BulletinKind),
        *(f"plain_{rule}" for rule in (*RULES, "other", "good", "hard", "whole_good", "whole_hard", "anyway")),
        *(f"part_{name}" for name in (*PART_NAMES, QUOTES, PROPOSALS, NEXT_PROMISED, OVERRULED)),
        *(f"ask_{name}" for name in PART_NAMES),
        *(f"{what}_proposal_{name}" for what in ("part", "ask") for name in PROPOSAL_ELEMENTS),
        *(f"look_{how}" for how in ("is_given", "alone", "waits", "remark")),
        *[
            "obstacle_other",
            "reason_other",
            "because",
            "begins_at",
            "ends_at",
            "progress_card",
            "voice_note",
            "meaning_title",
            "topic_danger",
            "to_parents",
            "short_waiting",
            "colleague",
            "meanwhile",
            "two_lines",
            "untitled_proposal",
            "proposal_number",
            "now_said",
            "one_quote",
            "quotes_told",
            "draft_full",
            "draft_short",
            "nothing_yet",
            "draft_lacks",
            "draft_ready",
            "one_mistake",
            "mistakes_told",
        ],
    ],
)
def test_what_an_action_gives_as_a_text_has_words(key: str) -> None:
    assert FLOWS.texts()[f"common.{key}"].audience == "coordinator"


@pytest.mark.parametrize(
    "key",
    [
        *(f"ready_{name}" for name in READY),
        "reading_read",
        "reading_listen",
        "answer_by_voice",
        "passed_on",
        "consent_given",
        "consent_withdrawn",
        "consent_none",
    ],
)
def test_what_a_parent_is_told_by_an_action_has_words(key: str) -> None:
    assert FLOWS.texts()[f"common.{key}"].audience == "parent"


def test_a_module_that_is_called_otherwise_than_its_spec_is_refused() -> None:
    stranger = ModuleType("stranger")
    stranger.SPEC = ActionSpec("somebody_else")  # type: ignore[attr-defined]
    with pytest.raises(ValueError, match="stranger"):
        registry_module._spec(stranger, "stranger", ActionSpec)


def test_every_command_of_a_flow_can_be_typed_in_dutch() -> None:
    commands = {command for flow in FLOWS.flows.values() for command in flow.commands}
    assert commands == set(FLOWS.words.commands)
    assert all("nl" in languages for languages in FLOWS.words.commands.values())


def test_the_flows_are_where_the_settings_say() -> None:
    assert {Path(lines.file).parent for lines in FLOWS.where.values()} == {ROOT / "flows"}
