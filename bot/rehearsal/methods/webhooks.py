"""setWebhook, deleteWebhook and getWebhookInfo."""

from typing import Any

from bot.rehearsal.errors import TERMINATED, Conflict, TooManyRequests
from bot.rehearsal.methods.context import Context
from bot.rehearsal.methods.method import Method
from bot.rehearsal.terms import terms
from bot.rehearsal.webhooks import Webhook


async def set_webhook(context: Context) -> bool:
    """Deliver by POST from now on; an empty `url` takes the webhook away. Once a second at the most.

    A webhook that is there is gone before the new one is looked at, as it is with Telegram: after a refusal there is none.
    """
    given, bot, world = context.arguments, context.bot, context.world
    if not given.text("url"):
        return await delete_webhook(context)
    if not world.meter(bot).may_set_webhook():
        raise TooManyRequests(1)
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


METHODS = (
    Method(
        set_webhook,
        terms("url ip_address max_connections allowed_updates drop_pending_updates secret_token", refused="certificate"),
        "True",
        "Client.cpp `process_set_webhook_query`, `do_set_webhook`; WebhookActor.cpp; tdlib/td HttpUrl.cpp `parse_url`",
        (
            "Too Many Requests: retry after 1",
            "invalid webhook URL specified",
            "secret token is too long",
            "secret token contains unallowed characters",
            "bad webhook: An HTTPS URL must be provided for webhook",
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
            "bad webhook: Invalid IP address specified",
            "bad webhook: Failed to resolve host: Name or service not known",
        ),
        "Posts to loopback only, where it takes plain http and any port; no other name resolves.",
    ),
    Method(
        delete_webhook,
        terms("drop_pending_updates"),
        "True",
        "Client.cpp `process_set_webhook_query`, which carries out both",
    ),
    Method(
        get_webhook_info,
        terms(),
        "WebhookInfo",
        "Client.cpp `JsonWebhookInfo`",
        lacks="`last_synchronization_error_date` never happens.",
    ),
)
