"""A conversation of one person, as it is kept between two turns. What it means is `bot.dialogue`'s to say."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.domain.delivery import Recipient


class Standing(StrEnum):
    """How a conversation stands to the floor."""

    QUEUED = "queued"
    """Has not spoken yet: somebody else has the floor."""
    OPEN = "open"
    """Waits for an answer, for time or for somebody else."""
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Conversation:
    """`state` is the engine's, as JSON. `place` is where it is held: the person's own chat, or a group."""

    id: str
    coalition_id: str
    person_id: str
    place: Recipient
    flow: str
    standing: Standing
    state: dict[str, Any] = field(repr=False)
    started_at: datetime
    touched_at: datetime
    """When the person last said something in it, or it last said something to them."""
    asks: bool = False
    """It waits for an answer of the person, and so can have the floor."""
    delivery_id: str | None = None
    """The broadcast that it opens, whose parts its first turn fills."""


@dataclass(frozen=True, slots=True)
class ButtonBinding:
    """What a token stands for. `person_id` is None in a group, where any coordinator of the coalition may tap."""

    token: str = field(repr=False)
    coalition_id: str
    conversation_id: str
    step: str
    visit: int
    choice: str
    person_id: str | None = None
