"""A coordinator sees the coordinators' commands in their own chat too."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from aiogram.types import BotCommandScopeChat

from bot.domain.person import PersonState
from bot.inbound.own_commands import OwnCommands
from bot.rehearsal.phones import Phone
from bot.services.ports import UnitOfWork
from tests.fakes.telegram import Telegram
from tests.people import BOT, BRAM, NOOR, address_of
from tests.services.conftest import Town

LISTS = {"nl": (("stand", "Hoe staat het ermee"),), "en": (("progress", "How it is going"),)}


@pytest.fixture
def town() -> Town:
    """With Noor, and Bram who has not said yes."""
    town = Town()
    town.rows.accounts[BOT.id] = BOT
    town.put(replace(NOOR, language="en"))
    town.put(replace(BRAM, state=PersonState.INVITED))
    return town


def own_commands(server: Telegram, town: Town) -> OwnCommands:
    @asynccontextmanager
    async def look() -> AsyncIterator[UnitOfWork]:
        yield town.work.uow

    return OwnCommands(look, [(BOT, server.bot)], lambda person: LISTS.get(person.language, LISTS["nl"]))


async def shown(server: Telegram, chat: str) -> list[str]:
    return [command.command for command in await server.bot.get_my_commands(BotCommandScopeChat(chat_id=chat))]


async def test_each_coordinator_who_joined_gets_the_list_in_their_language_once(server: Telegram, town: Town) -> None:
    tick = own_commands(server, town)
    noor, bram = address_of(NOOR).value, address_of(BRAM).value
    for chat in (noor, bram):
        # A list is only kept for a chat that the bot knows.
        Phone(server.world, server.account, server.world.add_user("Somebody", user_id=int(chat))).open_link()
    assert await tick.run_once() == 1
    assert await shown(server, noor) == ["progress"]
    assert await shown(server, bram) == []
    assert await tick.run_once() == 0
    town.put(replace(BRAM, language="tr"))
    assert await tick.run_once() == 1
    assert await shown(server, bram) == ["stand"]
    town.put(replace(BRAM, language="en"))
    assert await tick.run_once() == 1
    assert await shown(server, bram) == ["progress"]
