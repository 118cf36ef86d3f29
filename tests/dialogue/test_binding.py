"""What binds a parent is asked, or told, in words that a coalition approves first; nobody takes it out of these by accident."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.config import ROOT
from bot.dialogue.actions import Binds
from bot.dialogue.book import FlowBook
from bot.dialogue.checker import check
from bot.dialogue.finding import Finding
from bot.dialogue.loader import load
from bot.wiring import CONSENT, REGISTRY
from tests.dialogue.vocabulary import VOCABULARY

HEAD = 'flow: talk\ntitle: "T"\naudience: parent\n'
ASKED = '    ask: "Mag het?"\n    choices:\n      yes: {label: "Ja", go: b}\n      no: {label: "Nee", go: c}\n'
END = "  c: {end: true}\n"
DOES = "  b: {do: [agree], go: c}\n"
YES = '    ask: "Mag het?"\n    choices: {yes: {label: "Ja", do: [agree], go: c}, no: {label: "Nee", go: c}}\n'
SAFE = "    safety: true\n"
AND_NOW = '  a:\n    do: [halt]\n    say: "Gestopt."\n    ask: "En nu?"\n    choices: {x: {label: "X", go: c}}\n'
SECOND = ASKED.replace("go: c", "go: d") + DOES.replace("go: c", "go: d")
PASSES = "  x: {when: {reading: read}, otherwise: c, go: a}\n"


def found(folder: Path, steps: str, **others: str) -> list[Finding]:
    files = {"talk": f"{HEAD}steps:\n{steps}", "common": 'texts: {not_understood: "?", too_long: "{most}"}\n', **others}
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return check(load(folder), VOCABULARY)


def other(steps: str) -> str:
    return f'flow: other\ntitle: "O"\naudience: parent\nsteps:\n{steps}'


REFUSED = {
    "a yes by a button": f"  a:\n{YES}{END}",
    "a yes in the next step": f"  a:\n{ASKED}{DOES}{END}",
    "a yes some steps later": f"  a:\n{ASKED}  b: {{do: [count], go: d}}\n  d: {{do: [agree], go: c}}\n{END}",
    "a yes of whom nothing was asked": "  a: {do: [agree], go: c}\n" + END,
    "one of two questions": f"  a:\n{ASKED}{SAFE}  c:\n{SECOND}  d: {{end: true}}\n",
    "the question alone, and not its buttons": f"  a:\n{ASKED}    safety: [ask]\n{DOES}{END}",
    "who waited for something else": f"  a: {{wait_for: meeting_due, go: b}}\n{DOES}{END}",
    "a stop that is not told": '  a: {do: [halt], say: "Je bent gestopt.", end: true}\n',
    "a stop of which something else is approved": f"{AND_NOW}    safety: [ask]\n{END}",
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_binds_is_refused_without_approved_words(tmp_path: Path, case: str) -> None:
    assert {finding.code for finding in found(tmp_path, REFUSED[case])} == {"unapproved"}


GOOD = {
    "a yes by a button": f"  a:\n{YES}{SAFE}{END}",
    "a yes in the next step": f"  a:\n{ASKED}{SAFE}{DOES}{END}",
    "a stop that is told": '  a: {do: [halt], say: "Je bent gestopt.", safety: true, end: true}\n',
    "a stop that is told, with a question that is not needed": f"{AND_NOW}    safety: [say]\n{END}",
    "a stop after a question": f"  a:\n{ASKED}{SAFE}  b: {{do: [halt], go: c}}\n{END}",
}


@pytest.mark.parametrize("case", GOOD)
def test_in_approved_words_it_is_fine(tmp_path: Path, case: str) -> None:
    assert found(tmp_path, GOOD[case]) == []


def test_the_question_may_be_in_a_flow_that_is_called(tmp_path: Path) -> None:
    talk = f"  a: {{call: other, go: b}}\n{DOES}{END}"
    asks = '  a:\n    ask: "Mag het?"\n    choices: {yes: {label: "Ja", go: c}, no: {label: "Nee", go: c}}\n'
    [finding] = found(tmp_path, talk, other=other(f"{asks}{END}"))
    assert (finding.code, finding.line, "'other.a'" in finding.what) == ("unapproved", 6, True)
    assert found(tmp_path, talk, other=other(f"{asks}{SAFE}{END}")) == []
    [finding] = found(
        tmp_path, talk, other=other(f"  x:\n    when: {{reading: read}}\n    otherwise: c\n    go: a\n{asks}{SAFE}{END}")
    )
    assert finding.what == "'agree' is done without a question."


def test_words_that_are_borrowed_count_where_they_stand(tmp_path: Path) -> None:
    talk = "  a: {do: [halt], text_of: other.a.say, end: true}\n"
    [finding] = found(tmp_path, talk, other=other('  a: {say: "Gestopt.", end: true}\n'))
    assert finding.code == "unapproved"
    assert found(tmp_path, talk, other=other('  a: {say: "Gestopt.", safety: true, end: true}\n')) == []


def test_what_coordinators_read_is_not_marked_and_a_mark_names_what_is_there(tmp_path: Path) -> None:
    [finding] = found(tmp_path, '  a: {say: "x", safety: [ask], end: true}\n')
    assert (finding.code, finding.what) == ("mismatch", "There is no ask in 'a'.")
    (tmp_path / "talk.yaml").write_text(
        HEAD.replace("parent", "coordinator") + 'steps:\n  a: {say: "x", safety: true, end: true}\n', encoding="utf-8"
    )
    [finding] = check(load(tmp_path), VOCABULARY)
    assert finding.code == "mismatch"


@pytest.fixture(scope="module")
def ours() -> FlowBook:
    return load(ROOT / "flows", ROOT / "locales")


MARKED = (
    "consent.ask",
    "contact.ask",
    "contact.name",
    "keep_words.keep",
    "know_forget.no_words",
    "know_forget.sure",
    "panel.ask",
    "panel.already",
    "stop.stopped",
    "welcome.age",
)
"""Where a parent decides of consent, stopping or erasing, or is told of it."""


@pytest.mark.parametrize("place", MARKED)
def test_none_of_our_own_questions_can_lose_its_mark(ours: FlowBook, place: str) -> None:
    flow, _, step = place.partition(".")
    bare = ours.flows[flow].steps[step].model_copy(update={"safety": False})
    changed = ours.flows[flow].model_copy(update={"steps": {**ours.flows[flow].steps, step: bare}})
    findings = check(replace(ours, flows={**ours.flows, flow: changed}), REGISTRY.vocabulary())
    assert {finding.code for finding in findings} == {"unapproved"}


def test_every_act_of_consent_stopping_and_erasing_binds() -> None:
    binding = {name: spec.binds for name, spec in REGISTRY.vocabulary().actions.items() if spec.binds}
    assert binding == {
        **dict.fromkeys(("agree_to_updates", "allow_words", "allow_voice", "join_panel", "accept_contact"), Binds.ASKED),
        **dict.fromkeys(("hide_words", "hide_voice", "leave_panel", "decline_contact", "forget_me"), Binds.ASKED),
        **dict.fromkeys(("stop_messages", "show_consent"), Binds.TOLD),
    }


def test_an_action_of_parents_that_joins_stops_or_erases_them_says_that_it_binds(ours: FlowBook) -> None:
    """By the services that its module names: a new one of this kind cannot stay out of the check."""
    acts = ("consenting.give", "consenting.withdraw", "leaving.stop", "leaving.start_forgetting", "joining.join(")
    steps = [step for flow in ours.flows.values() if flow.audience == "parent" for step in flow.steps.values()]
    used = {one.name for step in steps for do in (step.do, *(each.do for each in step.reactions().values())) for one in do}
    folder = ROOT / "bot" / "handling" / "actions"
    doing = {name for name in used if any(act in (folder / f"{name}.py").read_text(encoding="utf-8") for act in acts)}
    assert {"agree_to_updates", "stop_messages", "forget_me"} <= doing
    assert {name for name in doing if REGISTRY.vocabulary().actions[name].binds is None} == set()


def test_the_words_of_every_consent_are_among_those_that_are_approved_first(ours: FlowBook) -> None:
    assert {key for keys in CONSENT.values() for key in keys} <= set(ours.safety())


def test_what_is_approved_first_is_a_small_set(ours: FlowBook) -> None:
    texts = ours.texts()
    different = {(texts[key].forms, texts[key].is_button) for key in ours.safety()}
    assert (len(ours.safety()), len(different)) == (59, 53)
    assert all(texts[key].audience == "parent" and not key.endswith(".picture") for key in ours.safety())
