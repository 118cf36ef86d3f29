"""What a method gets to work with: the world, the bot that calls, its arguments; and the doors it has to pass."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from bot.rehearsal.arguments import Arguments
from bot.rehearsal.chats import BotAccount, Chat, ChatKind, Standing
from bot.rehearsal.errors import UPGRADED, BadRequest, Forbidden
from bot.rehearsal.keyboard import Keyboard, parse
from bot.rehearsal.messages import Message
from bot.rehearsal.world import World


class Access(Enum):
    """What a method wants of a chat (`AccessRights` of tdlib/telegram-bot-api)."""

    READ = auto()
    MEMBERS = auto()
    EDIT = auto()
    WRITE = auto()


@dataclass(frozen=True, slots=True)
class Context:
    """One call of one bot."""

    world: World
    bot: BotAccount
    arguments: Arguments

    def chat(self, name: str = "chat_id", access: Access = Access.WRITE) -> Chat:
        """The chat an argument names, if this bot has `access` to it.

        Refusals as in `check_chat_access` of tdlib/telegram-bot-api: a plain group can still be read by who is no longer in it.
        """
        given = self.arguments.text(name)
        if not given:
            raise BadRequest("chat_id is empty")
        chat_id = self.arguments.number(name)
        if chat_id > 0:
            return self._private(chat_id, write=access in {Access.EDIT, Access.WRITE})
        chat = self.world.groups.get(chat_id)
        if chat is None or self.bot.id not in chat.members:
            raise BadRequest("chat not found")
        if chat.migrated_to is not None:
            if access in {Access.MEMBERS, Access.WRITE}:
                raise BadRequest(UPGRADED, parameters={"migrate_to_chat_id": chat.migrated_to})
            return chat
        if access is Access.READ and chat.kind is ChatKind.GROUP:
            return chat
        standing = chat.member(self.bot.id).standing
        kind = "group" if chat.kind is ChatKind.GROUP else "supergroup"
        if standing is Standing.KICKED:
            raise Forbidden(f"bot was kicked from the {kind} chat")
        if standing is Standing.LEFT:
            raise Forbidden(f"bot is not a member of the {kind} chat")
        return chat

    def _private(self, user_id: int, *, write: bool) -> Chat:
        user = self.world.users.get(user_id)
        if user is None or (user.id not in self.bot.acquaintances and not user.is_bot):
            raise BadRequest("chat not found")
        if user.is_bot:
            raise Forbidden("the bot can't send messages to the bot")
        if write and user.deactivated:
            raise Forbidden("user is deactivated")
        chat = self.world.private_chat(self.bot, user)
        if chat is None:
            raise Forbidden("bot can't initiate conversation with a user")
        if write and chat.member(self.bot.id).standing is Standing.KICKED:
            raise Forbidden("bot was blocked by the user")
        return chat

    def having(self, values: dict[str, Any]) -> "Context":
        """The same call with other arguments: those of an object that came along."""
        return Context(self.world, self.bot, Arguments(values))

    def charge(self, chat: Chat) -> None:
        """Count one message to `chat`, or refuse with 429."""
        paid = self.arguments.truth("allow_paid_broadcast")
        self.world.meter(self.bot).charge(chat.id, group=chat.kind is not ChatKind.PRIVATE, paid=paid)

    def keyboard(self) -> Keyboard | None:
        """The inline keyboard under the message, if there is one."""
        if not self.arguments.text("reply_markup"):
            return None
        return parse(self.arguments.structure("reply_markup", "reply keyboard markup"))

    def message(self, chat: Chat, called: str) -> Message:
        """The message `message_id` names; `called` is e.g. `message to edit`, which is then `not found`."""
        message = self.world.message(chat, self.arguments.number("message_id"))
        if message is None:
            raise BadRequest(f"{called} not found")
        return message


Handler = Callable[[Context], Awaitable[Any]]
