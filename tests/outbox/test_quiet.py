"""When somebody may be disturbed: in twelve zones, over both clock changes, for a year."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.person import Person
from bot.outbox.quiet import Hours, hours_of, is_known_country, next_decent, open_until
from tests.people import LOTTE, VOORBEELDSTAD

ZONES = (
    "Europe/Amsterdam",
    "Europe/London",
    "Asia/Kolkata",  # +5:30
    "Asia/Kathmandu",  # +5:45
    "Australia/Lord_Howe",  # half an hour of summer time
    "Pacific/Chatham",  # +12:45, with summer time
    "America/St_Johns",  # -3:30
    "America/Asuncion",
    "Africa/Cairo",  # summer time begins at midnight
    "Asia/Beirut",
    "America/New_York",
    "Pacific/Kiritimati",
)
CHOICES = ((time(20), time(9)), (time(12), time(15)), (time(2, 15), time(2, 45)), (time(0), time(6)), (time(23, 30), time(1, 30)))


def is_quiet(instant: datetime, hours: Hours, holidays: frozenset[date] = frozenset()) -> bool:
    """By looking at the wall clock, in the plainest way."""
    local = instant.astimezone(ZoneInfo(hours.zone))
    if (hours.sundays and local.weekday() == 6) or local.date() in holidays | hours.own_days:
        return True
    wall = local.time()
    if hours.quiet_from <= hours.quiet_until:
        return hours.quiet_from <= wall < hours.quiet_until
    return wall >= hours.quiet_from or wall < hours.quiet_until


def at(text: str, zone: str = "Europe/Amsterdam") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


AMSTERDAM = [
    ("in the daytime", "2026-11-23 10:30", "2026-11-23 10:30"),
    ("just before the evening", "2026-11-23 19:59", "2026-11-23 19:59"),
    ("at eight in the evening", "2026-11-23 20:00", "2026-11-24 09:00"),
    ("in the night", "2026-11-24 03:00", "2026-11-24 09:00"),
    ("on Saturday evening", "2026-11-21 21:00", "2026-11-23 09:00"),
    ("on Sunday", "2026-11-22 12:00", "2026-11-23 09:00"),
    ("at Christmas, with Sunday after it", "2026-12-24 22:00", "2026-12-28 09:00"),
    ("on King's Day", "2026-04-27 11:00", "2026-04-28 09:00"),
    ("in the night of summer time", "2026-03-29 01:59", "2026-03-30 09:00"),
    ("in the night of winter time", "2026-10-24 23:00", "2026-10-26 09:00"),
]


@pytest.mark.parametrize(("now", "then"), [row[1:] for row in AMSTERDAM], ids=[row[0] for row in AMSTERDAM])
def test_in_amsterdam(now: str, then: str) -> None:
    assert next_decent(at(now), Hours()) == at(then)


def test_a_parents_own_hours_zone_and_days() -> None:
    hours = Hours(
        zone="Asia/Kathmandu", quiet_from=time(12), quiet_until=time(15), country="", own_days=frozenset({date(2026, 11, 24)})
    )
    assert next_decent(at("2026-11-23 13:00", "Asia/Kathmandu"), hours) == at("2026-11-23 15:00", "Asia/Kathmandu")
    assert next_decent(at("2026-11-24 13:00", "Asia/Kathmandu"), hours) == at("2026-11-25 00:00", "Asia/Kathmandu")


def test_hours_that_skip_the_hour_in_which_the_clock_changes() -> None:
    """Quiet until 02:30, which does not exist on 29 March 2026 and comes twice on 25 October."""
    hours = Hours(quiet_from=time(22), quiet_until=time(2, 30), sundays=False, country="")
    assert next_decent(datetime(2026, 3, 29, 0, 0, tzinfo=UTC), hours) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert next_decent(datetime(2026, 10, 24, 22, 0, tzinfo=UTC), hours) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_no_hours_are_quiet_when_they_begin_and_end_together() -> None:
    hours = Hours(quiet_from=time(9), quiet_until=time(9), sundays=False, country="")
    assert next_decent(at("2026-11-23 03:00"), hours) == at("2026-11-23 03:00")


def test_the_norm_is_the_coalitions_and_the_choice_is_the_parents() -> None:
    assert hours_of(VOORBEELDSTAD, LOTTE) == hours_of(VOORBEELDSTAD) == Hours()
    night_shift = Person(LOTTE.id, LOTTE.coalition_id, LOTTE.state, LOTTE.roles, quiet_from="08:00", zone="Europe/London")
    assert hours_of(VOORBEELDSTAD, night_shift) == Hours(zone="Europe/London", quiet_from=time(8))


def test_a_country_that_nobody_listed_has_no_holidays() -> None:
    assert not is_known_country("XX")
    assert is_known_country("NL")
    assert next_decent(at("2026-12-25 10:00"), Hours(country="XX")) == at("2026-12-25 10:00")


def test_somebody_who_is_never_to_be_disturbed_is_said_so() -> None:
    every_day = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(1000))
    with pytest.raises(ValueError, match="no decent moment"):
        next_decent(at("2026-11-23 10:30"), Hours(own_days=every_day))


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(("quiet_from", "quiet_until"), CHOICES)
def test_a_year_in_every_zone(zone: str, quiet_from: time, quiet_until: time) -> None:
    """Never in quiet hours, never in the past, and no open day is skipped: every three hours and a bit, for a year."""
    hours = Hours(zone=zone, quiet_from=quiet_from, quiet_until=quiet_until, country="")
    now, reached = datetime(2026, 1, 1, tzinfo=UTC), set()
    while now < datetime(2027, 1, 1, tzinfo=UTC):
        decent = next_decent(now, hours)
        assert decent >= now
        assert not is_quiet(decent, hours)
        reached.add(decent.astimezone(ZoneInfo(zone)).date())
        quiet = open_until(decent, hours)
        assert quiet > decent
        assert not is_quiet(quiet - timedelta(seconds=1), hours)
        if decent > now:
            assert open_until(now, hours) == now
        now += timedelta(hours=3, minutes=7)
    year = [date(2026, 1, 2) + timedelta(days=n) for n in range(363)]
    assert [day for day in year if day.weekday() != 6 and day not in reached] == []


instants = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants it so
times = st.times().map(lambda t: t.replace(microsecond=0))


@settings(max_examples=150, deadline=None)
@given(instants, st.sampled_from(ZONES), times, times, st.booleans())
def test_it_is_never_quiet_and_never_much_too_late(now: datetime, zone: str, since: time, until: time, sundays: bool) -> None:
    hours = Hours(zone=zone, quiet_from=since, quiet_until=until, sundays=sundays, country="")
    decent = next_decent(now, hours)
    assert decent >= now
    if since != until:
        assert not is_quiet(decent, hours)
    # Whoever waits, waits for quiet hours only: but for the hour or two around a clock change, all the time between is quiet.
    open_before = [
        m for m in range(0, int((decent - now).total_seconds() // 60), 10) if not is_quiet(now + timedelta(minutes=m), hours)
    ]
    assert len(open_before) * 10 <= 120 if since != until else True
    assert next_decent(decent, hours) == decent
