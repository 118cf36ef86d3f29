"""The next days on which a bulletin can begin: working days of the coalition, from tomorrow on.

Noor: sending_days → {day: "2026-11-24"}
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.outbox.quiet import hours_of, is_decent_day

MOST = 6
SPEC = QuerySpec("sending_days", gives=frozenset({"day", "send_day"}))


async def run(context: Context, args: NoArgs) -> list[Values]:
    """No Sunday and no holiday: nobody would get it then."""
    context.actor.must_be(Role.COORDINATOR)
    coalition = await context.work.uow.coalitions.get(context.actor.coalition_id)
    zone, hours = ZoneInfo(coalition.zone), hours_of(coalition)
    day = context.work.clock.now().astimezone(zone).date()
    found: list[Values] = []
    while len(found) < MOST:
        day += timedelta(days=1)
        if is_decent_day(day, hours):
            found.append({"day": day.isoformat(), "send_day": wording.day(day)})
    return found
