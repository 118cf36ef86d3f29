"""Buttons under a message: what is accepted, and how it is shown.

Source: `get_reply_markup` of tdlib/telegram-bot-api and ReplyMarkup.cpp of tdlib/td; BUTTON_DATA_INVALID and
REPLY_MARKUP_TOO_LONG are the server's own, the second in the words telegram-bot-api gives it.
"""

import re
from typing import Any

from bot.rehearsal.errors import BadRequest

Row = list[dict[str, Any]]
Keyboard = list[Row]

DATA_BYTES = 64
BUTTONS_A_ROW = 8
BUTTONS_IN_ALL = 100
_URL = re.compile(r"(?:https?://|tg://|tonsite://)\S+|[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?", re.IGNORECASE)
_ELSEWHERE = ("web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat", "copy_text", "pay")


def parse(markup: object) -> Keyboard | None:
    """The inline keyboard in `reply_markup`; None when it has none (other markups show nothing in a Message)."""
    if markup is None or markup == "":
        return None
    if not isinstance(markup, dict):
        raise BadRequest("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return None
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise BadRequest('field "inline_keyboard" must be an Array of Arrays')
    keyboard = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, keyboard)) > BUTTONS_IN_ALL or any(len(row) > BUTTONS_A_ROW for row in keyboard):
        raise BadRequest("reply markup is too long")
    return keyboard or None


def _button(button: object) -> dict[str, Any]:
    unreadable = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise BadRequest(unreadable + "InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise BadRequest(unreadable + 'Can\'t find field "text"')
    if not text.strip():
        raise BadRequest("inline keyboard button text must be non-empty")
    if url := button.get("url"):
        if not _URL.fullmatch(str(url)):
            raise BadRequest(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
        return {"text": text, "url": str(url)}
    if data := button.get("callback_data"):
        if len(str(data).encode()) > DATA_BYTES:
            raise BadRequest("BUTTON_DATA_INVALID")
        return {"text": text, "callback_data": str(data)}
    for kind in _ELSEWHERE:
        if kind in button:
            return {"text": text, kind: button[kind]}
    raise BadRequest(unreadable + "Text buttons are unallowed in the inline keyboard")
