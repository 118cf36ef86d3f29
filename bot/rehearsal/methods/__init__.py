"""The methods of the Bot API this server knows: one function each, in a table by name."""

from bot.rehearsal.methods import account, callbacks, editing, getting, groups, media, sending, topics, webhooks
from bot.rehearsal.methods.context import Handler

HANDLERS: dict[str, Handler] = {
    handler.__name__.replace("_", ""): handler
    for room in (account, callbacks, editing, getting, groups, media, sending, topics, webhooks)
    for handler in room.METHODS
}
NAMES: dict[str, str] = {
    name: handler.__name__.split("_", 1)[0] + "".join(part.title() for part in handler.__name__.split("_")[1:])
    for name, handler in HANDLERS.items()
}
