"""That a contact person told what a bulletin says by word of mouth."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Telling:
    """To one parent: one who takes part, or (`parent_id` None) somebody without a phone, whom we do not know."""

    id: str
    coalition_id: str
    bulletin_id: str
    by: str
    at: datetime
    parent_id: str | None = None
