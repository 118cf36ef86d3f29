"""A step of a trajectory gets its day, from a button or as it was typed.

Noor: {set_step: {trajectory_id: spiegel, step: goals, day: "12 maart"}} → done
Noor: {set_step: {trajectory_id: spiegel, step: goals, day: "in de zomer"}} → unclear
Noor: {set_step: {trajectory_id: spiegel, step: conversation, day: "12 maart"}} → of_the_meeting
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.errors import Refused
from bot.handling.arguments import OfTrajectory
from bot.handling.context import Context, Done
from bot.handling.typed_days import read_day
from bot.services.following_up import calendar
from bot.services.working_days import today_of


class SetStep(OfTrajectory):
    """`day` in any words; empty: there is none any more."""

    step: str
    day: str


SPEC = ActionSpec("set_step", SetStep, frozenset({"unclear", "of_the_meeting"}), frozenset({"step_word"}))


async def run(context: Context, args: SetStep) -> Done:
    """`unclear`: no day was understood. `of_the_meeting`: the day of a spiegelgesprek or return meeting is its own."""
    work = context.work
    trajectory = await work.uow.trajectories.get(args.trajectory_id)
    day = None
    if args.day:
        today = today_of(work, await work.uow.coalitions.get(trajectory.coalition_id))
        day = read_day(args.day, today)
        if day is None:
            return Done("unclear")
    try:
        await calendar.set_step(work, context.actor, trajectory.id, args.step, day)
    except Refused as refused:
        if refused.code != "day_is_the_meetings":
            raise
        return Done("of_the_meeting")
    return Done(values={"step_word": wording.text(f"common.step_{args.step}")})
