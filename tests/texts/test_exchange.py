"""A translator gets what has no words, and gives it back."""

import json
from pathlib import Path

import pytest

from bot.domain.errors import Mistake
from bot.texts.exchange import export_missing, import_translations
from bot.texts.extract import extract
from bot.texts.po import path_of
from bot.texts.po_reading import read
from bot.texts.source import SourceText
from tests.texts.samples import ARABIC, SOURCES


def test_everything_missing_goes_out_as_json_and_comes_back_as_drafts(tmp_path: Path) -> None:
    extract(tmp_path, SOURCES, ["ar"])
    asked = json.loads(json.dumps(export_missing(tmp_path, "ar")))
    assert [text["key"] for text in asked] == [key for key, text in SOURCES.items() if text.audience == "parent"]
    plans = next(text for text in asked if text["key"] == "common.plans")
    assert (plans["source"], plans["plural"]) == ("Er is één plan.", "Er zijn {plans} plannen.")
    assert [numbers[0] for numbers in plans["forms"]] == [0, 1, 2, 3, 11, 100]
    assert import_translations(tmp_path, "ar", json.loads(json.dumps(ARABIC))) == len(ARABIC)
    assert export_missing(tmp_path, "ar") == []
    assert {str(entry.review) for entry in read(path_of(tmp_path, "ar")).entries.values()} == {"draft"}


def test_a_translator_sees_what_the_text_was_before_it_changed(folder: Path) -> None:
    extract(folder, {**SOURCES, "react.thanks.say": SourceText("react.thanks.say", "Bedankt! Op {next_day}.")})
    (asked,) = export_missing(folder, "tr")
    assert asked["was"] == ["Teşekkürler. {next_day} günü haber vereceğiz."]
    import_translations(folder, "tr", {"react.thanks.say": "Sağ ol! {next_day}."})
    assert read(path_of(folder, "tr")).entries["react.thanks.say"].was == ()


def test_a_button_says_how_long_it_may_be(tmp_path: Path) -> None:
    extract(tmp_path, SOURCES, ["tr"])
    assert [text["note"] for text in export_missing(tmp_path, "tr") if text["is_button"]] == ["at most 40 characters"]


def test_the_same_words_again_change_nothing_and_new_words_are_a_draft_again(folder: Path) -> None:
    path = path_of(folder, "tr")
    path.write_text(
        path.read_text(encoding="utf-8").replace("state: draft", "state: approved by translator on 2026-11-20"), encoding="utf-8"
    )
    assert import_translations(folder, "tr", {"react.ask.choices.helps": "👍 Evet"}) == 0
    assert import_translations(folder, "tr", {"react.thanks.say": "Sağ ol! {next_day}."}) == 1
    states = {key: str(entry.review) for key, entry in read(path).entries.items()}
    assert states["react.ask.choices.helps"] == "approved by translator on 2026-11-20"
    assert states["react.thanks.say"] == "draft"


@pytest.mark.parametrize(
    "given", [{"common.gone": "x"}, {"common.plans": "x"}, {"react.thanks.say": ["a", "b"]}, {"react.thanks.say": 3}]
)
def test_words_that_fit_nowhere_are_refused_and_nothing_is_written(folder: Path, given: dict[str, object]) -> None:
    before = path_of(folder, "tr").read_bytes()
    with pytest.raises(Mistake):
        import_translations(folder, "tr", {"react.ask.choices.helps": "👍 Tabii", **given})
    assert path_of(folder, "tr").read_bytes() == before
