"""Something that is due."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

PROPOSAL_MOVED = "proposal_moved"
"""The kind of what parents hear of a proposal that moved, and its event."""


class FollowUpState(StrEnum):
    PENDING = "pending"
    DONE = "done"
    CANCELLED = "cancelled"
    HELD = "held"
    """Overdue after a long outage: a coordinator says whether it is still done."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Due for one person (or, without a person, for a trajectory's coordinators).

    `kind` is a timer of a conversation (`remind`, `until`, `floor`), with `conversation_id` and the `visit` it belongs to, or a
    cadence's name from `flows/cadence.yaml`. `key` makes it unique: planning it twice plans it once.
    """

    id: str
    coalition_id: str
    key: str
    kind: str
    due_at: datetime
    person_id: str | None = None
    trajectory_id: str | None = None
    conversation_id: str | None = None
    visit: int | None = None
    state: FollowUpState = FollowUpState.PENDING
    void_after: datetime | None = None
    """When it loses its sense."""
