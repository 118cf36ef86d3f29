"""Days as people type them."""

from datetime import date

import pytest

from bot.handling.typed_days import typed_day

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("8-12", date(2026, 12, 8)),
        ("8/12/2026", date(2026, 12, 8)),
        ("8.12", date(2026, 12, 8)),
        ("8 december", date(2026, 12, 8)),
        (" 8 Dec. ", date(2026, 12, 8)),
        ("1 mrt", date(2027, 3, 1)),
        ("1 maart 2026", date(2026, 3, 1)),
        ("2026-12-08", date(2026, 12, 8)),
        ("22-11", date(2027, 11, 22)),
        ("23-11", TODAY),
        ("29-2", None),
        ("31-2-2027", None),
        ("12-13", None),
        ("8 ding", None),
        ("ooit", None),
        ("", None),
    ],
)
def test_a_day_without_a_year_is_the_next_one(typed: str, day: date | None) -> None:
    assert typed_day(typed, TODAY) == day
