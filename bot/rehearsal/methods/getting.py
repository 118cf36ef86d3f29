"""How updates reach a bot."""

from typing import Any

from bot.rehearsal.methods.context import Context, Handler

_LONGEST_POLL = 50


async def get_updates(context: Context) -> list[dict[str, Any]]:
    """Confirm and fetch updates, waiting up to `timeout` (at most 50) seconds of real time for one."""
    arguments = context.arguments
    wanted = arguments.structure("allowed_updates", "allowed_updates")
    if isinstance(wanted, list):
        context.bot.allowed_updates = frozenset(map(str, wanted))
    limit = min(max(arguments.number("limit", 100), 1), 100)
    timeout = min(max(arguments.number("timeout"), 0), _LONGEST_POLL)
    return await context.world.queues[context.bot.id].get(arguments.number("offset"), limit, timeout)


async def delete_webhook(context: Context) -> bool:
    """There is none to delete; `drop_pending_updates` empties the queue."""
    if context.arguments.truth("drop_pending_updates"):
        context.world.queues[context.bot.id].clear()
    return True


async def get_webhook_info(context: Context) -> dict[str, Any]:
    """No webhook: an empty address, and how many updates wait."""
    waiting = len(context.world.queues[context.bot.id])
    info: dict[str, Any] = {"url": "", "has_custom_certificate": False, "pending_update_count": waiting}
    if context.bot.allowed_updates:
        info["allowed_updates"] = sorted(context.bot.allowed_updates)
    return info


METHODS: tuple[Handler, ...] = (get_updates, delete_webhook, get_webhook_info)
