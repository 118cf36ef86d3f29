"""What the checker finds in a flow, before a parent does."""

from pathlib import Path

import pytest

from bot.dialogue.book import FlowBook
from bot.dialogue.checker import check, unready
from bot.dialogue.finding import Finding
from bot.dialogue.loader import load
from tests.dialogue.vocabulary import VOCABULARY

HEAD = 'flow: talk\ntitle: "T"\naudience: parent\n'
COMMON = 'texts: {not_understood: "?", too_long: "{most}", skip: "S", back: "B"}\n'
WORDS = 'words: {ja: ["ja"], ok: ["ja", "oke"], sure: ["oke"]}\n'
END = "  b: {end: true}\n"
ASK = '    ask: "?"\n    choices: '

STEPS = {
    "no go": ("  a:\n    say: 'x'\n", "dead_end", 5),
    "a choice without go": (f"  a:\n{ASK}{{x: {{label: 'X'}}}}\n", "dead_end", 7),
    "an answer without go": ("  a:\n    ask: 'x'\n    answer: {save_as: w}\n", "dead_end", 7),
    "when without another way": ("  a: {when: {reading: read}, end: true}\n", "dead_end", 5),
    "a query that may find nothing": (
        f"  a:\n{ASK}{{from: days, with: {{most: 1}}, label: '{{day_id}}', go: b}}\n  b: {{end: true}}\n",
        "dead_end",
        7,
    ),
    "choices that may all be hidden": (
        f"  a:\n{ASK}{{x: {{label: 'X', when: {{reading: read}}, go: b}}}}\n  b: {{end: true}}\n",
        "dead_end",
        7,
    ),
    "a query that may find nothing, beside a choice that may be hidden": (
        f"  a:\n{ASK}{{from: plans, label: '{{title}}', also: {{x: {{label: 'X', when: {{place: group}}}}}}}}\n    go: b\n{END}",
        "dead_end",
        7,
    ),
    "a step that is not there": ("  a: {go: b}\n", "unknown_step", 5),
    "a choice that leads to a step that is not there": (
        "  a:\n    ask: '?'\n    choices:\n      x:\n        label: 'X'\n        go: nowhere\n      y: {label: 'Y', go: b}\n"
        + END,
        "unknown_step",
        10,
    ),
    "a choice that goes where its step goes, which is not there": (
        f"  a:\n    ask: '?'\n    choices:\n      x: {{label: 'X'}}\n      y: {{label: 'Y', go: b}}\n    go: nowhere\n{END}",
        "unknown_step",
        10,
    ),
    "a wait that ends in a step that is not there": (
        "  a:\n    ask: '?'\n    choices:\n      y: {label: 'Y', go: b}\n    until:\n      after: 1 day\n      go: nowhere\n"
        + END,
        "unknown_step",
        11,
    ),
    "an outcome that leads to a step that is not there": (
        f"  a:\n    do: [weigh]\n    on:\n      heavy: nowhere\n    go: b\n{END}",
        "unknown_step",
        8,
    ),
    "a circle without a wait": ("  a: {say: 'x', go: b}\n  b: {do: [count], go: a}\n", "circle", 5),
    "a circle by an outcome": ("  a:\n    do: [weigh]\n    on: {heavy: a}\n    end: true\n", "circle", 5),
    "a step that nothing leads to": ("  a: {end: true}\n  b: {end: true}\n", "unreachable", 6),
    "no way to an end": (f"  a:\n{ASK}{{x: {{label: 'X', go: a}}}}\n", "no_end", 5),
    "an unknown action": ("  a: {do: [fly], end: true}\n", "unknown_action", 5),
    "an unknown query": ("  a:\n    each: {in: stars, call: talk2}\n    end: true\n", "unknown_query", 6),
    "an unknown flow": ("  a: {call: nowhere, go: b}\n  b: {end: true}\n", "unknown_flow", 5),
    "an unknown event": ("  a: {wait_for: rain, go: b}\n  b: {end: true}\n", "unknown_event", 5),
    "a missing argument": ("  a: {do: [record], on: {refused: b}, go: b}\n  b: {end: true}\n", "wrong_argument", 5),
    "an argument too many": ("  a: {do: [{count: {x: 1}}], end: true}\n", "wrong_argument", 5),
    "an argument for who has none": ("  a: {do: [{count: 1}], end: true}\n", "wrong_argument", 5),
    "an argument of another kind": ("  a: {do: [{keep_needs: 1}], end: true}\n", "wrong_argument", 5),
    "a placeholder among words": ("  a: {do: [{choose_day: 'x {my_language}'}], end: true}\n", "wrong_argument", 5),
    "an outcome without a way on": ("  a: {do: [weigh], end: true}\n", "outcome_missing", 5),
    "an outcome that does not exist": ("  a: {do: [count], on: {tired: b}, go: b}\n  b: {end: true}\n", "unknown_outcome", 5),
    "done in on": ("  a: {do: [count], on: {done: b}, go: b}\n  b: {end: true}\n", "reserved", 5),
    "a placeholder that nothing gives": ("  a: {say: '{weight}', end: true}\n", "placeholder", 5),
    "a placeholder that only one way gives": (
        f"  a:\n{ASK}{{x: {{label: 'X', do: [count], go: b}}, y: {{label: 'Y', go: b}}}}\n  b: {{say: '{{total}}', end: true}}\n",
        "placeholder",
        8,
    ),
    "a placeholder of another outcome": (
        "  a: {do: [weigh], on: {heavy: b}, go: b}\n  b: {say: '{weight}', end: true}\n",
        "placeholder",
        6,
    ),
    "an argument that nothing gives": ("  a: {do: [{choose_day: '{day_id}'}], end: true}\n", "placeholder", 5),
    "a condition on nothing": ("  a: {when: {wether: true}, otherwise: b, go: b}\n  b: {end: true}\n", "condition", 5),
    "a label that the query does not have": (
        f"  a:\n{ASK}{{from: languages, label: '{{code_name}}', go: b}}\n  b: {{end: true}}\n",
        "not_given",
        7,
    ),
    "a plural without its number": (
        "  a:\n    do: [count]\n    say: {count: total, one: 'Een', other: 'Meer'}\n    end: true\n",
        "plural",
        7,
    ),
    "a plural like its singular": (
        "  a:\n    do: [count]\n    say: {count: total, one: '{total}', other: '{total}'}\n    end: true\n",
        "plural",
        7,
    ),
    "what was sent, without a word before it": (
        "  a:\n    do: [count]\n    media: '{total}'\n    go: b\n  b: {end: true}\n",
        "mismatch",
        7,
    ),
    "what was sent, of which nothing is known": ("  a:\n    say: 'x'\n    media: '{photo}'\n    end: true\n", "placeholder", 7),
    "texts of a step that is not there": ("  a: {text_of: other.x, end: true}\n", "unknown_text", 5),
    "texts of a step without texts": ("  a: {text_of: talk.b, go: b}\n  b: {end: true}\n", "unknown_text", 5),
    "a question of a step that only tells": (
        "  a: {text_of: talk.b.ask, go: b}\n  b: {say: 'x', end: true}\n",
        "unknown_text",
        5,
    ),
    "texts of a step with buttons from a query": (
        f"  a: {{text_of: talk.b, go: b}}\n  b:\n{ASK}{{from: plans, label: '{{title}}', none: c, go: c}}\n  c: {{end: true}}\n",
        "mismatch",
        5,
    ),
    "texts of another step beside own ones": (
        "  a:\n    say: 'y'\n    text_of: talk.b\n    go: b\n  b: {say: 'x', end: true}\n",
        "mismatch",
        7,
    ),
    "texts of another step that name what is not there": (
        "  a: {text_of: talk.c, go: b}\n  b: {do: [count], go: c}\n  c: {say: '{total}', end: true}\n",
        "placeholder",
        5,
    ),
    "a language that nothing gives": ("  a: {say: 'x', in: '{tongue}', end: true}\n", "placeholder", 5),
    "a question in a language of its own": (f"  a:\n    in: ar\n{ASK}{{x: {{label: 'X', go: b}}}}\n{END}", "mismatch", 6),
    "a language for nothing": ("  a: {in: ar, end: true}\n", "mismatch", 5),
    "a question without words": ("  a:\n    answer: {save_as: w}\n    go: b\n  b: {end: true}\n", "mismatch", 5),
    "a long button": (f"  a:\n{ASK}{{x: {{label: '{'m' * 41}', go: b}}}}\n  b: {{end: true}}\n", "too_long", 7),
    "a long message": (f"  a: {{say: '{'m' * 4097}', end: true}}\n", "too_long", 5),
    "a reminder where nothing waits": (
        "  a:\n    say: 'x'\n    remind: {after: 1 day, say: 'y'}\n    end: true\n",
        "mismatch",
        7,
    ),
    "an until where nothing waits": ("  a:\n    until: {after: 1 day, go: b}\n    go: b\n  b: {end: true}\n", "mismatch", 6),
    "a question that does not wait": ("  a: {ask: 'x', end: true}\n", "mismatch", 5),
    "two ways on": ("  a: {end: true, go: b}\n  b: {end: true}\n", "mismatch", 5),
    "one label twice": (
        f"  a:\n{ASK}{{x: {{label: 'Ja', go: b}}, y: {{label: 'ja!', go: b}}}}\n  b: {{end: true}}\n",
        "ambiguous",
        7,
    ),
    "a word that means two buttons": (
        f"  a:\n{ASK}{{ok: {{label: 'X', go: b}}, sure: {{label: 'Y', go: b}}}}\n  b: {{end: true}}\n",
        "ambiguous",
        7,
    ),
    "words that are not there": (
        f"  a:\n{ASK}{{x: {{label: 'X', words: yep, go: b}}}}\n  b: {{end: true}}\n",
        "unknown_words",
        7,
    ),
    "an option's words that are not there": (
        "  a:\n    ask: '?'\n    choose: {options: {x: {label: 'X', words: yep}}, save_as: w, done: {label: 'K', go: b}}\n",
        "unknown_words",
        7,
    ),
    "an option's label that nothing gives": (
        "  a:\n    ask: '?'\n    choose: {options: {x: '{weight}'}, save_as: w, done: {label: 'K', go: b}}\n  b: {end: true}\n",
        "placeholder",
        7,
    ),
    "a choice of our own": (f"  a:\n{ASK}{{skip: {{label: 'X', go: b}}}}\n  b: {{end: true}}\n", "reserved", 7),
    "an answer called like a fact": (
        "  a:\n    ask: 'x'\n    answer: {save_as: reading}\n    go: b\n  b: {end: true}\n",
        "reserved",
        7,
    ),
}


def found(folder: Path, text: str, **others: str) -> list[Finding]:
    for name, content in {"talk": text, "common": COMMON, "words": WORDS, **others}.items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return check(load(folder), VOCABULARY)


@pytest.mark.parametrize("case", STEPS)
def test_a_finding_says_where_what_and_how_to_mend(tmp_path: Path, case: str) -> None:
    steps, code, line = STEPS[case]
    findings = found(tmp_path, f"{HEAD}steps:\n{steps}")
    assert (code, line) in {(finding.code, finding.line) for finding in findings}
    finding = next(finding for finding in findings if finding.code == code)
    assert finding.file == tmp_path / "talk.yaml"
    assert finding.what.endswith(".")
    assert finding.mend.endswith(".")
    assert str(finding.as_mistake()) == str(finding)


HEADS = {
    "an event that nobody knows": ("starts_on: [rain]\n", "unknown_event", 4),
    "an event that gives too little": ("starts_on: [meeting_due]\ntakes: [question_id]\n", "not_given", 5),
    "a command gives nothing": ("commands: [x]\ntakes: [question_id]\n", "not_given", 5),
    "taking what is always there": ("takes: [today]\n", "reserved", 4),
    "giving what is not there": ("gives: [weight]\n", "placeholder", 6),
    "replaced by nothing": ("replaced_by: {old: gone}\n", "replaced_by", 4),
    "replaced and still there": ("replaced_by: {a: a}\n", "replaced_by", 4),
}


@pytest.mark.parametrize("case", HEADS)
def test_a_finding_in_the_head_of_a_flow(tmp_path: Path, case: str) -> None:
    head, code, line = HEADS[case]
    findings = found(tmp_path, f"{HEAD}{head}steps:\n  a: {{end: true}}\n")
    assert [(finding.code, finding.line) for finding in findings] == [(code, line)]


def other(steps: str, head: str = "", audience: str = "parent") -> str:
    return f'flow: other\ntitle: "O"\naudience: {audience}\n{head}steps:\n{steps}'


CALLS = {
    "flows that call each other": (other("  a: {call: talk, go: b}\n  b: {end: true}\n"), "recursion"),
    "a flow that takes more": (other("  a: {end: true}\n", "takes: [day_id]\n"), "not_given"),
    "a flow for other people": (other("  a: {end: true}\n", audience="coordinator"), "audience"),
}


@pytest.mark.parametrize("case", CALLS)
def test_a_finding_about_a_call(tmp_path: Path, case: str) -> None:
    text, code = CALLS[case]
    findings = found(tmp_path, f"{HEAD}steps:\n  a: {{call: other, go: b}}\n  b: {{end: true}}\n", other=text)
    assert code in {finding.code for finding in findings}


def test_passing_what_a_flow_does_not_take_is_found(tmp_path: Path) -> None:
    talk = f"{HEAD}steps:\n  a:\n    call: other\n    with: {{x: 1}}\n    go: b\n  b: {{end: true}}\n"
    findings = found(tmp_path, talk, other=other("  a: {end: true}\n"))
    assert [(finding.code, finding.line) for finding in findings] == [("wrong_argument", 7)]


def test_a_menu_that_calls_a_flow_that_waits_is_no_circle(tmp_path: Path) -> None:
    talk = (
        f"{HEAD}steps:\n  a: {{call: other, go: b}}\n  b: {{when: {{state: active}}, otherwise: c, go: a}}\n  c: {{end: true}}\n"
    )
    waits = other('  a:\n    ask: "?"\n    choices: {x: {label: "X", go: b}}\n  b: {end: true}\n')
    passes = other('  a: {say: "x", end: true}\n')
    assert found(tmp_path, talk, other=waits) == []
    assert "circle" in {finding.code for finding in found(tmp_path, talk, other=passes)}


def test_a_conversation_of_parents_says_nothing_of_coordinators(tmp_path: Path) -> None:
    talk = f"{HEAD}steps:\n  a: {{text_of: other.a, end: true}}\n"
    theirs = other("  a: {say: 'x', end: true}\n", audience="coordinator")
    assert [finding.code for finding in found(tmp_path, talk, other=theirs)] == ["audience"]
    assert found(tmp_path, talk, other=other("  a: {say: 'x', end: true}\n")) == []


def test_two_flows_with_one_command_are_found(tmp_path: Path) -> None:
    head = "commands: [x]\n"
    findings = found(tmp_path, f"{HEAD}{head}steps: {{a: {{end: true}}}}\n", other=other("  a: {end: true}\n", head))
    assert [(finding.code, finding.line) for finding in findings] == [("ambiguous", 4)]


def test_texts_of_the_language_itself_must_be_there(tmp_path: Path) -> None:
    talk = f"{HEAD}steps:\n  a:\n    ask: 'x'\n    answer: {{save_as: w, skippable: true}}\n    go: b\n  b: {{end: true}}\n"
    findings = found(tmp_path, talk, common='texts: {not_understood: "?"}\n')
    assert [(finding.code, finding.what) for finding in findings] == [
        ("missing_text", "The text common.skip is missing."),
        ("missing_text", "The text common.too_long is missing."),
    ]


def test_a_cadence_names_an_event_that_exists(tmp_path: Path) -> None:
    cadence = "cadences:\n  x: {anchor: conversation_held, after: 1 day, event: rain}\n"
    findings = found(tmp_path, f"{HEAD}steps: {{a: {{end: true}}}}\n", cadence=cadence)
    assert [(finding.code, finding.line) for finding in findings] == [("unknown_event", 2)]


def test_a_planned_action_passes_and_its_flow_and_whoever_calls_it_cannot_start(tmp_path: Path) -> None:
    talk = f"{HEAD}steps:\n  a: {{call: other, go: b}}\n  b: {{end: true}}\n"
    assert found(tmp_path, talk, other=other("  a: {do: [dream], end: true}\n")) == []
    assert unready(load(tmp_path), VOCABULARY) == {"other": ("dream",), "talk": ("dream",)}


def test_a_flow_that_uses_all_of_the_language_has_nothing_to_mend(book: FlowBook) -> None:
    assert check(book, VOCABULARY) == []
    assert unready(book, VOCABULARY) == {}
