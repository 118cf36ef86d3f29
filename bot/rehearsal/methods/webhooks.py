"""setWebhook, deleteWebhook and getWebhookInfo."""

from typing import Any

from bot.rehearsal.errors import BadRequest, Conflict, TooManyRequests
from bot.rehearsal.methods.context import Context, Handler
from bot.rehearsal.webhooks import Webhook

TERMINATED = "terminated by setWebhook request"


async def set_webhook(context: Context) -> bool:
    """Deliver by POST from now on; an empty `url` takes the webhook away. Once a second at the most.

    A webhook that is there is gone before the new one is looked at, as it is with Telegram: after a refusal there is none.
    """
    given, bot, world = context.arguments, context.bot, context.world
    if not given.text("url"):
        return await delete_webhook(context)
    if not world.meter(bot).may_set_webhook():
        raise TooManyRequests(1)
    if given.uploads.get("certificate") is not None or given.has("certificate"):
        raise BadRequest("bad webhook: this server takes no certificate")
    world.queues[bot.id].interrupt(Conflict(TERMINATED))
    before, bot.webhook = bot.webhook, None
    drops = given.truth("drop_pending_updates")
    if drops:
        world.queues[bot.id].clear()
    try:
        webhook = Webhook.of(given)
    finally:
        world.changes.ring()
    bot.webhook = before if webhook.same(before) and not drops else webhook
    bot.wish(given)
    return True


async def delete_webhook(context: Context) -> bool:
    """Back to getUpdates; what was not delivered waits there, unless `drop_pending_updates`."""
    context.bot.webhook = None
    if context.arguments.truth("drop_pending_updates"):
        context.world.queues[context.bot.id].clear()
    context.world.changes.ring()
    return True


async def get_webhook_info(context: Context) -> dict[str, Any]:
    """Where updates go, how many wait, and what went wrong last; without a webhook an empty address."""
    waiting = len(context.world.queues[context.bot.id])
    info: dict[str, Any] = {"url": "", "has_custom_certificate": False, "pending_update_count": waiting}
    if context.bot.webhook is not None:
        info |= context.bot.webhook.shown()
    if context.bot.allowed_updates:
        info["allowed_updates"] = sorted(context.bot.allowed_updates)
    return info


METHODS: tuple[Handler, ...] = (set_webhook, delete_webhook, get_webhook_info)
