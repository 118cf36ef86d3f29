"""To how many parents a short message would go, in which languages, and what the ready-made ones say.

Noor: {tell_short: spiegel} → done
Noor: {tell_short: spreekuur} → nobody
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.domain.bulletin import Bulletin, BulletinKind
from bot.handling.arguments import OfTrajectory
from bot.handling.context import Context, Done
from bot.services.delivery import ready_made
from bot.services.delivery.recipients import count_recipients
from bot.services.speaking import languages

GIVES = frozenset({"to_parents", "trajectory", "languages", *ready_made.READY})
SPEC = ActionSpec("tell_short", OfTrajectory, frozenset({"nobody"}), GIVES)


async def run(context: Context, args: OfTrajectory) -> Done:
    """`nobody`: no parent takes part yet. `languages` are those that the coalition offers, not those of its parents."""
    work = context.work
    trajectory = await work.uow.trajectories.get(args.trajectory_id)
    context.actor.must_be(Role.COORDINATOR, coalition_id=trajectory.coalition_id)
    count = await count_recipients(work, Bulletin("", trajectory.coalition_id, trajectory.id, BulletinKind.SHORT))
    if not count:
        return Done("nobody")
    offered = await languages.offered(work, trajectory.coalition_id)
    return Done(
        values={
            "to_parents": wording.text("common.to_parents", recipients=count),
            "trajectory": trajectory.title,
            "languages": [wording.language_name(code) for code in offered],
            **{name: wording.text(ready_made.key_of(name)) for name in ready_made.READY},
        }
    )
