"""A first or last day of a holiday, from a button or as it was typed.

Noor: {read_away_day: {day: "over 2 weken"}} → done
Noor: {read_away_day: {day: "in de zomer"}} → unclear
Noor: {read_away_day: {day: "1-12-2028"}} → too_late
Noor: {read_away_day: {day: "1-12-2026", after: "2026-12-05"}} → too_early
"""

from datetime import date

from bot.dialogue.actions import ActionSpec
from bot.handling.arguments import Args
from bot.handling.context import Context, Done
from bot.handling.typed_days import read_day
from bot.services.people.absence import LONGEST
from bot.services.working_days import today_of


class ReadAwayDay(Args):
    """`after`: the first day, when the last one is read."""

    day: str
    after: str = ""


OUTCOMES = frozenset({"unclear", "too_early", "too_late"})
SPEC = ActionSpec("read_away_day", ReadAwayDay, OUTCOMES, frozenset({"read_day"}))


async def run(context: Context, args: ReadAwayDay) -> Done:
    """`too_early`: before today, or before the first day. `too_late`: more than a year on, which is a slip of the hand."""
    coalition = await context.work.uow.coalitions.get(context.actor.coalition_id)
    today = today_of(context.work, coalition)
    found = read_day(args.day, today)
    first = date.fromisoformat(args.after) if args.after else today
    if found is None:
        return Done("unclear")
    if found < first:
        return Done("too_early")
    if found > first + LONGEST:
        return Done("too_late")
    return Done(values={"read_day": found.isoformat()})
