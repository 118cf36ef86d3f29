"""What one person sees: the messages in their chats, and waiting for one. No polling: a phone waits for a bell."""

import asyncio
from collections.abc import Callable
from typing import Self, TypeVar

from bot.rehearsal.chats import BotAccount, Chat, User
from bot.rehearsal.errors import NotPossible
from bot.rehearsal.messages import Message
from bot.rehearsal.queries import Answer, Query
from bot.rehearsal.world import World

Wanted = str | Callable[[Message], bool]
PATIENCE = 5.0
T = TypeVar("T")


class View:
    """The screen of `user`, whose private chat is with `bot`. Time-outs are in seconds of real time."""

    def __init__(self, world: World, bot: BotAccount, user: User) -> None:
        self.world = world
        self.bot = bot
        self.user = user
        self._read: dict[int, int] = {}

    def messages_in(self, chat: Chat | None = None, topic: int | None = None) -> list[Message]:
        """What can be seen in a chat, in order; in a forum of one topic when it is named."""
        where = chat or self.world.private_chat(self.bot, self.user)
        found = self.world.messages(where) if where is not None else []
        return [one for one in found if not one.deleted and topic in {None, one.thread_id}]

    @property
    def messages(self) -> list[Message]:
        """What can be seen in the chat with the bot, in order."""
        return self.messages_in()

    @property
    def received(self) -> list[Message]:
        """What the bot said in that chat, in order."""
        return [message for message in self.messages if message.from_bot]

    @property
    def last(self) -> Message:
        """The last thing the bot said."""
        if not self.received:
            raise NotPossible(f"{self.user.first_name} has received nothing")
        return self.received[-1]

    async def next_message(
        self,
        *,
        chat: Chat | None = None,
        topic: int | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109
    ) -> Message:
        """The first message of a bot in the chat that this method has not returned before."""
        found = await self.wait_for(lambda message: message.id > self._seen(message), chat=chat, topic=topic, timeout=timeout)
        self._read[found.chat.id] = found.id
        return found

    async def wait_for(
        self,
        wanted: Wanted,
        *,
        chat: Chat | None = None,
        topic: int | None = None,
        after: Message | None = None,
        timeout: float = PATIENCE,  # noqa: ASYNC109
    ) -> Message:
        """The first message of a bot, later than `after`, that holds the words or passes the test `wanted`."""
        first = after.id if after is not None else 0

        def find() -> Message | None:
            for message in self.messages_in(chat, topic):
                fits = wanted in message.text if isinstance(wanted, str) else wanted(message)
                if message.from_bot and message.id > first and fits:
                    return message
            return None

        return await self._when(find, timeout, wanted if isinstance(wanted, str) else "a message", chat)

    async def wait_until(self, holds: Callable[[Self], bool], *, timeout: float = PATIENCE) -> None:  # noqa: ASYNC109
        """Return when `holds(phone)` is true: looked at now and after each change."""
        await self._when(lambda: holds(self) or None, timeout, "what was waited for", None)

    async def wait_answer(self, query: Query, *, timeout: float = PATIENCE) -> Answer:  # noqa: ASYNC109
        """What a tap was answered with."""
        return await self._when(lambda: query.answer, timeout, f"an answer to {query.data}", None)

    def download(self, message: Message) -> bytes:
        """The content of the file in a message."""
        stored = self.world.files.find(message.file_id or "")
        if stored is None:
            raise NotPossible("there is no file in this message")
        return stored.content

    def _seen(self, message: Message) -> int:
        return self._read.get(message.chat.id, 0)

    async def _when(
        self,
        find: Callable[[], T | None],
        timeout: float,  # noqa: ASYNC109
        called: str,
        chat: Chat | None,
    ) -> T:
        try:
            async with asyncio.timeout(timeout):
                while (found := find()) is None:
                    await self.world.changes.next()
        except TimeoutError:
            seen = [message.text or message.kind for message in self.messages_in(chat)]
            raise TimeoutError(f"{self.user.first_name} waited {timeout:g} s for {called!r}; the phone shows {seen}") from None
        return found
