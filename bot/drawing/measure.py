"""How much room words take, without asking any font: the same picture on every machine, with room for the widest usual font."""

import unicodedata
from functools import cache

_NARROW, _WIDE = frozenset("iIjlft.,:;!'’|()[]{}/ ·"), frozenset("mwMW@%—…&")
ELLIPSIS = "…"


def width(words: str, size: float) -> float:
    """In the units of `size`, the height of the font."""
    return size * sum(map(_share, words))


@cache
def _share(letter: str) -> float:
    if unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0.0
    if letter in _NARROW:
        return 0.37
    if letter in _WIDE:
        return 0.96
    if unicodedata.east_asian_width(letter) in {"W", "F"} or unicodedata.category(letter) == "So":
        return 1.3
    return 0.68 if letter.isupper() else 0.59


def wrapped(words: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """The words in lines that fit in `room`, at most so many; an ellipsis stands for what is left out."""
    lines = [line for paragraph in words.split("\n") if paragraph.strip() for line in _filled(paragraph, size, room)]
    if len(lines) <= most:
        return tuple(lines)
    last = lines[most - 1]
    while last and width(last + ELLIPSIS, size) > room:
        last = last[:-1]
    return (*lines[: most - 1], last.rstrip() + ELLIPSIS)


def _filled(paragraph: str, size: float, room: float) -> list[str]:
    lines, line = [], ""
    for word in paragraph.split():
        for piece in _pieces(word, size, room):
            longer = f"{line} {piece}" if line else piece
            if line and width(longer, size) > room:
                lines.append(line)
                longer = piece
            line = longer
    return [*lines, line]


def _pieces(word: str, size: float, room: float) -> list[str]:
    """A word that is longer than a line, in pieces that are not; names are broken after an underscore when that helps."""
    pieces = [""]
    for letter in word:
        if width(pieces[-1] + letter, size) > room and pieces[-1]:
            head, mark, tail = pieces[-1].rpartition("_")
            pieces[-1:] = [head + mark, tail] if mark and head else [pieces[-1], ""]
        pieces[-1] += letter
    return pieces
