"""Our list of words with a plain replacement: `data/plain_nl.tsv`, which says itself how to add to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

Phrase = tuple[str, ...]


@dataclass(slots=True)
class WordList:
    """Looks words up in one pass over a sentence's words, however long the list is."""

    _phrases: dict[str, list[tuple[Phrase, str]]] = field(default_factory=dict)
    _starts: dict[str, str] = field(default_factory=dict)
    _ends: dict[str, str] = field(default_factory=dict)

    def add(self, words: str, say: str) -> None:
        """`words` is a word or phrase; a single word may have `*` at its start or end."""
        if words.endswith("*"):
            self._starts[words[:-1]] = say
        elif words.startswith("*") and " " not in words:
            self._ends[words[1:]] = say
        else:
            phrase = tuple(words.lstrip("*").split())
            self._phrases.setdefault(phrase[0], []).append((phrase, say))

    def find(self, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        """(words as found, say instead) in a sentence of lower-case words; the longest phrase at each place."""
        at = 0
        while at < len(words):
            length, say = self._at(words, at)
            if length:
                yield " ".join(words[at : at + length]), say
            at += length or 1

    def has(self, word: str) -> bool:
        """Whether this one word is in the list."""
        return self._at([word], 0)[0] == 1

    def _at(self, words: Sequence[str], at: int) -> tuple[int, str]:
        word = words[at]
        fitting = [(len(p), say) for p, say in self._phrases.get(word, ()) if tuple(words[at : at + len(p)]) == p]
        if fitting:
            return max(fitting)
        for length in range(len(word), 2, -1):
            if (say := self._starts.get(word[:length])) is not None:
                return 1, say
        for start in range(1, len(word) - 3):
            if (say := self._ends.get(word[start:])) is not None:
                return 1, say
        return 0, ""


@cache
def dutch_words(kind: str) -> WordList:
    """The words of one kind: `system`, `vague` or `known`."""
    found = WordList()
    for line in (files("bot.texts") / "data" / "plain_nl.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            of_kind, words, say = line.split("\t")
            if of_kind == kind:
                for form in words.split("|"):
                    found.add(form, say)
    return found
