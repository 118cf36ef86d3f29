"""Why a text is hard in which no rule found anything: the words or the sentence that weigh most, by trying it without them.

Nothing is kept back without a reason. What is said here is for who writes, and counts for nothing in the score.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.texts import plain_score
from bot.texts.plain_rules import Finding, Setting, say
from bot.texts.plain_signals import rarest, signals
from bot.texts.plain_words import LANGUAGES
from bot.texts.rarity import seen, zipf
from bot.texts.sentences import Sentence

RARE = 4.0
"""On Zipf's scale: what is rarer, a parent who learns Dutch may not know (own judgement)."""
MOST_WORDS = 3
"""Words named at once: who mends those has mended most."""
_COMMON_WORD = {"nl": "huis", "en": "house"}
"""Stands in the place of a rare word to see what that one weighs."""
_LEAST_TO_TELL, _IS_KNOWN, _FEW = 4, 3.0, 0.5
"""Words by which a language is told, how common one of it is at least, and the share of those below which it is another."""

Found = Sequence[Sequence[Finding]]


def heaviest(read: Sequence[Sentence], found: Found, of: Setting) -> Finding:
    """The rarest words or the longest sentence, whichever weighs more. `read` has a sentence at least."""
    sentence = max(read, key=lambda one: one.length or one.han)
    named = {word for each in found for finding in each for word in finding.words.lower().split()}
    rare = [word for known, word in rarest(read, of.code) if known < RARE and word not in named][:MOST_WORDS]
    rare = rare if of.code in LANGUAGES else []
    if rare and _score(_without(read, rare, of.code), found, of) >= _score(*_halved(read, found, sentence), of):
        return Finding(", ".join(rare), "rare_word", say(of, "rare"))
    return Finding(_begins(sentence), "heavy_sentence", say(of, "shorter"))


def other_language(read: Sequence[Sentence], code: str) -> Finding | None:
    """For words that are to be Dutch, and of which few are: typed in another language, or for the wrong one."""
    words = [w for s in read for at, w in enumerate(s.lower) if w[0].isalpha() and not (at and s.words[at][0].isupper())]
    if code != "nl" or len(words) < _LEAST_TO_TELL:
        return None
    known = [word for word in words if zipf(word) >= _IS_KNOWN and seen(word, "en") <= max(seen(word), _IS_KNOWN) + _IN_ENGLISH]
    if len(known) >= _FEW * len(words):
        return None
    return Finding(_begins(read[0]), "other_language", "dit lijkt geen Nederlands: schrijf het in het Nederlands", severe=True)


_IN_ENGLISH = 0.6
"""So much commoner in English, on Zipf's scale, is a word of English ('will', 'you'), though Dutch people write it too."""


def _score(read: Sequence[Sentence], found: Found, of: Setting) -> float:
    return plain_score.score(signals(read, found, of), length_only=of.code not in LANGUAGES)


def _without(read: Sequence[Sentence], rare: Sequence[str], code: str) -> list[Sentence]:
    common = _COMMON_WORD[code]
    return [
        replace(
            one,
            words=tuple(common if lower in rare else word for word, lower in zip(one.words, one.lower, strict=True)),
            lower=tuple(common if lower in rare else lower for lower in one.lower),
        )
        for one in read
    ]


def _halved(read: Sequence[Sentence], found: Found, which: Sentence) -> tuple[list[Sentence], list[Sequence[Finding]]]:
    """With this sentence as two."""
    half = (len(which.words) + 1) // 2
    first = replace(which, words=which.words[:half], lower=which.lower[:half], commas=0, listed=0, han=(which.han + 1) // 2)
    second = replace(which, words=which.words[half:], lower=which.lower[half:], dotted=(), commas=0, listed=0, han=which.han // 2)
    pairs = [
        each
        for one, of_it in zip(read, found, strict=True)
        for each in ([(first, of_it), (second, ())] if one is which else [(one, of_it)])
    ]
    return [sentence for sentence, _ in pairs], [of_it for _, of_it in pairs]


def _begins(sentence: Sentence) -> str:
    words = "".join(sentence.words)[:8] if sentence.han else " ".join(sentence.words[:4])
    return f"{words}…" if sentence.han or len(sentence.words) > 4 else words
