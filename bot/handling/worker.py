"""Takes the next thing of one person and handles it, all in one transaction (Invariant 1)."""

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.domain.cadence import OUR_NORMS, CadenceRule, Norms
from bot.domain.errors import Unavailable
from bot.domain.inbound import Inbound
from bot.domain.inbox import InboxRow
from bot.services.ports import Chance, Clock, UnitOfWork, UnitsOfWork
from bot.services.work import Wordbook, Work

log = logging.getLogger(__name__)

DELAYS = (timedelta(seconds=1), timedelta(seconds=15))
"""How long a failed row waits before it is tried again; after the last one it is set aside."""

Handle = Callable[[Work, InboxRow], Awaitable[None]]
Stops = Callable[[Work, Inbound], Awaitable[bool]]
"""Whether this is the person's word (or button) for stop."""
OURS = Path(__file__).resolve().parent.parent.name


@dataclass(frozen=True, slots=True)
class Outside:
    """Where units of work, time, chance and texts come from."""

    units: UnitsOfWork
    clock: Clock
    chance: Chance
    words: Wordbook
    cadence: tuple[CadenceRule, ...] = ()
    norms: Norms = OUR_NORMS

    def work(self, uow: UnitOfWork) -> Work:
        """What a use case gets, within this transaction."""
        return Work(uow, self.clock, self.chance, self.words, self.cadence, self.norms)


class Worker:
    """Handles rows one after the other. Any number of workers may run, in any number of processes."""

    def __init__(self, outside: Outside, handle: Handle, stops: Stops) -> None:
        self._outside = outside
        self._handle = handle
        self._stops = stops
        self._no_stop: set[int] = set()
        """Rows that are held back and were looked at: they are no stop."""

    async def handle_next(self) -> bool:
        """Handle one row. False when there is none that may be handled now.

        The mark, the conversation, the domain and the ledger change together or not at all. A row that fails changes nothing
        but its count, is tried again after DELAYS, and is then set aside so that the person's next one goes on. Only stop goes
        before one that failed: it works at once.
        """
        row: InboxRow | None = None
        try:
            async with self._outside.units() as uow:
                work = self._outside.work(uow)
                row = await self._held_back_stop(work) or await uow.inbox.next(work.clock.now())
                if row is None:
                    return False
                await self._handle(work, row)
                await uow.inbox.mark_handled(row.id)
        except Unavailable:
            # The database is away for a moment: that is nobody's fault, and no try.
            raise
        except Exception as error:
            if row is None:
                raise
            await self._note_failure(row, error)
        return True

    async def drain(self) -> int:
        """Handle everything that may be handled now; how many rows that were."""
        handled = 0
        while await self.handle_next():
            handled += 1
        return handled

    async def run(
        self, stop: asyncio.Event, wake: asyncio.Event, *, look_again: float = 1.0, beat: Callable[[], None] = lambda: None
    ) -> None:
        """Until `stop`: handle what there is, then wait for `wake`, for `look_again` seconds at the most (rows that failed wait
        for time). `beat` is called before each row: the loop lives. A stop lets the row that is being handled end."""
        while not stop.is_set():
            wake.clear()
            beat()
            try:
                while not stop.is_set() and await self.handle_next():
                    beat()
            except Unavailable as error:
                log.warning("handling waits: %s", error)
            try:
                async with asyncio.timeout(look_again):
                    await wake.wait()
            except TimeoutError:
                continue

    async def _held_back_stop(self, work: Work) -> InboxRow | None:
        """A stop behind a row of the same person that failed and waits. What came before it is marked: it starts nothing."""
        held_back = await work.uow.inbox.held_back(work.clock.now())
        self._no_stop.intersection_update(held_back)
        for row_id in held_back:
            row = None if row_id in self._no_stop else await work.uow.inbox.take(row_id)
            if row is None:
                continue
            if row.inbound is not None and await self._stops(work, row.inbound):
                await work.uow.inbox.overtake(row.id)
                return row
            self._no_stop.add(row_id)
        return None

    async def _note_failure(self, row: InboxRow, error: Exception) -> None:
        now = self._outside.clock.now()
        again_at = now + DELAYS[row.attempts] if row.attempts < len(DELAYS) else None
        place = where(error)
        async with self._outside.units() as uow:
            await uow.inbox.mark_failed(row.id, error=place, again_at=again_at)
        if again_at is None:
            log.error("inbox row %d is set aside after %d tries: %s; see `weerklank inbox list`", row.id, row.attempts + 1, place)
        else:
            log.warning("inbox row %d failed and is tried again: %s", row.id, place)


def where(error: Exception) -> str:
    """The error's class and the line of ours that it came from; its text is left out, as it may hold a person's words."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if f"/{OURS}/" in frame.filename]
    if not frames:
        return type(error).__name__
    path = frames[-1].filename
    return f"{type(error).__name__} at {path[path.rindex(f'/{OURS}/') + 1 :]}:{frames[-1].lineno}"
