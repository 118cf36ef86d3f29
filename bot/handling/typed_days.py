"""A day as people type it, in Dutch or English: '12 maart', '12-3-2027', 'morgen', 'over 2 weken', 'volgende week maandag'."""

import re
from datetime import date, timedelta

from bot.dialogue.hearing import normalise

MONTHS = (
    ("januari", "january"),
    ("februari", "february"),
    ("maart", "march", "mrt"),
    ("april",),
    ("mei", "may"),
    ("juni", "june"),
    ("juli", "july"),
    ("augustus", "august"),
    ("september", "sept"),
    ("oktober", "october"),
    ("november",),
    ("december",),
)
WEEKDAYS = (
    ("maandag", "monday"),
    ("dinsdag", "tuesday"),
    ("woensdag", "wednesday"),
    ("donderdag", "thursday"),
    ("vrijdag", "friday"),
    ("zaterdag", "saturday"),
    ("zondag", "sunday"),
)
SOON = {"vandaag": 0, "today": 0, "nu": 0, "morgen": 1, "tomorrow": 1, "overmorgen": 2, "volgende week": 7, "next week": 7}
_AFTER = re.compile(r"(?:over|in) (\d{1,3}|een|a|one) (dag(?:en)?|days?|we(?:ken|ek|eks?)|maand(?:en)?|months?)")
_NUMBERS = re.compile(r"(\d{1,2}) (\d{1,2})(?: (\d{2}|\d{4}))?")
_ISO = re.compile(r"(\d{4}) (\d{1,2}) (\d{1,2})")
_NAMED = re.compile(r"(?:de )?(\d{1,2})(?:e|de|ste|th|st|nd|rd)?(?: of| van)? ([a-z]+)(?: (\d{2}|\d{4}))?")
_AMERICAN = re.compile(r"([a-z]+) (\d{1,2})(?:th|st|nd|rd)?(?: (\d{4}))?")


def read_day(words: str, today: date, *, ahead: bool = False) -> date | None:
    """The day that is meant; None when it is not understood. '2027-03-12' is what buttons give.

    Without a year it is the nearest such day, or (`ahead`) the next one from today on.
    """
    said = normalise(words)
    if said in SOON:
        return today + timedelta(days=SOON[said])
    if (found := _AFTER.fullmatch(said)) is not None:
        return _after(found[1], found[2], today)
    if (weekday := _weekday(said)) is not None:
        day, next_week = weekday
        days = 7 - today.weekday() + day if next_week else (day - today.weekday() - 1) % 7 + 1
        return today + timedelta(days=days)
    # A weekday before a date says nothing new.
    return _date(" ".join(word for word in said.split() if _weekday(word) is None), today, ahead=ahead)


def _date(said: str, today: date, *, ahead: bool) -> date | None:
    if (found := _ISO.fullmatch(said)) is not None:
        return _day(int(found[3]), int(found[2]), int(found[1]))
    if (found := _NUMBERS.fullmatch(said)) is not None:
        return _of(int(found[1]), int(found[2]), found[3], today, ahead=ahead)
    if (found := _NAMED.fullmatch(said)) is not None and (month := _month(found[2])):
        return _of(int(found[1]), month, found[3], today, ahead=ahead)
    if (found := _AMERICAN.fullmatch(said)) is not None and (month := _month(found[1])):
        return _of(int(found[2]), month, found[3], today, ahead=ahead)
    return None


def _after(number: str, what: str, today: date) -> date:
    count = int(number) if number.isdigit() else 1
    if what.startswith("d"):
        return today + timedelta(days=count)
    if what.startswith("w"):
        return today + timedelta(weeks=count)
    year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
    day = today.day
    while (found := _day(day, month + 1, year)) is None:
        day -= 1
    return found


def _weekday(said: str) -> tuple[int, bool] | None:
    """Its number from 0, and whether it is that of next week: 'volgende week maandag'."""
    next_week = said.startswith(("volgende week ", "next week "))
    name = said.rpartition(" ")[2] if next_week else said
    found = next((n for n, names in enumerate(WEEKDAYS) if name in names or _short(name, names)), None)
    return None if found is None else (found, next_week)


def _month(name: str) -> int:
    """From 1; 0 when it is none."""
    return next((n for n, names in enumerate(MONTHS, 1) if name in names or _short(name, names, 3)), 0)


def _short(name: str, names: tuple[str, ...], least: int = 2) -> bool:
    return least <= len(name) <= 3 and any(full.startswith(name) for full in names)


def _of(day: int, month: int, year: str | None, today: date, *, ahead: bool) -> date | None:
    if year is not None:
        return _day(day, month, int(year) + (2000 if len(year) == 2 else 0))
    near = [found for y in (today.year - 1, today.year, today.year + 1) if (found := _day(day, month, y)) is not None]
    if ahead:
        near = [found for found in near if found >= today]
    return min(near, key=lambda found: (abs(found - today), found < today), default=None)


def _day(day: int, month: int, year: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
