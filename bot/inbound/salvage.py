"""The fields that we read, out of an update that aiogram finds unreadable as a whole.

aiogram asks for every field that the newest Bot API promises, so one that an older or other server leaves out (a right of an
administrator, a detail of a sticker) would cost us a parent's words, or the group that we were just added to.
"""

from collections.abc import Mapping
from typing import Any

from bot.inbound.telegram_members import PRESENT

MESSAGE = (
    "message_id",
    "date",
    "edit_date",
    "chat",
    "from",
    "sender_chat",
    "message_thread_id",
    "is_topic_message",
    "text",
    "caption",
    "voice",
    "audio",
    "photo",
    "document",
    "video_note",
    "migrate_to_chat_id",
    "forum_topic_closed",
    "forum_topic_reopened",
)
MEMBERSHIP = ("chat", "from", "date")


def essentials(update: Mapping[str, Any]) -> dict[str, Any]:
    """The update with only what reading it needs. Raises TypeError or LookupError when it is none of ours."""
    found: dict[str, Any] = {"update_id": update["update_id"]}
    for name in ("message", "edited_message"):
        if name in update:
            found[name] = _message(update[name])
    if "callback_query" in update:
        query = update["callback_query"]
        found["callback_query"] = {**query, "message": _message(query["message"])}
    if "my_chat_member" in update:
        change = update["my_chat_member"]
        members = {name: _member(change[name]) for name in ("old_chat_member", "new_chat_member")}
        found["my_chat_member"] = {name: change[name] for name in MEMBERSHIP} | members
    return found


def _message(message: Mapping[str, Any]) -> dict[str, Any]:
    """Of the message that it answers only the id, and only that it was forwarded, not from whom."""
    found = {name: message[name] for name in MESSAGE if name in message}
    if "reply_to_message" in message:
        place = {"date": message["date"], "chat": message["chat"]}
        found["reply_to_message"] = {"message_id": message["reply_to_message"]["message_id"], **place}
    if "forward_origin" in message:
        found["forward_origin"] = {"type": "hidden_user", "sender_user_name": "", "date": message["date"]}
    return found


def _member(member: Mapping[str, Any]) -> dict[str, Any]:
    """Whether we are in the chat, without any rights."""
    present = member["status"] in PRESENT or bool(member.get("is_member"))
    return {"user": member["user"], "status": "member" if present else "left"}
