"""`cadence.yaml`: what it says, and what is wrong with it, by line."""

import json
from pathlib import Path

import pytest

from bot.config import ROOT
from bot.dialogue.checker import check
from bot.dialogue.loader import load, read_book
from bot.dialogue.schema import cadence_schema_text
from bot.domain.cadence import NORMS, OUR_NORMS, Anchor, Audience, Length, Unless
from bot.handling.happenings import EVENTS
from tests.dialogue.vocabulary import VOCABULARY

FLOW = """flow: {name}
title: "T"
audience: {audience}
starts_on: [{event}]
steps: {{a: {{end: true}}}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two flows: a parent's on `meeting_due`, and a coordinator's on `question_answered`, which comes with `question_id`."""
    for name, audience, event in (("ours", "parent", "meeting_due"), ("theirs", "coordinator", "question_answered")):
        (tmp_path / f"{name}.yaml").write_text(FLOW.format(name=name, audience=audience, event=event), encoding="utf-8")
    return tmp_path


def wrong(folder: Path, rule: str, norms: str = "{}") -> list[str]:
    """What is said of a file with this rule at line 3, each with its line."""
    (folder / "cadence.yaml").write_text(f"norms: {norms}\ncadences:\n  x: {rule}\n", encoding="utf-8")
    book, mistakes = read_book(folder)
    found = [*mistakes, *(finding.as_mistake() for finding in check(book, VOCABULARY))]
    return [str(mistake).removeprefix(f"{folder}/cadence.yaml:") for mistake in found]


def test_a_rule_says_when_to_whom_and_until_when(folder: Path) -> None:
    rule = (
        "{anchor: conversation_held, after: {norm: summary_days}, ahead: 2 working days, event: meeting_due, void_after: 1 day}"
    )
    assert wrong(folder, rule, "{summary_days: 10}") == []
    book = load(folder)
    (one,) = book.rules
    assert (one.name, one.level, one.anchor, one.audience) == ("x", "x", Anchor.CONVERSATION_HELD, Audience.PARENT)
    assert (one.after_by(book.norms), one.ahead, one.void_after) == (Length(10), Length(working_days=2), Length(1))
    assert book.norms.silence_limit_days == OUR_NORMS.silence_limit_days


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("{after: 1 day, event: meeting_due}", "3: 'anchor' is missing. Add it."),
        ("{anchor: joined, after: soon, event: meeting_due}", "3: 'after': How long is a number with minutes, hours, days, "),
        ("{anchor: joined, after: {norm: some_days}, event: meeting_due}", "3: 'norm' is none of the words that it can be. "),
        ("{anchor: joined, ahaed: 1 day, event: meeting_due}", "3: 'ahaed' is no part of the flow language here. Did you mean "),
        ("{anchor: birthday, event: meeting_due}", "3: 'anchor' is none of the words that it can be. Write one of: conv"),
        ("{anchor: joined, event: rain}", "3: There is no event 'rain'. Name an event that the program knows."),
        ("{anchor: joined, event: colleague_ready}", "3: 'colleague_ready' comes with colleague_word, which 'joined' does not"),
        (
            "{anchor: joined, event: question_answered, audience: coordinator}",
            "3: What counts from 'joined' is not told to a coordinator. Write audience: parent.",
        ),
        ("{anchor: promised_day, event: meeting_due}", "3: What counts from 'promised_day' is not told to a parent. Write audie"),
        (
            "{anchor: promised_day, event: meeting_due, audience: coordinator}",
            "3: No flow for a coordinator starts on 'meeting_due'. Give a flow of audience coordinator starts_on: [meeting_due].",
        ),
        (
            "{anchor: answer_promised, event: question_answered, audience: coordinator, unless: parents_heard}",
            "3: 'answer_promised' moves on by itself, so that 'unless' never says anything. Leave it out.",
        ),
        ("{anchor: joined, event: meeting_due, to: taker}", "3: Nobody takes what counts from 'joined'. Leave it out: only ques"),
        ("{anchor: joined, event: meeting_due, until: y}", "3: There is no cadence 'y'. Name one of: x."),
        ("{anchor: joined, event: meeting_due, until: x}", "3: 'x' cannot give way to 'x'. Name another one, with the same anch"),
    ],
)
def test_what_is_wrong_with_a_rule_is_said_with_its_line(folder: Path, rule: str, said: str) -> None:
    found = wrong(folder, rule)
    assert len([one for one in found if one.startswith(said)]) == 1, found


@pytest.mark.parametrize(
    ("norms", "said"),
    [
        ("{silence_warn_days: 14}", "1: 'norms': silence_warn_days must be less than silence_limit_days. Mend it here."),
        ("{summary_days: 0}", "1: 'summary_days' is too low. Write 1 or more."),
        ("{summary_days: two}", "1: 'summary_days' must be a whole number. Write digits only, without quotes."),
        ("{sumary_days: 14}", "1: 'sumary_days' is no part of the flow language here. Did you mean 'summary_days'?"),
    ],
)
def test_what_is_wrong_with_a_norm_is_said_with_its_line(folder: Path, norms: str, said: str) -> None:
    (found,) = wrong(folder, "{anchor: joined, event: meeting_due}", norms)
    assert found.startswith(said)


def test_without_the_file_the_norms_are_there_and_nothing_is_due(folder: Path) -> None:
    book = load(folder)
    assert (book.norms, book.rules) == (OUR_NORMS, ())


def test_ours_names_every_norm_and_warns_of_everything_that_was_agreed() -> None:
    book = load(ROOT / "flows")
    assert book.norms == OUR_NORMS
    norms = {rule.norm for rule in book.rules} | {"answer_working_days"}
    assert norms - {None} == set(NORMS)
    assert {rule.unless for rule in book.rules} == {None, *Unless}
    assert {rule.event for rule in book.rules} <= set(EVENTS)


def test_an_editor_knows_the_same_words() -> None:
    schema = json.loads(cadence_schema_text())
    assert set(schema["$defs"]["OurNorms"]["properties"]) == set(NORMS)
    assert schema["$defs"]["Cadence"]["required"] == ["anchor", "event"]
    assert schema["$defs"]["Anchor"]["enum"] == [*Anchor]
