"""A message in the coordinators' group that is edited as things change, instead of one more message each time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Card:
    """What a card said last. `id` is what it is about: `question:<id>`, `reactions:<bulletin>`."""

    id: str
    coalition_id: str
    said: str
    """A hash of it: a card that would say the same is left alone."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Door:
    """A button of a card: whoever may, starts the conversation `flow` with it, as often as they like.

    Unlike the buttons of a conversation it stays where it is when somebody tapped it.
    """

    token: str = field(repr=False)
    coalition_id: str
    card_id: str
    flow: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Ids only: what the flow `takes`."""
    topic_of: str | None = None
    """The question in whose topic the card stands; the conversation is held there."""
