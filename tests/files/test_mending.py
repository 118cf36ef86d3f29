"""What somebody hears who slipped while writing a data file: every slip at once, in plain words, with its line and a mend."""

from pathlib import Path

import pytest

from bot.domain.errors import Mistakes
from bot.services.loading.load_reading import read

HEAD = "coalition: {id: elders, name: Elders}\n"
PYDANTIC = ("Input should", "Extra inputs", "permitted", "valid ", "constrained", "pattern", "Field required")

SLIPS = {
    "a key with a slip": ("coalition: {id: a, name: A, treshold: 6}", 1, "'treshold' is no part", "Did you mean 'threshold'?"),
    "a key that is nothing like another": (HEAD + "fiets: 1", 2, "'fiets' is no part", "Here may stand: bot_account, coalition"),
    "a list that is none": ("coalition: {id: a, name: A, languages: nl}", 1, "'languages' must be a list", "[one, two]"),
    "rows that are none": (HEAD + "people: marit", 2, "'people' must be a list", "- {id: …, name: …, roles: …}"),
    "a row without keys": (HEAD + "people:\n  - marit", 3, "'people' must have keys", "{id: …, name: …, roles: …"),
    "a key that is missing": (HEAD + "people:\n  - {id: a, name: A}", 3, "'roles' is missing", "Add it"),
    "nothing behind a key": ("coalition:\n  id: a\n  name:", 3, "'name' is empty", "Write something behind it"),
    "a number in words": ("coalition: {id: a, name: A, threshold: vijf}", 1, "whole number", "digits"),
    "a number that is too low": ("coalition: {id: a, name: A, threshold: 1}", 1, "'threshold' is too low", "2 or more"),
    "an id with a capital": ("coalition: {id: Elders, name: A}", 1, "'id' must be an id", "lower case"),
    "a language in words": ("coalition: {id: a, name: A, languages: [Nederlands]}", 1, "must be a language", "nl, tr or ar"),
    "a word of no list": (
        HEAD + "people: [{id: a, name: A, roles: [cordinator]}]",
        2,
        "'roles' is none",
        "coordinator, moderator",
    ),
    "a date the Dutch way": (HEAD + "trajectories: [{id: a, title: A, next_promised: 22-11-2026}]", 2, "no day", "2026-11-22"),
    "a day that no year has": (HEAD + "trajectories: [{id: a, title: A, next_promised: 2026-11-31}]", 2, "no day", "2026-11-22"),
    "a token in the file": (HEAD + "bot_account: {id: a, token_setting: '1:secret'}", 2, "name of a setting", "never the token"),
    "a title that is too long": (HEAD + f"trajectories: [{{id: a, title: {'a' * 36}}}]", 2, "'title' is too long", "35"),
    "a zone that is none": ("coalition: {id: a, name: A, zone: Elders}", 1, "no zone is called 'Elders'", "Europe/Amsterdam"),
    "a person who is not there": (
        HEAD + "people: [{id: bram, name: B, roles: [coordinator]}]\nfixed_texts: {tr: bran}",
        3,
        "nobody in `people` is called 'bran'",
        "Did you mean 'bram'?",
    ),
    "a key twice": (HEAD + "people: []\npeople: []", 3, "'people' stands here twice", "first at line 2"),
    "a tab": ("coalition:\n\tid: a", 2, "a tab", "spaces"),
    "a quote that stays open": ("coalition:\n  name: 'Elders\n  id: a\n", 2, "a quote that is opened here", "Close it"),
    "a brace that stays open": ("coalition: {id: a\npeople: []", 2, "a brace { that is opened on line 1", "braces"),
    "a colon in words": ("coalition: {id: a, name: A}\npeople: a: b", 2, "a colon", "between quotes"),
    "rows that do not line up": ("people:\n  - {id: a}\n - {id: b}", 3, "not indented", "same indentation"),
    "a key without a colon": (HEAD + "people\nfixed_texts: {}", 2, "no colon behind", "key: value"),
    "a sign of YAML's own": ("coalition: @elders", 1, "a sign that YAML keeps", "between quotes"),
    "a list at the top": ("- coalition", 1, "must have keys and values", "Begin with coalition"),
    "only a remark": ("# nothing yet", 1, "empty", "Write something"),
    "two files in one": (HEAD + "---\n" + HEAD, 2, "a second document", "its own file"),
    "a letter that is none": (HEAD + "people: \0", 2, "not YAML", "no letter"),
}


def told(tmp_path: Path, text: str | bytes) -> list[tuple[int | None, str]]:
    """Each mistake as line and words."""
    file = tmp_path / "elders.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(Mistakes) as caught:
        read(file)
    assert {mistake.file for mistake in caught.value.mistakes} == {file}
    assert "\n" not in "".join(map(str, caught.value.mistakes))
    return [(mistake.line, f"{mistake.what} {mistake.mend}") for mistake in caught.value.mistakes]


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_by_line_in_plain_words_with_a_mend(tmp_path: Path, slip: str) -> None:
    text, line, what, mend = SLIPS[slip]
    [(at, words)] = told(tmp_path, text)
    assert at == line
    assert what in words
    assert mend in words
    assert not [piece for piece in PYDANTIC if piece in words]


def test_all_slips_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    text = "coalition: {id: A, name: A, treshold: 5}\npeople:\n  - {id: a, naam: A, roles: [x]}\n  - b\ntrajectories: {id: a}\n"
    lines = [line for line, _ in told(tmp_path, text)]
    assert lines == [1, 1, 3, 3, 4, 5]


def test_all_names_that_lead_nowhere_are_told_at_once(tmp_path: Path) -> None:
    text = HEAD + (
        "people: [{id: a, name: A, roles: [coordinator]}, {id: a, name: A, roles: [parent]}]\n"
        "trajectories:\n"
        "  - id: t\n"
        "    title: T\n"
        "    proposals: [{id: p, status: planned, quotes: [q]}]\n"
        "    bulletins:\n"
        "      - {id: b, kind: full, written_by: nobody, quotes: [q], proposals: [pp], texts: {en: {message: x}}}\n"
    )
    assert [line for line, _ in told(tmp_path, text)] == [2, 2, 6, 8, 8, 8, 8]


def test_a_file_of_another_encoding_names_its_line(tmp_path: Path) -> None:
    assert told(tmp_path, HEAD.encode() + "people: [één]".encode("latin-1")) == [
        (2, "This is not text in UTF-8. Save it as UTF-8 in your editor.")
    ]


def test_what_is_no_file_is_said(tmp_path: Path) -> None:
    for path, what in ((tmp_path / "nothing.yaml", "There is no such file"), (tmp_path, "This is a folder")):
        with pytest.raises(Mistakes, match=what):
            read(path)


def test_anchors_that_a_program_wrote_are_understood_and_endless_ones_are_not(tmp_path: Path) -> None:
    file = tmp_path / "elders.yaml"
    file.write_text(HEAD + "people:\n  - {id: a, name: A, roles: &r [coordinator]}\n  - {id: b, name: B, roles: *r}\n")
    assert [len(person.roles) for person in read(file).model.people] == [1, 1]
    assert "has no end" in told(tmp_path, HEAD + "people: &p [*p]")[0][1]
    bomb = "a: &a [x, x]\n" + "".join(
        f"{c}: &{c} [*{b}, *{b}, *{b}, *{b}, *{b}, *{b}]\n" for b, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert "has no end" in told(tmp_path, bomb)[0][1]


def test_a_mark_before_the_first_letter_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "elders.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + HEAD.encode())
    assert read(file).model.coalition.id == "elders"
