"""A broadcast whose process is killed again and again, at moments that nobody chose; the server's own log is the witness.

A call that is being made when its process dies is ambiguous: it is made once more, and then held as `uncertain`. So a kill makes
at most as many second copies as there were calls in the air: rate times latency, and never more than the dispatcher's bound.
"""

import asyncio
import random
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.wiring import Library
from tests.chaos import campaign
from tests.chaos.campaign import Ledger, Verdict
from tests.chaos.telegram_process import Manner, Telegram, telegram
from tests.chaos.worker_process import Life, MovedLeases, Nursery
from tests.databases import Database

LEASES_ARE_OVER = 200.0
"""Seconds: longer than a call and a lease together. So much later a dead process is followed by the next."""
STILLBORN = 0.2
"""The share that dies while it starts."""
SEED = 20261122


@dataclass(frozen=True, slots=True)
class Plan:
    """A broadcast and its kills. `lives` are seconds from a process's first message to its death, at random between these; some
    die before that, within `startup` seconds of their birth."""

    people: int
    kills: int
    per_second: float
    there: float
    back: float
    lives: tuple[float, float]
    startup: float
    hurried: bool
    seconds: float
    """For all of it, at the most."""
    duplicates_per_kill: float


SHORT = Plan(150, 5, 500.0, 0.0, 0.02, (0.0, 0.12), 0.5, True, 100.0, 6.0)
LONG = Plan(10_000, 200, 28.0, 0.1, 0.1, (0.0, 3.6), 0.5, False, 3600.0, 3.0)
"""28 a second at 0.2 s a call (FACTS, 'Ledger'), half of it on the way there."""


async def killed(plan: Plan, nursery: Nursery, life: Life, leases: MovedLeases, server: Telegram, ledger: Ledger) -> int:
    """Kill it as often as planned, unless it is done before; then let it finish. How many kills there were."""
    chance = random.Random(SEED)
    for number in range(plan.kills):
        process = nursery.begin(life)
        if chance.random() < STILLBORN:
            await asyncio.sleep(chance.uniform(0.0, plan.startup))
        else:
            await ledger.goes_on(server)
            await asyncio.sleep(chance.uniform(*plan.lives))
        nursery.end(process)
        if await ledger.is_settled():
            return number
        leases.move(LEASES_ARE_OVER)
    nursery.begin(life)
    await ledger.settled()
    return plan.kills


async def broadcast(plan: Plan, database: Database, library: Library, nursery: Nursery, folder: Path) -> tuple[int, Verdict]:
    shift, leases = campaign.shift_to_morning(), MovedLeases.at(folder / "leases")
    await campaign.begin(database.url, library, plan.people, shift)
    manner = Manner(str(folder / "accepted.jsonl"), plan.people, plan.there, plan.back, strict=not plan.hurried)
    async with telegram(manner) as server, Ledger.open(database.url) as ledger, asyncio.timeout(plan.seconds):
        life = Life(database.url, server.url, plan.per_second, shift, str(folder / "leases"), hurried=plan.hurried)
        kills = await killed(plan, nursery, life, leases, server, ledger)
        nursery.end_all()
        return kills, await ledger.verdict(server.sent())


async def test_killed_five_times_everybody_is_accounted_for(
    database: Database, library: Library, nursery: Nursery, tmp_path: Path
) -> None:
    kills, verdict = await broadcast(SHORT, database, library, nursery, tmp_path)
    verdict.holds(SHORT.people, duplicates=SHORT.duplicates_per_kill * kills)
    assert kills == SHORT.kills


@pytest.mark.chaos
async def test_killed_two_hundred_times_everybody_is_accounted_for(
    database: Database, library: Library, nursery: Nursery, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kills, verdict = await broadcast(LONG, database, library, nursery, tmp_path)
    with capsys.disabled():
        print(f"\n{verdict.shown(database=database.kind, kills=kills, duplicates_per_kill=round(verdict.duplicates / kills, 2))}")
    verdict.holds(LONG.people, duplicates=LONG.duplicates_per_kill * kills)
    assert kills == LONG.kills
