"""Who and where: people, bot accounts, chats, members and topics, as the Bot API shows them."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.rehearsal.arguments import Arguments
from bot.rehearsal.errors import BadRequest
from bot.rehearsal.webhooks import Webhook

TOPIC_COLOURS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


@dataclass(slots=True)
class User:
    """A person or, with `is_bot`, the face of a bot account."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = ""
    is_bot: bool = False
    deactivated: bool = False

    def shown(self) -> dict[str, Any]:
        """The User object of the Bot API; absent fields are absent, as in JsonUser of tdlib/telegram-bot-api."""
        shown: dict[str, Any] = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.last_name:
            shown["last_name"] = self.last_name
        if self.username:
            shown["username"] = self.username
        if self.language_code:
            shown["language_code"] = self.language_code
        return shown


class ChatKind(StrEnum):
    """The kinds of chat this server knows; channels are not among them."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"


class Standing(StrEnum):
    """Where somebody stands in a chat: the `status` of a ChatMember."""

    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    LEFT = "left"
    KICKED = "kicked"


@dataclass(frozen=True, slots=True)
class Member:
    """One person's or bot's standing in one chat; the rights count for administrators only."""

    standing: Standing
    can_manage_topics: bool = False
    can_delete_messages: bool = False
    can_pin_messages: bool = False

    @property
    def present(self) -> bool:
        """Whether they are in the chat."""
        return self.standing in {Standing.CREATOR, Standing.ADMINISTRATOR, Standing.MEMBER}

    @property
    def rules(self) -> bool:
        """Whether they are the owner or an administrator."""
        return self.standing in {Standing.CREATOR, Standing.ADMINISTRATOR}

    def shown(self, user: User, *, topics: bool = False) -> dict[str, Any]:
        """The ChatMember object; `topics` says that the chat is a supergroup, where rights over topics exist."""
        shown: dict[str, Any] = {"status": self.standing.value, "user": user.shown()}
        if self.standing is Standing.CREATOR:
            shown["is_anonymous"] = False
        elif self.standing is Standing.KICKED:
            shown["until_date"] = 0
        elif self.standing is Standing.ADMINISTRATOR:
            shown |= dict.fromkeys(_RIGHTS, False)
            shown |= {"can_manage_chat": True, "can_delete_messages": self.can_delete_messages}
            shown["can_pin_messages"] = self.can_pin_messages
            if topics:
                shown["can_manage_topics"] = self.can_manage_topics
        return shown


_RIGHTS = (
    "can_be_edited",
    "is_anonymous",
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
)
ABSENT = Member(Standing.LEFT)


@dataclass(slots=True)
class Topic:
    """A topic of a forum; its id is the id of the service message that opened it."""

    id: int
    name: str
    icon_color: int
    creator_id: int
    closed: bool = False
    deleted: bool = False

    def shown(self) -> dict[str, Any]:
        """The ForumTopic object."""
        return {"message_thread_id": self.id, "name": self.name, "icon_color": self.icon_color}


@dataclass(slots=True)
class Chat:
    """A chat. A private one is between one person and one bot account; `id` is then the person's."""

    id: int
    kind: ChatKind
    title: str = ""
    person: User | None = None
    bot_id: int | None = None
    forum: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    migrated_to: int | None = None

    def member(self, user_id: int) -> Member:
        """Where somebody stands here; who was never here has left."""
        return self.members.get(user_id, ABSENT)

    def topic(self, thread_id: int | None) -> Topic | None:
        """The topic, when it exists and was not deleted."""
        topic = self.topics.get(thread_id) if thread_id is not None else None
        return None if topic is None or topic.deleted else topic

    def shown(self) -> dict[str, Any]:
        """The Chat object of the Bot API."""
        if self.person is not None:
            shown: dict[str, Any] = {"id": self.id, "first_name": self.person.first_name}
            if self.person.last_name:
                shown["last_name"] = self.person.last_name
            if self.person.username:
                shown["username"] = self.person.username
            return shown | {"type": "private"}
        shown = {"id": self.id, "title": self.title, "type": self.kind.value}
        if self.forum:
            shown["is_forum"] = True
        return shown


@dataclass(slots=True)
class BotAccount:
    """A bot account as its server keeps it: token, face, wishes, and whom it has ever met."""

    token: str
    user: User
    reads_all: bool = False
    acquaintances: set[int] = field(default_factory=set)
    allowed_updates: frozenset[str] = frozenset()
    commands: dict[tuple[str, str], list[dict[str, str]]] = field(default_factory=dict)
    webhook: Webhook | None = None

    def wish(self, given: Arguments) -> None:
        """Take over `allowed_updates`; an empty list is the default, and what cannot be read changes nothing."""
        try:
            wanted = given.structure("allowed_updates", "allowed_updates")
        except BadRequest:
            return
        if isinstance(wanted, list) and all(isinstance(kind, str) for kind in wanted):
            self.allowed_updates = frozenset(kind.lower() for kind in wanted)

    @property
    def id(self) -> int:
        """The bot's user id."""
        return self.user.id

    def me(self) -> dict[str, Any]:
        """What getMe answers: the User object with the fields that only getMe returns."""
        return self.user.shown() | {
            "can_join_groups": True,
            "can_read_all_group_messages": self.reads_all,
            "supports_inline_queries": False,
            "supports_guest_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
        }
