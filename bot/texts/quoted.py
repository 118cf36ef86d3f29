"""What stands between quotation marks: words of somebody else, which a writer does not make plainer."""

import re
import unicodedata
from itertools import pairwise

LEAST = 4
"""Words: fewer are a word that the writer put between marks, not somebody who speaks (own judgement)."""
_QUOTED = re.compile(r"“([^“”„]+)”|„([^“”„]+)[“”]|«([^«»]+)»|\"([^\"\n]+)\"|‘([^‘’]+(?:’\w[^‘’]*)*)’(?!\w)")
_WORD = re.compile(r"\w[\w.'’&-]*")


class Quotes:
    """The quotations of a text, and the words outside them."""

    def __init__(self, text: str) -> None:
        plain = unicodedata.normalize("NFC", text)
        found = [one for one in _QUOTED.finditer(plain) if len(_WORD.findall(one[0])) >= LEAST]
        self._inside = [f" {' '.join(_words(one[0]))} " for one in found]
        spans = [(0, 0), *(one.span() for one in found), (len(plain), len(plain))]
        left = (plain[before[1] : after[0]] for before, after in pairwise(spans))
        self._outside = f" {' '.join(_words(' | '.join(left)))} "

    def hold(self, words: str) -> bool:
        """Whether these words of a finding ('wordt … gedaan', 'u, uw') stand in one quotation, and not outside it too."""
        pieces = [f" {' '.join(_words(piece))} " for piece in re.split(r" … |…|, ", words) if _words(piece)]
        if not self._inside or not pieces or all(piece in self._outside for piece in pieces):
            return False
        return any(all(piece in inside for piece in pieces) for inside in self._inside)


def _words(text: str) -> list[str]:
    return [word.rstrip(".-'’").lower() for word in _WORD.findall(text)]
