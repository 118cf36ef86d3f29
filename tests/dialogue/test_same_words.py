"""Two buttons that say the same: who types it is asked again, and nothing is chosen for them."""

from pathlib import Path

import pytest

from bot.dialogue.book import FlowBook
from bot.dialogue.commands import NotUnderstood
from bot.dialogue.loader import load
from tests.dialogue.talk import Talk
from tests.people import LOTTE

FLOW = """
flow: days
title: "Voorstellen"
audience: parent
steps:
  begin:
    ask: "Zullen we?"
    choices: {good: {label: "Ja", go: ask}}
  ask:
    ask: "Welk voorstel?"
    choices:
      from: days
      with: {most: 9}
      label: "{day_name}"
      none: finish
      go: chosen
      also: {stop: {label: "Klaar", go: finish}}
%s  chosen:
    ask: "Gekozen: {day_name}"
    choices: {good: {label: "Goed", go: finish}}
  finish: {end: true}
"""
OR_WORDS = "    answer: {kinds: [text], save_as: other}\n    go: finish\n"
COMMON = 'texts: {not_understood: "Wat?", too_long: "Hooguit {most}.", skip: "S", back: "B"}\n'
WORDS = 'words:\n  stop: ["speelgroep"]\n'
LABELS = {"1": "Speelgroep", "2": "Taxi", "3": "Speelgroep", "stop": "Klaar"}


def asked(folder: Path, flow: str) -> Talk:
    """Lotte chooses among three proposals, two of which have one name; somebody made that a word for 'klaar' too."""
    for name, text in {"days": flow, "common": COMMON, "words": WORDS}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    book: FlowBook = load(folder)
    talk = Talk(book, LOTTE, flow="days")
    talk.finds["days"] = tuple(
        {"day_id": str(n), "day_name": name} for n, name in enumerate(("Speelgroep", "Taxi", "Speelgroep"))
    )
    talk.taps("good")
    return talk


@pytest.mark.parametrize("more", ["", OR_WORDS])
@pytest.mark.parametrize("typed", ["speelgroep", "Speelgroep!", " SPEELGROEP "])
def test_a_name_that_two_buttons_have_is_asked_about_again_with_all_buttons(tmp_path: Path, more: str, typed: str) -> None:
    talk = asked(tmp_path, FLOW % more)
    talk.types(typed, **LABELS)
    assert talk.last.texts == ("common.not_understood",)
    assert talk.buttons == ["1", "2", "3", "stop"]


@pytest.mark.parametrize("by_tap", [True, False])
def test_then_its_number_or_its_button_chooses_one(tmp_path: Path, by_tap: bool) -> None:
    talk = asked(tmp_path, FLOW % "")
    talk.types("speelgroep", **LABELS)
    if by_tap:
        talk.taps("3")
    else:
        talk.types("3", **LABELS)
    assert talk.last.texts == ("days.chosen.ask",)


def test_another_name_still_means_its_own(tmp_path: Path) -> None:
    talk = asked(tmp_path, FLOW % OR_WORDS)
    talk.types("taxi", **LABELS)
    assert talk.last.values == {"day_name": "Taxi"}


def test_the_same_name_twice_goes_to_a_person(tmp_path: Path) -> None:
    talk = asked(tmp_path, FLOW % "")
    talk.types("speelgroep", **LABELS)
    assert talk.types("speelgroep", **LABELS) == [NotUnderstood("speelgroep")]
