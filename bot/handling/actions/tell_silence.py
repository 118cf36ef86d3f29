"""How long the parents of a trajectory heard nothing, and until when that may last.

Noor: {tell_silence: {trajectory_id: spiegel, days: 8}} → done
Noor: {tell_silence: {trajectory_id: spreekuur, days: 8}} → heard
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.handling.arguments import Args
from bot.handling.context import Context, Done


class TellSilence(Args):
    """`days` as the event `silence_due` counted them."""

    trajectory_id: str
    days: int


SPEC = ActionSpec("tell_silence", TellSilence, frozenset({"heard"}), frozenset({"trajectory", "limit_day"}))


async def run(context: Context, args: TellSilence) -> Done:
    """`heard`: a message went out since. `limit_day` is today when the limit has passed."""
    work = context.work
    trajectory = await work.uow.trajectories.get(args.trajectory_id)
    context.actor.must_be(Role.COORDINATOR, coalition_id=trajectory.coalition_id)
    now = work.clock.now()
    norms, heard = work.norms.of(trajectory), trajectory.last_heard_at
    if heard is not None and now - heard < timedelta(days=norms.silence_warn_days):
        return Done("heard")
    coalition = await work.uow.coalitions.get(trajectory.coalition_id)
    left = max(norms.silence_limit_days - args.days, 0)
    limit = (now + timedelta(days=left)).astimezone(ZoneInfo(coalition.zone)).date()
    return Done(values={"trajectory": trajectory.title, "limit_day": wording.day(limit)})
