"""A language goes out as a PO file and comes back, as Weblate and Poedit would bring it."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.domain.errors import Mistake, Mistakes
from bot.texts.extract import extract
from bot.texts.po import path_of
from bot.texts.po_exchange import exported, import_file
from bot.texts.po_reading import read
from bot.texts.review import Review, ReviewState
from bot.texts.source import SourceText
from tests.texts.samples import ARABIC, SOURCES, translated

REVIEWED = Review(ReviewState.REVIEWED, "native speaker", date(2026, 11, 26))


def out(folder: Path, language: str = "tr", *, old: str = "", new: str = "") -> Path:
    """The export, with words replaced in it; several are divided by |."""
    text = exported(folder, language)
    for before, after in zip(old.split("|"), new.split("|"), strict=True):
        assert before in text
        text = text.replace(before, after, 1)
    file = folder.parent / f"from_weblate_{language}.po"
    file.write_text(text, encoding="utf-8")
    return file


def test_babel_reads_every_text_of_it(folder: Path) -> None:
    """An independent reader, with its own idea of the format."""
    catalog = read_po(BytesIO(exported(folder, "ar").encode()), locale="ar", abort_invalid=True)
    found = {str(message.context): message for message in catalog if message.id}
    assert set(found) == set(ARABIC)
    assert found["react.thanks.say"].string == ARABIC["react.thanks.say"]
    assert [*(found["common.plans"].string or ())] == ARABIC["common.plans"]
    assert "python-brace-format" in found["react.thanks.say"].flags
    assert "max-length:40" in found["react.ask.choices.helps"].flags
    assert not any("fuzzy" in message.flags for message in found.values())
    assert "state: draft" in found["react.thanks.say"].user_comments
    assert catalog.num_plurals == 6


def test_what_comes_back_untouched_changes_no_byte(folder: Path) -> None:
    before = path_of(folder, "ar").read_bytes()
    done = import_file(folder, out(folder, "ar"))
    assert (done.language, done.new, done.changed, done.states, done.empty) == ("ar", 0, 0, 0, 0)
    assert path_of(folder, "ar").read_bytes() == before


def test_what_weblate_rewraps_is_the_same(folder: Path) -> None:
    long = '"Teşekkürler. {next_day} günü haber vereceğiz."'
    file = out(folder, old=f"msgstr {long}", new='msgstr ""\n"Teşekkürler. {next_day} "\n"günü haber vereceğiz."')
    assert import_file(folder, file).changed == 0


def test_new_and_changed_words_come_in_as_drafts_and_are_counted(folder: Path) -> None:
    extract(folder, {**SOURCES, "react.new.say": SourceText("react.new.say", "Iets nieuws.")})
    file = out(
        folder, old='msgid "Iets nieuws."\nmsgstr ""|Teşekkürler.', new='msgid "Iets nieuws."\nmsgstr "Yeni bir şey."|Sağ olun.'
    )
    done = import_file(folder, file)
    assert (done.new, done.changed, done.empty) == (1, 1, 0)
    after = read(path_of(folder, "tr"))
    assert after.entries["react.new.say"].forms == ("Yeni bir şey.",)
    assert str(after.entries["react.thanks.say"].review) == "draft"


def test_a_translator_sees_what_the_words_were_before_the_dutch_changed(folder: Path) -> None:
    extract(folder, {**SOURCES, "react.thanks.say": SourceText("react.thanks.say", "Bedankt! Op {next_day}.")})
    assert '# was: "Teşekkürler. {next_day} günü haber vereceğiz."' in exported(folder, "tr")
    assert translated(folder, "tr", {"react.thanks.say": "Sağ ol! {next_day}."}).new == 1
    assert "# was:" not in exported(folder, "tr")


def test_a_review_is_given_to_all_that_has_words(folder: Path) -> None:
    done = import_file(folder, out(folder), REVIEWED)
    assert (done.changed, done.states) == (0, 6)
    states = {str(entry.review) for entry in read(path_of(folder, "tr")).entries.values()}
    assert states == {"reviewed by native speaker on 2026-11-26"}
    assert import_file(folder, out(folder), REVIEWED).states == 0


def test_words_that_changed_under_an_old_review_are_a_draft_again(folder: Path) -> None:
    import_file(folder, out(folder), REVIEWED)
    import_file(folder, out(folder, old="Teşekkürler.", new="Sağ olun."))
    states = {key: entry.review.state for key, entry in read(path_of(folder, "tr")).entries.items()}
    assert states["react.thanks.say"] is ReviewState.DRAFT
    assert states["welcome.hello.say"] is ReviewState.REVIEWED


def test_a_state_that_the_file_gives_is_taken_over(folder: Path) -> None:
    draft, approved = "# state: draft", "# state: approved by translator on 2026-11-25"
    import_file(folder, out(folder, old=draft, new=approved))
    first = next(iter(read(path_of(folder, "tr")).entries.values()))
    assert str(first.review) == approved.removeprefix("# state: ")


def test_texts_without_words_in_the_file_stay_as_they_were(folder: Path) -> None:
    done = import_file(folder, out(folder, old='msgstr "👍 Evet"', new='msgstr ""'))
    assert done.empty == 1
    assert read(path_of(folder, "tr")).entries["react.ask.choices.helps"].forms == ("👍 Evet",)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{next_day} günü haber", "yarın haber", "lacks {next_day}"),
        ("👍 Evet", "👍 Evet, bu bana gerçekten çok yardımcı oluyor", "is a button of"),
        ('msgstr "👍 Evet"', 'msgstr "👍 Ja"', "equal to the Dutch"),
        ('msgctxt "react.thanks.say"', 'msgctxt "react.thank.say"', "not a text of the flows"),
        ('msgid "Dank je wel.', 'msgid "Bedankt.', "of Dutch that changed"),
        ("#, python-brace-format", "#, fuzzy, python-brace-format", "marked fuzzy"),
        ("nplurals=2; plural=(n != 1)", "nplurals=1; plural=0", "num_plurals"),
    ],
)
def test_what_check_refuses_does_not_come_in_and_is_told_by_its_line(folder: Path, old: str, new: str, told: str) -> None:
    before = path_of(folder, "tr").read_bytes()
    file = out(folder, old=old, new=new)
    with pytest.raises((Mistakes, Mistake)) as caught:
        import_file(folder, file)
    assert told in str(caught.value)
    assert f"{file}:" in str(caught.value)
    assert path_of(folder, "tr").read_bytes() == before


def test_dutch_is_not_exchanged(folder: Path) -> None:
    with pytest.raises(Mistake, match="flows/"):
        exported(folder, "nl")
