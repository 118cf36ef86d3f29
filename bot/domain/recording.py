"""A person's voice that reads one text aloud, for parents who would rather listen."""

import unicodedata
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.approval import text_hash

LONGEST_SECONDS = 30
"""Longer voice notes are not listened to (FACTS, 'Languages')."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Bound to a coalition, a language and a hash of the words that are heard: changed words have no recording."""

    coalition_id: str
    language: str
    text_hash: str
    """What `heard` makes of the text."""
    by: str
    """The person who approved it."""
    at: datetime
    seconds: int
    content: bytes = field(repr=False)
    """Ogg/Opus."""
    from_file: bool = False
    """It came by the data file, and goes when it is taken out of it; the others were spoken in a chat."""


def heard(name: str, words: str) -> str:
    """The hash of words that are read aloud: those of an element of a revision, or of a fixed text under its key.

    White space, and marks that nobody hears (such as those that steer direction), make no difference.
    """
    audible = "".join(character for character in words if unicodedata.category(character) != "Cf")
    return text_hash(name, " ".join(audible.split()))
