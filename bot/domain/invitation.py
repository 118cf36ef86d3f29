"""A deep link that lets one person join, once."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.actor import Role


@dataclass(frozen=True, slots=True)
class Invitation:
    """A token (64 of `[A-Za-z0-9_-]` at most, stored as a keyed hash) for one role in one trajectory."""

    id: str
    coalition_id: str
    trajectory_id: str
    role: Role
    created_at: datetime
    token: str = field(default="", repr=False)
    """Only known when it is made; the store keeps its hash."""
    used_by: str | None = None
    """The person who opened it; the same person may open it again."""
    used_at: datetime | None = None
    about: str | None = None
    """Of an owner's link their proposal, of a successor's whose work they take over, of a parent's the contact person who gives
    it."""
    language: str | None = None
    """In which it was handed out, to a parent: the first screen is in it, and asks which one they want."""
