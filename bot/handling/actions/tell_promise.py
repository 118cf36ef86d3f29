"""The day on which parents were told they hear again, from the day before on.

Noor: {tell_promise: spiegel} → done
Noor: {tell_promise: spreekuur} → kept
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.handling.arguments import OfTrajectory
from bot.handling.context import Context, Done

SPEC = ActionSpec("tell_promise", OfTrajectory, frozenset({"kept"}), frozenset({"trajectory", "promised_day"}))


async def run(context: Context, args: OfTrajectory) -> Done:
    """`kept`: nothing is promised for tomorrow or before (a message that goes out promises the next day)."""
    work = context.work
    trajectory = await work.uow.trajectories.get(args.trajectory_id)
    context.actor.must_be(Role.COORDINATOR, coalition_id=trajectory.coalition_id)
    coalition = await work.uow.coalitions.get(trajectory.coalition_id)
    tomorrow = work.clock.now().astimezone(ZoneInfo(coalition.zone)).date() + timedelta(days=1)
    if trajectory.next_promised is None or trajectory.next_promised > tomorrow:
        return Done("kept")
    return Done(values={"trajectory": trajectory.title, "promised_day": wording.day(trajectory.next_promised)})
