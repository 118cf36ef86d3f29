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
_LEFTWARD = re.compile(r"(?<![\w/:])/[a-z][a-z_]*\b|https?://[^\s،؛]+[\w/]|(?<![\w+])\+?[0-9][0-9 ()–-]{4,}[0-9]", re.ASCII)
_BREAKS = re.compile(r"(\r\n|[\n\r\x1c-\x1e\x85\u2029])")
"""Where a bidi paragraph ends (class B of UAX 9), and with it any open isolate."""


def isolate(value: str) -> str:
    """The value within U+2068…U+2069, each of its lines by itself. Isolates inside it stay when they are balanced in their line;
    surplus ones, and the older controls, are dropped so that they cannot reach the words around it. Nothing stays nothing."""
    return "".join(
        line if not line or _BREAKS.fullmatch(line) else f"{FIRST_STRONG}{_tame(line)}{POP}" for line in _BREAKS.split(value)
    )


def hold_together(words: str) -> str:
    """Words of a right-to-left language, as a translator typed them, with isolates around what reads from left to right and has
    signs or blanks in it: a command (else `/taal` shows as `taal/`), a link, a telephone number."""
    return _LEFTWARD.sub(lambda found: isolate(found[0]), words)


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
    """Gives each line of a right-to-left language a mark, unless its first letter runs that way for everybody who looks.

    UAX 9 (rule P2) looks past isolates for the direction of a paragraph, so an Arabic line that is one value would stand left;
    programs that know no isolates look into them, so that one which begins with a Latin name would. A line that begins with a
    Latin word of ours would too. Left-to-right is what a line gets by itself.
    """
    if not right_to_left:
        return text
    return "".join(RIGHT_TO_LEFT_MARK + line if _needs_mark(line) else line for line in _BREAKS.split(text))


def _needs_mark(line: str) -> bool:
    """Whether its first letter of all, or its first one outside isolates, is not one from right to left."""
    depth, first = 0, None
    for character in line:
        depth += (character in _OPENERS) - (character == POP)
        if (kind := unicodedata.bidirectional(character)) in {"L", "R", "AL"}:
            first = first or kind
            if depth == 0:
                return first == "L" or kind == "L"
    return first is not None or FIRST_STRONG in line
