"""Changing and taking away messages."""

from typing import Any

from bot.rehearsal.chats import Chat, ChatKind
from bot.rehearsal.errors import NOT_MODIFIED, BadRequest
from bot.rehearsal.keyboard import Keyboard
from bot.rehearsal.messages import Message
from bot.rehearsal.methods.context import Access, Context
from bot.rehearsal.methods.method import Method
from bot.rehearsal.methods.sending import text_argument
from bot.rehearsal.terms import terms

_UNDELETABLE = frozenset({"migrate_from_chat_id", "forum_topic_created"})


async def edit_message_text(context: Context) -> dict[str, Any]:
    """Replace text and buttons of a text message of one's own; buttons not named again go."""
    content = text_argument(context)
    markup = context.keyboard()
    message = _own_message(context)
    if message.kind != "text":
        raise BadRequest("there is no text in the message to edit")
    return _changed(context, message, content, markup)


async def edit_message_reply_markup(context: Context) -> dict[str, Any]:
    """Replace or, without a markup, take away the buttons of a message of one's own."""
    markup = context.keyboard()
    message = _own_message(context)
    return _changed(context, message, message.content, markup)


async def delete_message(context: Context) -> bool:
    """Take a message away, up to 48 hours old; in groups other people's with can_delete_messages only."""
    if not context.arguments.text("chat_id"):
        raise BadRequest("chat identifier is not specified")
    if context.arguments.number("message_id") <= 0:
        raise BadRequest("message identifier is not specified")
    chat = context.chat()
    message = context.message(chat, "message to delete")
    if not _may_delete(context, chat, message):
        raise BadRequest("message can't be deleted")
    if _old(context, message):
        raise BadRequest("message can't be deleted for everyone")
    context.world.delete(message)
    return True


def _may_delete(context: Context, chat: Chat, message: Message) -> bool:
    """As `can_delete_message` of tdlib/td: of a supergroup nothing old, and no message that something begins with."""
    if chat.kind is ChatKind.PRIVATE:
        return True
    if chat.kind is ChatKind.SUPERGROUP and (_old(context, message) or message.id == 1 or message.kind in _UNDELETABLE):
        return False
    return message.sender.id == context.bot.id or chat.member(context.bot.id).can_delete_messages


def _old(context: Context, message: Message) -> bool:
    return context.world.clock.now() - message.date >= context.world.limits.deletable_seconds


def _own_message(context: Context) -> Message:
    if not context.arguments.text("chat_id") and context.arguments.number("message_id") <= 0:
        raise BadRequest("message identifier is not specified")
    chat = context.chat(access=Access.EDIT)
    message = context.message(chat, "message to edit")
    if message.sender.id != context.bot.id or message.is_service:
        raise BadRequest("message can't be edited")
    return message


def _changed(context: Context, message: Message, content: dict[str, Any], markup: Keyboard | None) -> dict[str, Any]:
    if content == message.content and (markup or None) == (message.keyboard or None):
        raise BadRequest(NOT_MODIFIED)
    if context.world.limits.edits_count:
        context.charge(message.chat)
    context.world.edit(message, content, keyboard=markup)
    return message.shown()


_EDITS = ("message identifier is not specified", "message to edit not found", "message can't be edited")
_NOT_MODIFIED = NOT_MODIFIED.split(":", 1)[0] + ": …"

METHODS = (
    Method(
        edit_message_text,
        terms(
            "chat_id message_id text parse_mode entities link_preview_options reply_markup",
            refused="business_connection_id inline_message_id rich_message",
            older="disable_web_page_preview",
        ),
        "Message",
        "Client.cpp `process_edit_message_text_query`; tdlib/td MessagesManager.cpp `edit_message_text`; the words of "
        "`MESSAGE_NOT_MODIFIED`: Client.cpp `fail_query_with_error`",
        (*_EDITS, "there is no text in the message to edit", _NOT_MODIFIED),
        "Only the bot's own messages. Whether a chat whose person has blocked the bot can still be edited is not known: refused.",
    ),
    Method(
        edit_message_reply_markup,
        terms("chat_id message_id reply_markup", refused="business_connection_id inline_message_id"),
        "Message",
        "Client.cpp `process_edit_message_reply_markup_query`, `check_message`",
        (*_EDITS, _NOT_MODIFIED),
    ),
    Method(
        delete_message,
        terms("chat_id message_id"),
        "True",
        "Client.cpp `process_delete_message_query`; tdlib/td MessagesManager.cpp `delete_messages`, "
        "`can_delete_channel_message`; 48 hours: Bot API",
        (
            "chat identifier is not specified",
            "message identifier is not specified",
            "message to delete not found",
            "message can't be deleted",
            "message can't be deleted for everyone",
        ),
    ),
)
