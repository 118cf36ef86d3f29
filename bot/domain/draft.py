"""What lies beside a bulletin while it is written: remarks and notes of coordinators, and what a panel of parents made of it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class RemarkKind(StrEnum):
    NOTE = "note"
    """What somebody wrote from: a text, a photo of a flip chart, a voice note."""
    ASKED = "asked"
    """Its writer asked the other coordinators to look along."""
    REMARK = "remark"
    """What the other coordinator would change."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Of a coordinator, about a bulletin as it stood in one revision."""

    id: str
    coalition_id: str
    bulletin_id: str
    kind: RemarkKind
    by: str
    at: datetime
    revision_id: str | None = None
    words: str = field(default="", repr=False)
    media_id: str | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """A parent of the panel got a revision to read before others, and said what they would tell another parent."""

    id: str
    coalition_id: str
    bulletin_id: str
    revision_id: str
    person_id: str
    language: str
    asked_at: datetime
    answered_at: datetime | None = None
    words: str = field(default="", repr=False)
    media_id: str | None = None
    told_at: datetime | None = None
    """When coordinators were told of the answer."""
