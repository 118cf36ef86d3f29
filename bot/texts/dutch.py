"""Whether words are Dutch, to somebody who reads another language: said beside an answer that nobody translated."""

import unicodedata
from statistics import fmean

from bot.texts.check import SCRIPT_NAMES
from bot.texts.languages import language
from bot.texts.rarity import frequencies, seen
from bot.texts.sentences import sentences

_COMMON = 3.0
"""On Zipf's scale: a Dutch word that people know, where there is no list of the other language (own judgement)."""


def is_dutch(words: str, other: str) -> bool:
    """Dutch rather than `other`: by letters when that one has its own script, else by which language uses these words more.

    Without a word in it (a number, a name of a street): True, as those who write it write Dutch.
    """
    script = language(other).script
    if script != "Latn":
        name = SCRIPT_NAMES.get(script, script)
        letters = [unicodedata.name(letter, "").startswith(name) for letter in words if letter.isalpha()]
        return not letters or fmean(letters) < 0.5
    said = [word for sentence in sentences(words) for word in sentence.lower if not word.isdigit()]
    if not said:
        return True
    if not frequencies(other):
        return fmean(seen(word) >= _COMMON for word in said) >= 0.5
    return fmean(seen(word) for word in said) >= fmean(seen(word, other) for word in said)
