"""What became of a call, in words that are the same for every channel."""

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What is known after a call."""

    DELIVERED = "delivered"
    NOT_DELIVERED = "not_delivered"
    """It certainly did not arrive."""
    AMBIGUOUS = "ambiguous"
    """Nobody knows: a time-out, a reset, a 5xx."""


class Why(StrEnum):
    """Why it was not delivered. `None` with DELIVERED."""

    BLOCKED = "blocked"
    """The person blocked us, or left the channel."""
    KICKED = "kicked"
    """We are no longer in the group."""
    CHAT_GONE = "chat_gone"
    MOVED = "moved"
    """The group has another id now: `moved_to`."""
    TOPIC_GONE = "topic_gone"
    MESSAGE_GONE = "message_gone"
    """The message to edit or delete is not there."""
    UNCHANGED = "unchanged"
    """An edit that changes nothing; as good as delivered."""
    TOO_FAST = "too_fast"
    """429: `retry_after` seconds for the whole bot account."""
    REFUSED = "refused"
    """Any other 4xx: our mistake; trying again does not help."""
    UNAUTHORIZED = "unauthorized"
    """The token is wrong."""
    NETWORK = "network"
    """No connection was made, so nothing arrived."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a channel says of one call. `detail` is the channel's own sentence, which names no person."""

    fate: Fate
    why: Why | None = None
    external_id: str | None = None
    """The new message's (or topic's) id, when delivered."""
    retry_after: float | None = None
    """Seconds."""
    moved_to: str | None = None
    detail: str = ""


def delivered(external_id: str | None = None) -> Outcome:
    return Outcome(Fate.DELIVERED, external_id=external_id)
