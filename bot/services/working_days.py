"""Days as a coalition counts them: on its calendar, or as its duo works (Monday to Friday, but no public holidays)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.cadence import Length
from bot.domain.coalition import Coalition
from bot.outbox.quiet import Hours, next_decent
from bot.services.work import Work

NOON = time(12, 0)


def today_of(work: Work, coalition: Coalition) -> date:
    """The day it is where the coalition is."""
    return work.clock.now().astimezone(ZoneInfo(coalition.zone)).date()


def is_working_day(day: date, coalition: Coalition) -> bool:
    """Neither a weekend nor a public holiday of the coalition's country."""
    if day.isoweekday() > 5:
        return False
    noon = datetime.combine(day, NOON, UTC)
    hours = Hours(zone="UTC", quiet_from=time(0), quiet_until=time(0), country=coalition.holiday_country)
    return next_decent(noon, hours) == noon


def add_working_days(moment: datetime, count: int, coalition: Coalition) -> date:
    """The day that is `count` working days after `moment`'s own local day (before it, when negative), which does not count."""
    day, step = moment.astimezone(ZoneInfo(coalition.zone)).date(), 1 if count > 0 else -1
    while count != 0:
        day += timedelta(days=step)
        count -= step * is_working_day(day, coalition)
    return day


def start_of(day: date, coalition: Coalition) -> datetime:
    """Its first moment where the coalition is, in UTC."""
    return datetime.combine(day, time(0), ZoneInfo(coalition.zone)).astimezone(UTC)


def later(moment: datetime, length: Length, coalition: Coalition) -> datetime:
    """`length` after `moment`, in UTC. Days keep the local time, over a clock change too; working days give a day's start."""
    return _shifted(moment, length, coalition, 1)


def earlier(moment: datetime, length: Length, coalition: Coalition) -> datetime:
    """`length` before `moment`, counted as `later` does."""
    return _shifted(moment, length, coalition, -1)


def _shifted(moment: datetime, length: Length, coalition: Coalition, way: int) -> datetime:
    if length.days:
        local = moment.astimezone(ZoneInfo(coalition.zone))
        moment = (local + timedelta(days=way * length.days)).astimezone(UTC)
    if length.working_days:
        moment = start_of(add_working_days(moment, way * length.working_days, coalition), coalition)
    return moment.astimezone(UTC) + way * timedelta(minutes=length.minutes)
