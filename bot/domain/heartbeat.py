"""How long nobody did the work of a bot account."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LONG = timedelta(hours=6)
"""From this long on it was an outage, and coordinators say what becomes of what is overdue.

Our own judgement: a night's update or a power cut of an afternoon needs no question; what is older may have lost its sense, or be
there already when a backup was put back."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Between two heartbeats."""

    coalition_id: str
    bot_account_id: str
    since: datetime
    """The one before, by the business clock."""
    by_business: timedelta
    by_database: float
    """Seconds, by the database's own clock."""

    @property
    def is_outage(self) -> bool:
        """Both clocks went on for long. A process that was down, a machine that slept, a database that was away and a backup that
        was put back all show on both; a business clock that a demonstration or a test moved does not move the database's.
        """
        return self.by_business >= LONG and self.by_database >= LONG.total_seconds()
