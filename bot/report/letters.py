"""Which characters the report's own font has: DejaVu Sans, which comes with matplotlib."""

import logging
import unicodedata
from functools import cache
from pathlib import Path

FILES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
"""By style."""


def font(style: str = "") -> Path:
    """The font's file."""
    import matplotlib as mpl  # noqa: PLC0415 - half a second, and only who makes a report needs it

    _quiet()
    return Path(mpl.get_data_path()) / "fonts" / "ttf" / FILES[style]


def printable(text: str) -> str:
    """Without signs that the font lacks, such as pictures of faces; a box in their place would tell nobody anything."""
    return "".join(c for c in text if c.isspace() or ord(c) in _known())


def lacks_letters(text: str) -> bool:
    """Words in a script that the font does not have: they are not to be printed in part."""
    return any(unicodedata.category(c)[0] in "LMN" and ord(c) not in _known() for c in text)


@cache
def _known() -> frozenset[int]:
    from matplotlib.ft2font import FT2Font  # noqa: PLC0415

    return frozenset.intersection(*(frozenset(FT2Font(str(font(style))).get_charmap()) for style in FILES))


@cache
def _quiet() -> None:
    """Libraries that draw and print tell in the log which letters they draw: those are words of people (Invariant 6)."""
    for name in ("matplotlib", "fontTools", "fpdf", "PIL"):
        logging.getLogger(name).setLevel(logging.ERROR)
