"""What stands on a card: lines of one kind under each other, which fit, with all of it in a tooltip."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.dialogue.edges import Line
from bot.drawing.measure import width, wrapped
from bot.drawing.words import Words

SIZES = {"say": (13.0, 18), "ask": (13.5, 18), "remind": (12.0, 16), "button": (12.0, 16), "name": (14.0, 18)}
"""Of letters, and of lines; as flow.css has them."""
SMALL = (11.0, 15)
BOLD = {"ask": 1.16, "missing": 1.16, "finding": 1.16, "name": 1.16}
"""How much wider the bold ones are."""
WIDEST = 396
"""Of lines."""


def size_of(kind: str) -> float:
    """Of the letters, the bold ones as large as they come out."""
    return SIZES.get(kind, SMALL)[0] * BOLD.get(kind, 1.0)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one kind under each other. `whole` is all of it, when it does not fit."""

    kind: str
    lines: tuple[str, ...]
    language: str = "en"
    right_to_left: bool = False
    whole: str = ""

    @property
    def size(self) -> float:
        return size_of(self.kind)

    @property
    def line_height(self) -> int:
        return SIZES.get(self.kind, SMALL)[1]

    @property
    def height(self) -> int:
        return self.line_height * len(self.lines) + (8 if self.kind == "button" else 0)

    @property
    def width(self) -> float:
        return max((width(line, self.size) for line in self.lines), default=0.0)


def small(kind: str, words: str, whole: str = "", most: int = 3) -> Block:
    """Something in our own words."""
    lines = wrapped(words, size_of(kind), WIDEST, most)
    return Block(kind, lines, whole=whole or words)


def said(line: Line, words: Words, kind: str, room: float, most: int) -> Iterator[Block]:
    """A text in its language; when it has none in the one asked for, that too."""
    shown = words.of(line)
    whole = f"□ {shown.words}" if kind == "option" else shown.words
    lines = wrapped(whole, size_of(kind), room, most)
    yield Block(kind, lines, shown.language, shown.right_to_left, "\n— ".join(shown.forms))
    if shown.missing:
        yield Block("missing", wrapped(f"no text in {words.language} yet", size_of("missing"), room, 2))
