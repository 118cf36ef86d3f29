"""Inserted values keep their own direction, and so does the text around them.

Without isolates `030 - 286 00 00` shows as `00 00 286 - 030` in an Arabic sentence. Telegram keeps U+2068, U+2069 and U+200F; it
strips the older embedding controls U+202A to U+202E, so those are of no use.
"""

import re
import unicodedata

FIRST_STRONG = "\u2068"
POP = "\u2069"
RIGHT_TO_LEFT_MARK = "\u200f"

CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Every character that only steers direction: none of them is typed in a catalog."""

_OPENERS = frozenset("\u2066\u2067\u2068")
_EMBEDDINGS = frozenset("\u202a\u202b\u202c\u202d\u202e")
_STEERING = re.compile(f"[{''.join(sorted(_OPENERS | _EMBEDDINGS))}{POP}]")
_BREAKS = re.compile(r"(\r\n|[\n\r\x1c-\x1e\x85\u2029])")
"""Where a bidi paragraph ends (class B of UAX 9), and with it any open isolate."""


def isolate(value: str) -> str:
    """The value within U+2068…U+2069, each of its lines by itself. Isolates inside it stay when they are balanced in their line;
    surplus ones, and the older controls, are dropped so that they cannot reach the words around it. Nothing stays nothing."""
    return "".join(
        line if not line or _BREAKS.fullmatch(line) else f"{FIRST_STRONG}{_tame(line)}{POP}" for line in _BREAKS.split(value)
    )


def bare(text: str) -> str:
    """Without any control of direction, for what stands alone and is searched for, such as the name of a topic."""
    return "".join(character for character in text if character not in CONTROLS)


def _tame(line: str) -> str:
    if _STEERING.search(line) is None:
        return line
    depth, balanced = 0, True
    for character in line:
        depth += (character in _OPENERS) - (character == POP)
        balanced = balanced and depth >= 0
    dropped = _EMBEDDINGS if balanced and depth == 0 else _EMBEDDINGS | _OPENERS | {POP}
    return "".join(character for character in line if character not in dropped)


def steer(text: str, *, right_to_left: bool) -> str:
    """Gives each line the direction of the language when nothing outside its isolates does.

    UAX 9 (rule P2) looks past isolates for the direction of a paragraph, so an Arabic line that is one value would stand left.
    Left-to-right is what a line gets by itself.
    """
    if not right_to_left or FIRST_STRONG not in text:
        return text
    return "".join(RIGHT_TO_LEFT_MARK + line if _needs_mark(line) else line for line in _BREAKS.split(text))


def _needs_mark(line: str) -> bool:
    depth = 0
    for character in line:
        if character == FIRST_STRONG:
            depth += 1
        elif character == POP:
            depth -= 1
        elif depth == 0 and unicodedata.bidirectional(character) in {"L", "R", "AL"}:
            return False
    return FIRST_STRONG in line
