"""Telegram on loopback, Fatma who opened the bot, and an inbox that remembers."""

from collections.abc import AsyncIterator

import pytest

from bot.rehearsal.phones import Phone
from tests.fakes.inbox import FakeInboxUnits
from tests.fakes.telegram import Telegram, telegram


@pytest.fixture
async def server() -> AsyncIterator[Telegram]:
    async with telegram() as server:
        yield server


@pytest.fixture
def fatma(server: Telegram) -> Phone:
    """She has opened the bot, and that was handled long ago."""
    phone = server.phone("Fatma", language="tr")
    server.forget_updates()
    return phone


@pytest.fixture
def units() -> FakeInboxUnits:
    return FakeInboxUnits()
