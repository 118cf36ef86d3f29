"""Plain counts that any check of plain Dutch has to beat on our own pairs.

How often does a bare count put the plainer side of a pair first? The counts know nothing of words; the last two are no measure of
plainness at all but show habits of the author's. The table stands in tests/texts/corpus/README.md.
Run: `python -m tests.texts.yardsticks`.
"""

import csv
import re
from collections.abc import Callable
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
KINDS = {"licht": "`licht-…`", "midden": "`midden-…`"}
"""How the name of a document begins, and how the table calls that kind; the rest are rewritten anew."""

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d[\d.,]*")
_VOWELS = re.compile(r"[aeiouyáéèëïöü]+")


def words_of(text: str) -> list[str]:
    return _WORD.findall(text)


def sentences_of(text: str) -> list[list[str]]:
    """The words of each sentence; a colon ends one too."""
    return [words for part in re.split(r"(?<=[.!?:])\s+", text) if (words := words_of(part))]


def flesch_douma(text: str) -> float:
    """Higher is harder, so 206.835 minus the usual ease; a syllable is a run of vowels."""
    words = words_of(text)
    syllables = sum(max(1, len(_VOWELS.findall(word.lower()))) for word in words)
    return 0.93 * len(words) / len(sentences_of(text)) + 77 * syllables / len(words)


def lix(text: str) -> float:
    """Words a sentence plus the percentage of words of more than six letters."""
    words = words_of(text)
    return len(words) / len(sentences_of(text)) + 100 * sum(len(word) > 6 for word in words) / len(words)


def longest_sentence(text: str) -> float:
    return max(len(words) for words in sentences_of(text))


def lack_of_questions(text: str) -> float:
    """No measure of plainness but a habit of the author's: what a check could win by counting question marks."""
    return -text.count("?")


def lack_of_digits(text: str) -> float:
    """The same for numbers written in digits."""
    return -sum(character.isdigit() for character in text)


COUNTS: tuple[Callable[[str], float], ...] = (flesch_douma, lix, longest_sentence, lack_of_questions, lack_of_digits)


def read_pairs() -> list[dict[str, str]]:
    with (CORPUS / "pairs.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def share_right(pairs: list[dict[str, str]], hardness: Callable[[str], float]) -> float:
    """Between 0 and 1: how often the before is the harder side, a tie counting as half."""
    score = 0.0
    for pair in pairs:
        before, after = hardness(pair["before"]), hardness(pair["after"])
        score += 1.0 if before > after else 0.5 if before == after else 0.0
    return score / len(pairs)


def table() -> str:
    """The rows of the README's table: the kinds apart, then all, then each part."""
    pairs = read_pairs()
    groups = {
        "no prefix": [pair for pair in pairs if pair["document"].split("-")[0] not in KINDS],
        **{said: [pair for pair in pairs if pair["document"].startswith(f"{kind}-")] for kind, said in KINDS.items()},
        "all": pairs,
        "all of `work`": [pair for pair in pairs if pair["part"] == "work"],
        "all of `held`": [pair for pair in pairs if pair["part"] == "held"],
    }
    return "\n".join(
        f"| {said} | {len(group)} | " + " | ".join(f"{share_right(group, count):.0%}" for count in COUNTS) + " |"
        for said, group in groups.items()
    )


if __name__ == "__main__":
    print(table())
