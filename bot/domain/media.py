"""A voice note, picture or document: one that came in, fetched durably after its message was stored, or one that we made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class MediaState(StrEnum):
    WANTED = "wanted"
    FETCHED = "fetched"
    LOST = "lost"
    """The channel no longer has it; or we could not make it."""
    ORDERED = "ordered"
    """Somebody asked for it, and we make it by `recipe`, outside any transaction."""


@dataclass(frozen=True, slots=True)
class Media:
    """`external_ref` is how the channel names it, empty for what we made; the content is stored under `person_id`'s key: whose
    it is, or for whom it was made."""

    id: str
    coalition_id: str
    bot_account_id: str
    person_id: str
    kind: str
    """`voice`, `photo` or `document`; `report` for an order of all that belongs to one."""
    external_ref: str = field(repr=False)
    came_at: datetime
    state: MediaState = MediaState.WANTED
    seconds: int | None = None
    size: int | None = None
    """Bytes, as the channel said."""
    attempts: int = 0
    filename: str | None = None
    """What a document of ours is called where it arrives."""
    recipe: Mapping[str, str] | None = field(default=None, hash=False)
    """Of what we are to make it: ids and codes only."""
