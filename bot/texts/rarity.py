"""How rare a word is, and of which words it is made, by how often people write and say them (`wordfreq`).

Zipf's scale: 7 is 'de', 5 is 'huis', 3 is one in a million; 0 is never seen. The library is read when it is first asked for,
so that a bot starts without it (docs/decisions/0001-libraries.md has what it costs).
"""

import math
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from bot.texts.plain_words import word_list

NEVER = 0.0
_LEAST_OF_PART = 3.2
"""Below it a piece is no word that makes a longer one (own judgement, on Dutch compounds)."""
_LEAST_OF_SHORT_PART = 4.5
"""Of pieces of 3 letters, of which many are in every word by chance."""
_SHORTEST, _LONGEST = 8, 40
"""Letters of what is taken apart; what is longer is no word, and would take long."""
_LINKS = ("", "s", "en", "e", "n")
"""What Dutch puts between the parts of a compound."""
_COST_OF_PART, _COST_OF_LINK = 1.2, 0.3
"""On Zipf's scale: fewer parts are likelier (own judgement)."""
_LISTED = 4.5
"""What a part counts for that our list says parents know, on Zipf's scale (as `plain_signals` has it)."""
_LOST_BY_JOINING = 0.7
"""A compound is harder than its rarest part, by so much for each part (own judgement)."""


@cache
def frequencies(language: str) -> Mapping[str, float]:
    """Share of all words, by word; the 30,000 most common ones. Empty for a language that the library lacks."""
    import wordfreq  # noqa: PLC0415 -- a tenth of a second, for who judges a text only

    try:
        found: Mapping[str, float] = wordfreq.get_frequency_dict(language, "small")
    except LookupError:
        return {}
    return found


def seen(word: str, language: str = "nl") -> float:
    """The Zipf value of a word as it stands, in lower case."""
    share = frequencies(language).get(word, 0.0)
    return math.log10(share) + 9 if share else NEVER


@lru_cache(maxsize=20_000)
def zipf(word: str, language: str = "nl") -> float:
    """The same, and for a compound that is rare itself by its parts: who knows both 'ouder' and 'avond' reads 'ouderavond'."""
    own = max(seen(form, language) for form in _forms(word, language))
    made_of = parts(word, language)
    if len(made_of) < 2:
        return own
    return max(own, min(_known(part, language) for part in made_of) - _LOST_BY_JOINING * (len(made_of) - 1))


def _known(part: str, language: str) -> float:
    """What is in our list of words that parents know is no rare part."""
    own = max(seen(form, language) for form in _forms(part, language))
    return max(own, _LISTED) if word_list(language, "known", "explain").has(part) else own


_SMALL = ("etje", "tje", "pje", "kje", "je")


def _forms(word: str, language: str) -> Iterator[str]:
    """The word, and what it is a small form of: 'appje' is of 'app', 'koninkje' of 'koning', 'ballonnetje' of 'ballon'."""
    yield word
    if language != "nl" or not word.endswith(("je", "jes")):
        return
    word = word.removesuffix("s")
    for ending in _SMALL:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            yield stem
            if ending == "kje":
                yield stem + "g"
            if ending == "etje" and stem[-1] == stem[-2]:
                yield stem[:-1]


@lru_cache(maxsize=20_000)
def parts(word: str, language: str = "nl") -> tuple[str, ...]:
    """The words that a compound is made of: 'gezin', 'ondersteuning', 'programma'. The word itself when it is none."""
    if "-" in word:
        return tuple(part for piece in word.split("-") if piece for part in parts(piece, language)) or (word,)
    if not _SHORTEST <= len(word) <= _LONGEST or seen(word, language) >= 5:
        return (word,)
    return _best(word, language, 4)[1] or (word,)


def _best(word: str, language: str, most: int) -> tuple[float, tuple[str, ...]]:
    """The parts of which the rarest is least rare, fewer parts being better; none when there is no way to divide it."""
    best: tuple[float, tuple[str, ...]] = (NEVER, ())
    for at in range(len(word) - 3, 2, -1):
        head, tail = word[:at], word[at:]
        for link in _LINKS:
            if not head.endswith(link) or len(head) - len(link) < 3:
                continue
            first = head[: len(head) - len(link)]
            if not _is_part(first, language):
                continue
            rest: list[tuple[float, tuple[str, ...]]] = [(seen(tail, language), (tail,))] if _is_part(tail, language) else []
            if most > 2 and len(tail) > 6:
                value, others = _best(tail, language, most - 1)
                rest += [(value, others)] if others else []
            for value, others in rest:
                whole = min(seen(first, language), value) - _COST_OF_PART - (_COST_OF_LINK if link else 0.0)
                if (whole, -len(others)) > (best[0], 1 - len(best[1])):
                    best = (whole, (first, *others))
    return best


def _is_part(piece: str, language: str) -> bool:
    """No word of grammar: else 'toeslag' is 'toe' and 'slag'."""
    if len(piece) < 3 or word_list(language, "function", "preposition", "personal").has(piece):
        return False
    if word_list(language, "known", "explain").has(piece):
        return True
    return seen(piece, language) >= (_LEAST_OF_SHORT_PART if len(piece) == 3 else _LEAST_OF_PART)
