"""Many things to choose from stand on pages of one question; what is typed counts for all of them."""

from pathlib import Path

import pytest

from bot.dialogue.book import FlowBook
from bot.dialogue.checker import check
from bot.dialogue.loader import load
from bot.texts.check import visible_length
from bot.texts.isolates import bare
from bot.texts.languages import MOST_ON_BUTTON, language
from tests.dialogue.talk import Talk
from tests.dialogue.vocabulary import VOCABULARY
from tests.people import LOTTE

FLOW = """
flow: days
title: "Dagen"
audience: parent
steps:
  begin:
    ask: "Zullen we?"
    choices: {good: {label: "Ja", go: ask}}
  ask:
    say: "Hallo!"
    voice: auto
    ask: "Welke dag?"
    choices:
      from: days
      with: {most: 9}
      label: "{day_name}"
      typed: names
      most: 3
      more: "🌍"
      none: finish
      go: finish
      also: {never: {label: "Geen enkele", go: finish}}
  finish: {end: true}
"""
COMMON = 'texts: {not_understood: "Wat?", too_long: "Hooguit {most}.", skip: "S", back: "B"}\n'
SEVEN = ("nl", "tr", "so", "ar", "ti", "fa", "zh_Hans")


def book(folder: Path, flow: str = FLOW) -> FlowBook:
    (folder / "days.yaml").write_text(flow, encoding="utf-8")
    (folder / "common.yaml").write_text(COMMON, encoding="utf-8")
    return load(folder)


def asked(folder: Path, codes: tuple[str, ...] = SEVEN, flow: str = FLOW) -> Talk:
    """Lotte is asked among these languages, which stand for days here."""
    talk = Talk(book(folder, flow), LOTTE, flow="days")
    talk.finds["days"] = tuple(
        {"code": code, "day_name": language(code).own_name, "names": list(language(code).typed(language("nl")))} for code in codes
    )
    talk.taps("good")
    return talk


def labels(talk: Talk) -> list[str]:
    return [bare(str(button.label)) for row in talk.last.rows for button in row if isinstance(button.label, str)]


def test_the_first_ones_have_a_button_and_one_more_shows_who_comes_next(tmp_path: Path) -> None:
    talk = asked(tmp_path)
    assert talk.buttons == ["1", "2", "3", "next_page", "never"]
    assert labels(talk) == ["Nederlands", "Türkçe", "Soomaali", "🌍 العربية · ትግርኛ · فارسی …"]


def test_the_next_page_asks_again_without_greeting_again_and_after_the_last_comes_the_first(tmp_path: Path) -> None:
    talk = asked(tmp_path)
    talk.taps("next_page")
    assert talk.said == [("days.ask.ask",)]
    assert labels(talk) == ["العربية", "ትግርኛ", "فارسی", "🌍 简体中文 …"]
    talk.taps("next_page")
    assert labels(talk) == ["简体中文", "🌍 Nederlands · Türkçe · Soomaali …"]
    talk.taps("next_page")
    assert labels(talk)[0] == "Nederlands"


def test_a_button_of_the_page_before_still_works(tmp_path: Path) -> None:
    talk = asked(tmp_path)
    talk.taps("next_page")
    talk.taps("2")
    assert talk.state is not None
    assert talk.state.is_over


@pytest.mark.parametrize("typed", ["ትግርኛ", "Tigrinya", "ti", "TI", "tigrigna"])
def test_what_stands_on_another_page_can_be_typed(tmp_path: Path, typed: str) -> None:
    talk = asked(tmp_path)
    talk.types(typed)
    assert talk.state is not None
    assert talk.state.is_over


def test_a_number_is_that_of_the_button_that_is_seen(tmp_path: Path) -> None:
    talk = asked(tmp_path)
    talk.taps("next_page")
    talk.types("4")
    assert labels(talk)[0] == "简体中文"


def test_words_that_mean_two_of_them_are_not_understood(tmp_path: Path) -> None:
    talk = asked(tmp_path, ("nl", "ku", "ckb"))
    talk.types("Koerdisch")
    assert talk.said == [("common.not_understood",)]


@pytest.mark.parametrize(("number", "shown"), [(1, 1), (3, 3), (4, 4), (5, 3)])
def test_what_fits_in_the_place_of_the_button_to_it_needs_no_page(tmp_path: Path, number: int, shown: int) -> None:
    talk = asked(tmp_path, SEVEN[:number])
    assert sum(choice.isdigit() for choice in talk.buttons) == shown
    assert ("next_page" in talk.buttons) is (shown < number)


def test_the_button_to_the_next_page_stays_one_line(tmp_path: Path) -> None:
    talk = asked(tmp_path, (*SEVEN, "ckb", "ku", "pap", "uk"))
    for _ in range(5):
        assert all(visible_length(label) <= MOST_ON_BUTTON for label in labels(talk))
        talk.taps("next_page")


def test_the_question_is_heard_in_the_language_of_each_button_that_is_seen(tmp_path: Path) -> None:
    talk = asked(tmp_path, flow=FLOW.replace("voice: auto", "voice: choices"))
    assert (talk.last.voice, talk.last.asked_in) == (True, SEVEN[:3])
    talk.taps("next_page")
    assert (talk.last.voice, talk.last.asked_in) == (True, SEVEN[3:6])


@pytest.mark.parametrize(("typed", "wrong"), [("day_id", False), ("nothing", True)])
def test_the_checker_wants_words_that_the_query_gives(tmp_path: Path, typed: str, wrong: bool) -> None:
    found = [each.code for each in check(book(tmp_path, FLOW.replace("typed: names", f"typed: {typed}")), VOCABULARY)]
    assert ("not_given" in found) is wrong


@pytest.mark.parametrize(("query", "code"), [(True, "not_given"), (False, "mismatch")])
def test_a_question_heard_in_each_language_needs_buttons_that_name_one(tmp_path: Path, query: bool, code: str) -> None:
    flow = FLOW.replace("typed: names", "typed: day_id").replace("voice: auto", "voice: choices")
    if not query:
        flow = flow.replace('ask: "Zullen we?"', 'ask: "Zullen we?"\n    voice: choices')
    assert code in {each.code for each in check(book(tmp_path, flow), VOCABULARY)}


def test_a_sign_with_letters_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="more"):
        book(tmp_path, FLOW.replace('more: "🌍"', 'more: "Meer"'))
