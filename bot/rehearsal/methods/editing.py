"""Changing and taking away messages."""

from typing import Any

from bot.rehearsal import keyboard
from bot.rehearsal.chats import Chat, ChatKind
from bot.rehearsal.errors import NOT_MODIFIED, BadRequest
from bot.rehearsal.messages import Message
from bot.rehearsal.methods.context import Context, Handler
from bot.rehearsal.methods.sending import text_argument


async def edit_message_text(context: Context) -> dict[str, Any]:
    """Replace text and buttons of a text message of one's own; buttons not named again go."""
    text = text_argument(context)
    markup = _markup(context)
    message = _own_message(context)
    if message.kind != "text":
        raise BadRequest("there is no text in the message to edit")
    return _changed(context, message, text.content(), markup)


async def edit_message_reply_markup(context: Context) -> dict[str, Any]:
    """Replace or, without a markup, take away the buttons of a message of one's own."""
    markup = _markup(context)
    message = _own_message(context)
    return _changed(context, message, message.content, markup)


async def delete_message(context: Context) -> bool:
    """Take a message away, up to 48 hours old; in groups other people's with can_delete_messages only."""
    chat = context.chat()
    message = context.message(chat, "message to delete")
    age = context.world.clock.now() - message.date
    if not _may_delete(context, chat, message):
        raise BadRequest("message can't be deleted")
    if age > context.world.limits.deletable_seconds and not chat.member(context.bot.id).can_delete_messages:
        raise BadRequest("message can't be deleted for everyone")
    context.world.delete(message)
    return True


def _may_delete(context: Context, chat: Chat, message: Message) -> bool:
    if chat.kind is ChatKind.PRIVATE or message.sender.id == context.bot.id:
        return True
    return chat.member(context.bot.id).can_delete_messages


def _markup(context: Context) -> keyboard.Keyboard | None:
    return keyboard.parse(context.arguments.structure("reply_markup", "reply keyboard markup"))


def _own_message(context: Context) -> Message:
    chat = context.chat()
    message = context.message(chat, "message to edit")
    if message.sender.id != context.bot.id or message.is_service:
        raise BadRequest("message can't be edited")
    return message


def _changed(context: Context, message: Message, content: dict[str, Any], markup: keyboard.Keyboard | None) -> dict[str, Any]:
    if content == message.content and (markup or None) == (message.keyboard or None):
        raise BadRequest(NOT_MODIFIED)
    if context.world.limits.edits_count:
        context.charge(message.chat)
    context.world.edit(message, content, keyboard=markup)
    return message.shown()


METHODS: tuple[Handler, ...] = (edit_message_text, edit_message_reply_markup, delete_message)
