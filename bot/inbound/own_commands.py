"""In a private chat people see the parents' commands; each joined coordinator gets the coordinators' own there."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from aiogram import Bot

from bot.domain.coalition import BotAccount
from bot.domain.person import PersonState
from bot.inbound.commands import CommandList, Place, set_commands
from bot.services.ports import UnitOfWork

Commands = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class OwnCommands:
    """A tick. Each coordinator's list is set once in the life of a process: doing it again changes nothing, and losing it costs
    nothing, as commands work unlisted.
    """

    look: Callable[[], AbstractAsyncContextManager[UnitOfWork]]
    """At one moment of the store."""
    accounts: Sequence[tuple[BotAccount, Bot]]
    by_language: Mapping[str, Commands]
    source: str
    """The language of who reads one without a list."""
    _done: set[tuple[str, str]] = field(default_factory=set)

    async def run_once(self) -> int:
        """How many lists were set."""
        count = 0
        for account, bot in self.accounts:
            for chat, commands in await self._new(account):
                count += await set_commands(bot, [CommandList(Place.PRIVATE, commands, chat=chat)])
        return count

    async def _new(self, account: BotAccount) -> list[tuple[str, Commands]]:
        """Chats of coordinators who joined since."""
        found = []
        async with self.look() as uow:
            for person in await uow.people.coordinators(account.coalition_id):
                address = await uow.people.address_of(person.id, account.id) if person.state is PersonState.ACTIVE else None
                if address is not None and (account.id, address.value) not in self._done:
                    self._done.add((account.id, address.value))
                    found.append((address.value, self.by_language.get(person.language, self.by_language[self.source])))
        return found
