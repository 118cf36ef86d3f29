"""A bulletin goes out at a moment that a coordinator chose.

Noor: {schedule_bulletin: {bulletin_id: bulletin-3, day: tomorrow, time: "10:00"}} → done
Noor: {schedule_bulletin: {bulletin_id: bulletin-2, day: "2026-11-25", time: "14:00"}} → lacking
Noor: {schedule_bulletin: {bulletin_id: bulletin-3, day: "2026-11-22", time: "10:00"}} → too_early
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done
from bot.services.delivery import scheduling


class ScheduleBulletin(OfBulletin):
    """`day` is an ISO date, or `tomorrow`; `time` is on the clock where the coalition is."""

    day: str
    time: str


OUTCOMES = frozenset({"lacking", "too_early"})
SPEC = ActionSpec("schedule_bulletin", ScheduleBulletin, OUTCOMES, frozenset({"send_day", "send_time"}))


async def run(context: Context, args: ScheduleBulletin) -> Done:
    """`lacking`: something keeps it, or somebody sent it already. `too_early`: the moment is over."""
    coalition = await context.work.uow.coalitions.get(context.actor.coalition_id)
    zone = ZoneInfo(coalition.zone)
    today = context.work.clock.now().astimezone(zone).date()
    day = today + timedelta(days=1) if args.day == "tomorrow" else date.fromisoformat(args.day)
    at = datetime.combine(day, time.fromisoformat(args.time), zone).astimezone(UTC)
    try:
        await scheduling.schedule(context.work, context.actor, args.bulletin_id, at)
    except (NotAllowed, NotThere):
        raise
    except Refused as refused:
        return Done("too_early" if refused.code == "at_too_early" else "lacking")
    return Done(values={"send_day": wording.day(day), "send_time": args.time})
