"""Dutch verbs as far as a sentence's words show them: passives, chains, and parts that stand far apart.

By endings and lists, without a parser: a parser for Dutch costs more than a line may take (docs/decisions/0001-libraries.md).
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from bot.texts.plain_words import word_list
from bot.texts.sentences import Sentence

BECOMES = frozenset({"word", "wordt", "worden", "werd", "werden"})
IS = frozenset({"is", "zijn", "was", "waren"})
_HAS = frozenset({"heb", "hebt", "heeft", "hebben", "had", "hadden"})
_MODAL = frozenset(
    {"kan", "kun", "kunt", "kunnen", "kon", "konden", "moet", "moeten", "moest", "moesten", "mag", "mogen", "mocht"}
)
_WILL = frozenset(
    {"mochten", "wil", "wilt", "willen", "wilde", "wilden", "zal", "zult", "zullen", "zou", "zouden", "hoeft", "hoeven"}
)
_AUXILIARY = BECOMES | IS | _HAS | _MODAL | _WILL
_IN_CHAIN = _AUXILIARY | {"te", "gaan", "laten", "blijven", "komen", "worden", "zijn", "hebben", "dienen", "dient", "geweest"}
_PARTICIPLE = re.compile(r"(?:\w{2,}ge|ge)\w{2,}(?:d|t|en)|(?:be|ver|ont|her|er|over|onder)\w{3,}(?:d|t|en)")
_ENDS_SURELY = re.compile(
    r"\w*ge\w+[dt]|\w+(?:d|cht)"
    r"|\w*ge(?:geven|nomen|schreven|sproken|boden|kozen|vonden|lezen|houden|trokken|wogen|wezen|holpen|roepen|zonden|broken|bonden"
    r"|dwongen|zien|schoven|meten|stoken|laten|worven|sneden|wreven|graven)"
    r"|besloten|besproken|verboden|verzonden|overwogen|\w*bevolen|begrepen|bewezen|beschreven|bekeken|ondernomen"
    r"|ontworpen|overeengekomen|verschoven|verkozen|ontboden|herzien"
)
"""Of participles beside 'is': 'betaalt' and 'besluit' are none, and of what ends in -en only these are no nouns."""
_OF_OFFICE = re.compile(
    r"(?:be|af|door|ge)sproken|besloten|overlegd|(?:voor|vast|neer|weg)gelegd|(?:op|mee|over|aan)genomen|(?:door|aan|in|op)gegeven"
    r"|onderzocht|bekeken|gedeeld|(?:aan|na|uit)?gevraagd|benaderd|(?:op|aan)gepakt|(?:uit|door|voort|in|om)gezet|aangepast"
    r"|toegevoegd|verwerkt|doorgestuurd|doorgespeeld|aangeboden|aangekaart|gekozen|(?:aan)?gemeld|(?:aan|op)?gesteld|(?:uit|door)gevoerd"
    r"|uitgewerkt|ingediend|toegezegd|beloofd|bepaald|aanbevolen|verzameld|gebundeld|afgerond|gezocht|opgehaald|gehoord|ontvangen"
    r"|erkend|herkend|opgeschreven|beschreven|verstrekt|geadviseerd|gekeken|nagedacht|gewerkt|gestemd|afgestemd|verzocht|ondertekend"
)
"""Of what people in an office do: 'je verhaal is doorgegeven' leaves a parent asking who. 'Je vraag is verstuurd' does not."""
_NOTHING = frozenset({"niets", "niemand", "geen"})
"""Where nothing was done, nobody did it: 'er is nog niets besloten'."""
_NO_WORD = 40
"""Letters: nothing so long is a verb."""
_CHAIN = 4
"""Verbs in a row, as in 'zou kunnen worden gedaan'; 3 are how people speak ('zou moeten komen')."""
FAR = 7
"""Words between the parts of a verb that a reader has to keep in mind (own judgement)."""


@dataclass(frozen=True, slots=True)
class Passive:
    """'wordt … betaald': by which words it is seen. `surely` when it is with 'worden', or of office work."""

    helper: str
    participle: str
    surely: bool = True

    @property
    def words(self) -> str:
        return f"{self.helper} … {self.participle}"


def is_participle(word: str) -> bool:
    """By its shape, and not in the list of what only looks so."""
    if not 4 < len(word) < _NO_WORD or (word.startswith("tegen") and not word.startswith("tegenge")):
        return False
    return bool(_PARTICIPLE.fullmatch(word)) and not word_list("nl", "becoming").has(word)


def passive(sentence: Sentence) -> Passive | None:
    """'Worden' with a participle in either order, or 'is' with one that nobody does by himself ('is vastgesteld').

    'Je wordt moe', 'hij is gekomen' and 'wij hebben gelezen' are none.
    """
    lower = sentence.lower
    if (at := next((at for at, word in enumerate(lower) if word in BECOMES), None)) is not None:
        # Its own participle stands beside it, or else after it: 'zijn besproken en worden opgepakt'.
        near = [*lower[at + 1 : at + 2], *lower[:at][-1:], *lower[at + 2 :], *reversed(lower[: max(0, at - 1)])]
        if (own := next((word for word in near if is_participle(word)), None)) is not None:
            return Passive(lower[at], own)
    if _HAS.intersection(lower):
        return None
    been = word_list("nl", "been")
    for at, word in enumerate(lower):
        if word in IS:
            for other in (*lower[at + 1 :], *lower[max(0, at - 2) : at]):
                if is_participle(other) and not been.has(other) and _ENDS_SURELY.fullmatch(other):
                    return Passive(
                        word,
                        other,
                        surely=bool(_OF_OFFICE.fullmatch(other)) and not _NOTHING.intersection(lower) and not sentence.asks,
                    )
    return None


def nobody_does_it(sentence: Sentence) -> str:
    """'Men', or 'er wordt': the words by which a sentence hides who does something. Empty when it does not."""
    lower = sentence.lower
    if "men" in lower:
        return "men"
    for first, second in pairwise(lower):
        pair = {first, second}
        if "er" in pair and pair & BECOMES:
            return f"{first} {second}"
        if "er" in pair and pair & IS and not _NOTHING.intersection(lower) and (found := passive(sentence)) is not None:
            return f"{first} {second} … {found.participle}"
    return ""


def chain(sentence: Sentence) -> str:
    """'zou kunnen worden gerealiseerd': four verbs or more in a row. Empty when there is none."""
    row: list[str] = []
    for word in (*sentence.lower, ""):
        if word in _IN_CHAIN or (row and is_participle(word)):
            row.append(word)
        elif sum(verb != "te" for verb in row) >= _CHAIN:
            return " ".join(row)
        else:
            row = []
    return ""


def longest_gap(sentence: Sentence) -> tuple[int, str]:
    """How many words stand between a helping verb and the participle or 'te' that belongs to it, and which two they are."""
    best = (0, "")
    at: int | None = None
    for place, word in enumerate(sentence.lower):
        if word in _AUXILIARY:
            at = place
        elif at is not None and (is_participle(word) or word == "te"):
            best = max(best, (place - at - 1, f"{sentence.lower[at]} … {word}"))
    return best
