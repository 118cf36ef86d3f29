"""A process is killed at each commit of a short story and started again: nobody misses a thing, and what came twice is listed.

Just before each commit here, when its calls were made and nothing of it is written; just after each one in `make chaos`.
"""

from pathlib import Path

import pytest

from bot.config import Settings
from bot.storage.engine import engines
from bot.wiring import Library, read_library
from tests.chaos import short_story
from tests.chaos.killing import Life, Side
from tests.chaos.moments import Moment, go_on, remember
from tests.chaos.stages import MortalStage, load_example, mortal_stage, new_world
from tests.chaos.traces import DoesNotAddUp, Traces, compare, left_by
from tests.databases import Database

IN_FLIGHT = 6
"""Calls in the air at once, at the most (`scheduler.bounds.Bounds`)."""
UNKILLED = 2
"""Steps that only set the scene: the coordinator joins."""


@pytest.fixture(scope="module")
def library() -> Library:
    return read_library(Settings())


async def played(stage: MortalStage) -> Traces:
    """The whole short story."""
    for step in short_story.STEPS:
        await step(stage)
    return await left_by(stage)


async def moments_of(database: Database, library: Library, folder: Path) -> tuple[list[Moment], list[int]]:
    """The story without a kill: how it stood before each step and at the end, and how many commits each step had."""
    world, bot = new_world()
    await load_example(database.url, library, world)
    async with mortal_stage(engines(database.url), library, world, bot) as stage:
        moments = [await remember(stage, folder / "0.db")]
        for number, step in enumerate(short_story.STEPS, 1):
            await step(stage)
            moments.append(await remember(stage, folder / f"{number}.db"))
        stage.expect(stage.people["Lotte"], short_story.LAST_WORDS)
        return moments, stage.commits


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("side", [Side.BEFORE, pytest.param(Side.AFTER, marks=pytest.mark.chaos)])
async def test_killed_at_any_commit_it_ends_the_same(database: Database, library: Library, tmp_path: Path, side: Side) -> None:
    moments, commits = await moments_of(database, library, tmp_path)
    again = engines(f"sqlite:///{tmp_path / 'again.db'}")
    kills = repeated = 0
    for number, step in enumerate(short_story.STEPS[UNKILLED:], UNKILLED):
        at, killed = 1, True
        while killed:
            async with go_on(moments[number], library, Life(side), again) as stage:
                stage.at = at
                await step(stage)
                killed = stage.kills > 0
                try:
                    repeated += compare(moments[number + 1].traces, await left_by(stage), at_most=IN_FLIGHT if killed else 0)
                except DoesNotAddUp as problem:
                    pytest.fail(f"killed {side} commit {at} of {step.__name__}: {problem}")
            kills += killed
            at += 1
    # How many outcomes are written down together depends on when calls come back, so a step may have a commit more or less.
    assert kills >= sum(commits[UNKILLED:]) - len(commits)
    assert repeated <= kills
    if side is Side.BEFORE:
        assert repeated > 0


def in_chaos(database: str, side: Side, at: int, then: int = 0) -> object:
    return pytest.param(database, side, at, then, marks=pytest.mark.chaos)


@pytest.mark.parametrize(
    ("database", "side", "at", "then"),
    [
        ("postgresql", Side.BEFORE, 6, 0),
        *(in_chaos("postgresql", side, at) for side in Side for at in range(1, 10)),
        *(in_chaos(database, side, at, 2) for database in ("sqlite", "postgresql") for side in Side for at in (3, 5, 6)),
    ],
    indirect=["database"],
)
async def test_killed_in_every_step_it_still_goes_to_the_end(
    database: Database, library: Library, side: Side, at: int, then: int
) -> None:
    """At the step's `at`th commit, and at the `then`th while it recovers. There is never a third copy."""
    world, bot = new_world()
    await load_example(database.url, library, world)
    async with mortal_stage(engines(database.url), library, world, bot, life=Life(side)) as stage:
        stage.at, stage.then = at, then
        found = await played(stage)
        assert stage.kills >= sum(1 for count in stage.commits if count == at)
        stage.expect(stage.people["Lotte"], short_story.LAST_WORDS)
    assert stage.kills > 1
    assert found.copies <= 2
    assert not found.open_rows
