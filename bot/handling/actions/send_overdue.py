"""What an outage held goes out after all.

Noor: send_overdue → done
"""

from bot.dialogue.actions import ActionSpec, NoArgs
from bot.domain.errors import Stale
from bot.handling.context import Context, Done
from bot.services.delivery import outages

SPEC = ActionSpec("send_overdue", NoArgs, gives=frozenset({"decided_before"}))


async def run(context: Context, args: NoArgs) -> Done:
    """`decided_before`: `yes` when another coordinator was first, else `no`."""
    try:
        await outages.send_after_all(context.work, context.actor)
    except Stale:
        return Done(values={"decided_before": "yes"})
    return Done(values={"decided_before": "no"})
