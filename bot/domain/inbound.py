"""What came in over a channel, in words that are the same for every channel. It is stored before it is confirmed."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class InboundKind(StrEnum):
    TEXT = "text"
    COMMAND = "command"
    """`word` is the command without its slash, `text` what follows."""
    TAP = "tap"
    """`token` is the button's."""
    VOICE = "voice"
    PHOTO = "photo"
    DOCUMENT = "document"
    UNSUPPORTED = "unsupported"
    """A sticker, a location, a poll: `word` names it."""
    EDITED = "edited"
    """An earlier message has new words: `message_id` says which."""
    LEFT = "left"
    """The person blocked us."""
    RETURNED = "returned"
    """The person unblocked us."""
    ANONYMOUS = "anonymous"
    """Somebody said something in a group in the group's own name: who it was, nobody can see. Without its words; `word` names the
    command, when it was one."""
    GROUP_JOINED = "group_joined"
    """We were added to a group by `sender`."""
    GROUP_LEFT = "group_left"
    GROUP_MOVED = "group_moved"
    """A group got another id (`word`), as when it became a supergroup."""
    TOPIC_CLOSED = "topic_closed"
    TOPIC_REOPENED = "topic_reopened"
    IGNORED = "ignored"
    """Kept for the record, no answer: a service message, a channel post, another bot."""


@dataclass(frozen=True, slots=True)
class Inbound:
    """One update. Ids are text, as channels have them."""

    bot_account_id: str
    update_id: str
    kind: InboundKind
    occurred_at: datetime
    address_kind: str
    sender: str = field(default="", repr=False)
    """The sender's external id; their private chat has the same one on Telegram."""
    sender_language: str = ""
    """What their phone says; a guess."""
    chat: str = field(default="", repr=False)
    """The chat's external id; equal to `sender` in a private chat."""
    in_group: bool = False
    is_forum: bool = False
    topic: str | None = None
    message_id: str | None = None
    reply_to: str | None = None
    text: str = field(default="", repr=False)
    word: str = ""
    token: str = ""
    file_ref: str = field(default="", repr=False)
    seconds: int | None = None
    size: int | None = None
    forwarded: bool = False
