"""When somebody may be disturbed: quiet hours, Sundays and holidays, in their own zone (Invariant 3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from bot.domain.coalition import Coalition
from bot.domain.person import Person

QUIET_FROM = time(20, 0)
QUIET_UNTIL = time(9, 0)
"""FACTS, 'norms for closing the loop'."""
MOST_DAYS = 400
"""Nobody's calendar is closed longer than this; the search ends there."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody wants nothing, as they would say it: in local wall time. It stays right when the zone's rules change.

    `quiet_from` after `quiet_until` is a night, before it a part of the day; equal means that no hour is quiet.
    """

    zone: str = "Europe/Amsterdam"
    quiet_from: time = QUIET_FROM
    quiet_until: time = QUIET_UNTIL
    sundays: bool = True
    """Sundays are quiet."""
    country: str = "NL"
    """Whose public holidays are quiet (ISO 3166); empty, or one that nobody listed: none."""
    own_days: frozenset[date] = frozenset()
    """Feast days of their own."""


def hours_of(coalition: Coalition, person: Person | None = None) -> Hours:
    """The coalition's norm, with what the person chose instead."""
    if person is None:
        return _hours(coalition.zone, coalition.holiday_country)
    return _hours(person.zone or coalition.zone, coalition.holiday_country, person.quiet_from, person.quiet_until)


@lru_cache(maxsize=256)
def _hours(zone: str, country: str, quiet_from: str | None = None, quiet_until: str | None = None) -> Hours:
    return Hours(
        zone,
        time.fromisoformat(quiet_from) if quiet_from else QUIET_FROM,
        time.fromisoformat(quiet_until) if quiet_until else QUIET_UNTIL,
        country=country,
    )


def is_decent_day(day: date, hours: Hours) -> bool:
    """It has a moment at which somebody with these hours may be disturbed: no Sunday, no holiday, no feast of their own."""
    zone = ZoneInfo(hours.zone)
    decent = next_decent(datetime.combine(day, time(0), zone).astimezone(UTC), hours)
    return decent.astimezone(zone).date() == day


@lru_cache(maxsize=256)
def next_decent(now: datetime, hours: Hours) -> datetime:
    """The first instant from `now` on at which somebody with these hours may be disturbed, in UTC; `now` itself when it is one.

    `now` is aware. A wall time that a clock change skips or repeats has two readings; the one that disturbs least counts.
    """
    now = now.astimezone(UTC)
    zone = ZoneInfo(hours.zone)
    first = now.astimezone(zone).date() - timedelta(days=1)
    for number in range(MOST_DAYS):
        day = first + timedelta(days=number)
        if _is_quiet_day(day, hours):
            continue
        for opens, closes in _windows(day, hours, zone):
            if opens < closes and now < closes:
                return max(now, opens)
    msg = f"no decent moment within {MOST_DAYS} days of {now:%Y-%m-%d}"
    raise ValueError(msg)


@lru_cache(maxsize=256)
def open_until(now: datetime, hours: Hours) -> datetime:
    """When it gets quiet for somebody who may be disturbed at `now`, in UTC; `now` itself when they may not be."""
    now = now.astimezone(UTC)
    zone = ZoneInfo(hours.zone)
    first = now.astimezone(zone).date() - timedelta(days=1)
    for day in (first + timedelta(days=number) for number in range(3)):
        for opens, closes in _windows(day, hours, zone):
            if opens <= now < closes and not _is_quiet_day(day, hours):
                return closes
    return now


def _is_quiet_day(day: date, hours: Hours) -> bool:
    if hours.sundays and day.isoweekday() == 7:
        return True
    return day in hours.own_days or day in _holidays(hours.country, day.year)


def _windows(day: date, hours: Hours, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """When the day is open: (opens, closes) in UTC."""
    midnight, night = time(0, 0), day + timedelta(days=1)
    starts, ends = hours.quiet_from, hours.quiet_until
    if starts > ends:
        yield _latest(day, ends, zone), _earliest(day, starts, zone)
    elif starts == ends:
        yield _latest(day, midnight, zone), _earliest(night, midnight, zone)
    else:
        yield _latest(day, midnight, zone), _earliest(day, starts, zone)
        yield _latest(day, ends, zone), _earliest(night, midnight, zone)


def _latest(day: date, at: time, zone: ZoneInfo) -> datetime:
    return max(_readings(day, at, zone))


def _earliest(day: date, at: time, zone: ZoneInfo) -> datetime:
    return min(_readings(day, at, zone))


def _readings(day: date, at: time, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """A wall time in UTC, before and after a clock change; both are the same on all other days."""
    wall = datetime.combine(day, at, zone)
    return wall.replace(fold=0).astimezone(UTC), wall.replace(fold=1).astimezone(UTC)


def is_known_country(code: str) -> bool:
    """Whether the public holidays of this country are known."""
    return code in holidays.list_supported_countries()


@lru_cache(maxsize=256)
def _holidays(country: str, year: int) -> frozenset[date]:
    if not country or not is_known_country(country):
        return frozenset()
    return frozenset(holidays.country_holidays(country, years=year))
