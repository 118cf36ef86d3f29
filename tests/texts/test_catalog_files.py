"""A catalog that cannot be used says where, what and how to mend it."""

from pathlib import Path

import pytest

from bot.domain.errors import Mistake
from bot.texts.catalogs import Catalogs
from bot.texts.po import path_of, written
from bot.texts.po_reading import read
from tests.texts.samples import LANGUAGES


def spoil(folder: Path, old: str, new: str, language: str = "tr") -> Path:
    path = path_of(folder, language)
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ('msgstr "👍 Evet"', 'msgstr "👍 Evet', "not a line of a PO file"),
        ('msgstr "👍 Evet"', "👍 Evet", "not a line of a PO file"),
        ('msgstr "👍 Evet"', 'msgstr "👍 \\Evet"', "not a line of a PO file"),
        ('msgctxt "react.ask.choices.helps"', 'msgctxt "react.thanks.say"', "second time"),
        ('msgctxt "react.ask.choices.helps"\n', "", "no msgctxt"),
        ("Language: tr", "Language: pl", "header says language 'pl'"),
        ("nplurals=2; plural=(n != 1)", "nplurals=two", "Plural-Forms"),
        ("nplurals=2; plural=(n != 1)", "nplurals=2; plural=(n = 1)", "plural rule"),
        ("nplurals=2; plural=(n != 1)", "nplurals=1; plural=(n != 1)", "plural rule"),
        ("X-Weerklank-Audiences: parent", "X-Weerklank-Audiences: everybody", "X-Weerklank-Audiences"),
        ("# state: draft", "# state: fine", "not a state"),
        ("# state: draft", "# state: approved", "by whom"),
        ('msgstr[1] "{plans} plan var."', 'msgstr[7] "{plans} plan var."', "more translations"),
    ],
)
def test_an_unreadable_catalog_is_named_with_line_and_mend(folder: Path, old: str, new: str, what: str) -> None:
    path = spoil(folder, old, new)
    with pytest.raises(Mistake, match=what) as mistake:
        Catalogs.load(folder)
    assert mistake.value.file == path
    assert mistake.value.line
    assert mistake.value.mend


def test_the_line_is_the_one_to_look_at(folder: Path) -> None:
    path = spoil(folder, 'msgstr "👍 Evet"', "👍 Evet")
    with pytest.raises(Mistake) as mistake:
        read(path)
    assert path.read_text(encoding="utf-8").splitlines()[(mistake.value.line or 0) - 1] == "👍 Evet"


def test_bytes_that_are_no_text_are_a_mistake(folder: Path) -> None:
    path_of(folder, "pl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Mistake, match="UTF-8"):
        Catalogs.load(folder)


def test_a_missing_language_says_how_to_make_it(folder: Path) -> None:
    with pytest.raises(Mistake, match=r"'uk'.*extract"):
        Catalogs.load(folder, [*LANGUAGES, "uk"])


def test_a_folder_without_a_catalog_and_no_folder_at_all_are_mistakes(folder: Path) -> None:
    (folder / "so").mkdir()
    with pytest.raises(Mistake, match="no catalog"):
        Catalogs.load(folder)
    with pytest.raises(Mistake, match="WEERKLANK_LOCALES_DIR"):
        Catalogs.load(folder / "nowhere")


def test_a_folder_named_after_no_language_is_a_mistake(folder: Path) -> None:
    words = path_of(folder, "tr").read_text(encoding="utf-8").replace("Language: tr", "Language: kladblok")
    path_of(folder, "kladblok").parent.mkdir(parents=True)
    path_of(folder, "kladblok").write_text(words, encoding="utf-8")
    with pytest.raises(Mistake, match="'kladblok' is not a language"):
        Catalogs.load(folder)


def test_what_is_written_reads_back_the_same(folder: Path) -> None:
    for language in LANGUAGES:
        catalog = read(path_of(folder, language))
        assert written(catalog) == path_of(folder, language).read_text(encoding="utf-8")


def test_quotes_line_breaks_and_backslashes_survive(folder: Path) -> None:
    words = 'Zij zei: \\"kom\\"\\n\\nEn: C:\\\\pad\\tklaar'
    path = spoil(folder, 'msgstr "👍 Evet"', f'msgstr "{words}"')
    catalog = read(path)
    assert catalog.entries["react.ask.choices.helps"].forms == ('Zij zei: "kom"\n\nEn: C:\\pad\tklaar',)
    path.write_text(written(catalog), encoding="utf-8")
    assert read(path).entries["react.ask.choices.helps"].forms == ('Zij zei: "kom"\n\nEn: C:\\pad\tklaar',)


def test_what_weblate_marks_as_needing_edit_is_not_used(folder: Path) -> None:
    spoil(folder, '#. button\nmsgctxt "react.ask', '#. button\n#, fuzzy\nmsgctxt "react.ask')
    catalogs = Catalogs.load(folder)
    assert not catalogs.has("react.ask.choices.helps", "tr")
    assert "tr" not in catalogs.languages()
