"""Words that a message may keep when it says what they mean, and whether it says so already."""

import re
from collections.abc import Sequence

from bot.texts.plain import Explanation, judge
from bot.texts.source import SOURCE_LANGUAGE

TELLS = r"(?:\s*[(=:]|[.,]?\s+(?:dat|dit)\s+(?:is|zijn|doet|doen)\b|\s+(?:is|zijn)\s+(?:een|de|het|iemand|mensen|hulp|geld)\b)"
"""What comes after a word that is explained: 'het wijkteam (mensen die …)', 'het wijkteam. Dat zijn …'."""
NAMES = r"\b(?:heet|heten|noemen we|noemt men)\s+(?:(?:een|de|het)\s+)?"
"""What comes before one that is named after what it is: 'mensen in je wijk: dat heet het wijkteam'."""
CONTENT = 4
"""Letters of a word that carries meaning; our own judgement."""
ENOUGH_SAID = 0.6
"""The share of the meaning's own words that stand in the message when it is told in nearly our words; our own judgement."""


def unexplained(words: str, others: str = "") -> Sequence[Explanation]:
    """Those of `words`, in Dutch and in the order of reading, that neither they nor the `others` of the same message explain.

    A word that stands in the others was offered with them.
    """
    whole = f"{others}\n{words}"
    offered = {explanation.say for explanation in judge(others, SOURCE_LANGUAGE).explanations}
    found = judge(words, SOURCE_LANGUAGE).explanations
    return tuple(one for one in found if one.say not in offered and not _is_told(one, whole))


def _is_told(one: Explanation, whole: str) -> bool:
    for word in map(re.escape, {one.words, one.headword} - {""}):
        if re.search(rf"\b{word}{TELLS}|{NAMES}{word}\b", whole, re.IGNORECASE):
            return True
    there = set(re.findall(r"\w+", whole.lower())) - set(re.findall(r"\w+", one.words.lower()))
    carries = {word for word in re.findall(r"\w+", one.say.lower()) if len(word) >= CONTENT}
    return bool(carries) and len(carries & there) / len(carries) >= ENOUGH_SAID
