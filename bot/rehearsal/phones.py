"""A phone: one person's view of their chats, and everything a thumb can do."""

from typing import Any, Self

from bot.rehearsal.chats import BotAccount, Chat, ChatKind, Standing
from bot.rehearsal.errors import NotPossible
from bot.rehearsal.formatting import in_pieces, plain
from bot.rehearsal.media import described
from bot.rehearsal.messages import Message
from bot.rehearsal.queries import Query
from bot.rehearsal.views import View
from bot.rehearsal.world import World


class Phone(View):
    """What `user` does, in the private chat with `bot` or in a group named with `chat=` and, in a forum, `topic=`.

    What cannot be done raises NotPossible.
    """

    @classmethod
    def new(cls, world: World, bot: BotAccount, first_name: str, **details: Any) -> Self:
        """A phone for somebody new; `details` as for World.add_user."""
        return cls(world, bot, world.add_user(first_name, **details))

    def open_link(self, payload: str = "") -> Message:
        """Open t.me/bot?start=payload and press Start: `/start payload`. Unblocks the bot, as the apps do."""
        chat = self.world.start_chat(self.bot, self.user)
        self.world.change_block(chat, blocked=False)
        return self.say(f"/start {payload}".rstrip())

    def say(
        self,
        text: str,
        *,
        chat: Chat | None = None,
        topic: int | None = None,
        reply_to: Message | None = None,
        anonymous: bool = False,
    ) -> Message:
        """Send text. More than 4096 UTF-16 units go as several messages, as the apps do; the last one is returned.

        `anonymous`: an administrator of a group speaks in the group's name.
        """
        if anonymous and chat is None:
            raise NotPossible("only in a group somebody can be anonymous")
        first, *others = in_pieces(text)
        message = self._send(plain(first).content(), chat, topic, reply_to, anonymous=anonymous)
        for piece in others:
            message = self._send(plain(piece).content(), chat, topic, None, anonymous=anonymous)
        return message

    def send_file(
        self,
        kind: str,
        content: bytes,
        *,
        name: str = "",
        caption: str = "",
        duration: int = 0,
        chat: Chat | None = None,
        topic: int | None = None,
        reply_to: Message | None = None,
    ) -> Message:
        """Send a file: `kind` is voice (Ogg/Opus), photo (PNG or JPEG), document or sticker."""
        stored = self.world.files.put(kind, content, name)
        shown = {kind: described(stored, duration)} | plain(caption).content("caption")
        return self._send(shown, chat, topic, reply_to)

    def send_location(self, latitude: float, longitude: float, *, chat: Chat | None = None) -> Message:
        """Send a point on the map."""
        return self._send({"location": {"latitude": latitude, "longitude": longitude}}, chat, None, None)

    def send_contact(self, phone_number: str, first_name: str, *, chat: Chat | None = None) -> Message:
        """Send somebody's number."""
        return self._send({"contact": {"phone_number": phone_number, "first_name": first_name}}, chat, None, None)

    def forward(self, message: Message, *, chat: Chat | None = None, topic: int | None = None) -> Message:
        """Forward a message."""
        origin = {"type": "user", "sender_user": message.sender.shown(), "date": message.date}
        return self._send(dict(message.content), chat, topic, None, forward_origin=message.forward_origin or origin)

    def edit(self, message: Message, text: str) -> None:
        """Change the text of a message of one's own."""
        if message.sender is not self.user or message.deleted:
            raise NotPossible("only one's own messages can be edited")
        self.world.edit(message, plain(text).content())

    def tap(self, label: str, *, message: Message | None = None, chat: Chat | None = None) -> Query:
        """Tap the button that says `label`: in `message`, or else in the newest message that has it."""
        found = [message] if message is not None else self.messages_in(chat)[::-1]
        for one in found:
            for button in (button for row in one.keyboard or [] for button in row):
                if button["text"] == label and "callback_data" in button:
                    return self.tap_data(one, button["callback_data"])
        raise NotPossible(f"{self.user.first_name} sees no button {label!r}, but {[one.buttons for one in found if one.buttons]}")

    def tap_data(self, message: Message, data: str) -> Query:
        """Tap a button by its data, also one that was edited away while the phone still showed it."""
        self._may_write(message.chat)
        return self.world.ask(message.sender.id, self.user, message, data)

    def block(self) -> None:
        """Stop and block the bot."""
        self.world.change_block(self._chat(None), blocked=True)

    def unblock(self) -> None:
        """Let the bot write again, without saying anything."""
        self.world.change_block(self._chat(None), blocked=False)

    def deactivate(self) -> None:
        """Delete one's Telegram account."""
        self.user.deactivated = True
        self.world.changes.ring()

    def delete(self, message: Message) -> None:
        """Delete a message of one's own for everybody."""
        if message.sender is not self.user:
            raise NotPossible("only one's own messages can be deleted")
        self.world.delete(message)

    def _chat(self, chat: Chat | None) -> Chat:
        where = chat or self.world.private_chat(self.bot, self.user)
        if where is None:
            raise NotPossible(f"{self.user.first_name} has not started {self.bot.user.username}")
        return where

    def _may_write(self, chat: Chat) -> None:
        if self.user.deactivated or not chat.member(self.user.id).present or chat.migrated_to is not None:
            raise NotPossible(f"{self.user.first_name} cannot write in this chat")
        if chat.kind is ChatKind.PRIVATE and chat.member(self.bot.id).standing is Standing.KICKED:
            raise NotPossible(f"{self.user.first_name} has blocked the bot")

    def _send(
        self,
        content: dict[str, Any],
        chat: Chat | None,
        topic: int | None,
        reply_to: Message | None,
        **details: Any,
    ) -> Message:
        where = self._chat(chat)
        self._may_write(where)
        if topic is not None and (where.topic(topic) is None or where.topics[topic].closed):
            raise NotPossible("this topic is closed or gone")
        if not content:
            raise NotPossible("there is nothing to send")
        thread_id = topic or (reply_to.thread_id if reply_to is not None else None)
        return self.world.post(where, self.user, content, thread_id=thread_id, reply_to=reply_to, **details)
