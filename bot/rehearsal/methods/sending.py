"""Sending text, copying, and the sign that somebody is writing."""

from dataclasses import dataclass
from typing import Any

from bot.rehearsal.arguments import Arguments
from bot.rehearsal.chats import Chat, ChatKind
from bot.rehearsal.errors import BadRequest
from bot.rehearsal.formatting import CAPTION_UNITS, TEXT_UNITS, Formatted, formatted
from bot.rehearsal.keyboard import Keyboard
from bot.rehearsal.messages import MEDIA, Message
from bot.rehearsal.methods.context import Access, Context
from bot.rehearsal.methods.method import SENDING, SENDING_OLDER, SENDING_REFUSED, Method
from bot.rehearsal.terms import terms

_ACTIONS = frozenset(
    [
        "cancel",
        "typing",
        "record_audio",
        "upload_audio",
        "pick_up_location",
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
REPLY = terms(
    "message_id allow_sending_without_reply",
    refused=(
        "chat_id ephemeral_message_id quote quote_parse_mode quote_entities quote_position checklist_task_id poll_option_id"
    ),
)
PREVIEW = terms("is_disabled", refused="url prefer_small_media prefer_large_media show_above_text")


async def send_message(context: Context) -> dict[str, Any]:
    """Send text of 1 to 4096 UTF-16 units, counted after entities are parsed."""
    content = text_argument(context)
    return destination(context).post(content).shown()


async def copy_message(context: Context) -> dict[str, Any]:
    """Send the content of a message again, without a link to it; answers a MessageId."""
    if not context.arguments.text("from_chat_id"):
        raise BadRequest('parameter "from_chat_id" is required')
    caption = caption_argument(context).content("caption") if context.arguments.has("caption") else None
    original = context.message(context.chat("from_chat_id", Access.READ), "message to copy")
    where = destination(context)
    if original.is_service:
        raise BadRequest("the message can't be copied")
    if original.protected:
        raise BadRequest("message has protected content and can't be forwarded")
    content = original.content
    if caption is not None and original.kind in MEDIA:
        content = {name: value for name, value in content.items() if not name.startswith("caption")} | caption
    return {"message_id": where.post(content).id}


async def send_chat_action(context: Context) -> bool:
    """True, for a deleted topic as well: it is no probe."""
    if context.arguments.text("action").lower() not in _ACTIONS:
        raise BadRequest("wrong parameter action in request")
    context.chat()
    return True


def text_argument(context: Context) -> dict[str, Any]:
    """The `text` argument with its entities, and that it shows no preview; refused when empty or too long."""
    arguments = context.arguments
    preview = _preview(arguments)
    if not arguments.text("text"):
        raise BadRequest("message text is empty")
    text = formatted(arguments.text("text"), arguments.text("parse_mode"), _entities(arguments, "entities"))
    if not text.text:
        raise BadRequest("text must be non-empty")
    if text.units > TEXT_UNITS:
        raise BadRequest("message is too long")
    return text.content() | preview


def caption_argument(context: Context) -> Formatted:
    """The `caption` argument with its entities; refused when longer than 1024 UTF-16 units."""
    arguments = context.arguments
    caption = formatted(arguments.text("caption"), arguments.text("parse_mode"), _entities(arguments, "caption_entities"))
    if caption.units > CAPTION_UNITS:
        raise BadRequest("message caption is too long")
    return caption


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a message goes: chat, topic, as a reply, with buttons."""

    context: Context
    chat: Chat
    thread_id: int | None
    reply_to: Message | None
    keyboard: Keyboard | None

    def post(self, content: dict[str, Any]) -> Message:
        """Count one message, or refuse with 429, and put it there."""
        arguments = self.context.arguments
        self.context.charge(self.chat)
        return self.context.world.post(
            self.chat,
            self.context.bot.user,
            content,
            thread_id=self.thread_id,
            reply_to=self.reply_to,
            keyboard=self.keyboard,
            protected=arguments.truth("protect_content"),
            silent=arguments.truth("disable_notification"),
        )


def destination(context: Context) -> Destination:
    """Where the call wants its message; each refusal in the order of `do_send_message` of tdlib/telegram-bot-api."""
    reply_id, lenient = _reply(context.arguments)
    markup = context.keyboard()
    chat = context.chat()
    thread_id = _thread(context, chat)
    replied = context.world.message(chat, reply_id) if reply_id > 0 else None
    if reply_id > 0 and replied is None and not lenient:
        raise BadRequest("message to be replied not found")
    return Destination(context, chat, thread_id, replied, markup)


def _entities(arguments: Arguments, name: str) -> object:
    """What cannot be read counts as none (`get_input_entities` of tdlib/telegram-bot-api)."""
    try:
        return arguments.structure(name, "entities")
    except BadRequest:
        return None


def _preview(arguments: Arguments) -> dict[str, Any]:
    """No phone here shows a preview, so that one can only be switched off."""
    if not arguments.text("link_preview_options"):
        return {"link_preview_options": {"is_disabled": True}} if arguments.truth("disable_web_page_preview") else {}
    options = arguments.structure("link_preview_options", "link preview options")
    if not isinstance(options, dict):
        raise BadRequest("object expected as link preview options")
    PREVIEW.hold(options, options, "link_preview_options")
    return {"link_preview_options": {"is_disabled": True}} if options.get("is_disabled") else {}


def _thread(context: Context, chat: Chat) -> int | None:
    """The topic asked for; in a group without topics the argument is of no effect, in private there is none to find."""
    thread_id = context.arguments.number("message_thread_id")
    if thread_id <= 0 or not (chat.forum or chat.kind is ChatKind.PRIVATE):
        return None
    topic = chat.topic(thread_id)
    if topic is None or thread_id == GENERAL_TOPIC:
        raise BadRequest("message thread not found")
    if topic.closed and not chat.member(context.bot.id).can_manage_topics:
        raise BadRequest("TOPIC_CLOSED")
    return thread_id


def _reply(arguments: Arguments) -> tuple[int, bool]:
    """The id of the message replied to, 0 for none, and whether it may be gone."""
    if not arguments.has("reply_parameters"):
        return arguments.number("reply_to_message_id"), arguments.truth("allow_sending_without_reply")
    if not arguments.text("reply_parameters"):
        return 0, False
    given = arguments.structure("reply_parameters", "reply parameters")
    if not isinstance(given, dict):
        raise BadRequest("object expected as reply parameters")
    if not given:
        return 0, False
    REPLY.hold(given, given, "reply_parameters")
    if "message_id" not in given:
        raise BadRequest('can\'t find field "message_id"')
    named = Arguments(given)
    return named.number("message_id"), named.truth("allow_sending_without_reply")


METHODS = (
    Method(
        send_message,
        terms(
            f"{SENDING} text parse_mode entities link_preview_options",
            refused=SENDING_REFUSED,
            older=f"{SENDING_OLDER} disable_web_page_preview",
        ),
        "Message",
        "Client.cpp `process_send_message_query`, `get_input_message_text`, `do_send_message`",
        lacks="No previews: `link_preview_options` can only switch them off.",
    ),
    Method(
        copy_message,
        terms(
            f"{SENDING} from_chat_id message_id caption parse_mode caption_entities",
            harmless={"video_start_timestamp": "there are no videos"},
            refused="direct_messages_topic_id message_effect_id suggested_post_parameters show_caption_above_media",
            older=SENDING_OLDER,
        ),
        "MessageId",
        "Client.cpp `process_copy_message_query`; tdlib/td MessagesManager.cpp `forward_message`, "
        "`process_send_message_fail_error`",
        (
            'parameter "from_chat_id" is required',
            "message to copy not found",
            "the message can't be copied",
            "message has protected content and can't be forwarded",
        ),
    ),
    Method(
        send_chat_action,
        terms(
            "chat_id action",
            harmless={"message_thread_id": "no phone shows who is typing; Telegram answers True for a deleted topic too"},
            refused="business_connection_id",
        ),
        "True",
        "Client.cpp `process_send_chat_action_query`, `get_chat_action`",
        ("wrong parameter action in request",),
        "Shown to nobody.",
    ),
)
