"""Words that people must look at first: about violence, self-harm or a child in danger. The words are data, by language."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

_TYPED_OTHERWISE = str.maketrans(
    {"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "ـ": None, "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"}
    | {"ی": "ي", "ک": "ك"}
)
"""Letters that Unicode does not take apart, as people on a phone often type them; Arabic letters with interchangeable forms, and
Persian ones, which an Arabic keyboard has not."""


def plainly(words: str) -> str:
    """Lower case, without accents, vowel marks or stretches, and with single spaces: 'Şiddet' is 'siddet'."""
    replaced = words.translate(_TYPED_OTHERWISE).casefold().translate(_TYPED_OTHERWISE)
    apart = unicodedata.normalize("NFKD", replaced)
    return " ".join("".join(c for c in apart if unicodedata.category(c) not in {"Mn", "Cf"}).split())


class DangerWords:
    """Looks for words and phrases of every language at once, since people mix them.

    A `*` at either end of a word stands for any letters there ('mishandel*', '*ضرب*'), for languages that glue their grammar to
    words. Too many found is a moment of a coordinator's time; too few may be worse, so there is no guessing at context.
    """

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        patterns = sorted({_pattern(word) for several in words.values() for word in several if word.strip("* ")})
        self._any = re.compile("|".join(patterns)) if patterns else None

    def in_text(self, text: str) -> bool:
        """Whether one of them is there."""
        return self._any is not None and self._any.search(plainly(text)) is not None


def _pattern(word: str) -> str:
    start = "" if word.startswith("*") else r"(?<!\w)"
    end = "" if word.endswith("*") else r"(?!\w)"
    return f"{start}{re.escape(plainly(word.strip('*')))}{end}"
