"""Golden conversations: each flow as people read it. `WEERKLANK_UPDATE_GOLDENS=1` writes them anew."""

import os
from pathlib import Path

import pytest

from bot.dialogue.checker import unready
from bot.wiring import REGISTRY, Library
from tests.conversations import (
    colleagues,
    composing,
    coordinators,
    fixed,
    parents,
    proposals,
    questions,
    steering,
    translating,
    trying,
    voices,
)
from tests.conversations.paper import difference
from tests.conversations.player import playing
from tests.conversations.scripts import SCRIPTS, Script

GOLDEN = Path(__file__).parent / "golden"
UPDATE = os.environ.get("WEERKLANK_UPDATE_GOLDENS") == "1"
PLAYED_IN = (colleagues, composing, coordinators, fixed, parents, proposals, questions, steering, translating, trying)
PLAYED_IN = (colleagues, composing, coordinators, parents, proposals, questions, steering, translating, trying, voices)
"""Where the scripts are."""


def shown(script: str, language: str) -> set[str]:
    """The texts that a golden shows, as it says itself at its end."""
    text = (GOLDEN / f"{script}.{language}.txt").read_text(encoding="utf-8")
    return set(text.partition("━━ texts ━━\n")[2].replace(",", " ").split())


def test_every_flow_that_can_start_has_its_goldens(library: Library) -> None:
    """A flow that is only called is seen in those of the flows that call it."""
    unready_flows = unready(library.book, REGISTRY.vocabulary())
    missing = []
    for name, flow in library.book.flows.items():
        if name in unready_flows or not (flow.starts_on or flow.commands):
            continue
        wanted = {"parent": {"nl", "ar"}, "coordinator": {"nl"}}[flow.audience]
        mine = [script for script in SCRIPTS if script.name == name or script.name.startswith(f"{name}_")]
        found = {language for script in mine for language in script.languages}
        missing += [f"{name}.{language}.txt" for language in sorted(wanted - found)]
    assert missing == []


def test_every_text_of_a_flow_that_can_start_stands_in_a_golden(library: Library) -> None:
    waits = unready(library.book, REGISTRY.vocabulary())
    for audience, languages in (("parent", ("nl", "ar")), ("coordinator", ("nl",))):
        flows = {name for name, flow in library.book.flows.items() if flow.audience == audience and name not in waits}
        texts = {key for key in library.book.texts() if key.partition(".")[0] in flows}
        for language in languages:
            read = set[str]().union(*(shown(script.name, language) for script in SCRIPTS if language in script.languages))
            assert sorted(texts - read) == [], language


def test_no_golden_is_left_of_a_script_that_is_gone() -> None:
    wanted = {f"{script.name}.{language}.txt" for script in SCRIPTS for language in script.languages}
    assert {path.name for path in GOLDEN.iterdir()} == wanted


@pytest.mark.parametrize(
    ("script", "language"),
    [pytest.param(script, language, id=f"{script.name}.{language}") for script in SCRIPTS for language in script.languages],
)
async def test_people_read_what_they_read_before(
    script: Script, language: str, library: Library, town: Path, tmp_path: Path
) -> None:
    async with playing(tmp_path, town, library, language) as play:
        await script.play(play)
        found = play.text()
    golden = GOLDEN / f"{script.name}.{language}.txt"
    if UPDATE:
        golden.write_text(found, encoding="utf-8")
    wanted = golden.read_text(encoding="utf-8") if golden.exists() else ""
    assert found == wanted, "\n" + difference(golden.name, wanted, found)
