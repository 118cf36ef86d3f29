"""Drawings beside what is said: small, always told in words, and never the only carrier."""

from pathlib import Path

import pytest

from bot.dialogue.book import FlowBook
from bot.dialogue.checker import check
from bot.dialogue.loader import load, read_book
from bot.dialogue.shapes import MOST_PICTURE
from bot.domain.delivery import Part, PartKind
from bot.domain.wording import DRAWING, Content
from bot.drawing.pictograms import DRAWINGS, png
from tests.dialogue.vocabulary import VOCABULARY

FLOWS = Path(__file__).parents[2] / "flows"
HEAD = 'flow: talk\ntitle: "T"\naudience: parent\nsteps:\n'
COMMON = 'texts: {not_understood: "?", too_long: "{most}", skip: "S", back: "B"}\n'


def book_of(folder: Path, step: str, picture: bytes | None = b"\x89PNG and a little more") -> FlowBook:
    (folder / "talk.yaml").write_text(HEAD + step, encoding="utf-8")
    (folder / "common.yaml").write_text(COMMON, encoding="utf-8")
    (folder / "pictures").mkdir()
    if picture is not None:
        (folder / "pictures" / "sun.png").write_bytes(picture)
    return load(folder)


SUN = "  a:\n    picture: {file: sun.png, text: 'Een zon.'}\n"


@pytest.mark.parametrize(
    ("step", "picture", "what"),
    [
        (f"{SUN}    say: 'Hallo.'\n    end: true\n", None, "There is no pictures/sun.png"),
        (f"{SUN}    say: 'Hallo.'\n    end: true\n", b"GIF89a", "is no PNG"),
        (f"{SUN}    say: 'Hallo.'\n    end: true\n", b"\x89PNG" + bytes(MOST_PICTURE), "is no PNG of at most"),
        (f"{SUN}    end: true\n", b"\x89PNG", "never the only thing that is said"),
        (f"{SUN}    say: 'Hallo.'\n    card: c\n    end: true\n", b"\x89PNG", "a card is edited in place"),
        (f"{SUN}    say: 'Hallo.'\n    end: true\n".replace("Een zon.", "Een zon. " * 30), b"\x89PNG", "one short text"),
    ],
    ids=["not there", "another kind", "too heavy", "alone", "in a card", "told at length"],
)
def test_a_picture_that_would_go_wrong_is_found(tmp_path: Path, step: str, picture: bytes | None, what: str) -> None:
    found = [finding.what for finding in check(book_of(tmp_path, step, picture), VOCABULARY)]
    assert any(what in one for one in found), found


def test_a_picture_is_told_in_words_or_it_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "talk.yaml").write_text(HEAD + "  a:\n    picture: {file: sun.png}\n    say: 'Hallo.'\n    end: true\n")
    _, mistakes = read_book(tmp_path)
    assert mistakes
    assert mistakes[0].line == 6


def test_what_tells_it_is_translated_as_every_other_text(tmp_path: Path) -> None:
    book = book_of(tmp_path, f"{SUN}    say: 'Hallo.'\n    end: true\n")
    assert check(book, VOCABULARY) == []
    assert book.texts()["talk.a.picture"].forms == ("Een zon.",)
    assert book.place_of("talk.a.picture") == (tmp_path / "talk.yaml", 6)


def test_words_come_through_whatever_becomes_of_a_drawing() -> None:
    part = Part("p", "d", 1, PartKind.SEND, Content(texts=("talk.a.picture",), picture=f"{DRAWING}sun.png"))
    assert part.is_beside
    assert not Part("p", "d", 1, PartKind.SEND, Content(texts=("report.x",), picture="media-1")).is_beside


def test_our_drawings_are_light_and_what_our_code_draws() -> None:
    pictures = load(FLOWS).pictures
    assert set(pictures) == {f"{name}.png" for name in DRAWINGS}
    assert max(map(len, pictures.values())) < MOST_PICTURE
    assert png(DRAWINGS["quiet"]) == pictures["quiet.png"]
