"""A rehearsal for a test. It takes seconds to open, so a test here plays a whole round."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.config import Settings
from bot.rehearsal.live.play import rehearsing
from tests.rehearsal.live.desk import Desk, Opened


@pytest.fixture
async def opened(tmp_path: Path, settings: Settings) -> AsyncIterator[Opened]:
    """The example town, once everybody has joined."""
    urls = list[str]()
    async with rehearsing(tmp_path, settings, listening=urls.append) as room, aiohttp.ClientSession() as session:
        desk = Desk(session, urls[0])
        opened = Opened(room, desk)
        await opened.until(lambda room: room.opened)
        yield opened
