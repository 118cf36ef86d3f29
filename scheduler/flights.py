"""Calls that are being made, for each bot account."""

import asyncio
import logging
from dataclasses import dataclass
from datetime import datetime

from bot.outbox.channel import Channel
from bot.outbox.claim import Claim, Settled
from bot.outbox.outcome import Fate, Outcome
from bot.outbox.retry import decide
from scheduler.ports import Waits
from scheduler.rendering import Ready
from scheduler.room import Room

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Flight:
    """A call that is being made, since a moment of the monotonic clock."""

    claim: Claim
    since: float


class Flights:
    """Starts calls, and hands back what became of them. `landed` is set when one comes back."""

    def __init__(self, landed: asyncio.Event, call_seconds: float, room: Room, waits: Waits) -> None:
        self._landed = landed
        self._call_seconds = call_seconds
        self._room, self._waits = room, waits
        self._tasks: dict[asyncio.Task[Outcome], Flight] = {}

    def __len__(self) -> int:
        return len(self._tasks)

    def count(self, bot_account_id: str, *, replies: bool | None = None) -> int:
        """How many of this account are in the air: all, only replies, or only the others."""
        flying = (flight.claim.delivery for flight in self._tasks.values())
        mine = [delivery for delivery in flying if delivery.bot_account_id == bot_account_id]
        return sum(1 for delivery in mine if replies is None or (delivery.purpose.priority == 0) is replies)

    def start(self, ready: Ready, channel: Channel) -> None:
        task = asyncio.create_task(self._make(ready, channel))
        self._tasks[task] = Flight(ready.claim, self._waits.now())
        task.add_done_callback(lambda _: self._landed.set())

    async def _make(self, ready: Ready, channel: Channel) -> Outcome:
        try:
            async with asyncio.timeout(self._call_seconds):
                return await channel.carry_out(ready.call)
        except TimeoutError:
            return Outcome(Fate.AMBIGUOUS, detail="no answer in time")
        except Exception as error:
            _log.error("the channel raised %s", type(error).__name__)
            return Outcome(Fate.AMBIGUOUS)

    def land(self, now: datetime) -> list[Settled]:
        """What became of the calls that came back since the last time."""
        done = [task for task in self._tasks if task.done()]
        landed = [(self._tasks.pop(task), task) for task in done]
        at = self._waits.now()
        for flight, _ in landed:
            self._room.note(flight.claim.delivery.bot_account_id, at - flight.since)
        return [self._settle(flight.claim, task.result(), now) for flight, task in landed if not task.cancelled()]

    def _settle(self, claim: Claim, outcome: Outcome, now: datetime) -> Settled:
        verdict = decide(claim.part, outcome, now)
        if outcome.fate is not Fate.DELIVERED:
            _log.info("part %s: %s %s (%s)", claim.part.id, outcome.fate, outcome.why or "", outcome.detail)
        return Settled(claim, verdict)

    async def all_landed(self, seconds: float) -> None:
        """Wait for what is in the air, so long at the most."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)

    async def abandon(self) -> None:
        """Let go of what is in the air, as when the process ends: nobody knows what became of it."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks.clear()
