"""Everything the server knows, in memory: accounts, people, chats, messages, files, updates and taps."""

import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from random import random
from typing import Any

from bot.rehearsal.calls import CallLog
from bot.rehearsal.changes import Changes
from bot.rehearsal.chats import BotAccount, Chat, ChatKind, Member, Standing, User
from bot.rehearsal.clock import ManualClock, Pace, ServerClock
from bot.rehearsal.errors import NotPossible
from bot.rehearsal.faults import Faults
from bot.rehearsal.files import FileStore
from bot.rehearsal.journal import Journal
from bot.rehearsal.limits import Limits, Meter
from bot.rehearsal.messages import Message
from bot.rehearsal.numbers import Numbers
from bot.rehearsal.privacy import sees
from bot.rehearsal.queries import Query
from bot.rehearsal.updates import SILENT_UNLESS_ASKED, UpdateQueue

Observer = Callable[[str, Any], None]
Latency = Callable[[str, int | None], Awaitable[None]]

FIRST_UPDATE_ID = 700_000_001
FIRST_USER_ID = 510_000_001
FIRST_GROUP_ID = -4_100_000_001
FIRST_SUPERGROUP_ID = -1_002_100_000_001


class World:
    """The state of one server. Ids are counted, never drawn, so that a run repeats itself.

    `clock` dates and expires, `pace` meters rates. `latency` is awaited before each call with its method and chat id.
    `chance` is between 0 and 1, for what a server leaves to it.
    `observers` are told of each result ("sendMessage", the result) and each update ("Update", the object) as answered.
    """

    def __init__(
        self,
        *,
        clock: ServerClock | None = None,
        pace: Pace = time.monotonic,
        limits: Limits | None = None,
        log: CallLog | None = None,
        latency: Latency | None = None,
        chance: Callable[[], float] = random,
    ) -> None:
        self.clock = clock or ManualClock()
        self.pace = pace
        self.limits = limits or Limits()
        self.log = log or CallLog()
        self.latency = latency
        self.chance = chance
        self.faults = Faults()
        self.files = FileStore()
        self.changes = Changes()
        self.journal = Journal()
        self.observers: list[Observer] = []
        self.bots: dict[str, BotAccount] = {}
        self.queues: dict[int, UpdateQueue] = {}
        self.users: dict[int, User] = {}
        self.groups: dict[int, Chat] = {}
        self.queries: dict[str, Query] = {}
        self._meters: dict[int, Meter] = {}
        self._private: dict[tuple[int, int], Chat] = {}
        self._messages: dict[tuple[int | None, int], dict[int, Message]] = defaultdict(dict)
        self._message_ids: dict[tuple[int | None, int], Numbers] = defaultdict(lambda: Numbers(1))
        self._user_ids = Numbers(FIRST_USER_ID)
        self._group_ids = Numbers(FIRST_GROUP_ID, -1)
        self._supergroup_ids = Numbers(FIRST_SUPERGROUP_ID, -1)
        self._query_ids = Numbers(4_382_000_000_000_000_001)

    def date(self) -> int:
        """Now, as messages are dated: whole seconds since 1970."""
        return int(self.clock.now())

    def add_bot(
        self,
        token: str,
        *,
        username: str,
        first_name: str,
        reads_all: bool = False,
        first_update_id: int = FIRST_UPDATE_ID,
    ) -> BotAccount:
        """Register a bot account; its id is the number before the colon of its token.

        `reads_all` is BotFather's switched-off group privacy.
        """
        user = User(int(token.split(":", 1)[0]), first_name, username=username, is_bot=True)
        account = BotAccount(token, user, reads_all)
        self.bots[token] = account
        self.users[user.id] = user
        self.queues[user.id] = UpdateQueue(self.clock, self.changes, first_update_id)
        self._meters[user.id] = Meter(self.limits, self.pace)
        return account

    def add_user(
        self,
        first_name: str,
        *,
        last_name: str = "",
        username: str = "",
        language_code: str = "",
        user_id: int | None = None,
    ) -> User:
        """Somebody with a phone, who has met no bot yet."""
        number = user_id if user_id is not None else next(self._user_ids)
        user = User(number, first_name, last_name, username, language_code)
        self.users[user.id] = user
        self.changes.ring()
        return user

    def add_group(self, owner: User, title: str, *, supergroup: bool = False, forum: bool = False) -> Chat:
        """A group of `owner`'s; a forum is always a supergroup."""
        kind = ChatKind.SUPERGROUP if supergroup or forum else ChatKind.GROUP
        number = next(self._group_ids if kind is ChatKind.GROUP else self._supergroup_ids)
        chat = Chat(number, kind, title, forum=forum, members={owner.id: Member(Standing.CREATOR)})
        self.groups[chat.id] = chat
        self.changes.ring()
        return chat

    def meter(self, bot: BotAccount) -> Meter:
        """The meter of one bot account."""
        return self._meters[bot.id]

    def bot(self, bot_id: int) -> BotAccount:
        """The account of this id."""
        return next(account for account in self.bots.values() if account.id == bot_id)

    def bots_in(self, chat: Chat) -> list[BotAccount]:
        """The bot accounts present in a chat."""
        if chat.bot_id is not None:
            return [self.bot(chat.bot_id)]
        return [account for account in self.bots.values() if chat.member(account.id).present]

    def private_chat(self, bot: BotAccount, user: User) -> Chat | None:
        """The chat between a bot and a person, when the person ever started it."""
        return self._private.get((bot.id, user.id))

    def private_chats(self, user: User) -> list[Chat]:
        """The chats that a person began with bots."""
        found = (self.private_chat(account, user) for account in self.bots.values())
        return [chat for chat in found if chat is not None]

    def start_chat(self, bot: BotAccount, user: User) -> Chat:
        """The chat between a bot and a person, begun now if need be. Only a person's phone begins one."""
        chat = self._private.get((bot.id, user.id))
        if chat is None:
            members = {user.id: Member(Standing.MEMBER), bot.id: Member(Standing.MEMBER)}
            chat = Chat(user.id, ChatKind.PRIVATE, person=user, bot_id=bot.id, members=members)
            self._private[bot.id, user.id] = chat
            bot.acquaintances.add(user.id)
        return chat

    def messages(self, chat: Chat) -> list[Message]:
        """All messages of a chat in order, deleted ones included."""
        return list(self._messages[chat.bot_id, chat.id].values())

    def message(self, chat: Chat, message_id: int) -> Message | None:
        """A message that is still there."""
        found = self._messages[chat.bot_id, chat.id].get(message_id)
        return None if found is None or found.deleted else found

    def post(self, chat: Chat, sender: User, content: dict[str, Any], *, opens_topic: bool = False, **details: Any) -> Message:
        """Put a message into a chat, tell the bots that may see it, and wake who waits.

        `details` are fields of Message: thread_id, reply_to, keyboard, forward_origin, protected, silent. The message
        that `opens_topic` gives its own id to the thread.
        """
        # A private chat counts its messages per bot account, a group per group.
        counter = (chat.bot_id, 0) if chat.bot_id is not None else (None, chat.id)
        message = Message(chat, next(self._message_ids[counter]), sender, self.date(), content, **details)
        if opens_topic:
            message.thread_id = message.id
        if message.reply_to is None and message.thread_id is not None and not message.is_service:
            # In a topic everything replies to the message that opened it, as bots see it.
            message.reply_to = self.message(chat, message.thread_id)
        self._messages[chat.bot_id, chat.id][message.id] = message
        self.journal.add(message)
        self._deliver(message, "message")
        self.changes.ring()
        return message

    def edit(self, message: Message, content: dict[str, Any], **details: Any) -> None:
        """Change a message, keep what it said before, and tell the bots when a person did it."""
        message.earlier.append(message.content)
        message.content = content
        message.edited_at = self.date()
        for name, value in details.items():
            setattr(message, name, value)
        self.journal.add(message)
        if not message.from_bot:
            self._deliver(message, "edited_message")
        self.changes.ring()

    def delete(self, message: Message) -> None:
        """Take a message away; Telegram tells no bot."""
        message.deleted = True
        self.journal.add(message)
        self.changes.ring()

    def move(self, chat: Chat, actor: User, subject: User, new: Member) -> None:
        """Change somebody's standing; bots hear of their own (my_chat_member) and, if asked for, of others'."""
        old = chat.member(subject.id)
        chat.members[subject.id] = new
        topics = chat.kind is ChatKind.SUPERGROUP
        change = {
            "chat": chat.shown(),
            "from": actor.shown(),
            "date": self.date(),
            "old_chat_member": old.shown(subject, topics=topics),
            "new_chat_member": new.shown(subject, topics=topics),
        }
        told = {account.id: account for account in self.bots_in(chat)}
        if subject.is_bot:
            told[subject.id] = self.bot(subject.id)
        for account in told.values():
            account.acquaintances.add(actor.id)
            self.tell(account, "my_chat_member" if account.id == subject.id else "chat_member", change)
        self.changes.ring()

    def change_block(self, chat: Chat, *, blocked: bool) -> None:
        """A person blocks their bot, or takes it back: my_chat_member, in which the bot is `kicked` or `member`."""
        if chat.person is None or chat.bot_id is None:
            raise NotPossible("only a private chat with a bot can be blocked")
        standing = Standing.KICKED if blocked else Standing.MEMBER
        if chat.member(chat.bot_id).standing is not standing:
            self.move(chat, chat.person, self.users[chat.bot_id], Member(standing))

    def ask(self, bot_id: int, user: User, message: Message, data: str) -> Query:
        """Somebody taps a button: a callback_query that waits for its answer."""
        query = Query(str(next(self._query_ids)), bot_id, user, message, data, self.clock.now())
        self.queries[query.id] = query
        self.tell(self.bot(bot_id), "callback_query", query.shown())
        return query

    def tell(self, account: BotAccount, kind: str, payload: dict[str, Any]) -> None:
        """Queue an update, if the bot wants that kind (tdlib/telegram-bot-api: three kinds only when asked for)."""
        wanted = kind in account.allowed_updates if account.allowed_updates else kind not in SILENT_UNLESS_ASKED
        if wanted:
            self.observe("Update", self.queues[account.id].append(kind, payload).shown())
            self.changes.ring()

    def observe(self, what: str, shown: Any) -> None:
        """Tell the observers what is answered."""
        for observer in self.observers:
            observer(what, shown)

    def _deliver(self, message: Message, kind: str) -> None:
        for account in self.bots_in(message.chat):
            account.acquaintances.add(message.sender.id)
            own_news = message.kind.startswith("forum_topic_") or message.kind == "left_chat_member"
            if (message.sender.id != account.id or own_news) and sees(account, message):
                self.tell(account, kind, message.shown())
