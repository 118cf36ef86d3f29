"""The methods of the Bot API this server knows, by name; docs/bot-api-server.md says what each does and does not do."""

from bot.rehearsal import keyboard
from bot.rehearsal.methods import account, callbacks, editing, getting, groups, media, sending, topics, webhooks
from bot.rehearsal.methods.context import Handler
from bot.rehearsal.methods.method import Method
from bot.rehearsal.terms import Terms

METHODS: dict[str, Method] = {
    method.name.lower(): method
    for room in (getting, webhooks, account, sending, media, editing, callbacks, groups, topics)
    for method in room.METHODS
}
HANDLERS: dict[str, Handler] = {name: method.handler for name, method in METHODS.items()}
NAMES: dict[str, str] = {name: method.name for name, method in METHODS.items()}
OBJECTS: dict[tuple[str, ...], Terms] = {
    ("InlineKeyboardMarkup", "ReplyKeyboardMarkup", "ReplyKeyboardRemove", "ForceReply"): keyboard.MARKUP,
    ("InlineKeyboardButton",): keyboard.BUTTON,
    ("ReplyParameters",): sending.REPLY,
    ("LinkPreviewOptions",): sending.PREVIEW,
    ("BotCommand",): account.COMMAND,
}
"""What comes along in a call, by the types of the Bot API it can be, with the terms of their fields."""
