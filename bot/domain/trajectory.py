"""A spiegeltraject, its conversations and its return meetings."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Trajectory:
    """One spiegeltraject of a coalition: the unit that promises and silence are counted by."""

    id: str
    coalition_id: str
    title: str
    silence_warn_days: int = 7
    silence_limit_days: int = 14
    """FACTS, 'norms for closing the loop'."""
    next_promised: date | None = None
    """The day on which parents were told they hear again."""
    last_heard_at: datetime | None = None
    """When parents last got a bulletin or a message to all."""


@dataclass(frozen=True, slots=True)
class MirrorConversation:
    """A spiegelgesprek; its date anchors follow-ups."""

    id: str
    coalition_id: str
    trajectory_id: str
    held_on: date
    moderator: str = ""


@dataclass(frozen=True, slots=True)
class ReturnMeeting:
    """A terugkombijeenkomst, to which parents are invited."""

    id: str
    coalition_id: str
    trajectory_id: str
    starts_at: datetime
    place: str = ""
