"""Which bulletin Weerklank paused by itself, and why.

Noor: {tell_halted: bulletin-6} → done
Noor: {tell_halted: bulletin-1} → decided
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.handling.arguments import OfBulletin
from bot.handling.context import Context, Done

GIVES = frozenset({"trajectory", "kind_word", "halted_because"})
SPEC = ActionSpec("tell_halted", OfBulletin, frozenset({"decided"}), GIVES)


async def run(context: Context, args: OfBulletin) -> Done:
    """`decided`: somebody did something about it already."""
    uow = context.work.uow
    bulletin = await uow.bulletins.get(args.bulletin_id)
    context.actor.must_be(Role.COORDINATOR, coalition_id=bulletin.coalition_id)
    if bulletin.halted is None:
        return Done("decided")
    trajectory = await uow.trajectories.get(bulletin.trajectory_id)
    return Done(
        values={
            "trajectory": trajectory.title,
            "kind_word": wording.text(f"common.kind_{bulletin.kind}"),
            "halted_because": wording.text(f"common.halted_{bulletin.halted}"),
        }
    )
