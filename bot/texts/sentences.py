"""Where sentences and words begin and end: enough for a plain-language check in the scripts that we have."""

import re
import unicodedata
from dataclasses import dataclass

_DOTTED = re.compile(
    r"(?<!\w)(?:[^\W\d_]{1,2}\.){2,}(?!\w)"
    r"|(?<!\w)(?:bijv|evt|incl|excl|mevr|dhr|enz|etc|resp|nr|tel|ca|vb|dr|zsm)\.(?=\s|$)",
    re.IGNORECASE,
)
"""Letters with dots ('m.b.t.'), and Dutch short forms of one piece."""
_END = re.compile(r"(?<=[.!?…:؟۔።。！？])[\"'”’)\]]*\s+|\n+|(?<=[。！？])")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,:/]\d+)*")
_PLACEHOLDER = re.compile(r"\{\w*\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`words` as they stand there; `lower` the same in lower case; `dotted` the abbreviations with dots, which are words too."""

    words: tuple[str, ...]
    lower: tuple[str, ...]
    dotted: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """Words, a number and an abbreviation being one each."""
        return len(self.words) + len(self.dotted)


def sentences(text: str) -> list[Sentence]:
    """Those with words in them. A line is a sentence at least; what follows a colon is one by itself. A placeholder is a word."""
    plain = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in {"Mn", "Cf"})
    plain = _PLACEHOLDER.sub("x", plain)
    hidden = [found[0] for found in _DOTTED.finditer(plain)]
    numbers = iter(range(len(hidden)))
    masked = _DOTTED.sub(lambda _: f" \ue000{next(numbers)}\ue001 ", plain)
    split = (_sentence(piece, hidden) for piece in _END.split(masked))
    return [sentence for sentence in split if sentence.length]


def _sentence(piece: str, hidden: list[str]) -> Sentence:
    dotted = tuple(hidden[int(number)] for number in re.findall("\ue000(\\d+)\ue001", piece))
    words = tuple(_WORD.findall(re.sub("\ue000\\d+\ue001", " ", piece)))
    return Sentence(words, tuple(word.lower() for word in words), dotted)
