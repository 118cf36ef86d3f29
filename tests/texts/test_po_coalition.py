"""A coalition's file, as Weblate, Poedit and Windows treat it."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from bot.texts.catalogs import Catalogs
from bot.texts.po import path_of
from bot.texts.po_coalition import Mine, is_as_seen, made, taken
from bot.texts.po_exchange import import_file
from bot.texts.po_reading import read
from tests.texts.samples import ARABIC

PLANS, THANKS, HELPS = "common.plans", "react.thanks.say", "react.ask.choices.helps"


@pytest.fixture
def file(folder: Path, catalogs: Catalogs) -> str:
    """Arabic, with words of its own for what it says on a button."""
    forms = {key: catalogs.forms(key, "ar") for key in (PLANS, THANKS, HELPS)} | {HELPS: ("👍 أجل",)}
    texts = {key: Mine(words, catalogs.hash_with(key, words), "approved") for key, words in forms.items()}
    return made(read(path_of(folder, "ar")), "voorbeeldstad", texts)


def test_babel_reads_it_with_the_flags_that_editors_check_by(file: str) -> None:
    """An independent reader, with its own idea of the format."""
    found = {str(m.context): m for m in read_po(BytesIO(file.encode()), locale="ar", abort_invalid=True) if m.id}
    assert set(found) == {PLANS, THANKS, HELPS}
    assert found[HELPS].string == "👍 أجل"
    assert [*(found[PLANS].string or ())] == ARABIC[PLANS]
    assert "python-brace-format" in found[THANKS].flags
    assert "max-length:40" in found[HELPS].flags
    assert "here: approved" in found[HELPS].user_comments
    assert any(note.startswith("seen: ") for note in found[HELPS].auto_comments)


def test_it_is_read_back_with_the_words_of_which_it_was_made(file: str, catalogs: Catalogs) -> None:
    found = taken(file.encode(), "voorbeeldstad", "ar")
    for key, entry in found.entries.items():
        assert is_as_seen(entry, catalogs.hash_with(key, entry.forms)) is True
    assert is_as_seen(found.entries[HELPS], catalogs.hash_with(HELPS, ("👍 نعم",))) is False


def test_an_editor_on_windows_changes_nothing_in_it(file: str) -> None:
    windows = b"\xef\xbb\xbf" + file.replace("\n", "\r\n").encode()
    assert taken(windows, "voorbeeldstad", "ar").entries == taken(file.encode(), "voorbeeldstad", "ar").entries


def test_how_a_coalition_stands_does_not_get_into_the_projects_own_catalog(file: str, folder: Path) -> None:
    """Its words may: whoever keeps the project takes over what a coalition does better."""
    came = folder.parent / "voorbeeldstad.po"
    came.write_text(file, encoding="utf-8")
    assert import_file(folder, came).changed == 1
    words = path_of(folder, "ar").read_text(encoding="utf-8")
    assert "👍 أجل" in words
    assert "here:" not in words
    assert "seen:" not in words
    assert "Coalition" not in words
