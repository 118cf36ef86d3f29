"""Days as people type them on a phone."""

from datetime import date

import pytest

from bot.handling.typed_days import read_day

THURSDAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("12 maart", date(2027, 3, 12)),
        ("12 mrt", date(2027, 3, 12)),
        ("de 12e maart 2028", date(2028, 3, 12)),
        ("vrijdag 12 maart", date(2027, 3, 12)),
        ("12-3-2027", date(2027, 3, 12)),
        ("12/3", date(2027, 3, 12)),
        ("12.3.27", date(2027, 3, 12)),
        ("2027-03-12", date(2027, 3, 12)),
        ("12 March", date(2027, 3, 12)),
        ("March 12th, 2027", date(2027, 3, 12)),
        ("3 september", date(2026, 9, 3)),
        ("Morgen!", date(2026, 11, 27)),
        ("vandaag", THURSDAY),
        ("over 2 weken", date(2026, 12, 10)),
        ("over een week", date(2026, 12, 3)),
        ("in 3 months", date(2027, 2, 26)),
        ("maandag", date(2026, 11, 30)),
        ("do", date(2026, 12, 3)),
        ("volgende week maandag", date(2026, 11, 30)),
        ("29 februari", None),
        ("31-11", None),
        ("12 blaart", None),
        ("weet ik nog niet", None),
        ("", None),
    ],
)
def test_a_day_is_understood_as_it_is_typed(words: str, day: date | None) -> None:
    assert read_day(words, THURSDAY) == day


def test_the_last_day_of_a_month_has_a_next_month_too() -> None:
    assert read_day("over 1 maand", date(2027, 1, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("words", "day"),
    [("22-11", date(2027, 11, 22)), ("26-11", THURSDAY), ("8.12", date(2026, 12, 8)), ("1 mrt", date(2027, 3, 1))],
)
def test_for_what_is_still_to_come_it_is_the_next_such_day(words: str, day: date) -> None:
    assert read_day(words, THURSDAY, ahead=True) == day
