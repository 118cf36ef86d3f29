"""What was done, by whom, to what: never with a name, an address or a word of a person."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One line of the audit. `what` is past tense (`bulletin_sent`), `about` an id."""

    coalition_id: str
    actor_id: str
    what: str
    about: str
    at: datetime
    reason: str | None = None
    """A recorded reason, such as for going alone."""
