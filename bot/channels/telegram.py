"""Telegram: one part of a delivery becomes one call of the Bot API, and what becomes of it an Outcome."""

from io import BytesIO
from typing import Any

from aiogram import Bot
from aiogram.methods import (
    CreateForumTopic,
    DeleteMessage,
    EditMessageReplyMarkup,
    EditMessageText,
    SendDocument,
    SendMessage,
    SendPhoto,
    SendVoice,
    TelegramMethod,
)
from aiogram.types import (
    BufferedInputFile,
    ForumTopic,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    MessageId,
)

from bot.channels.telegram_errors import outcome_of, outcome_of_reading
from bot.domain.delivery import PartKind
from bot.outbox.call import Attachment, Call
from bot.outbox.outcome import Fate, Outcome, Why, delivered

BIGGEST_DOWNLOAD = 20_000_000
"""Bytes that a bot may download (core.telegram.org/bots/api#getfile: 20 MB)."""
DOWNLOAD_SECONDS = 60
FILENAMES = {"voice": "voice.ogg", "photo": "photo.jpg", "document": "document"}

SENDING = (SendMessage, SendVoice, SendPhoto, SendDocument)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class _SendMessage(SendMessage):
    """Of the answer only the message's id is read: to understand all of it takes longer than to write the call."""

    __returning__ = MessageId  # type: ignore[assignment]


class TelegramChannel:
    """One bot account on Telegram (the port `bot.outbox.channel.Channel`). Texts go as they are, without a parse mode.

    `paid`: up to 1000 messages a second. Telegram takes 0.1 Star for each above its free 30 from the bot's balance, and refuses
    them as too fast without this (core.telegram.org/bots/faq, 'paid broadcasts').
    """

    def __init__(self, bot: Bot, *, paid: bool = False) -> None:
        self._bot = bot
        self._paid = paid

    async def carry_out(self, call: Call) -> Outcome:
        """Make one API call; every error is an Outcome."""
        try:
            method = self._method(call)
        except ValueError:
            # The words of the error would repeat what was to be sent.
            return Outcome(Fate.NOT_DELIVERED, Why.REFUSED, detail=f"this {call.kind} cannot be put to Telegram")
        try:
            return delivered(_external_id(await self._bot(method)))
        except Exception as error:
            return outcome_of(error)

    def _method(self, call: Call) -> TelegramMethod[Any]:
        method = _method(call)
        if self._paid and isinstance(method, SENDING):
            method.allow_paid_broadcast = True
        return method

    async def fetch(self, ref: str) -> bytes | Outcome:
        """The content of a file that came in, up to BIGGEST_DOWNLOAD; safe to ask again."""
        try:
            file = await self._bot.get_file(ref)
            if file.file_path is None or (file.file_size or 0) > BIGGEST_DOWNLOAD:
                return Outcome(Fate.NOT_DELIVERED, Why.REFUSED, detail="the file is too big for a bot, or gone")
            content = BytesIO()
            await self._bot.download_file(file.file_path, content, timeout=DOWNLOAD_SECONDS)
        except Exception as error:
            return outcome_of_reading(error)
        return content.getvalue()

    async def close(self) -> None:
        """Close the connections; the bot is of no use after it."""
        await self._bot.session.close()


def _method(call: Call) -> TelegramMethod[Any]:
    """The call as the Bot API has it. Raises ValueError when it lacks what it needs."""
    match call.kind:
        case PartKind.SEND if call.attachment is not None:
            return _attachment(call, call.attachment)
        case PartKind.SEND:
            return _SendMessage(
                chat_id=call.chat,
                message_thread_id=_topic(call),
                text=call.text,
                parse_mode=None,
                link_preview_options=_NO_PREVIEW,
                disable_notification=call.silent,
                reply_markup=_keyboard(call),
            )
        case PartKind.EDIT if call.text:
            return EditMessageText(
                chat_id=call.chat,
                message_id=_number(call.message_id),
                text=call.text,
                parse_mode=None,
                link_preview_options=_NO_PREVIEW,
                reply_markup=_keyboard(call),
            )
        case PartKind.EDIT:
            return EditMessageReplyMarkup(chat_id=call.chat, message_id=_number(call.message_id), reply_markup=_keyboard(call))
        case PartKind.DELETE:
            return DeleteMessage(chat_id=call.chat, message_id=_number(call.message_id))
        case PartKind.CREATE_TOPIC:
            return CreateForumTopic(chat_id=call.chat, name=call.topic_name)


def _attachment(call: Call, attachment: Attachment) -> TelegramMethod[Message]:
    """By the file's own name on Telegram when it has one, else uploaded."""
    file: str | BufferedInputFile
    if attachment.ref is not None:
        file = attachment.ref
    elif attachment.content is not None:
        file = BufferedInputFile(attachment.content, attachment.filename or FILENAMES.get(attachment.kind, "document"))
    else:
        raise ValueError("an attachment without content")
    chat, topic, caption, keyboard, silent = call.chat, _topic(call), call.text or None, _keyboard(call), call.silent
    match attachment.kind:
        case "voice":
            return SendVoice(
                chat_id=chat,
                message_thread_id=topic,
                voice=file,
                caption=caption,
                parse_mode=None,
                disable_notification=silent,
                reply_markup=keyboard,
            )
        case "photo":
            return SendPhoto(
                chat_id=chat,
                message_thread_id=topic,
                photo=file,
                caption=caption,
                parse_mode=None,
                disable_notification=silent,
                reply_markup=keyboard,
            )
        case "document":
            return SendDocument(
                chat_id=chat,
                message_thread_id=topic,
                document=file,
                caption=caption,
                parse_mode=None,
                disable_notification=silent,
                reply_markup=keyboard,
            )
        case _:
            raise ValueError("an attachment of no known kind")


def _keyboard(call: Call) -> InlineKeyboardMarkup | None:
    if not call.rows:
        return None
    rows = [[InlineKeyboardButton(text=label, callback_data=token) for label, token in row] for row in call.rows]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _topic(call: Call) -> int | None:
    return None if call.topic is None else _number(call.topic)


def _number(external_id: str | None) -> int:
    """Telegram numbers messages and topics. Raises ValueError for anything else."""
    if external_id is None:
        raise ValueError("no message is named")
    return int(external_id)


def _external_id(result: object) -> str | None:
    """The new message's or topic's id; an edit answers the message, a delete only yes."""
    match result:
        case Message() | MessageId():
            return str(result.message_id)
        case ForumTopic():
            return str(result.message_thread_id)
        case _:
            return None
