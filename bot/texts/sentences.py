"""Where sentences and words begin and end: enough for a plain-language check in the scripts that we have."""

import html
import re
import unicodedata
from dataclasses import dataclass

_DOTTED = re.compile(
    r"(?<!\w)(?:[^\W\d_]{1,2}\.){2,}(?!\w)"
    r"|(?<!\w)(?:bijv|evt|incl|excl|mevr|mw|dhr|enz|etc|resp|nr|tel|ca|vb|dr|drs|ds|zsm|gem|max|min|blz|art|jl|nl|bv|mln|mrd|afd|prof|ir)\.(?=\s|$)"
    r"|(?<!\w)(?:approx|dept|govt|incl|vs)\.(?=\s|$)"
    r"|(?<!\w)t/m(?!\w)",
    re.IGNORECASE,
)
"""Letters with dots ('m.b.t.'), and short forms of one piece."""
_END = re.compile(r"(?<=[.!?…:؟۔።。！？])[\"'”’)\]]*\s+|\n+|(?<=[。！？])")
_WORD = re.compile(r"[A-Z]\d(?!\w)|[^\W\d_]+(?:[-'’&][^\W\d_]+)*|\d+(?:[.,:/]\d+)*")
_PLACEHOLDER = re.compile(r"\{\w*\}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[^\s.,;:!?)\]'\"’”]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
"""Of a page or a mailbox: one word that everybody knows, whatever letters and dots are in it."""
_BREAK = re.compile(
    r"<(?:br|/?p|/?li|/?h\d|/?div|/?tr|/?[uo]l)\b[^<>]*>|\\n|(?<=[:;,.])[ \t]+[-–•*·][ \t]+|[ \t][•·▪][ \t]", re.IGNORECASE
)
"""Where a line ends though none does: tags, and the items of a list that was pasted into one line."""
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_ITEM = r"(?:[\w'’/-]+\s+){0,3}[\w'’/-]+"
_ROW = re.compile(rf",\s+{_ITEM}(?=,|\s+(?:en|of|and|or)\s|\s*[.:)]|$)")
_ROW_ENDS = re.compile(rf",\s+{_ITEM}\s+(?:en|of|and|or)\s")
_COMMA = re.compile(r"[,;،؛，；、]")
_ASIDE = re.compile(r"[(（\[]|(?<=\w)/(?=[^\W\d_])|\s[–—-]\s")
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`words` as they stand there; `lower` the same in lower case; `dotted` the abbreviations with dots, which are words too.

    `commas` counts those and semicolons, `listed` which of them stand in a row of short things ('bad, wieg en box');
    `asides` brackets, dashes between spaces, and strokes between words ('hij/zij').
    `han` counts Chinese characters; `asks` is a question.
    """

    words: tuple[str, ...]
    lower: tuple[str, ...]
    dotted: tuple[str, ...] = ()
    commas: int = 0
    listed: int = 0
    asides: int = 0
    han: int = 0
    asks: bool = False

    @property
    def length(self) -> int:
        """Words, a number and an abbreviation being one each."""
        return len(self.words) + len(self.dotted)


def sentences(text: str) -> list[Sentence]:
    """Those with words in them. A line is a sentence at least; what follows a colon is one by itself. A placeholder is a
    word, as the address of a page is; tags of a web page are none."""
    plain = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in {"Mn", "Cf"})
    plain = html.unescape(_TAG.sub("", _BREAK.sub("\n", plain)))
    plain = _ADDRESS.sub("website", _PLACEHOLDER.sub("x", plain))
    hidden = [found[0] for found in _DOTTED.finditer(plain)]
    numbers = iter(range(len(hidden)))
    masked = _DOTTED.sub(lambda _: f" \ue000{next(numbers)}\ue001 ", plain)
    split = (_sentence(piece, hidden) for piece in _END.split(masked))
    return [sentence for sentence in split if sentence.length]


def _sentence(piece: str, hidden: list[str]) -> Sentence:
    dotted = tuple(hidden[int(number)] for number in re.findall("\ue000(\\d+)\ue001", piece))
    said = re.sub("\ue000\\d+\ue001", " ", piece)
    words = tuple(_WORD.findall(said))
    return Sentence(
        words,
        tuple(word.lower() for word in words),
        dotted,
        commas=len(_COMMA.findall(said)),
        listed=len(_ROW.findall(said)) if _ROW_ENDS.search(said) else 0,
        asides=len(_ASIDE.findall(said)),
        han=len(_HAN.findall(said)),
        asks=any(mark in said for mark in "?؟？"),
    )
