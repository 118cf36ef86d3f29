"""The plain-language corpus of our own (`tests/texts/corpus`), and the formulas that everybody compares with."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyphen import Pyphen

CORPUS = Path(__file__).parents[1] / "texts" / "corpus"
WORK, HELD = "work", "held"
"""What may be tuned to, and what is only measured on."""
FRESH = ("fresh", "fresh2", "fresh3")
"""Messages only, each set written before the check as it then was had been tried on it; tuned to since (README of the corpus)."""
FRESH_PAIRS = ("pairs1", "pairs2", "pairs3")
"""Pairs of a reader, each set written before the check was tried on it; mended after, and never tuned on."""

Measure = Callable[[str], float]
"""How hard a text is: higher is harder."""


@dataclass(frozen=True, slots=True)
class Pair:
    """The same words before and after somebody made them plain; `document` is what they are from, or what was changed."""

    document: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Message:
    """A text that a parent could get, and whether it is plain enough. `why` says what is wrong with it."""

    name: str
    text: str
    good: bool
    why: str = ""


def pairs(part: str, folder: Path = CORPUS) -> list[Pair]:
    """Raises FileNotFoundError when the corpus is not there."""
    file, of = ("fresh_pairs.tsv", "kind") if part in FRESH_PAIRS else ("pairs.tsv", "document")
    return [Pair(row[of], row["before"], row["after"]) for row in _rows(folder / file) if row["part"] == part]


def messages(part: str, folder: Path = CORPUS) -> list[Message]:
    """Good ones first. Raises FileNotFoundError when the corpus is not there."""
    if part in FRESH:
        rows = [row for row in _rows(folder / "fresh.tsv") if row["part"] == part]
        return sorted(
            (Message(row["message"], row["text"], not row["why"], row["why"]) for row in rows), key=lambda m: not m.good
        )
    return [
        Message(row["message"], row["text"], good, row.get("why", ""))
        for name, good in (("good.tsv", True), ("bad.tsv", False))
        for row in _rows(folder / name)
        if row["part"] == part
    ]


def _rows(file: Path) -> Iterator[dict[str, str]]:
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    names = lines[0].split("\t")
    for line in lines[1:]:
        yield dict(zip(names, line.split("\t"), strict=True))


_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+")
_END = re.compile(r"(?<=[.!?])\s+")


def flesch_douma(text: str) -> float:
    """206.835 - 77 syllables per word - 0.93 words per sentence, turned round so that higher is harder; syllables by pyphen."""
    words, lengths = _words(text)
    syllables = sum(_syllables(word) for word in words)
    return 77 * syllables / len(words) + 0.93 * sum(lengths) / len(lengths) - 206.835


def lix(text: str) -> float:
    """Words per sentence, and the percentage of words of more than 6 letters."""
    words, lengths = _words(text)
    return sum(lengths) / len(lengths) + 100 * sum(len(word) > 6 for word in words) / len(words)


def longest_sentence(text: str) -> float:
    """In words."""
    return max(_words(text)[1])


BASELINES: dict[str, Measure] = {"flesch_douma": flesch_douma, "lix": lix, "longest_sentence": longest_sentence}


def _words(text: str) -> tuple[list[str], list[int]]:
    each = [found for sentence in _END.split(text) if (found := _WORD.findall(sentence))] or [["x"]]
    return [word for sentence in each for word in sentence], [len(sentence) for sentence in each]


@cache
def _syllables(word: str) -> int:
    return len(_hyphens().positions(word)) + 1


@cache
def _hyphens() -> Pyphen:
    return Pyphen(lang="nl_NL")


def right(measure: Measure, of: Sequence[Pair]) -> list[float]:
    """For each pair 1 when the plainer text comes out as less hard, 0 when the other does, a half for a tie."""
    return [_half(measure(pair.before), measure(pair.after)) for pair in of]


def _half(before: float, after: float) -> float:
    return 0.5 if abs(before - after) < 1e-9 else float(before > after)
