"""The eight steps of a trajectory with their days, and what is promised and planned in it.

Noor: {tell_calendar: spiegel} → done
"""

from collections.abc import Sequence
from datetime import date

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.domain.wording import Value
from bot.handling.arguments import OfTrajectory
from bot.handling.context import Context, Done
from bot.handling.open_lines import Lines, cut, within
from bot.services.following_up import open_work
from bot.services.following_up.calendar import Calendar, calendar
from bot.services.people.colleagues import names

MOST = 12
GIVES = frozenset({"trajectory", "step_lines", "coming_lines", "may_change"})
SPEC = ActionSpec("tell_calendar", OfTrajectory, gives=GIVES)


async def run(context: Context, args: OfTrajectory) -> Done:
    """`may_change`: `yes` to a coordinator, who alone is told what is open beside the steps."""
    shown = await calendar(context.work, context.actor, args.trajectory_id)
    coming = await _coming(context, shown) if Role.COORDINATOR in context.actor.roles else []
    return Done(
        values={
            "trajectory": shown.trajectory.title,
            "step_lines": wording.lines(_steps(shown)),
            "coming_lines": wording.lines(coming),
            "may_change": "yes" if Role.COORDINATOR in context.actor.roles else "no",
        }
    )


def _steps(shown: Calendar) -> list[Value]:
    """A step is behind us when its last day is; the first that is not has a hand that points at it."""
    found: list[Value] = []
    pointed = False
    for number, (step, days) in enumerate(shown.days.items(), 1):
        key = "step_open" if not days else "step_done" if days[-1] < shown.today else "step_comes"
        if key == "step_comes" and not pointed:
            key, pointed = "step_next", True
        values: dict[str, Value] = {"number": number, "step": wording.text(f"common.step_{step}")}
        if days:
            values["step_day"] = _days(days)
        found.append(wording.text(f"common.{key}", **values))
    return found


def _days(days: Sequence[date]) -> Value:
    said: list[Value] = [wording.day(day) for day in days[-3:]]
    return said[0] if len(said) == 1 else said


async def _coming(context: Context, shown: Calendar) -> list[Value]:
    """Of this trajectory: promises, norms, what is scheduled and decisions; in the order of days."""
    found = await open_work.open_work(context.work, context.actor)
    coalition = await context.work.uow.coalitions.get(context.actor.coalition_id)
    lines = Lines(found, coalition, await names(context.work, coalition.id)).of(shown.trajectory.id)
    coming = [
        *(line for each in lines.open.on_their_way for line in lines.on_their_way(each)),
        *lines.scheduled(),
        *lines.proposals(),
    ]
    return cut([line.said for line in within(coming, date.max)], MOST)
