"""A story as it stood after one of its steps: the database, the server and the phones, to be gone on from any number of times."""

import copy
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

from bot.rehearsal.chats import BotAccount
from bot.rehearsal.demo.stage import Somebody, Stage
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.world import World
from bot.storage.engine import Store
from bot.wiring import Library
from tests.chaos.killing import Life
from tests.chaos.stages import MortalStage, mortal_stage
from tests.chaos.traces import Traces, left_by


@dataclass(frozen=True, slots=True)
class Moment:
    """After a step. `scene` is copied before anybody touches it."""

    file: Path
    scene: tuple[World, BotAccount, dict[str, Somebody], Gathering | None]
    traces: Traces


async def remember(stage: Stage, file: Path) -> Moment:
    """As it stands now, on SQLite; the stage goes on."""
    with closing(sqlite3.connect(str(stage.house.store.url.database))) as now, closing(sqlite3.connect(file)) as kept:
        now.backup(kept)
    return Moment(file, copy.deepcopy((stage.world, stage.bot, stage.people, stage.forum)), await left_by(stage))


@asynccontextmanager
async def go_on(moment: Moment, library: Library, life: Life, engines: Store) -> AsyncIterator[MortalStage]:
    """The same moment, on a copy of everything; `engines` is a closed store whose file is written over."""
    file = Path(str(engines.url.database))
    for old in file.parent.glob(f"{file.name}*"):
        old.unlink()
    shutil.copy(moment.file, file)
    world, bot, people, forum = copy.deepcopy(moment.scene)
    async with mortal_stage(engines, library, world, bot, life=life) as stage:
        stage.people, stage.forum = people, forum
        yield stage
