"""The steps of a trajectory of which somebody may set the day, in their order.

Noor: {trajectory_steps: spiegel} → {step: goals}
"""

from bot.dialogue.actions import QuerySpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.domain.trajectory import STEPS
from bot.domain.wording import Values
from bot.handling.arguments import OfTrajectory
from bot.handling.context import Context
from bot.services.following_up.calendar import may_set

SPEC = QuerySpec("trajectory_steps", OfTrajectory, gives=frozenset({"step", "step_word"}), always_finds=True)


async def run(context: Context, args: OfTrajectory) -> list[Values]:
    """Not a conversation's or a meeting's, which have days of their own."""
    trajectory = await context.work.uow.trajectories.get(args.trajectory_id)
    context.actor.must_be(Role.COORDINATOR, coalition_id=trajectory.coalition_id)
    steps = [step for step in STEPS if await may_set(context.work, trajectory, step)]
    return [{"step": step, "step_word": wording.text(f"common.step_{step}")} for step in steps]
