"""`weerklank flows graph`, as somebody meets it who writes flows."""

import io
import os
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest

from bot.config import ROOT
from tests.dialogue.test_graph import COMMON, WRONG
from tests.end_to_end.command import Said, Terminal


def test_a_flow_is_drawn_on_standard_output_or_in_a_file(terminal: Terminal) -> None:
    said = terminal.weerklank("flows", "graph", "react")
    assert (said.code, said.err) == (0, "")
    assert ET.fromstring(said.out).get("role") == "img"
    in_file = terminal.weerklank("flows", "graph", "react", "--lang", "ar", "--out", "react.svg")
    assert (in_file.code, in_file.out) == (0, "react.svg: the flow react, 9 steps\n")
    assert "العربية" in (terminal.folder / "react.svg").read_text(encoding="utf-8")


def test_a_flow_with_mistakes_is_drawn_too_and_they_are_said(terminal: Terminal) -> None:
    (terminal.folder / "flows").mkdir()
    terminal.file("flows/talk.yaml", WRONG)
    terminal.file("flows/common.yaml", COMMON)
    terminal.file("flows/broken.yaml", "flow: broken\n")
    terminal.set(FLOWS_DIR="flows")
    said = terminal.weerklank("flows", "graph", "talk")
    assert said.code == 0
    assert 'class="ghost"' in said.out
    assert any(warning.startswith("flows/talk.yaml:10: There is no step 'nowhere'") for warning in said.warnings)
    assert any(warning.startswith("flows/broken.yaml:1: ") for warning in said.warnings)
    unread = terminal.weerklank("flows", "graph", "broken")
    assert unread.code == 2
    assert "flows/broken.yaml:1: " in unread.err


def test_what_cannot_be_drawn_is_said_with_a_mend(terminal: Terminal) -> None:
    for call, words in (
        (("reac",), "There is no flow 'reac'. Do you mean react or ready or reactions?"),
        (("qqqqqq",), "There is no flow 'qqqqqq'. Flows here are: after_outage, "),
        (("words",), "There is no flow 'words'."),
        (("react", "--lang", "xx"), "There are no texts in 'xx'. Languages here are: ar, bg, en,"),
        (("react", "--out", "no/such/folder.svg"), "folder.svg: It cannot be written: No such file or directory."),
    ):
        said = terminal.weerklank("flows", "graph", *call)
        assert (said.code, said.out) == (2, "")
        assert words in said.mistake
    said = terminal.weerklank("flows", "schema", "words")
    assert (said.code, said.mistake) == (2, "There is no schema of 'words'. Write flow or cadence.")


def test_nothing_but_the_picture_is_printed(terminal: Terminal) -> None:
    """Not by graphviz either, which is no Python and prints past it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    call = [sys.executable, "-m", "bot", "flows", "graph", "react"]
    done = subprocess.run(call, capture_output=True, text=True, check=True, env=environment)
    assert done.stderr == ""
    assert done.stdout.startswith("<svg ")


def piped(terminal: Terminal, lines: str, *call: str) -> Said:
    """With these lines on standard input."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
        return terminal.weerklank("flows", "play", *call)


def test_a_flow_is_played_from_a_pipe(terminal: Terminal) -> None:
    done = piped(terminal, "\n", "stop", "--lang", "en")
    assert (done.code, done.out.splitlines()[-1]) == (1, "· left midway, at 'stopped' of 'stop'")
    done = piped(terminal, "", "coordinator_help")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("coordinator_help: ")
    assert done.out.endswith("· the end\n")


def test_what_cannot_be_played_is_said_with_a_mend(terminal: Terminal) -> None:
    for call, words in (
        (("reac",), "There is no flow 'reac'. Do you mean react"),
        ((), "Which flow? Flows here are: after_outage, "),
        (("react", "--lang", "xx"), "There are no texts in 'xx'."),
    ):
        said = piped(terminal, "", *call)
        assert (said.code, said.out) == (2, "")
        assert words in said.mistake
