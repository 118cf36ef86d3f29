"""What a coalition makes of the fixed texts: words of its own, and the languages that it speaks to parents in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

OwnWords = Mapping[tuple[str, str], tuple[str, ...]]
"""By language and key: every form of a text, as a coalition says it."""


@dataclass(frozen=True, slots=True)
class OwnText:
    """A coalition's own words for one fixed text in one language. Used once somebody else approved them, and only as long as the
    Dutch is what it was."""

    coalition_id: str
    language: str
    key: str
    forms: tuple[str, ...] = field(repr=False)
    source_hash: str
    """Of the Dutch that they stand for (`domain.approval.text_hash` of the key and its forms)."""
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SwitchedOn:
    """A coalition speaks a language to parents since somebody said so."""

    coalition_id: str
    language: str
    by: str
    at: datetime
