"""Several processes send one broadcast from PostgreSQL; some are killed, some stand still past their leases and then go on.

What a process has claimed is its own until its lease is over, and a token fences what it writes afterwards. So without trouble
nobody gets anything twice, and in trouble only those whose call was in the air, each listed.
"""

import asyncio
import os
import random
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.wiring import Library
from scheduler.bounds import Bounds
from tests.chaos import campaign
from tests.chaos.campaign import Ledger, Verdict
from tests.chaos.telegram_process import Manner, Telegram, telegram
from tests.chaos.worker_process import Life, MovedLeases, Nursery
from tests.databases import Database

LEASES_ARE_OVER = 200.0
"""Seconds: longer than a call and a lease together."""
SEED = 20261122
ON_POSTGRESQL = pytest.mark.parametrize("database", ["postgresql"], indirect=True)


@dataclass(frozen=True, slots=True)
class Plan:
    workers: int
    people: int
    troubles: int
    """Kills and standstills, in turn."""
    between: tuple[float, float]
    """Seconds from one to the next, at random between these."""
    seconds: float


async def disturb(plan: Plan, nursery: Nursery, life: Life, leases: MovedLeases, server: Telegram, ledger: Ledger) -> int:
    """How often it was disturbed before everything was settled."""
    chance, workers = random.Random(SEED), [nursery.begin(life) for _ in range(plan.workers)]
    for number in range(plan.troubles):
        await ledger.goes_on(server)
        await asyncio.sleep(chance.uniform(*plan.between))
        if await ledger.is_settled():
            return number
        at = chance.randrange(len(workers))
        if number % 2:
            nursery.end(workers[at])
            leases.move(LEASES_ARE_OVER)
            workers[at] = nursery.begin(life)
        else:
            os.kill(workers[at], signal.SIGSTOP)
            leases.move(LEASES_ARE_OVER)
            await asyncio.sleep(chance.uniform(*plan.between))
            os.kill(workers[at], signal.SIGCONT)
    await ledger.settled()
    return plan.troubles


async def send_together(plan: Plan, database: Database, library: Library, nursery: Nursery, folder: Path) -> tuple[int, Verdict]:
    shift, leases = campaign.shift_to_morning(), MovedLeases.at(folder / "leases")
    await campaign.begin(database.url, library, plan.people, shift)
    manner = Manner(str(folder / "accepted.jsonl"), plan.people, back=0.02, strict=False)
    async with (
        telegram(manner) as server,
        Ledger.open(database.url) as ledger,
        asyncio.timeout(plan.seconds),
    ):
        life = Life(database.url, server.url, 500.0, shift, str(folder / "leases"), hurried=True)
        troubles = await disturb(plan, nursery, life, leases, server, ledger)
        nursery.end_all()
        return troubles, await ledger.verdict(server.sent())


def held(plan: Plan, troubles: int, verdict: Verdict) -> None:
    """When the leases are moved, those of the other processes are over as well: each may have calls in the air."""
    verdict.holds(plan.people, duplicates=troubles * plan.workers * Bounds().in_flight)


@ON_POSTGRESQL
async def test_two_workers_send_everything_once(database: Database, library: Library, nursery: Nursery, tmp_path: Path) -> None:
    plan = Plan(2, 60, 0, (0.0, 0.0), 100.0)
    _, verdict = await send_together(plan, database, library, nursery, tmp_path)
    verdict.holds(plan.people, duplicates=0)
    assert verdict.messages == plan.people


@ON_POSTGRESQL
async def test_one_of_two_stands_still_and_the_other_is_killed(
    database: Database, library: Library, nursery: Nursery, tmp_path: Path
) -> None:
    plan = Plan(2, 100, 2, (0.0, 0.3), 100.0)
    held(plan, *await send_together(plan, database, library, nursery, tmp_path))


@pytest.mark.chaos
@ON_POSTGRESQL
@pytest.mark.parametrize("workers", [2, 4])
async def test_many_troubles_among_workers(
    database: Database, library: Library, nursery: Nursery, tmp_path: Path, workers: int, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = Plan(workers, 3000, 40, (0.0, 2.0), 1800.0)
    troubles, verdict = await send_together(plan, database, library, nursery, tmp_path)
    with capsys.disabled():
        print(f"\n{verdict.shown(workers=workers, troubles=troubles)}")
    held(plan, troubles, verdict)
    assert troubles > 10
