"""What every conversation starts from, made once."""

import asyncio
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot import operating
from bot.rehearsal.clock import ManualClock
from bot.rehearsal.demo.stage import EXAMPLE, START, WorldClock
from bot.rehearsal.world import World
from bot.wiring import Library, read_library
from tests.conversations.player import SETTINGS


@pytest.fixture(scope="session")
def library() -> Library:
    """The project's own flows and catalogs."""
    return read_library(SETTINGS)


@pytest.fixture(scope="session")
def town(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory, library: Library) -> Path:
    """A database with the example coalition, loaded on the first day."""
    file = tmp_path_factory.mktemp("town") / "town.db"
    shutil.copy(sqlite_template, file)
    settings = replace(SETTINGS, database_url=f"sqlite:///{file}")
    clock = WorldClock(World(clock=ManualClock(START.timestamp())))
    asyncio.run(operating.load(settings, EXAMPLE, clock=clock, library=library))
    return file
