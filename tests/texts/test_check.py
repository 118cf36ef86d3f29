"""What `texts check` finds before a parent does."""

from pathlib import Path

import pytest

from bot.domain.errors import Mistake
from bot.texts.check import check
from bot.texts.extract import extract
from bot.texts.po import path_of
from bot.texts.source import SourceText
from tests.texts import samples
from tests.texts.samples import LANGUAGES, SOURCES, edited

THANKS = "react.thanks.say"
HELPS = "react.ask.choices.helps"
PLANS = "common.plans"


def only(folder: Path, sources: dict[str, SourceText] | None = None) -> Mistake:
    """The one finding there is."""
    found = check(folder, sources or SOURCES, LANGUAGES)
    assert len(found) == 1, [str(mistake) for mistake in found]
    assert found[0].mend
    return found[0]


def test_complete_catalogs_have_nothing_wrong(folder: Path) -> None:
    assert check(folder, SOURCES, LANGUAGES) == []


def test_the_finding_stands_at_its_file_and_line(folder: Path) -> None:
    edited(folder, "tr", {HELPS: ""})
    found = only(folder)
    lines = path_of(folder, "tr").read_text(encoding="utf-8").splitlines()
    assert found.file == path_of(folder, "tr")
    assert "👍 Ja" in lines[(found.line or 0) - 1]
    assert str(found).startswith(f"{found.file}:{found.line}: ")


@pytest.mark.parametrize(
    ("code", "key", "words", "what"),
    [
        ("tr", THANKS, "", "no words"),
        ("pl", PLANS, ["Jest jeden plan.", "", "Jest {plans} planów."], "no words in form 1 of 3"),
        ("tr", THANKS, "Teşekkürler.", "lacks {next_day}"),
        ("tr", THANKS, "{next_day} {naam}", "has {naam}"),
        ("tr", THANKS, "{next_day", "braces"),
        ("tr", THANKS, "{next_day!r}", "braces"),
        ("tr", THANKS, "{next_day.year}", "braces"),
        ("pl", PLANS, ["Jest jeden plan.", "Są plany.", "Jest {plans} planów."], "lacks {plans} in form 1"),
        ("tr", HELPS, "👍" + " Evet" * 9, "button of"),
        ("ar", THANKS, "شكرا \u202b{next_day}\u202c", "U+202B, U+202C"),
        ("ar", THANKS, "شكرا \u200f{next_day}", "U+200F"),
        ("ar", THANKS, "Shukran {next_day}", "no letter of its script (Arab)"),
        ("tr", THANKS, "<b>Teşekkürler</b> {next_day}", "markup (<b>)"),
        ("tr", THANKS, "Teşekkürler &amp; {next_day}", "markup (&amp;)"),
        ("tr", THANKS, "Teşekkürler {next_day}\n", "begins or ends"),
    ],
)
def test_what_a_translator_may_get_wrong_is_found(folder: Path, code: str, key: str, words: str | list[str], what: str) -> None:
    edited(folder, code, {key: words})
    assert what in only(folder).what


def test_a_text_equal_to_the_dutch_is_found_unless_it_should_be(folder: Path) -> None:
    edited(folder, "en", {HELPS: "👍 Ja"})
    assert "equal to the Dutch" in only(folder).what
    edited(folder, "en", {HELPS: "👍 Ja"}, same_as_source="a word that both have")
    assert check(folder, SOURCES, LANGUAGES) == []


def test_a_number_may_be_left_out_only_where_a_form_stands_for_one_number(folder: Path) -> None:
    """Arabic says 'two plans' in one word; 'a few' needs its number."""
    words = list(samples.ARABIC[PLANS])
    words[3] = "توجد خطط."
    edited(folder, "ar", {PLANS: words})
    assert "lacks {plans} in form 3" in only(folder).what


def test_a_button_counts_what_people_see_and_not_the_marks_on_letters(folder: Path) -> None:
    edited(folder, "ar", {HELPS: "نَعَمْ " * 8 + "نعم"})
    assert check(folder, SOURCES, LANGUAGES) == []


def test_catalogs_that_are_behind_the_flows_are_found(folder: Path) -> None:
    newer = {
        **SOURCES,
        THANKS: SourceText(THANKS, "Bedankt! Op {next_day}."),
        "react.new.say": SourceText("react.new.say", "Nieuw."),
    }
    del newer[HELPS]
    found = check(folder, newer, LANGUAGES)
    for language in LANGUAGES:
        whats = [mistake.what for mistake in found if mistake.file == path_of(folder, language)]
        assert any("'react.new.say' is not in" in what for what in whats)
        assert any(f"'{THANKS}' is not as" in what for what in whats)
        assert any(f"'{HELPS}' is no longer" in what for what in whats)
    extract(folder, newer)
    assert {mistake.what for mistake in check(folder, newer, LANGUAGES)} == {
        f"'{THANKS}' has no words.",
        "'react.new.say' has no words.",
    }


def test_a_text_that_became_a_button_makes_the_catalogs_stale(folder: Path) -> None:
    newer = {**SOURCES, THANKS: SourceText(THANKS, SOURCES[THANKS].singular, is_button=True)}
    assert len(check(folder, newer, LANGUAGES)) == len(LANGUAGES)


def test_dutch_words_are_changed_in_the_flows_only(folder: Path) -> None:
    edited(folder, "nl", {HELPS: "👍 Jazeker"})
    whats = [mistake.what for mistake in check(folder, SOURCES, LANGUAGES)]
    assert any("differs from its source" in what for what in whats)


def test_another_number_of_plural_forms_than_the_language_has_is_found(folder: Path) -> None:
    path = path_of(folder, "tr")
    words = path.read_text(encoding="utf-8").replace("nplurals=2; plural=(n != 1)", "nplurals=1; plural=0")
    path.write_text(words.replace('msgstr[0] "Bir plan var."\nmsgstr[1]', "msgstr[0]"), encoding="utf-8")
    assert "header has 1 plural forms" in only(folder).what


def test_fuzzy_is_found(folder: Path) -> None:
    path = path_of(folder, "tr")
    words = path.read_text(encoding="utf-8").replace('#. button\nmsgctxt "react.ask', '#. button\n#, fuzzy\nmsgctxt "react.ask')
    path.write_text(words, encoding="utf-8")
    assert "fuzzy" in only(folder).what


def test_every_unreadable_and_missing_catalog_is_found_at_once(folder: Path) -> None:
    path_of(folder, "tr").write_text("kapot\n", encoding="utf-8")
    path_of(folder, "pl").unlink()
    found = check(folder, SOURCES, (*LANGUAGES, "uk"))
    assert [Path(str(mistake.file)).parts[-3] for mistake in found] == ["tr", "pl", "uk"]


def test_an_all_empty_language_is_found_text_by_text(tmp_path: Path) -> None:
    extract(tmp_path, SOURCES, ["pl"])
    assert len(check(tmp_path, SOURCES)) == 6


def test_two_buttons_of_one_step_that_say_the_same_are_found(folder: Path) -> None:
    no = "react.ask.choices.not"
    sources = {
        **SOURCES,
        no: SourceText(no, "👎 Nee", is_button=True),
        "other.ask.choices.yes": SourceText("other.ask.choices.yes", "Ja", is_button=True),
    }
    extract(folder, sources)
    for code, words in (
        ("en", ("👎 No", "Yes")),
        ("ar", ("👎 لا", "نعم")),
        ("pl", ("👎 Nie", "Tak")),
        ("tr", ("👍 evet", "👍 Evet")),
    ):
        edited(folder, code, dict(zip((no, "other.ask.choices.yes"), words, strict=True)))
    found = only(folder, sources)
    assert (found.file, f"'{no}' says the same as '{HELPS}'" in found.what) == (path_of(folder, "tr"), True)
