"""Conversations that are there move on when their files change."""

from pathlib import Path

import pytest

from bot.dialogue.book import FlowBook
from bot.dialogue.commands import End, Say
from bot.dialogue.engine import advance, offered
from bot.dialogue.events import Chose, Finished, Found, PersonFacts, Said, Started
from bot.dialogue.loader import load
from bot.dialogue.state import DialogueState, Phase

HEAD = 'flow: talk\ntitle: "T"\naudience: parent\n'
OLD = HEAD + 'steps:\n  old:\n    ask: "?"\n    choices: {x: {label: "X", do: [count], go: b}}\n  b: {end: true}\n'
LOTTE = PersonFacts()


def book_of(folder: Path, text: str, **others: str) -> FlowBook:
    folder.mkdir(exist_ok=True)
    for name, content in {"talk": text, **others}.items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    return load(folder)


@pytest.fixture
def asked(tmp_path: Path) -> DialogueState:
    """Lotte was asked something by the files of last month."""
    return advance(book_of(tmp_path / "old", OLD), None, Started("talk"), LOTTE).state


def test_a_button_of_a_replaced_step_still_works(tmp_path: Path, asked: DialogueState) -> None:
    new = book_of(tmp_path / "new", OLD.replace("  old:", "  fresh:").replace("steps:", "replaced_by: {old: fresh}\nsteps:"))
    turn = advance(new, asked, Chose("old", asked.visit, "x"), LOTTE)
    assert turn.heard
    assert turn.state.phase is Phase.ACTING
    assert [button.choice for button in offered(new, asked, LOTTE)] == ["x"]


def test_a_step_that_is_gone_begins_its_flow_again(tmp_path: Path, asked: DialogueState) -> None:
    new = book_of(tmp_path / "new", OLD.replace("  old:", "  fresh:"))
    turn = advance(new, asked, Chose("old", asked.visit, "x"), LOTTE)
    assert not turn.heard
    assert [command.texts for command in turn.commands if isinstance(command, Say)] == [("talk.fresh.ask",)]
    assert offered(new, asked, LOTTE) == ()


def test_a_flow_that_is_gone_ends_the_conversation(asked: DialogueState) -> None:
    turn = advance(FlowBook(), asked, Said("x"), LOTTE)
    assert (turn.state.is_over, turn.commands, turn.heard) == (True, (End(),), False)


def test_a_choice_that_is_gone_while_its_action_runs_begins_the_step_again(tmp_path: Path, asked: DialogueState) -> None:
    acting = advance(book_of(tmp_path / "old", OLD), asked, Chose("old", asked.visit, "x"), LOTTE).state
    new = book_of(tmp_path / "new", OLD.replace("{x:", "{y:"))
    turn = advance(new, acting, Finished(), LOTTE)
    assert not turn.heard
    assert turn.state.phase is Phase.WAITING


def test_a_step_that_does_not_wait_any_more_goes_on(tmp_path: Path, asked: DialogueState) -> None:
    new = book_of(tmp_path / "new", HEAD + 'steps:\n  old: {say: "Hoi", end: true}\n')
    turn = advance(new, asked, Said("x"), LOTTE)
    assert [type(command) for command in turn.commands] == [Say, End]


def test_a_query_that_is_gone_begins_the_step_again(tmp_path: Path) -> None:
    text = HEAD + 'steps:\n  old:\n    ask: "?"\n    choices: {from: q, label: "{x}", none: b, go: b}\n  b: {end: true}\n'
    finding = advance(book_of(tmp_path / "old", text), None, Started("talk"), LOTTE).state
    assert finding.phase is Phase.FINDING
    turn = advance(book_of(tmp_path / "new", OLD), finding, Found(({"x": "1"},)), LOTTE)
    assert turn.state.phase is Phase.WAITING


def test_choices_that_now_come_from_a_query_are_looked_up_first(tmp_path: Path, asked: DialogueState) -> None:
    text = HEAD + 'steps:\n  old:\n    ask: "?"\n    choices: {from: q, label: "{x}", none: b, go: b}\n  b: {end: true}\n'
    turn = advance(book_of(tmp_path / "new", text), asked, Said("x"), LOTTE)
    assert turn.state.phase is Phase.FINDING


def test_back_does_not_lead_to_a_question_that_is_gone(tmp_path: Path) -> None:
    second = '  c:\n    ask: "??"\n    choices: {y: {label: "Y", go: d}}\n    back: true\n  d: {end: true}\n'
    old = book_of(tmp_path / "old", OLD.replace("do: [count], go: b", "go: c") + second)
    state = advance(old, None, Started("talk"), LOTTE).state
    state = advance(old, state, Chose("old", state.visit, "x"), LOTTE).state
    assert [button.choice for button in offered(old, state, LOTTE)] == ["y", "back"]
    new = book_of(tmp_path / "new", HEAD + "steps:\n" + second)
    assert [button.choice for button in offered(new, state, LOTTE)] == ["y"]
    assert not advance(new, state, Chose("c", state.visit, "back"), LOTTE).heard


def test_a_caller_whose_step_is_gone_begins_again_when_it_gets_its_turn(tmp_path: Path) -> None:
    caller = 'flow: caller\ntitle: "C"\naudience: parent\nsteps:\n  call: {call: talk, go: b}\n  b: {end: true}\n'
    asked = advance(book_of(tmp_path / "old", OLD, caller=caller), None, Started("caller"), LOTTE).state
    assert len(asked.frames) == 2
    new = book_of(tmp_path / "new", OLD, caller=caller.replace("  call:", "  again:"))
    turn = advance(new, asked, Chose("old", asked.visit, "x"), LOTTE)
    assert [frame.step for frame in turn.state.frames] == ["again", "old"]
    assert turn.state.phase is Phase.WAITING


def test_files_that_run_in_a_circle_end_the_conversation(tmp_path: Path) -> None:
    book = book_of(tmp_path, HEAD + "steps:\n  a: {go: b}\n  b: {go: a}\n")
    turn = advance(book, None, Started("talk"), LOTTE)
    assert (turn.state.is_over, turn.commands) == (True, (End(),))
