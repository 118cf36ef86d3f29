"""The coalition's trajectories, for choosing one.

Noor: trajectories → {trajectory_id: spiegel}
"""

from bot.dialogue.actions import NoArgs, QuerySpec
from bot.domain.actor import STAFF
from bot.domain.wording import Values
from bot.handling.context import Context
from bot.handling.shortening import shortened
from bot.texts.languages import MOST_ON_BUTTON

SPEC = QuerySpec("trajectories", gives=frozenset({"trajectory_id", "label"}), always_finds=True)


async def run(context: Context, args: NoArgs) -> list[Values]:
    """By id. There is one: whoever works along joined by an invitation of it."""
    context.actor.must_be(*STAFF)
    found = await context.work.uow.trajectories.of(context.actor.coalition_id)
    return [{"trajectory_id": t.id, "label": shortened(t.title, MOST_ON_BUTTON)} for t in found]
