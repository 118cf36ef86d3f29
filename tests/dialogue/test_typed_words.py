"""What people type, one file a language."""

from pathlib import Path

import pytest

from bot.dialogue.book import FlowBook
from bot.dialogue.hearing import says_stop
from bot.dialogue.loader import load, read_book
from bot.dialogue.typed_words import lacking, path_of, read_words, strays, template, wanted
from tests.dialogue.conftest import FLOWS, LOCALES


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    (tmp_path / "so").mkdir()
    return tmp_path


def test_each_language_brings_its_own_words(book: FlowBook) -> None:
    assert book.words.words["good"] == {"nl": ("goed", "prima"), "en": ("good",), "ar": ("جيّد",)}
    assert book.words.commands["bijeenkomst"] == {"en": ("meeting",), "tr": ("toplantı",)}
    assert says_stop("توقف", book.words)


def test_without_other_languages_people_type_dutch() -> None:
    assert set(load(FLOWS).words.stop) == {"nl"}


def test_a_new_language_gets_a_file_with_what_is_to_be_typed_in_it(book: FlowBook, locales: Path) -> None:
    path_of(locales, "so").write_text(template(book, "so", ["parent"]), encoding="utf-8")
    mistakes: list[object] = []
    own = read_words(locales, mistakes)["so"]  # type: ignore[arg-type]
    groups, commands = wanted(book, ["parent"])
    assert not mistakes
    assert list(own.words) == groups
    assert {"good", "skip", "done"} <= set(groups)
    assert list(own.commands) == commands
    assert '"goed", "prima"' in path_of(locales, "so").read_text(encoding="utf-8")
    assert load(FLOWS, locales).words.words["good"] == {"nl": ("goed", "prima")}


def test_what_a_language_lacks_is_said_by_name(book: FlowBook, locales: Path) -> None:
    [nothing] = lacking(book, "so", ["parent"], locales)
    assert "--lang so" in nothing
    path_of(locales, "so").write_text('words: {good: ["fiican"]}\nstop: ["jooji"]\n', encoding="utf-8")
    told = " ".join(lacking(load(FLOWS, locales), "so", ["parent"], locales))
    assert "bad" in told
    assert "good" not in told
    assert "danger" in told
    assert "for stop" not in told


def test_a_group_that_dutch_does_not_have_is_a_mistake_with_its_line(locales: Path) -> None:
    path_of(locales, "so").write_text('words:\n  good: ["fiican"]\n  goood: ["fiican"]\n', encoding="utf-8")
    [mistake] = strays(load(FLOWS, locales), locales)
    assert (mistake.file, mistake.line) == (path_of(locales, "so"), 3)
    assert "goood" in mistake.what


@pytest.mark.parametrize(("words", "line"), [("wrods: {}\n", 1), ('words:\n  good: "fiican"\n', 2), ("words: [\n", 2)])
def test_a_file_that_is_wrong_is_told_by_its_line(locales: Path, words: str, line: int) -> None:
    path_of(locales, "so").write_text(words, encoding="utf-8")
    _, mistakes = read_book(FLOWS, locales)
    assert [(mistake.file, mistake.line) for mistake in mistakes] == [(path_of(locales, "so"), line)]


def test_dutch_words_stand_with_the_flows_only(tmp_path: Path) -> None:
    (tmp_path / "nl").mkdir()
    path_of(tmp_path, "nl").write_text('stop: ["stop"]\n', encoding="utf-8")
    _, mistakes = read_book(FLOWS, tmp_path)
    assert [mistake.file for mistake in mistakes] == [path_of(tmp_path, "nl")]


def test_a_word_may_mean_two_buttons_in_no_language(locales: Path) -> None:
    """The checker looks in every language's file, not in the Dutch alone."""
    from bot.dialogue.checker import check  # noqa: PLC0415
    from tests.dialogue.vocabulary import VOCABULARY  # noqa: PLC0415

    path_of(locales, "so").write_text('words: {good: ["haa"], bad: ["haa"]}\n', encoding="utf-8")
    assert any("(so)" in finding.what for finding in check(load(FLOWS, locales), VOCABULARY))
    assert not any("(so)" in finding.what for finding in check(load(FLOWS, LOCALES), VOCABULARY))
