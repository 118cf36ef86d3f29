"""A spiegeltraject, its conversations and its return meetings."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

STEPS = ("goals", "working_group", "practical", "inviting", "preparing", "conversation", "return_meeting", "following_up")
"""The eight steps of a spiegeltraject. Goals, working group, practical arrangements, the conversation as the sixth and the return
meetings after it are DOMAIN's; what the fourth, fifth and eighth are called is our own judgement."""


class AskBack(StrEnum):
    """Which parents are asked what they would tell another parent about a full update."""

    PANEL = "panel"
    """Those who said yes to reading along; unless somebody chose otherwise, so that nobody is asked more than they wanted."""
    EVERYONE = "everyone"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Trajectory:
    """One spiegeltraject of a coalition: the unit that promises and silence are counted by."""

    id: str
    coalition_id: str
    title: str
    norms: Mapping[str, int] = field(default_factory=dict, hash=False)
    """Days by norm (`domain.cadence.NORMS`), where it keeps to others than `flows/cadence.yaml` says."""
    next_promised: date | None = None
    """The day on which parents were told they hear again."""
    last_heard_at: datetime | None = None
    """When parents last got a bulletin or a message to all."""
    steps: Mapping[str, date] = field(default_factory=dict, hash=False)
    """By name of STEPS: the day that was set for it."""
    ask_back: AskBack = AskBack.PANEL


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
