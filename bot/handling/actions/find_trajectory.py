"""The coalition's trajectory, when there is one: then nobody has to choose.

Willem: find_trajectory → done
Noor: find_trajectory → several
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain.actor import STAFF
from bot.handling.context import Context, Done

SPEC = ActionSpec("find_trajectory", outcomes=frozenset({"several"}), gives=frozenset({"trajectory_id"}))


async def run(context: Context, args: NoArgs) -> Done:
    """`several`: they are to be asked which."""
    context.actor.must_be(*STAFF)
    found = await context.work.uow.trajectories.of(context.actor.coalition_id)
    return Done(values={"trajectory_id": found[0].id}) if len(found) == 1 else Done("several")
