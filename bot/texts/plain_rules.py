"""The rules of plain language: each looks at one sentence and says what to change.

Costs are shares of a sentence's points, by our own judgement, set with the pairs of tests/texts/plain_pairs.tsv.
Sources: FACTS, 'plain Dutch' (guidance for readers at A2 and B1), and DOMAIN, 'rules of tone'.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.texts.plain_words import dutch_words
from bot.texts.sentences import Sentence

LONGEST_WORD = 14
"""Letters; longer Dutch words are compounds that can be taken apart (own judgement)."""
LONGEST_WORD_ELSEWHERE = 18


@dataclass(frozen=True, slots=True)
class Finding:
    """Some words, which rule they break, and what to say instead."""

    words: str
    rule: str
    say_instead: str
    cost: int


Rule = Callable[[Sentence, int], Iterator[Finding]]
"""A sentence and the most words it may have in its language."""


def long_sentence(sentence: Sentence, most: int) -> Iterator[Finding]:
    """At most 10 to 12 words (DOMAIN, level A2 to B1). The longer, the worse."""
    if most and sentence.length > most:
        over = sentence.length - most
        shorter = f"{most} woorden of minder: maak er 2 zinnen van"
        yield Finding(" ".join(sentence.words[:4]) + "…", "long_sentence", shorter, min(45, 5 + 4 * over))


_BECOMES = frozenset({"word", "wordt", "worden", "werd", "werden"})
_PARTICIPLE = re.compile(r"(?:\w{2,}ge|ge)\w{2,}(?:d|t|en)|(?:be|ver|ont|her|er|over|onder)\w{3,}(?:d|t|en)")


def passive(sentence: Sentence, _most: int) -> Iterator[Finding]:
    """Active: say who does it (FACTS; DOMAIN, 'active'). 'Worden' with a participle; 'je wordt moe' is fine."""
    becomes = next((word for word in sentence.lower if word in _BECOMES), None)
    if becomes is None:
        return
    for word in sentence.lower:
        if _PARTICIPLE.fullmatch(word) and not dutch_words("becoming").has(word):
            yield Finding(f"{becomes} … {word}", "passive", "zeg wie het doet", 18)
            return


def system_words(sentence: Sentence, _most: int) -> Iterator[Finding]:
    """Words of institutions that have a plain replacement (DOMAIN, 'policy words'); our own list, `data/plain_nl.tsv`."""
    for words, say in dutch_words("system").find(sentence.lower):
        if not dutch_words("known").has(words):
            yield Finding(words, "system_word", say, 14)


def vague_time(sentence: Sentence, _most: int) -> Iterator[Finding]:
    """Say when (DOMAIN, 'say when the next message comes'): 'binnenkort' is no day."""
    for words, say in dutch_words("vague").find(sentence.lower):
        yield Finding(words, "vague_time", say, 16)


def abbreviations(sentence: Sentence, _most: int) -> Iterator[Finding]:
    """No abbreviations (DOMAIN): with dots, or 2 to 5 capitals that are not in the list of known ones."""
    for short in sentence.dotted:
        yield Finding(short, "abbreviation", "schrijf het woord uit", 14)
    if all(word.isupper() for word in sentence.words):
        return
    for word in sentence.words:
        if 2 <= len(word) <= 5 and word.isupper() and word.isalpha() and not dutch_words("known").has(word.lower()):
            yield Finding(word, "abbreviation", "schrijf het woord uit", 12)


_FORMAL = frozenset({"u", "uw", "uzelf", "uwer"})


def formal_you(sentence: Sentence, _most: int) -> Iterator[Finding]:
    """Speak as a person, in 'je' (DOMAIN, 'rules of tone')."""
    found = [word for word in sentence.lower if word in _FORMAL]
    if found:
        yield Finding(", ".join(dict.fromkeys(found)), "formal_you", "zeg je of jouw", 8)


_MADE_OF_VERB = re.compile(r"\w{4,}(?:ing|ingen|atie|aties|isering|itie)")
_MADE_OF_VERB_SURELY = re.compile(r"het (\w{3,}en) van")


def nouns_of_verbs(sentence: Sentence, _most: int) -> Iterator[Finding]:
    """Nouns made of verbs hide who does what (FACTS): 'de uitvoering van', 'het versterken van', or two in one sentence."""
    known = dutch_words("known")
    whole = " ".join(sentence.lower)
    if found := _MADE_OF_VERB_SURELY.search(whole):
        yield Finding(found[0], "noun_of_verb", f"zeg wie gaat {found[1]}", 14)
    nouns = [w for w in sentence.lower if len(w) > 7 and _MADE_OF_VERB.fullmatch(w) and not known.has(w)]
    before_van = [noun for noun in nouns if f"{noun} van" in whole]
    if before_van or len(nouns) > 1:
        yield Finding(", ".join(nouns), "noun_of_verb", "gebruik het werkwoord, en zeg wie het doet", 10 + 4 * len(nouns))


def long_words(sentence: Sentence, _most: int) -> Iterator[Finding]:
    """Long words swing a reader at A2 most (FACTS). Those that parents know or need are in the list; hyphens divide."""
    for word in sentence.lower:
        if max(map(len, re.split(r"[-'’]", word))) > LONGEST_WORD and not dutch_words("known").has(word):
            yield Finding(word, "long_word", "gebruik een kort woord, of haal het uit elkaar", 10)


_NOT = frozenset(["niet", "geen", "nooit", "niemand", "niets", "nergens", "zonder", "noch", "evenmin"])
_NOT_UN = re.compile(r"(?:niet|geen|nooit) (?:\w+ )?(on(?!der|ze|s\b|line|geveer|dank|twikk|tvang|thoud|tmoet)\w{4,})")


def double_negation(sentence: Sentence, _most: int) -> Iterator[Finding]:
    """Say what is so, not what is not un-so (own judgement): 'niet onmogelijk', or two denials in one sentence."""
    denials = [word for word in sentence.lower if word in _NOT]
    found = _NOT_UN.search(" ".join(sentence.lower))
    if found:
        yield Finding(found[0], "double_negation", "zeg wat wel zo is", 14)
    elif len(denials) > 1 and len(set(denials)) > 1:
        yield Finding(" … ".join(denials), "double_negation", "zeg wat wel zo is", 12)


def stacked_clauses(sentence: Sentence, most: int) -> Iterator[Finding]:
    """No subordinate clause at A2 (FACTS). One short one passes; two, or one in a long sentence, do not."""
    joins = [word for word in sentence.lower if dutch_words("join").has(word)]
    if len(joins) > 1 or (joins and sentence.length > most):
        yield Finding(", ".join(joins), "stacked_clauses", "maak er losse zinnen van", 6 * len(joins) + 2)


def long_words_elsewhere(sentence: Sentence, _most: int) -> Iterator[Finding]:
    """For languages without a list: only very long words (own judgement; Turkish and Polish words carry their grammar)."""
    for word in sentence.lower:
        if len(word) > LONGEST_WORD_ELSEWHERE:
            yield Finding(word, "long_word", "gebruik een kort woord", 10)


DUTCH_RULES: tuple[Rule, ...] = (
    long_sentence,
    passive,
    system_words,
    vague_time,
    abbreviations,
    formal_you,
    nouns_of_verbs,
    long_words,
    double_negation,
    stacked_clauses,
)
OTHER_RULES: tuple[Rule, ...] = (long_sentence, abbreviations, long_words_elsewhere)
