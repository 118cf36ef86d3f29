"""Words that people must look at first: about violence, self-harm or a child in danger. The words are data, by language."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

_TYPED_OTHERWISE = str.maketrans(
    {"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "ـ": None, "أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه"}
    | {"ی": "ي", "ک": "ك"}
)
"""Letters that Unicode does not take apart, as people on a phone often type them; Arabic letters with interchangeable forms, and
Persian ones, which an Arabic keyboard has not."""

_BEGINNING = re.compile(r"(?<!\w)\S")
_LETTER = re.compile(r"\w")
GAP = "…"
ANYWHERE = ""
"""The key of phrases whose first word may begin with any letters."""
_BETWEEN = r"\W+(?:\w+\W+){0,3}?"
"""What `…` stands for: at most three other words. Who writes in fear puts points anywhere."""


def plainly(words: str) -> str:
    """Lower case, without accents, vowel marks or stretches, and with single spaces: 'Şiddet' is 'siddet'."""
    replaced = words.translate(_TYPED_OTHERWISE).casefold().translate(_TYPED_OTHERWISE)
    apart = unicodedata.normalize("NFKD", replaced)
    return " ".join("".join(c for c in apart if unicodedata.category(c) not in {"Mn", "Cf"}).split())


class DangerWords:
    """Looks for words and phrases of every language at once, since people mix them.

    A `*` at either end of a word stands for any letters there ('mishandel*', '*ضرب*'), for languages that glue their grammar to
    words. Within a phrase, `/` stands between words of which one is there, and `…` for at most three others, or none: 'slaat …
    me/mij/ons'; a `*` may then stand at any word. Too many found is a moment of a coordinator's time; too few may be worse, so
    there is no guessing at context.
    """

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self._starts: dict[str, list[tuple[str, bool]]] = {}
        """By their first two letters: what begins a word, and whether more letters may follow it. Sixteen languages have
        thousands of words, and each message is looked through."""
        self._phrases: dict[str, list[str]] = {}
        """As they are written, by the first two letters of each way to begin them."""
        inside = set()
        for word in {word for several in words.values() for word in several if word.strip("* ")}:
            if GAP in word or "/" in word or "*" in word.strip("*"):
                for beginning in {_key(first) for first in word.split()[0].split("/")}:
                    self._phrases.setdefault(beginning, []).append(word)
                continue
            plain = plainly(word.strip("*"))
            if word.startswith("*"):
                inside.add(re.escape(plain) + ("" if word.endswith("*") else r"(?!\w)"))
            else:
                self._starts.setdefault(plain[:2], []).append((plain, word.endswith("*")))
        self._inside = re.compile("|".join(sorted(inside))) if inside else None

    def in_text(self, text: str) -> bool:
        """Whether one of them is there."""
        plain = plainly(text)
        if self._inside is not None and self._inside.search(plain):
            return True
        return any(self._begins_at(plain, found.start()) for found in _BEGINNING.finditer(plain))

    def _begins_at(self, plain: str, at: int) -> bool:
        for word, more in self._starts.get(plain[at : at + 2], ()):
            if plain.startswith(word, at) and (more or not _LETTER.match(plain, at + len(word))):
                return True
        phrases = (*self._phrases.get(plain[at : at + 2], ()), *self._phrases.get(ANYWHERE, ()))
        return any(_phrase(written).match(plain, at) for written in phrases)


def _key(first: str) -> str:
    """The two letters with which a phrase begins whose first word is `first`."""
    return ANYWHERE if first.startswith("*") else f"{plainly(first.rstrip('*'))} "[:2]


@cache
def _phrase(written: str) -> re.Pattern[str]:
    """Matches from the beginning of its first word on. Made when first needed: making all of them takes a second."""
    found = ""
    for word in written.split():
        if word == GAP:
            found += _BETWEEN
            continue
        if found and not found.endswith(_BETWEEN):
            found += r"\W+"
        ways = "|".join(_way(way) for way in word.split("/"))
        found += rf"(?:{ways})(?!\w)"
    return re.compile(found)


def _way(word: str) -> str:
    before, after = (r"\w*" if star else "" for star in (word.startswith("*"), word.endswith("*")))
    return f"{before}{re.escape(plainly(word.strip('*')))}{after}"
