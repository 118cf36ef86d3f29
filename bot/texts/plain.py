"""Is this plain language? A score and what to change, from several signals, since none of them tells enough by itself.

Measured beforehand (FACTS, 'plain Dutch'): readability formulas say little about one line, and word frequency misses the
common words of institutions. What this cannot see: whether it is true, kind, or clear what is in it for a parent. The score
is for a person who writes; asking parents what they would tell another parent stays the real test.
"""

from dataclasses import dataclass
from typing import Any

from bot.texts.languages import language as known_language
from bot.texts.plain_rules import DUTCH_RULES, OTHER_RULES, Finding
from bot.texts.sentences import Sentence, sentences
from bot.texts.source import SOURCE_LANGUAGE

HALVING = 45
"""Costs that halve a sentence's points: about three findings (own judgement)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` is 0 to 100, higher is plainer. 70 and over reads easily by our own before-and-after pairs."""

    score: int
    findings: tuple[Finding, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """`{"score", "findings": [{"words", "rule", "say_instead"}]}`."""
        return {
            "score": self.score,
            "findings": [{"words": f.words, "rule": f.rule, "say_instead": f.say_instead} for f in self.findings],
        }


def judge(text: str, language: str = SOURCE_LANGUAGE) -> Verdict:
    """Judges a text of any length. Dutch by every rule, other languages by the length of sentences and words, and abbreviations.

    A sentence has 100 points, of which what its findings cost takes a share (HALVING), so that mending any one of them shows.
    The score lies halfway between the average (by words) and the worst sentence, so that one bad sentence cannot hide in a
    long text. A text without words has 100.
    """
    rules = DUTCH_RULES if language == SOURCE_LANGUAGE else OTHER_RULES
    most = known_language(language).sentence
    found: list[Finding] = []
    points: list[tuple[float, int]] = []
    for sentence in sentences(text):
        here = [finding for rule in rules for finding in rule(sentence, most)]
        found += here
        cost = sum(finding.cost for finding in here) + _heaviness(sentence)
        points.append((100 * 0.5 ** (cost / HALVING), sentence.length))
    if not points:
        return Verdict(100)
    average = sum(score * words for score, words in points) / sum(words for _, words in points)
    return Verdict(round((average + min(score for score, _ in points)) / 2), tuple(found))


def _heaviness(sentence: Sentence) -> float:
    """0 to 10 points for long words on average: Dutch that is easy to read has words of about 4.5 letters (own judgement)."""
    letters = sum(map(len, sentence.words)) / max(1, len(sentence.words))
    return min(10.0, max(0.0, (letters - 4.5) * 3)) if sentence.length > 3 else 0.0
