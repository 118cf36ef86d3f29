"""The whole demonstration, with a kill in every one of its steps: `make chaos` shows how far it is."""

import asyncio
import shutil
from pathlib import Path

import pytest

from bot.config import Settings
from bot.rehearsal.demo import story
from bot.rehearsal.demo.transcript import COALITION
from bot.services.hearing import disclosure
from bot.storage.engine import engines
from bot.wiring import Library, read_library
from tests.chaos.killing import Life, Side
from tests.chaos.stages import MortalStage, load_example, mortal_stage, new_world
from tests.chaos.traces import Traces, compare, left_by
from tests.databases import Database

pytestmark = pytest.mark.chaos

IN_FLIGHT = 6
"""Calls in the air at once, at the most (`scheduler.bounds.Bounds`)."""
COMMITS = (*range(1, 13), 20)
"""At which commit of a step it is killed. Few steps have as many as twelve, and one has twenty."""


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(Settings())


async def played(database: Database, library: Library, life: Life, at: int) -> tuple[MortalStage, Traces]:
    world, bot = new_world()
    await load_example(database.url, library, world)
    async with mortal_stage(engines(database.url), library, world, bot, life=life) as stage:
        stage.at = at
        await story.whole(stage)
        async with stage.house.work() as work:
            coordinator = next(p for p in await work.uow.people.coordinators(COALITION) if p.joined_at is not None)
            status = (await disclosure.progress(work, coordinator.actor, story.BULLETIN)).status
        assert sum(status.counts.values()) == status.recipients == len(story.PARENTS)
        return stage, await left_by(stage)


@pytest.fixture(scope="module")
def unkilled(library: Library, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Traces:
    """What the story leaves behind when nothing goes wrong; the same on either database."""
    file = tmp_path_factory.mktemp("unkilled") / "weerklank.db"
    shutil.copy(sqlite_template, file)
    _, traces = asyncio.run(played(Database("sqlite", f"sqlite:///{file}", file), library, Life(), 0))
    assert not traces.ambiguous
    return traces


@pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
@pytest.mark.parametrize("side", list(Side))
@pytest.mark.parametrize("at", COMMITS)
async def test_the_demonstration_happens_all_the_same(
    database: Database, library: Library, unkilled: Traces, side: Side, at: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """The story itself looks at every phone, and stops at the first thing that does not happen."""
    stage, found = await played(database, library, Life(side), at)
    with capsys.disabled():
        print(f"\n{database.kind}: killed {side} commit {at} of a step, {stage.kills} times in {len(stage.commits)} steps")
    assert stage.kills > 0
    compare(unkilled, found, at_most=stage.kills * IN_FLIGHT)
