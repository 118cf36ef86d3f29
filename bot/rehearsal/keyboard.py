"""Buttons under a message: what is accepted, and how it is shown.

Source: `get_reply_markup` of tdlib/telegram-bot-api and ReplyMarkup.cpp of tdlib/td; BUTTON_DATA_INVALID and
REPLY_MARKUP_TOO_LONG are the server's own, the second in the words telegram-bot-api gives it.
"""

import re
from typing import Any

from bot.rehearsal.errors import BadRequest
from bot.rehearsal.terms import terms

Row = list[dict[str, Any]]
Keyboard = list[Row]

DATA_BYTES = 64
BUTTONS_A_ROW = 8
BUTTONS_IN_ALL = 100
_URL = re.compile(r"(?:https?://|tg://|tonsite://)\S+|[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?", re.IGNORECASE)
MARKUP = terms(
    "inline_keyboard",
    harmless={"remove_keyboard": "no phone has a keyboard to take away", "selective": "it goes with what is refused"},
    refused="keyboard is_persistent resize_keyboard one_time_keyboard input_field_placeholder force_reply",
)
"""The fields of all that `reply_markup` can be."""
BUTTON = terms(
    "text url callback_data copy_text",
    refused=(
        "icon_custom_emoji_id style web_app login_url switch_inline_query switch_inline_query_current_chat "
        "switch_inline_query_chosen_chat callback_game pay disabled"
    ),
)


def parse(markup: object) -> Keyboard | None:
    """The inline keyboard in `reply_markup`; None when it has none, or takes away a keyboard that no phone here can have."""
    if not isinstance(markup, dict):
        raise BadRequest("object expected as reply markup")
    MARKUP.hold(markup, markup, "reply_markup")
    rows = markup.get("inline_keyboard")
    if rows is None:
        return None
    if not isinstance(rows, list):
        raise BadRequest('field "inline_keyboard" must be of type Array')
    keyboard = [[_button(button) for button in _row(row)] for row in rows if row != []]
    if sum(map(len, keyboard)) > BUTTONS_IN_ALL or any(len(row) > BUTTONS_A_ROW for row in keyboard):
        raise BadRequest("reply markup is too long")
    return keyboard or None


def _row(row: object) -> list[object]:
    if not isinstance(row, list):
        raise BadRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    return row


def _button(button: object) -> dict[str, Any]:
    unreadable = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise BadRequest(unreadable + "InlineKeyboardButton must be an Object")
    text = button.get("text")
    if text is None:
        raise BadRequest(unreadable + 'Can\'t find field "text"')
    BUTTON.hold(button, button, "InlineKeyboardButton")
    if not str(text).strip():
        raise BadRequest("inline keyboard button text must be non-empty")
    if url := button.get("url"):
        if not _URL.fullmatch(str(url)):
            raise BadRequest(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
        return {"text": text, "url": str(url)}
    if data := button.get("callback_data"):
        if len(str(data).encode()) > DATA_BYTES:
            raise BadRequest("BUTTON_DATA_INVALID")
        return {"text": text, "callback_data": str(data)}
    if "copy_text" in button:
        return {"text": text, "copy_text": button["copy_text"]}
    raise BadRequest(unreadable + "Text buttons are unallowed in the inline keyboard")
