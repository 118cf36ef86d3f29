"""What a parent says of something we told: by tap, and if they like with words or voice."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

MEANING = "meaning"
"""The subject 'what was understood'; other subjects are proposal ids."""
TOLD = "told"
"""The subject of what a parent would tell another parent about the whole message: words without a tap, beside its text."""


class ReactionKind(StrEnum):
    HELPS = "helps"
    A_LITTLE = "a_little"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Reaction:
    """One parent on one subject: `meaning` (what was understood) or a proposal's id. The newest one counts."""

    id: str
    coalition_id: str
    trajectory_id: str
    bulletin_id: str
    person_id: str
    subject: str
    kind: ReactionKind | None
    at: datetime
    words: str = field(default="", repr=False)
    language: str = "nl"
    media_id: str | None = None
    """A voice note, instead of or beside words."""
    may_show: bool = False
    """The parent allows professionals to read the words."""
    may_hear: bool = False
    """The parent allows somebody to listen to this voice note, and to write down what it says."""
    words_at: datetime | None = None
    """When they could be read first, as they are; spoken ones: when they were written down. A tap that changes later says nothing
    of it."""

    @property
    def to_hear(self) -> str | None:
        """The voice note, as long as somebody may listen to it: without being read nothing is written down."""
        return self.media_id if self.may_show and self.may_hear else None
