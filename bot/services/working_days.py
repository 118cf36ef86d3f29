"""Days on which a duo of coordinators works: Monday to Friday, but no public holidays. An answer is promised in these."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.coalition import Coalition
from bot.outbox.quiet import Hours, next_decent

STARTS = time(9, 0)
"""Local; what is due on a working day is due from this time on."""
NOON = time(12, 0)


def is_working_day(day: date, coalition: Coalition) -> bool:
    """Neither a weekend nor a public holiday of the coalition's country."""
    if day.isoweekday() > 5:
        return False
    noon = datetime.combine(day, NOON, UTC)
    hours = Hours(zone="UTC", quiet_from=time(0), quiet_until=time(0), country=coalition.holiday_country)
    return next_decent(noon, hours) == noon


def add_working_days(moment: datetime, count: int, coalition: Coalition) -> date:
    """The day that is `count` working days after `moment`'s own local day, which does not count itself."""
    day = moment.astimezone(ZoneInfo(coalition.zone)).date()
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day, coalition)
    return day


def opening(day: date, coalition: Coalition) -> datetime:
    """When that day's work starts, in UTC."""
    return datetime.combine(day, STARTS, ZoneInfo(coalition.zone)).astimezone(UTC)
