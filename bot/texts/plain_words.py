"""Our own lists of words: `data/plain_nl.tsv`, which says itself how to add to it, and `data/plain_en.tsv`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

Phrase = tuple[str, ...]
TO_MEND = ("system", "stiff", "formal", "phrase", "figure", "vague", "promise", "loose", "short")
"""Kinds that say what to write instead."""
EXPLAINED = "explain"
LISTED = ("known", "join", "becoming", "been", "day", "preposition", "personal", "function", "homograph", "head")
"""Kinds that only help to tell what a word is."""
APART = 5
"""Words that may stand between the pieces of a phrase: 'we nemen jullie vraag van maandag mee' (own judgement)."""
LANGUAGES = ("nl", "en")
"""Which have a list."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One form, and what to say. `fits` says whether that can be put where the words stood; else it is advice."""

    kind: str
    words: str
    say: str
    fits: bool = True
    first: str = field(default="", compare=False)
    """The form that its line begins with, which is the one that an explanation is of."""

    @property
    def replacements(self) -> tuple[str, ...]:
        """What can be put in its place; none when it is advice."""
        return tuple(self.say.split(" / ")) if self.fits else ()


@dataclass(frozen=True, slots=True)
class Match:
    """An entry, and the words of the sentence by which it was found, from `at` to before `to`."""

    at: int
    to: int
    words: str
    entry: Entry


@dataclass(slots=True)
class WordList:
    """Looks words up in one pass over a sentence's words, however long the list is."""

    _phrases: dict[str, dict[Phrase, Entry]] = field(default_factory=dict)
    _starts: dict[str, Entry] = field(default_factory=dict)
    _ends: dict[str, Entry] = field(default_factory=dict)
    _dotted: dict[str, Entry] = field(default_factory=dict)
    _spread: dict[str, list[tuple[tuple[Phrase, ...], Entry]]] = field(default_factory=dict)

    def add(self, entry: Entry) -> None:
        """Words or a phrase. A single word may have `*` at its start or end, a phrase `…` where up to `APART` words may stand.

        One with a dot is found among `dotted` only.
        """
        words = entry.words
        if "…" in words:
            pieces = tuple(tuple(piece.split()) for piece in words.split("…"))
            self._spread.setdefault(pieces[0][0], []).append((pieces, entry))
        elif "." in words or "/" in words:
            self._dotted[words.lower()] = entry
        elif words.endswith("*"):
            self._starts[words[:-1]] = entry
        elif words.startswith("*"):
            self._ends[words[1:]] = entry
        else:
            phrase = tuple(words.replace("’", "'").split())
            self._phrases.setdefault(phrase[0], {})[phrase] = entry

    @property
    def has_any(self) -> bool:
        """Whether there are words in it."""
        return bool(self._phrases or self._starts or self._ends or self._dotted or self._spread)

    def find(self, words: Sequence[str], lower: Sequence[str]) -> Iterator[Match]:
        """The longest entry at each place. `lower` are the same words in lower case; a form with capitals wants capitals."""
        at = 0
        while at < len(words):
            length, entry = self._at(words, lower, at)
            if entry is not None and "…" in entry.words:
                yield Match(at, at + length, entry.words, entry)
            elif entry is not None:
                yield Match(at, at + length, " ".join(words[at : at + length]), entry)
            at += length or 1

    def has(self, word: str) -> bool:
        """Whether this one word, in lower case, is in the list."""
        return self._at([word], [word], 0)[1] is not None

    def abbreviation(self, dotted: str) -> Entry | None:
        """What letters with dots stand for, when we know."""
        return self._dotted.get(dotted.lower())

    def _at(self, words: Sequence[str], lower: Sequence[str], at: int) -> tuple[int, Entry | None]:
        best: tuple[int, Entry | None] = (0, None)
        for spelled in (words, lower):
            for phrase, entry in self._phrases.get(spelled[at], {}).items():
                if len(phrase) > best[0] and tuple(spelled[at : at + len(phrase)]) == phrase:
                    best = (len(phrase), entry)
        if best[1] is not None:
            return best
        for pieces, entry in self._spread.get(lower[at], ()):
            if _stand_in_order(pieces, lower, at):
                return len(pieces[0]), entry
        word = lower[at]
        for length in range(len(word), 2, -1):
            if (begun := self._starts.get(word[:length])) is not None:
                return 1, begun
        for start in range(1, len(word) - 3):
            if (ended := self._ends.get(word[start:])) is not None:
                return 1, ended
        return 0, None


def _stand_in_order(pieces: Sequence[Phrase], lower: Sequence[str], at: int) -> bool:
    """Whether the pieces stand from `at` on, the first one right there, with few enough words between them."""
    if tuple(lower[at : at + len(pieces[0])]) != pieces[0]:
        return False
    if len(pieces) == 1:
        return True
    after = at + len(pieces[0])
    places = range(after, min(len(lower), after + APART + 1))
    return any(_stand_in_order(pieces[1:], lower, place) for place in places)


@cache
def entries(language: str) -> tuple[Entry, ...]:
    """Every form of a language's list; none for a language without one. Raises ValueError for a line out of shape."""
    if language not in LANGUAGES:
        return ()
    found: list[Entry] = []
    for line in (files("bot.texts") / "data" / f"plain_{language}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, words, say = line.split("\t")
            forms = words.split("|")
            said = say.split("|") if "|" in say else [say] * len(forms)
            found += [
                Entry(kind, form, one.lstrip("~"), fits=bool(one) and not one.startswith("~"), first=forms[0])
                for form, one in zip(forms, said, strict=True)
            ]
    return tuple(found)


@cache
def word_list(language: str, *kinds: str) -> WordList:
    """The words of these kinds."""
    found = WordList()
    for entry in entries(language):
        if entry.kind in kinds:
            found.add(entry)
    return found
