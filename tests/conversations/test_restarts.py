"""Coordinators' conversations read the same when the house is closed and another one opened before every single thing they do."""

from pathlib import Path

import pytest

from bot.wiring import Library
from tests.conversations import test_goldens
from tests.conversations.paper import difference
from tests.conversations.player import playing
from tests.conversations.scripts import SCRIPTS, Script

IN_MAKE_TEST = {
    "short_message_taken_back",
    "compose_with_two",
    "translation_stuck",
    "try_out_answered",
    "look_given",
    "send_second_look",
    "owner_said",
    "answer_take_too_late",
    "handed_over",
    "today",
}
"""One of each point of the desk; all others are for `make chaos`."""
DESK = [script for script in SCRIPTS if script.languages == ("nl",)]


@pytest.mark.parametrize(
    "script",
    [pytest.param(s, id=s.name, marks=() if s.name in IN_MAKE_TEST else pytest.mark.chaos) for s in DESK],
)
async def test_a_restart_before_every_step_changes_nothing(script: Script, library: Library, town: Path, tmp_path: Path) -> None:
    async with playing(tmp_path, town, library, "nl", reopened=1) as play:
        await script.play(play)
        found = play.text()
    wanted = (test_goldens.GOLDEN / f"{script.name}.nl.txt").read_text(encoding="utf-8")
    assert found == wanted, "\n" + difference(script.name, wanted, found)


def test_what_is_played_in_make_test_is_there() -> None:
    assert {script.name for script in DESK} >= IN_MAKE_TEST
