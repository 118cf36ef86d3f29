"""A voice note, picture or document that came in, fetched durably after its message was stored."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class MediaState(StrEnum):
    WANTED = "wanted"
    FETCHED = "fetched"
    LOST = "lost"
    """The channel no longer has it."""


@dataclass(frozen=True, slots=True)
class Media:
    """`external_ref` is how the channel names it; the content is stored under `person_id`'s key."""

    id: str
    coalition_id: str
    bot_account_id: str
    person_id: str
    kind: str
    """`voice`, `photo` or `document`."""
    external_ref: str = field(repr=False)
    came_at: datetime
    state: MediaState = MediaState.WANTED
    seconds: int | None = None
    size: int | None = None
    """Bytes, as the channel said."""
    attempts: int = 0
