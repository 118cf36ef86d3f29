"""What can be counted in a text that makes it hard to read, as numbers that move with every word: the score is made of these.

Signals of a sentence are counted within each sentence, and what counts is halfway between the worst sentence and the average
(by words), so that one bad sentence cannot hide in a long text; a sentence that says what a word means weighs half. None of
them gets lower when words are added to a sentence, so splitting one never makes a text worse. Signals of a text are averages
over its words, which splitting leaves alone.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bot.texts import verbs
from bot.texts.plain_rules import Finding, Setting, joins_of, nouns_of
from bot.texts.plain_words import TO_MEND, word_list
from bot.texts.rarity import NEVER, zipf
from bot.texts.sentences import Sentence

Signals = Mapping[str, float]

COUNTED_RULES = {
    "system_word": "system",
    "english_word": "system",
    "stiff_word": "stiff",
    "formal_word": "formal",
    "set_phrase": "phrase",
    "figure_of_speech": "figure",
    "vague_time": "vague",
    "vague_promise": "promise",
    "abbreviation": "short",
    "passive": "passive",
    "hidden_actor": "hidden",
    "formal_you": "formal_you",
    "double_negation": "denial",
    "verb_chain": "chain",
    "number_word": "numerals",
}
"""A finding of the rule counts once for the signal."""
OF_SENTENCE = (
    *("length", "size", "load", "joins", "commas", "asides", "gap", "nouns", "longer", "prepositions"),
    *dict.fromkeys(COUNTED_RULES.values()),
)
OF_TEXT = ("letters", "long", "very_long", "rare", "rarest", "dense", "impersonal", "telling", "words")
NEW = 2.5
"""What a word counts for that nobody listed, on Zipf's scale: rarer than one in a million."""
_COMMON, _EASY, _LISTED = 7.0, 5.0, 4.5
_LONG, _VERY_LONG = 6, 10
"""Letters: more than 6 is long for LIX; more than 10 is mostly a compound."""

_EXPLAINING = 0.5
"""What a sentence counts for that says what was meant: it makes a text longer, and plainer (own judgement)."""
_MEANS = re.compile(
    r"(?:met |door )?(?:dat|dit|deze|die|daarmee|hiermee)(?: \w+)?"
    r" (?:betekent|betekenen|wil zeggen|houdt in|noemen we|noemen wij|heet)\b"
    r"|(?:dat|dit) (?:is|zijn) (?:een|de|het|iemand|mensen|geld|hulp|alle|wat|als|bijvoorbeeld|\w+en (?:die|waar\w*))\b"
)
_IS_A = re.compile(
    r"(?:(?:met |in )?(?:een|de|het) )?(\w{4,}(?: \w{4,})?) (?:is|zijn|betekent|bestaat|werken|bepaalt|koopt|krijgt)\b"
)


def explaining(sentences: Sequence[Sentence]) -> list[bool]:
    """Of each sentence whether it says what something before it means: 'Dit betekent dat …', and 'Een zienswijze is …' after a
    sentence with that word. Never the first one."""
    found, before = [], set[str]()
    for sentence in sentences:
        said = " ".join(sentence.lower)
        subject = _IS_A.match(said)
        is_known = subject is not None and (subject[1] in before or subject[1].split()[-1] in before)
        found.append(bool(before) and not sentence.asks and (is_known or _MEANS.match(said) is not None))
        before |= {word for word in sentence.lower if len(word) > 3}
    return found


def signals(sentences: Sequence[Sentence], found: Sequence[Sequence[Finding]], setting: Setting) -> Signals:
    """By name. `found` has the findings of each sentence. Other languages than Dutch and English have length and letters only."""
    each = [_of_sentence(s, f, setting) for s, f in zip(sentences, found, strict=True)]
    sizes = [_size(sentence) for sentence in sentences]
    shares = [_EXPLAINING if so and setting.code == "nl" else 1.0 for so in explaining(sentences)]
    result = {}
    for name in OF_SENTENCE:
        values = [one.get(name, 0.0) * share for one, share in zip(each, shares, strict=True)]
        average = sum(value * size for value, size in zip(values, sizes, strict=True)) / max(1, sum(sizes))
        result[name] = (max(values, default=0.0) + average) / 2
    return result | _of_words(sentences, setting)


def _size(sentence: Sentence) -> float:
    """Words; Chinese is counted by characters, of which 1.6 make a word (own judgement)."""
    return sentence.han / 1.6 if sentence.han else sentence.length


def _of_sentence(sentence: Sentence, found: Iterable[Finding], setting: Setting) -> dict[str, float]:
    values = {
        "length": math.log2(1 + _size(sentence) / 6),
        "size": math.log2(1 + sum(map(len, sentence.words)) / 30),
    }
    if not word_list(setting.code, "system").has_any:
        return values
    counted = Counter(COUNTED_RULES[f.rule] for f in found if f.rule in COUNTED_RULES)
    values |= {name: math.sqrt(number) if number > 1 else float(number) for name, number in counted.items()}
    values["joins"] = float(len(joins_of(sentence, setting.code)))
    values["load"] = math.log2(1 + sum(max(0.0, _EASY - _known(w, setting.code)) for w in _content(sentence, setting.code)))
    values["commas"] = math.log2(1 + sentence.commas - sentence.listed)
    values["asides"] = math.log2(1 + sentence.asides)
    values["longer"] = math.log2(1 + sum(len(word) > _VERY_LONG for word in sentence.words))
    prepositions = word_list(setting.code, "preposition")
    values["prepositions"] = math.log2(1 + sum(prepositions.has(word) for word in sentence.lower))
    if setting.code == "nl":
        values["gap"] = math.log2(1 + max(0, verbs.longest_gap(sentence)[0] - 2))
        values["nouns"] = math.log2(1 + len(nouns_of(sentence)))
    return values


def _of_words(sentences: Sequence[Sentence], setting: Setting) -> dict[str, float]:
    words = [word for sentence in sentences for word in sentence.lower if word[0].isalpha()]
    if not words or any(sentence.han for sentence in sentences):
        return {}
    number = len(words)
    values = {
        "letters": sum(map(len, words)) / number,
        "words": math.log2(number),
    }
    if not word_list(setting.code, "system").has_any:
        return values
    content = [word for sentence in sentences for word in _content(sentence, setting.code)]
    personal = word_list(setting.code, "personal")
    # A word that comes back is as hard as it was.
    rarity = sorted((_COMMON - _known(word, setting.code) for word in dict.fromkeys(content)), reverse=True)
    return values | {
        "long": sum(len(word) > _LONG for word in words) / number,
        "very_long": sum(len(word) > _VERY_LONG for word in words) / number,
        "rare": sum(rarity) / len(rarity) if rarity else 0.0,
        "rarest": sum(rarity[:2]) / 2,
        "dense": len(content) / number,
        "telling": float(not any(sentence.asks for sentence in sentences)),
        "impersonal": 1 - min(1.0, 5 * sum(personal.has(word) for word in words) / number),
    }


def rarest(sentences: Sequence[Sentence], code: str) -> list[tuple[float, str]]:
    """Its words that say something, each once, the least known first, with how well people know them on Zipf's scale."""
    content = dict.fromkeys(word for sentence in sentences for word in _content(sentence, code))
    return sorted(((_known(word, code), word) for word in content), key=lambda each: each[0])


def _known(word: str, code: str) -> float:
    """How well people know a word, on Zipf's scale; what is in our list they know well enough."""
    return _LISTED if word_list(code, "known", "explain").has(word) else max(NEW, zipf(word, code))


def _content(sentence: Sentence, code: str) -> list[str]:
    """Words that say something, without names and numbers: a capital within a sentence is a name."""
    empty = word_list(code, "function", "preposition", "personal")
    return [
        lower
        for at, (word, lower) in enumerate(zip(sentence.words, sentence.lower, strict=True))
        if not empty.has(lower) and lower[0].isalpha() and not (word[0].isupper() and (at or _is_name(lower, code)))
    ]


def _is_name(first: str, code: str) -> bool:
    """Whether the first word of a sentence is one: nobody writes it small, and it is made of no other words."""
    return zipf(first, code) == NEVER and not word_list(code, *TO_MEND, "explain", "known").has(first)
