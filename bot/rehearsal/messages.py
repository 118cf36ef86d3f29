"""A message as the server keeps it and as the Bot API shows it."""

from dataclasses import dataclass, field
from typing import Any

from bot.rehearsal.chats import Chat, User
from bot.rehearsal.keyboard import Keyboard

MEDIA = ("voice", "photo", "document", "sticker", "location", "contact")
SERVICE = frozenset(
    [
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
        "new_chat_members",
        "left_chat_member",
        "group_chat_created",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
    ]
)


GROUP_ANONYMOUS_BOT = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
"""Who stands in for somebody who speaks in a group's name (core.telegram.org/bots/api#message, `sender_chat`)."""


@dataclass(slots=True)
class Message:
    """A message in a chat. `content` holds the fields of the Bot API's Message that say what it is."""

    chat: Chat
    id: int
    sender: User
    date: int
    content: dict[str, Any]
    thread_id: int | None = None
    reply_to: "Message | None" = None
    keyboard: Keyboard | None = None
    forward_origin: dict[str, Any] | None = None
    edited_at: int | None = None
    deleted: bool = False
    protected: bool = False
    silent: bool = False
    anonymous: bool = False
    """An administrator of the group said it in the group's name."""
    earlier: list[dict[str, Any]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What can be read: the text, or the caption of a picture, document or voice note."""
        return str(self.content.get("text") or self.content.get("caption") or "")

    @property
    def entities(self) -> list[dict[str, Any]]:
        """The entities of that text."""
        return list(self.content.get("entities") or self.content.get("caption_entities") or [])

    @property
    def kind(self) -> str:
        """`text`, a medium such as `voice`, or the name of the service field such as `forum_topic_created`."""
        return next((name for name in (*MEDIA, *sorted(SERVICE)) if name in self.content), "text")

    @property
    def is_service(self) -> bool:
        """Whether the chat itself speaks: a topic opened, somebody joined."""
        return self.kind in SERVICE

    @property
    def from_bot(self) -> bool:
        """Whether a bot sent it."""
        return self.sender.is_bot

    @property
    def buttons(self) -> list[list[str]]:
        """The words on the buttons, row by row."""
        return [[button["text"] for button in row] for row in self.keyboard or []]

    @property
    def file_id(self) -> str | None:
        """The file in it; of a photo the largest size."""
        medium = self.content.get(self.kind)
        if isinstance(medium, list) and self.kind == "photo":
            medium = medium[-1]
        return medium.get("file_id") if isinstance(medium, dict) else None

    def shown(self, *, with_reply: bool = True) -> dict[str, Any]:
        """The Message object; a message replied to is shown without its own reply, as the Bot API does."""
        shown: dict[str, Any] = {
            "message_id": self.id,
            "from": self.sender.shown(),
            "chat": self.chat.shown(),
            "date": self.date,
        }
        if self.anonymous:
            shown |= {"from": GROUP_ANONYMOUS_BOT, "sender_chat": self.chat.shown()}
        if self.thread_id is not None:
            shown |= {"message_thread_id": self.thread_id, "is_topic_message": True}
        if self.forward_origin is not None:
            shown["forward_origin"] = self.forward_origin
        if self.edited_at is not None:
            shown["edit_date"] = self.edited_at
        if self.protected:
            shown["has_protected_content"] = True
        if with_reply and self.reply_to is not None and not self.reply_to.deleted:
            shown["reply_to_message"] = self.reply_to.shown(with_reply=False)
        shown |= self.content
        if self.keyboard:
            shown["reply_markup"] = {"inline_keyboard": self.keyboard}
        return shown

    def inaccessible(self) -> dict[str, Any]:
        """The InaccessibleMessage object, for a tap under a message that is gone."""
        return {"chat": self.chat.shown(), "message_id": self.id, "date": 0}
