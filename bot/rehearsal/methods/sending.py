"""Sending text, copying, and the sign that somebody is writing."""

from typing import Any

from bot.rehearsal import keyboard
from bot.rehearsal.chats import Chat
from bot.rehearsal.errors import BadRequest
from bot.rehearsal.formatting import CAPTION_UNITS, TEXT_UNITS, Formatted, formatted
from bot.rehearsal.messages import MEDIA, Message
from bot.rehearsal.methods.context import Context, Handler

_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
GENERAL_TOPIC = 1


async def send_message(context: Context) -> dict[str, Any]:
    """Send text of 1 to 4096 UTF-16 units, counted after entities are parsed."""
    text = text_argument(context)
    return place(context, text.content()).shown()


async def copy_message(context: Context) -> dict[str, Any]:
    """Send the content of a message again, without a link to it; answers a MessageId."""
    source = context.chat("from_chat_id", write=False)
    original = context.message(source, "message to copy")
    if original.is_service:
        raise BadRequest("message can't be copied")
    if original.protected:
        raise BadRequest("message has protected content and can't be forwarded")
    content = original.content
    if context.arguments.has("caption") and original.kind in MEDIA:
        content = {name: value for name, value in content.items() if not name.startswith("caption")}
        content |= caption_argument(context).content("caption")
    return {"message_id": place(context, content).id}


async def send_chat_action(context: Context) -> bool:
    """True, for a deleted topic as well: it is no probe."""
    context.chat()
    if context.arguments.text("action").lower() not in _ACTIONS:
        raise BadRequest("wrong parameter action in request")
    return True


def text_argument(context: Context) -> Formatted:
    """The `text` argument with its entities; refused when empty or too long."""
    arguments = context.arguments
    if not arguments.text("text"):
        raise BadRequest("message text is empty")
    entities = arguments.structure("entities", "entities")
    text = formatted(arguments.text("text"), arguments.text("parse_mode"), entities)
    if not text.text:
        raise BadRequest("text must be non-empty")
    if text.units > TEXT_UNITS:
        raise BadRequest("message is too long")
    return text


def caption_argument(context: Context) -> Formatted:
    """The `caption` argument with its entities; refused when longer than 1024 UTF-16 units."""
    arguments = context.arguments
    entities = arguments.structure("caption_entities", "caption_entities")
    caption = formatted(arguments.text("caption"), arguments.text("parse_mode"), entities)
    if caption.units > CAPTION_UNITS:
        raise BadRequest("message caption is too long")
    return caption


def place(context: Context, content: dict[str, Any]) -> Message:
    """Post `content` where the call says: chat, topic, as a reply, with buttons."""
    arguments = context.arguments
    markup = keyboard.parse(arguments.structure("reply_markup", "reply keyboard markup"))
    chat = context.chat()
    thread_id = _thread(context, chat)
    reply_to = _reply(context, chat)
    context.charge(chat)
    return context.world.post(
        chat,
        context.bot.user,
        content,
        thread_id=thread_id,
        reply_to=reply_to,
        keyboard=markup,
        protected=arguments.truth("protect_content"),
        silent=arguments.truth("disable_notification"),
    )


def _thread(context: Context, chat: Chat) -> int | None:
    """The topic asked for; without a forum there are no topics and the argument is of no effect."""
    thread_id = context.arguments.number("message_thread_id")
    if not thread_id or not chat.forum:
        return None
    topic = chat.topic(thread_id)
    if topic is None or thread_id == GENERAL_TOPIC:
        raise BadRequest("message thread not found")
    if topic.closed and not chat.member(context.bot.id).can_manage_topics:
        raise BadRequest("TOPIC_CLOSED")
    return thread_id


def _reply(context: Context, chat: Chat) -> Message | None:
    arguments = context.arguments
    given = arguments.structure("reply_parameters", "reply parameters")
    if given is None:
        given = {"message_id": arguments.number("reply_to_message_id")}
        given["allow_sending_without_reply"] = arguments.truth("allow_sending_without_reply")
    if not isinstance(given, dict):
        raise BadRequest("object expected as reply parameters")
    try:
        message_id = int(given.get("message_id") or 0)
    except (TypeError, ValueError):
        message_id = 0
    if not message_id:
        return None
    replied = context.world.message(chat, message_id)
    if replied is None and not given.get("allow_sending_without_reply"):
        raise BadRequest("message to be replied not found")
    return replied


METHODS: tuple[Handler, ...] = (send_message, copy_message, send_chat_action)
