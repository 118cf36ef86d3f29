"""Bulletins as coordinators choose between them: by number and trajectory, since a bulletin has no title."""

from collections.abc import Callable

from bot.domain import wording
from bot.domain.actor import Role
from bot.domain.bulletin import Bulletin
from bot.domain.wording import Values
from bot.handling.context import Context

GIVES = frozenset({"bulletin_id", "label", "number", "kind_word", "trajectory"})
MOST = 8
"""The newest so many: more buttons than that nobody reads."""


async def bulletin_items(context: Context, wanted: Callable[[Bulletin], bool]) -> list[Values]:
    """Those that are wanted, newest first. `number` counts the coalition's bulletins in the order of making."""
    context.actor.must_be(Role.COORDINATOR)
    uow = context.work.uow
    numbered = enumerate(await uow.bulletins.of(context.actor.coalition_id), 1)
    found = [(number, bulletin) for number, bulletin in numbered if wanted(bulletin)]
    items: list[Values] = []
    for number, bulletin in reversed(found[-MOST:]):
        trajectory = await uow.trajectories.get(bulletin.trajectory_id)
        items.append(
            {
                "bulletin_id": bulletin.id,
                "label": f"{trajectory.title} · {number}",
                "number": number,
                "kind_word": wording.text(f"common.kind_{bulletin.kind}"),
                "trajectory": trajectory.title,
            }
        )
    return items
