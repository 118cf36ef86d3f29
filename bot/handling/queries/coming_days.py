"""Days that people often mean, for a button each: from `after` on, or from today.

Noor: coming_days → {day: "2026-11-23"}
"""

from datetime import date, timedelta

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.actor import STAFF
from bot.domain.wording import Values
from bot.handling.arguments import Args
from bot.handling.context import Context
from bot.services.working_days import today_of

AHEAD = (0, 1, 4, 7, 14, 21, 28)
"""In days: today, tomorrow, after a long weekend, and weeks."""


class ComingDays(Args):
    """`after`: a day, as `2026-11-22`."""

    after: str = ""


SPEC = QuerySpec("coming_days", ComingDays, gives=frozenset({"day", "day_word"}), always_finds=True)


async def run(context: Context, args: ComingDays) -> list[Values]:
    """Others can be typed."""
    context.actor.must_be(*STAFF)
    coalition = await context.work.uow.coalitions.get(context.actor.coalition_id)
    start = date.fromisoformat(args.after) if args.after else today_of(context.work, coalition)
    days = [start + timedelta(days=ahead) for ahead in AHEAD]
    return [{"day": day.isoformat(), "day_word": wording.day(day)} for day in days]
