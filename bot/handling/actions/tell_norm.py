"""What parents are owed after a conversation, and until when: a rule of `flows/cadence.yaml` that a coordinator was warned of.

Noor: {tell_norm: {rule: told_we_do, subject: gesprek, trajectory_id: spiegel}} → done
Noor: {tell_norm: {rule: proposals, subject: gesprek, trajectory_id: spiegel}} → over
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.handling.arguments import OfTrajectory
from bot.handling.context import Context, Done
from bot.services.following_up.anchors import unanswered
from bot.services.following_up.watch import still_due


class TellNorm(OfTrajectory):
    """As the event `norm_due` has them."""

    rule: str
    subject: str


GIVES = frozenset({"trajectory", "held_day", "limit_day", "waiting"})
SPEC = ActionSpec("tell_norm", TellNorm, frozenset({"over"}), GIVES)


async def run(context: Context, args: TellNorm) -> Done:
    """`over`: it has lost its sense since. `waiting` counts proposals without an answer; `limit_day` is never in the past."""
    work = context.work
    trajectory = await work.uow.trajectories.get(args.trajectory_id)
    context.actor.must_be(Role.COORDINATOR, coalition_id=trajectory.coalition_id)
    owed = await still_due(work, trajectory, args.rule, args.subject)
    if owed is None:
        return Done("over")
    return Done(
        values={
            "trajectory": trajectory.title,
            "held_day": wording.day(owed.since),
            "limit_day": wording.day(owed.last_day),
            "waiting": len(await unanswered(work, trajectory)),
        }
    )
