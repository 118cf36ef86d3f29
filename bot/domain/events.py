"""What happened, in the past tense: a person's conversations wake up by it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Happened:
    """An event for one person, handled in the order of that person's inbox. `key` makes it unique.

    Names: `bulletin_due` (data: bulletin_id, revision_id, delivery_id), `follow_up_due` (data: follow_up_id, kind,
    conversation_id, visit), `day_after_due`, `silence_due`, `question_answered` (data: question_id, message_id), `trial_due`
    (data: trial_id, bulletin_id), `trial_answered` (data: bulletin_id, told_at), `floor_free`.
    """

    name: str
    coalition_id: str
    person_id: str
    key: str
    data: dict[str, Any] = field(default_factory=dict)
