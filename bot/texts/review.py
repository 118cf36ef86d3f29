"""How far people have looked at a text, kept beside it in the catalog as a translator's comment.

    # state: draft
    # state: reviewed by native speaker on 2026-11-24
    # state: approved by translator on 2026-11-24

`#, fuzzy` is not used for it: to gettext that means 'do not use'. Weblate shows translators' comments and keeps them. This is
what the project's own people did; which texts a coalition approved for its parents is kept in the store
(`domain.approval`). `by` is a role, never a person's name.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ReviewState(StrEnum):
    """`source` is the Dutch of the flows, which counts as approved."""

    SOURCE = "source"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Review:
    """A state, and for `reviewed` and `approved` the role that gave it and the day."""

    state: ReviewState
    by: str = ""
    on: date | None = None

    def __str__(self) -> str:
        return f"{self.state}" + (f" by {self.by}" if self.by else "") + (f" on {self.on.isoformat()}" if self.on else "")

    @classmethod
    def parse(cls, words: str) -> "Review":
        """The inverse of str(). Raises ValueError, with words for people, for anything else."""
        found = re.fullmatch(r"(\w+)(?: by (.+) on (\d{4}-\d\d-\d\d))?", words.strip())
        if not found or found[1] not in set(ReviewState):
            raise ValueError(f"'{words}' is not a state")
        state = ReviewState(found[1])
        if (state in {ReviewState.REVIEWED, ReviewState.APPROVED}) != bool(found[2]):
            raise ValueError(f"'{words}' should say by whom and on which day, only when people looked")
        return cls(state, found[2] or "", date.fromisoformat(found[3]) if found[3] else None)


DRAFT = Review(ReviewState.DRAFT)
SOURCE = Review(ReviewState.SOURCE)
