"""Is this plain language? A score and what to change, from several signals, since none of them tells enough by itself.

Measured beforehand (FACTS, 'plain Dutch'): readability formulas say little about one line, and word frequency misses the
common words of institutions. What this cannot see: whether it is true, kind, or clear what is in it for a parent. The score
is for a person who writes; asking parents what they would tell another parent stays the real test. docs/plain-language.md
has every rule and the figures.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.texts import plain_reason, plain_rules, plain_score, plain_shapes
from bot.texts.languages import language as known_language
from bot.texts.plain_rules import Finding, Rule, Setting, names_day
from bot.texts.plain_score import ENOUGH
from bot.texts.plain_signals import Signals, signals
from bot.texts.plain_words import EXPLAINED, LANGUAGES, word_list
from bot.texts.quoted import Quotes
from bot.texts.sentences import Sentence, sentences
from bot.texts.source import SOURCE_LANGUAGE

EVERYTHING, LENGTH_ONLY = "everything", "length"
TOO_STIFF = 2
"""Stiff words in a text; none of our own has more than one."""
_RULES: dict[str, tuple[Rule, ...]] = {
    "nl": (*plain_rules.DUTCH_RULES, *plain_shapes.SHAPES),
    "en": plain_rules.ENGLISH_RULES,
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """Words that may stay, and what they mean for a parent who does not know them.

    `headword` is the form that it is an explanation of: 'verloskundige', where the text has 'verloskundigen'.
    """

    words: str
    say: str
    headword: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`score` is 0 to 100 with three decimals, higher is plainer. `checks` says what was looked at: everything, or length only.

    `explanations` are offers: words that parents meet, and what they mean.
    """

    score: float
    findings: tuple[Finding, ...] = ()
    checks: str = EVERYTHING
    explanations: tuple[Explanation, ...] = ()

    @property
    def is_plain(self) -> bool:
        """The one rule of what may go to parents as it is: a score of `ENOUGH`, nothing that a parent can do nothing with, and
        at most one stiff word."""
        stiff = sum(finding.rule == "stiff_word" and not finding.quoted for finding in self.findings)
        return self.score >= ENOUGH and stiff < TOO_STIFF and not any(finding.severe for finding in self.findings)

    @property
    def mark(self) -> int:
        """The score in whole numbers, for who writes and for the store: below `ENOUGH` just when the text is not plain."""
        return max(ENOUGH, round(self.score)) if self.is_plain else min(ENOUGH - 1, round(self.score))

    def as_json(self) -> dict[str, Any]:
        """`{"score", "plain", "checks", "findings": [{"words", "rule", "say_instead", "severe"}], "explanations"}`."""
        return {
            "score": self.score,
            "plain": self.is_plain,
            "checks": self.checks,
            "findings": [
                {"words": f.words, "rule": f.rule, "say_instead": f.say_instead, "severe": f.severe} for f in self.findings
            ],
            "explanations": [{"words": e.words, "say": e.say} for e in self.explanations],
        }


def judge(text: str, language: str = SOURCE_LANGUAGE, *, day_follows: bool = False) -> Verdict:
    """Judges a text of any length: Dutch and English by every rule, other languages by the length of sentences and words.

    `day_follows`: a day comes after it, as below every bulletin. A text without words has 100.
    Raises Mistake for a language that nobody knows.
    """
    read, found, of, of_text = _looked_at(text, language, day_follows=day_follows)
    checks = EVERYTHING if language in LANGUAGES else LENGTH_ONLY
    if not read:
        return Verdict(100.0, checks=checks)
    quotes = Quotes(text)
    findings = tuple(dict.fromkeys(_let_off(finding, quotes) for here in found for finding in _apart(here)))
    score = plain_score.score(of_text, length_only=checks == LENGTH_ONLY)
    verdict = Verdict(score, findings, checks, _explanations(read, language))
    return verdict if verdict.is_plain else replace(verdict, findings=_with_reason(verdict, read, found, of))


def _let_off(finding: Finding, quotes: Quotes) -> Finding:
    """Between quotation marks speaks somebody else, mostly a parent: that is told and counted, and keeps nothing back."""
    return replace(finding, severe=False, quoted=True) if quotes.hold(finding.words) else finding


def _apart(here: list[Finding]) -> Iterator[Finding]:
    """Those of one sentence, without one that another of the same rule says already: 'niet … zonder' beside 'niet zonder'."""
    for finding in here:
        apart = finding.words.split(" … ")
        others = (one for one in here if one.rule == finding.rule and one.words != finding.words)
        if len(apart) == 1 or not any(set(apart) <= set(one.words.split()) for one in others):
            yield finding


def _with_reason(verdict: Verdict, read: list[Sentence], found: list[list[Finding]], of: Setting) -> tuple[Finding, ...]:
    """Nothing is kept back without saying why: where no finding does, what weighs most comes first."""
    if (elsewhere := plain_reason.other_language(read, of.code)) is not None:
        return (elsewhere,)
    if verdict.score >= ENOUGH or any(finding.severe for finding in verdict.findings):
        return verdict.findings
    heaviest = plain_reason.heaviest(read, found, of)
    if heaviest.rule == "heavy_sentence" and any(finding.rule == "long_sentence" for finding in verdict.findings):
        return verdict.findings
    return (heaviest, *verdict.findings)


def counted(text: str, language: str = SOURCE_LANGUAGE) -> Signals:
    """Its signals by name, before they are weighed; none when it has no words."""
    return _looked_at(text, language)[3]


def _looked_at(
    text: str, code: str, *, day_follows: bool = False
) -> tuple[list[Sentence], list[list[Finding]], Setting, Signals]:
    read = sentences(text)
    explained = frozenset(short for sentence in read for short in plain_rules.written_out(sentence))
    has_day = day_follows or names_day(read, code)
    of = Setting(code, known_language(code).sentence, has_day, explained)
    found = [[finding for rule in _RULES.get(code, plain_rules.OTHER_RULES) for finding in rule(s, of)] for s in read]
    return read, found, of, signals(read, found, of) if read else {}


def _explanations(read: list[Sentence], code: str) -> tuple[Explanation, ...]:
    words = word_list(code, EXPLAINED)
    matches = (match for sentence in read for match in words.find(sentence.words, sentence.lower))
    return tuple({match.entry.say: Explanation(match.words, match.entry.say, match.entry.first) for match in matches}.values())
