"""Messages and their edits, as an Inbound."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from aiogram.enums import ContentType
from aiogram.types import Message

from bot.domain.inbound import Inbound, InboundKind
from bot.inbound.telegram_reading import GROUPS, Reading

UNSUPPORTED = frozenset(
    {
        "animation",
        "checklist",
        "contact",
        "dice",
        "game",
        "gift",
        "giveaway",
        "invoice",
        "live_photo",
        "location",
        "paid_media",
        "passport_data",
        "poll",
        "rich_message",
        "sticker",
        "story",
        "unique_gift",
        "venue",
        "video",
    }
)
"""What people send and we cannot take in, by aiogram's name for it. Every other kind of message is a service message."""

TOPIC_NEWS = {"forum_topic_closed": InboundKind.TOPIC_CLOSED, "forum_topic_reopened": InboundKind.TOPIC_REOPENED}

SAID = frozenset({"text", "voice", "audio", "photo", "document", "video_note"})
"""What could have been an answer or a command."""

_COMMAND = re.compile(r"/(?P<word>\w{1,32})(?:@(?P<bot>\w+))?(?:\s+(?P<rest>.*))?", re.DOTALL)


def read_message(message: Message, reading: Reading) -> Inbound:
    """What somebody said; or a service message, which matters when a group moved or a topic was closed."""
    kind = ContentType(message.content_type).value
    if message.migrate_to_chat_id is not None:
        moved_to = str(message.migrate_to_chat_id)
        return _inbound(InboundKind.GROUP_MOVED, message, reading, word=moved_to)
    if (nobody := _nobody(message)) is not None:
        return _anonymous(message, reading) if _speaks_as_the_group(message) and kind in SAID else reading.ignored(nobody)
    if kind in TOPIC_NEWS:
        return _inbound(TOPIC_NEWS[kind], message, reading)
    if kind == "text":
        return _words(message, reading)
    if kind in UNSUPPORTED:
        return _inbound(InboundKind.UNSUPPORTED, message, reading, text=message.caption or "", word=kind)
    return _media(message, reading) or reading.ignored(kind)


def read_edit(message: Message, reading: Reading) -> Inbound:
    """New words of an earlier message. A live location that moves, and media without words, are ignored."""
    if (nobody := _nobody(message)) is not None:
        return reading.ignored(nobody)
    text = message.text or message.caption
    if not text:
        return reading.ignored("edited_message")
    return _inbound(InboundKind.EDITED, message, reading, text=text)


def topic_of(message: Message) -> str | None:
    """The forum topic; None in General, and where there are no topics. (A thread id without the flag is a reply's.)"""
    if not message.is_topic_message or message.message_thread_id is None or message.chat.type not in GROUPS:
        return None
    return str(message.message_thread_id)


def _nobody(message: Message) -> str | None:
    """Why no person said it, or None: anonymous admins and channels speak as a chat, bots as themselves."""
    if message.chat.type == "channel":
        return "channel_post"
    if message.sender_chat is not None:
        return "sender_chat"
    if message.from_user is None or message.from_user.is_bot:
        return "bot"
    return None


def _speaks_as_the_group(message: Message) -> bool:
    """An administrator of the group who chose to remain anonymous."""
    return message.chat.type in GROUPS and message.sender_chat is not None and message.sender_chat.id == message.chat.id


def _anonymous(message: Message, reading: Reading) -> Inbound:
    """What was said is of no use without who said it, so it is not kept."""
    said = _words(message, reading)
    if said.kind is InboundKind.IGNORED:
        return said
    return replace(said, kind=InboundKind.ANONYMOUS, sender="", sender_language="", text="")


def _words(message: Message, reading: Reading) -> Inbound:
    text = message.text or ""
    command = _COMMAND.fullmatch(text.strip())
    if command is None or message.forward_origin is not None:
        return _inbound(InboundKind.TEXT, message, reading, text=text)
    if command["bot"] and reading.username and command["bot"].lower() != reading.username:
        return reading.ignored("other_bot")
    word, rest = command["word"].lower(), (command["rest"] or "").strip()
    return _inbound(InboundKind.COMMAND, message, reading, word=word, text=rest)


def _media(message: Message, reading: Reading) -> Inbound | None:
    """A voice note, picture or document. A sound file is something told, so it counts as voice; a round video is a document."""
    caption = message.caption or ""
    if (sound := message.voice or message.audio) is not None:
        return _inbound(
            InboundKind.VOICE,
            message,
            reading,
            text=caption,
            file_ref=sound.file_id,
            seconds=sound.duration,
            size=sound.file_size,
        )
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return _inbound(InboundKind.PHOTO, message, reading, text=caption, file_ref=largest.file_id, size=largest.file_size)
    if (file := message.document or message.video_note) is not None:
        seconds = message.video_note.duration if message.video_note is not None else None
        return _inbound(
            InboundKind.DOCUMENT,
            message,
            reading,
            text=caption,
            file_ref=file.file_id,
            seconds=seconds,
            size=file.file_size,
        )
    return None


def _inbound(kind: InboundKind, message: Message, reading: Reading, **fields: Any) -> Inbound:
    at = message.date if message.edit_date is None else datetime.fromtimestamp(message.edit_date, UTC)
    return reading.inbound(
        kind,
        person=message.from_user,
        chat=message.chat,
        at=at,
        topic=topic_of(message),
        message_id=str(message.message_id),
        reply_to=_reply_to(message),
        forwarded=message.forward_origin is not None,
        **fields,
    )


def _reply_to(message: Message) -> str | None:
    """What it answers. In a topic everything replies to the message that opened it, which says nothing."""
    answered = message.reply_to_message
    if answered is None or (message.is_topic_message and answered.message_id == message.message_thread_id):
        return None
    return str(answered.message_id)
