"""In a private chat people see the parents' commands; each who works along gets those of their own roles there."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from aiogram import Bot

from bot.domain.coalition import BotAccount
from bot.domain.person import Person, PersonState
from bot.inbound.commands import CommandList, Place, set_commands
from bot.services.ports import UnitOfWork

Commands = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class OwnCommands:
    """A tick. Each list is set once in the life of a process, and again when the person's roles or language change; losing one
    costs nothing, as commands work unlisted.
    """

    look: Callable[[], AbstractAsyncContextManager[UnitOfWork]]
    """At one moment of the store."""
    accounts: Sequence[tuple[BotAccount, Bot]]
    commands: Callable[[Person], Commands]
    _done: dict[tuple[str, str], Commands] = field(default_factory=dict)

    async def run_once(self) -> int:
        """How many lists were set."""
        count = 0
        for account, bot in self.accounts:
            for chat, commands in await self._new(account):
                count += await set_commands(bot, [CommandList(Place.PRIVATE, commands, chat=chat)])
        return count

    async def _new(self, account: BotAccount) -> list[tuple[str, Commands]]:
        """Chats of those who joined since, or are something else now."""
        found = []
        async with self.look() as uow:
            for person in await uow.people.staff(account.coalition_id):
                address = await uow.people.address_of(person.id, account.id) if person.state is PersonState.ACTIVE else None
                if address is None or self._done.get((account.id, address.value)) == (commands := self.commands(person)):
                    continue
                self._done[account.id, address.value] = commands
                found.append((address.value, commands))
        return found
