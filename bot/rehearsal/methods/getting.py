"""How updates reach a bot."""

from typing import Any

from bot.rehearsal.errors import CONFLICT_GET_UPDATES, TERMINATED, WEBHOOK_ACTIVE, Conflict
from bot.rehearsal.methods.context import Context
from bot.rehearsal.methods.method import Method
from bot.rehearsal.terms import terms

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


METHODS = (
    Method(
        get_updates,
        terms("offset limit timeout allowed_updates"),
        "Array of Update",
        "Client.cpp `process_get_updates_query`, `do_get_updates`, `abort_long_poll`; tdlib/td TQueue.cpp `get`, `clear`",
        (WEBHOOK_ACTIVE, CONFLICT_GET_UPDATES, TERMINATED),
        "A call that repeats its offset within 3 s is not slowed to 3 s, nor cut to one update; an answer is not cut at 4 MB; a "
        "second 409 is not held back for 3 s.",
    ),
)
