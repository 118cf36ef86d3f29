"""A coalition's own picture beside an element of a bulletin, such as a proposal's plan, with the words that tell it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_BYTES = 1_000_000
"""A picture goes to every parent, some of them on a slow line; our own judgement."""
MOST_TOLD = 300
"""Characters of what tells it: a caption is at most 1024, and is read or heard beside the words themselves."""


@dataclass(frozen=True, slots=True)
class CoalitionPicture:
    """Bound to a hash of the Dutch words that it stands beside: changed words have no picture, as they have no voice."""

    coalition_id: str
    text_hash: str
    """What `domain.recording.heard` makes of the Dutch words."""
    told: Mapping[str, str] = field(hash=False)
    """By language: what it shows, for who does not see it. In a language without it there is no picture."""
    approved_by: str
    content: bytes = field(repr=False)
    """PNG or JPEG."""
