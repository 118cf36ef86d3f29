"""Topics of a forum. Refusals as in ForumTopicManager.cpp of tdlib/td; the words in capitals are the server's own."""

from typing import Any

from bot.rehearsal.chats import TOPIC_COLOURS, Chat, Topic
from bot.rehearsal.errors import BadRequest
from bot.rehearsal.forums import change_topic, delete_topic, open_topic
from bot.rehearsal.methods.context import Context
from bot.rehearsal.methods.method import Method
from bot.rehearsal.terms import terms


async def create_forum_topic(context: Context) -> dict[str, Any]:
    """Open a topic; the bot must be an administrator with can_manage_topics."""
    chat = _forum(context)
    if not _manages(context, chat):
        raise BadRequest("not enough rights to create a topic")
    name = _name(context)
    colour = context.arguments.number("icon_color") or TOPIC_COLOURS[0]
    if colour not in TOPIC_COLOURS:
        raise BadRequest("TOPIC_ICON_COLOR_INVALID" if 0 <= colour <= 0xFFFFFF else "invalid icon color specified")
    return open_topic(context.world, chat, context.bot.user, name, colour).shown()


async def edit_forum_topic(context: Context) -> bool:
    """Give a topic another name."""
    chat = _forum(context)
    topic = _topic(context, chat)
    if not _manages(context, chat) and topic.creator_id != context.bot.id:
        raise BadRequest("not enough rights to edit the topic")
    if not context.arguments.text("name"):
        return True
    name = _name(context)
    if name == topic.name:
        raise BadRequest("TOPIC_NOT_MODIFIED")
    change_topic(context.world, chat, topic, context.bot.user, name=name)
    return True


async def close_forum_topic(context: Context) -> bool:
    """Close a topic: who does not manage topics cannot write in it any more."""
    return _set_closed(context, closed=True)


async def reopen_forum_topic(context: Context) -> bool:
    """Open a closed topic again."""
    return _set_closed(context, closed=False)


async def delete_forum_topic(context: Context) -> bool:
    """Delete a topic with all its messages; needs can_delete_messages, unless it is the bot's own."""
    chat = _forum(context)
    topic = _topic(context, chat)
    if not chat.member(context.bot.id).can_delete_messages and topic.creator_id != context.bot.id:
        raise BadRequest("not enough rights to delete the topic")
    delete_topic(context.world, chat, topic)
    return True


def _set_closed(context: Context, *, closed: bool) -> bool:
    chat = _forum(context)
    topic = _topic(context, chat)
    if not _manages(context, chat) and topic.creator_id != context.bot.id:
        raise BadRequest("not enough rights to close or open the topic")
    if topic.closed is closed:
        raise BadRequest("TOPIC_NOT_MODIFIED")
    change_topic(context.world, chat, topic, context.bot.user, closed=closed)
    return True


def _forum(context: Context) -> Chat:
    chat = context.chat()
    if not chat.forum:
        raise BadRequest("the chat is not a forum")
    return chat


def _manages(context: Context, chat: Chat) -> bool:
    return chat.member(context.bot.id).can_manage_topics


def _topic(context: Context, chat: Chat) -> Topic:
    thread_id = context.arguments.number("message_thread_id")
    if thread_id <= 0:
        raise BadRequest("invalid forum topic identifier specified")
    topic = chat.topic(thread_id)
    if topic is None:
        raise BadRequest("TOPIC_ID_INVALID")
    return topic


def _name(context: Context) -> str:
    """The name, cut at 128 characters as tdlib/td does (MAX_FORUM_TOPIC_TITLE_LENGTH)."""
    name = " ".join(context.arguments.text("name").split())[:128]
    if not name:
        raise BadRequest("name must be non-empty")
    return name


_IN_FORUM = ("the chat is not a forum", "invalid forum topic identifier specified", "TOPIC_ID_INVALID")
_SOURCES = "Client.cpp `process_{}_forum_topic_query`; tdlib/td ForumTopicManager.cpp `{}`; words in capitals: the server's, lore"

METHODS = (
    Method(
        create_forum_topic,
        terms("chat_id name icon_color", refused="icon_custom_emoji_id"),
        "ForumTopic",
        _SOURCES.format("create", "create_forum_topic"),
        (
            "the chat is not a forum",
            "not enough rights to create a topic",
            "name must be non-empty",
            "invalid icon color specified",
            "TOPIC_ICON_COLOR_INVALID",
        ),
        "A name is cut at 128 characters. Which colour Telegram gives when none is asked for is not known: the first.",
    ),
    Method(
        edit_forum_topic,
        terms("chat_id message_thread_id name", refused="icon_custom_emoji_id"),
        "True",
        _SOURCES.format("edit", "edit_forum_topic"),
        (*_IN_FORUM, "not enough rights to edit the topic", "name must be non-empty", "TOPIC_NOT_MODIFIED"),
    ),
    Method(
        close_forum_topic,
        terms("chat_id message_thread_id"),
        "True",
        _SOURCES.format("close", "toggle_forum_topic_is_closed"),
        (*_IN_FORUM, "not enough rights to close or open the topic", "TOPIC_NOT_MODIFIED"),
    ),
    Method(
        reopen_forum_topic,
        terms("chat_id message_thread_id"),
        "True",
        _SOURCES.format("reopen", "toggle_forum_topic_is_closed"),
        (*_IN_FORUM, "not enough rights to close or open the topic", "TOPIC_NOT_MODIFIED"),
    ),
    Method(
        delete_forum_topic,
        terms("chat_id message_thread_id"),
        "True",
        _SOURCES.format("delete", "delete_forum_topic"),
        (*_IN_FORUM, "not enough rights to delete the topic"),
    ),
)
