"""The one trajectory that there is, so that nobody is asked to choose from one.

Willem: pick_trajectory → done
Noor: pick_trajectory → several
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain.actor import Role
from bot.handling.context import Context, Done

SPEC = ActionSpec("pick_trajectory", outcomes=frozenset({"several"}), gives=frozenset({"trajectory_id"}))


async def run(context: Context, args: NoArgs) -> Done:
    """`several`: the coordinator chooses."""
    context.actor.must_be(Role.COORDINATOR)
    found = await context.work.uow.trajectories.of(context.actor.coalition_id)
    return Done("several") if len(found) != 1 else Done(values={"trajectory_id": found[0].id})
