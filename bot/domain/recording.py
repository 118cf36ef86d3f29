"""A person's voice that reads one text aloud, for parents who would rather listen."""

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from math import ceil

from bot.domain.approval import text_hash

LONGEST_SECONDS = 30
"""Longer voice notes are not listened to (FACTS, 'Languages'); nor are they needed for a text of a few sentences."""
WORDS_A_SECOND = 2
"""Of somebody who reads slowly; our own judgement. The consent question, which is law, has over a hundred words."""
SIGNS_A_SECOND = 4
"""The same for scripts that put no spaces between words."""


def longest(words: str) -> int:
    """How many seconds a recording of these words may last: half a minute, or as long as it takes to read them slowly."""
    signs = sum(unicodedata.east_asian_width(sign) == "W" for sign in words)
    return max(LONGEST_SECONDS, ceil(len(words.split()) / WORDS_A_SECOND + signs / SIGNS_A_SECOND))


@dataclass(frozen=True, slots=True)
class Recording:
    """Bound to a coalition, a language and a hash of the words that are heard: changed words have no recording."""

    coalition_id: str
    language: str
    text_hash: str
    """What `heard` makes of the text."""
    by: str
    """Who spoke it; of one from the data file, who approved it."""
    at: datetime
    seconds: int
    content: bytes = field(repr=False)
    """Ogg/Opus."""
    from_file: bool = False
    """It came by the data file, and goes when it is taken out of it; the others were spoken in a chat."""
    approved_by: str | None = None
    """Somebody else's yes to it: until then no parent hears it."""
    name: str = ""
    """The key of the text or the element that it is of: one of older words under the same name is no longer used."""

    @property
    def spoken(self) -> str:
        """Tells it from another voice of the same words, before it or since."""
        return f"{self.text_hash}{SPOKEN}{self.at.isoformat()}"


ANEW = "+"
"""Behind the hash of one that was spoken anew while parents hear an approved one: nobody looks it up by accident."""


SPOKEN = "@"


def hash_of(spoken: str) -> str:
    """The hash of a recording by what `spoken` says, or by itself."""
    return spoken.partition(SPOKEN)[0]


def words_of(spoken: str) -> str:
    """The hash of the words, whether it was spoken anew or not."""
    return hash_of(spoken).removesuffix(ANEW)


def heard(name: str, words: str) -> str:
    """The hash of words that are read aloud: those of an element of a revision, or of a fixed text under its key.

    White space, and marks that nobody hears (such as those that steer direction), make no difference.
    """
    audible = "".join(character for character in words if unicodedata.category(character) != "Cf")
    return text_hash(name, " ".join(audible.split()))
