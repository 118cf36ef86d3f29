"""Time goes by: from one thing that is due to the next, so that everything happens in its order."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.rehearsal.live.bot import Life
from bot.rehearsal.live.room import Room
from bot.storage.outlook import is_at_rest, next_due

STEP = 3 * 3600.0
"""Seconds that are skipped at most: what is derived from the facts, and planned nowhere, is looked at as often."""
PATIENCE = 6.0
"""Seconds of real time that a step may take until nothing moves; a fault can keep things moving longer."""
_LOOK = 0.03
_MOMENT = 0.001


@dataclass(frozen=True, slots=True)
class Passed:
    """Whether there was anything to go to, and whether something is left that cannot go on: a fault, or a bot that is dead."""

    moved: bool
    stuck: bool


async def pass_time(room: Room, seconds: float) -> Passed:
    """So long, with everything that is due on the way."""
    return Passed(moved=True, stuck=not await _pass_until(room, room.calendar.now() + seconds))


async def pass_to_next(room: Room) -> Passed:
    """Until the next thing that is due, or until what is due now is done."""
    at_rest = await _at_rest(room)
    if not at_rest and await settle(room):
        return Passed(moved=True, stuck=False)
    due = await _next(room)
    if due is None:
        return Passed(moved=False, stuck=not at_rest)
    return Passed(moved=True, stuck=not await _pass_until(room, due))


async def settle(room: Room) -> bool:
    """Until nothing moves any more; False when something still does, as with a fault."""
    if room.bot.life is not Life.RUNNING:
        return False
    deadline = asyncio.get_running_loop().time() + PATIENCE
    quiet = 0
    while asyncio.get_running_loop().time() < deadline:
        await room.bot.step()
        quiet = quiet + 1 if await _at_rest(room) else 0
        if quiet == 2:
            return True
        if not quiet:
            await asyncio.sleep(_LOOK)
    return False


async def _pass_until(room: Room, end: float) -> bool:
    """Whether everything that was due on the way is done."""
    settled = True
    while (now := room.calendar.now()) < end:
        due = await _next(room)
        moment = min(end, now + STEP, end if due is None else due)
        room.calendar.advance(max(moment - now, 0.0) + _MOMENT)
        room.world.changes.ring()
        settled = await settle(room)
    room.touch()
    return settled


async def _next(room: Room) -> float | None:
    async with room.house.units.looking() as tx:
        due = await next_due(tx, datetime.fromtimestamp(room.calendar.now(), UTC))
    return None if due is None else due.timestamp()


async def _at_rest(room: Room) -> bool:
    async with room.house.units.looking() as tx:
        return await is_at_rest(tx, datetime.fromtimestamp(room.calendar.now(), UTC))
