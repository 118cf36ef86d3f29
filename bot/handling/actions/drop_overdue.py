"""What an outage held is not sent any more.

Noor: drop_overdue → done
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain.errors import Stale
from bot.handling.context import Context, Done
from bot.services.delivery import outages

SPEC = ActionSpec("drop_overdue", NoArgs, gives=frozenset({"decided_before"}))


async def run(context: Context, args: NoArgs) -> Done:
    """`decided_before`: `yes` when another coordinator was first, else `no`."""
    try:
        await outages.drop(context.work, context.actor)
    except Stale:
        return Done(values={"decided_before": "yes"})
    return Done(values={"decided_before": "no"})
