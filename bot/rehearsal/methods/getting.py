"""How updates reach a bot."""

from typing import Any

from bot.rehearsal.errors import WEBHOOK_ACTIVE, Conflict
from bot.rehearsal.methods.context import Context, Handler

_LONGEST_POLL = 50


async def get_updates(context: Context) -> list[dict[str, Any]]:
    """Confirm and fetch updates, waiting up to `timeout` (at most 50) seconds of real time for one."""
    arguments = context.arguments
    if context.bot.webhook is not None:
        raise Conflict(WEBHOOK_ACTIVE)
    context.bot.wish(arguments)
    limit = min(max(arguments.number("limit", 100), 1), 100)
    timeout = min(max(arguments.number("timeout"), 0), _LONGEST_POLL)
    return await context.world.queues[context.bot.id].get(arguments.number("offset"), limit, timeout)


METHODS: tuple[Handler, ...] = (get_updates,)
