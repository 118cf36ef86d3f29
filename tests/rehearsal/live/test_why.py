"""Why something that is planned is not done earlier."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.rehearsal.live.facts import why
from tests.people import FATMA, VOORBEELDSTAD

HERE = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("at", "reason"),
    [
        (datetime(2026, 6, 3, 9, 0, tzinfo=HERE), "quiet_hours"),
        (datetime(2026, 6, 3, 11, 30, tzinfo=HERE), "planned"),
        (datetime(2026, 6, 2, 22, 0, tzinfo=HERE), "planned"),
        (datetime(2026, 6, 7, 15, 0, tzinfo=HERE), "planned"),
        (datetime(2026, 6, 8, 9, 0, tzinfo=HERE), "sunday"),
        (datetime(2026, 4, 28, 9, 0, tzinfo=HERE), "holiday"),
        (datetime(2026, 4, 28, 9, 1, tzinfo=HERE), "planned"),
    ],
)
def test_the_reason_is_what_ends_just_then(at: datetime, reason: str) -> None:
    """Timers that nobody hears of are planned at night too; King's Day 2026 is a Monday."""
    assert why(at.astimezone(UTC), VOORBEELDSTAD, FATMA) == reason


def test_a_quiet_part_of_the_day_is_no_sunday() -> None:
    fatma = replace(FATMA, quiet_from="12:00", quiet_until="14:00")
    monday = datetime(2026, 6, 8, 14, 0, tzinfo=HERE).astimezone(UTC)
    assert why(monday, VOORBEELDSTAD, fatma) == "quiet_hours"
