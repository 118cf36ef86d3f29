"""What becomes of translations when the Dutch changes."""

from pathlib import Path

import pytest

from bot.domain.errors import Mistake
from bot.texts.extract import extract
from bot.texts.po import path_of
from bot.texts.po_reading import read
from bot.texts.review import ReviewState
from bot.texts.source import SourceText
from tests.texts.samples import SOURCES

THANKS = "react.thanks.say"


def changed(**texts: SourceText | None) -> dict[str, SourceText]:
    """The samples with some texts changed or, by None, taken out (keys with dots as double underscores)."""
    by_key = {key.replace("__", "."): text for key, text in texts.items()}
    return {key: text for key, text in {**SOURCES, **by_key}.items() if text is not None}


def test_running_it_again_changes_no_byte(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.po")}
    assert not any(done.changed_file for done in extract(folder, SOURCES))
    assert {path: path.read_bytes() for path in folder.rglob("*.po")} == before


def test_no_file_says_when_or_by_what_it_was_written(folder: Path) -> None:
    for path in folder.rglob("*.po"):
        assert not {"Date", "Generated-By", "Last-Translator"} & {
            word.split(":")[0] for word in path.read_text(encoding="utf-8").split('"')
        }


def test_changed_dutch_empties_the_translation_and_keeps_the_old_pair_in_sight(folder: Path) -> None:
    extract(folder, changed(react__thanks__say=SourceText(THANKS, "Bedankt! Op {next_day} hoor je van ons.")))
    entry = read(path_of(folder, "tr")).entries[THANKS]
    assert entry.forms == ("",)
    assert entry.previous == ("Dank je wel. Op {next_day} hoor je van ons.",)
    assert entry.was == ("Teşekkürler. {next_day} günü haber vereceğiz.",)
    assert '#| msgid "Dank je wel.' in path_of(folder, "tr").read_text(encoding="utf-8")


def test_dutch_that_changes_twice_keeps_the_last_pair_that_had_words(folder: Path) -> None:
    for words in ("Bedankt! Op {next_day}.", "Bedankt! Tot {next_day}."):
        extract(folder, changed(react__thanks__say=SourceText(THANKS, words)))
    entry = read(path_of(folder, "tr")).entries[THANKS]
    assert entry.previous == ("Dank je wel. Op {next_day} hoor je van ons.",)
    assert entry.was == ("Teşekkürler. {next_day} günü haber vereceğiz.",)


def test_a_text_that_moves_to_another_step_keeps_its_translation(folder: Path) -> None:
    moved = changed(react__thanks__say=None, react__goodbye__say=SourceText("react.goodbye.say", SOURCES[THANKS].singular))
    assert [done.to_translate for done in extract(folder, moved)] == [0, 0, 0, 0, 0]
    assert read(path_of(folder, "tr")).entries["react.goodbye.say"].forms == ("Teşekkürler. {next_day} günü haber vereceğiz.",)


def test_a_text_that_is_no_longer_said_goes(folder: Path) -> None:
    done = extract(folder, changed(react__thanks__say=None))
    assert [language.dropped for language in done] == [1, 1, 1, 1, 1]
    assert THANKS not in path_of(folder, "ar").read_text(encoding="utf-8")


def test_a_text_that_gets_a_plural_has_an_empty_form_for_each(folder: Path) -> None:
    extract(folder, changed(react__thanks__say=SourceText(THANKS, "Eén dag.", plural="{days} dagen.", count="days")))
    assert read(path_of(folder, "ar")).entries[THANKS].forms == ("",) * 6


def test_dutch_is_its_own_translation(folder: Path) -> None:
    entry = read(path_of(folder, "nl")).entries["common.plans"]
    assert entry.forms == ("Er is één plan.", "Er zijn {plans} plannen.")
    assert entry.review.state is ReviewState.SOURCE


def test_what_people_wrote_beside_a_text_stays(folder: Path) -> None:
    path = path_of(folder, "tr")
    words = path.read_text(encoding="utf-8")
    reviewed = "# state: approved by translator on 2026-11-20\n# 'haber' leest vriendelijker dan 'bilgi'"
    at = words.index('msgctxt "react.thanks.say"')
    start = words.rindex("# state: draft", 0, at)
    path.write_text(words[:start] + reviewed + words[start + len("# state: draft") :], encoding="utf-8")
    extract(folder, SOURCES)
    assert reviewed in path.read_text(encoding="utf-8")


def test_headers_that_weblate_adds_stay(folder: Path) -> None:
    path = path_of(folder, "tr")
    path.write_text(
        path.read_text(encoding="utf-8").replace('"X-Weerklank', '"X-Generator: Weblate 5\\n"\n"X-Weerklank'), encoding="utf-8"
    )
    extract(folder, SOURCES)
    assert "X-Generator: Weblate 5" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("code", "forms"), [("de", 2), ("lt", 3), ("ja", 1), ("ckb", 2), ("sl", 4), ("haw", 2)])
def test_a_language_that_the_table_does_not_know_has_babels_plural_rule(tmp_path: Path, code: str, forms: int) -> None:
    extract(tmp_path, SOURCES, [code])
    made = read(path_of(tmp_path, code))
    assert made.plurals.number == forms
    assert all(made.plurals.counts(form) for form in range(forms))


def test_a_language_that_nobody_knows_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(Mistake, match=r"languages\.tsv"):
        extract(tmp_path, SOURCES, ["qya"])


def test_nothing_is_written_when_one_catalog_cannot_be_read(folder: Path) -> None:
    path_of(folder, "tr").write_text("dit is geen catalogus\n", encoding="utf-8")
    before = path_of(folder, "ar").read_bytes()
    with pytest.raises(Mistake):
        extract(folder, changed(react__thanks__say=None))
    assert path_of(folder, "ar").read_bytes() == before
