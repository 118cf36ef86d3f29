"""Telegram on loopback, Fatma who opened the bot, and Marieke's forum."""

from collections.abc import AsyncIterator

import pytest

from bot.channels.telegram import TelegramChannel
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.phones import Phone
from tests.fakes.telegram import Telegram, telegram


@pytest.fixture
async def server() -> AsyncIterator[Telegram]:
    async with telegram() as server:
        yield server


@pytest.fixture
def channel(server: Telegram) -> TelegramChannel:
    return TelegramChannel(server.bot)


@pytest.fixture
def fatma(server: Telegram) -> Phone:
    return server.phone("Fatma", language="tr")


@pytest.fixture
def marieke(server: Telegram) -> Phone:
    return server.phone("Marieke", language="nl")


@pytest.fixture
def forum(server: Telegram, marieke: Phone) -> Gathering:
    return server.forum(marieke)
