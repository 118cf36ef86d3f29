"""Sends what is due: claims parts, renders them, marks them, makes the calls and writes down what became of them.

A turn is: one transaction that writes outcomes down, claims what comes next, asks for the pace and marks what goes now; the
calls themselves; and, while they are in the air, one look at the store from which the newly claimed are rendered. The process may
end at any moment: a part that was only claimed is claimed again, a call for one that was marked is made once more at the most.
"""

import asyncio
import logging
import math
from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from datetime import datetime

from bot.domain.errors import Unavailable
from bot.outbox.claim import Claim, Settled
from bot.outbox.pace import account_pace
from bot.services.ports import Chance, Clock
from scheduler.aftermath import carry_out
from scheduler.bounds import Bounds
from scheduler.flights import Flights
from scheduler.ports import Glances, Line, MonotonicWaits, Renderer, Turn, Turns, Waits
from scheduler.rendering import Ready, prepare
from scheduler.room import Room

_log = logging.getLogger(__name__)


class Dispatcher:
    """One for each process. `lines` are the bot accounts it sends for; more may be added while it runs."""

    def __init__(
        self,
        *,
        turns: Turns,
        glances: Glances,
        renderer: Renderer,
        lines: Mapping[str, Line],
        clock: Clock,
        chance: Chance,
        waits: Waits | None = None,
        bounds: Bounds | None = None,
        before: Callable[[], Awaitable[object]] | None = None,
    ) -> None:
        """`before` is done before each turn (`scheduler.heartbeat.Heartbeat.keep`)."""
        self._turns, self._glances, self._renderer, self._lines = turns, glances, renderer, lines
        self._clock, self._chance = clock, chance
        self._waits = waits or MonotonicWaits()
        self._bounds = bounds or Bounds()
        self._before = before
        self._awake = asyncio.Event()
        self._room = Room(self._bounds.in_flight)
        self._flights = Flights(self._awake, self._bounds.call_seconds, self._room, self._waits)
        self._ready: list[Ready] = []
        self._looked_at = -math.inf
        self._settled: list[Settled] = []
        self._claims: list[Claim] = []
        self._calls = 0
        self._turning = asyncio.Lock()
        self._pace_waits: dict[str, float] = {}

    def wake(self) -> None:
        """Something was committed, or the clock was moved: look at once."""
        self._awake.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop` is set; then let calls in the air land, write them down and give back what was claimed."""
        stopper = asyncio.create_task(stop.wait())
        stopper.add_done_callback(lambda _: self.wake())
        try:
            while not stop.is_set():
                await self._run_turn()
        finally:
            stopper.cancel()
            await self._finish()

    async def _run_turn(self) -> None:
        try:
            if await self.run_once():
                return
            wait = await self._next_wait()
            seconds = self._bounds.idle_seconds if wait is None else min(wait, self._bounds.idle_seconds)
        except Unavailable as error:
            _log.warning("the dispatcher waits: %s", error)
            seconds = self._bounds.idle_seconds
        except Exception as error:
            _log.error("a turn of the dispatcher failed: %s", type(error).__name__)
            seconds = self._bounds.idle_seconds
        await self._waits.wait(seconds, self._awake)

    async def drain(self) -> int:
        """Send everything that is due now, in the time that the pace takes; how many calls were made.

        What is due later (quiet hours, a back-off) stays.
        """
        before = self._calls
        while True:
            if await self.run_once():
                continue
            wait = await self._next_wait(later=False)
            if wait is None:
                return self._calls - before
            await self._waits.wait(wait, self._awake)

    async def run_once(self) -> bool:
        """One turn. Whether anything moved; if not, wait for a call to land, for the pace or for what is due next."""
        self._awake.clear()
        if self._before is not None:
            await self._before()
        async with self._turning:
            return await self._turn()

    async def write_down(self) -> None:
        """What came back from calls, at once: before somebody takes back what was in the air when an outage began."""
        async with self._turning:
            self._settled += self._flights.land(self._clock.now())
            if self._settled:
                await self._settle_one_by_one()

    async def _turn(self) -> bool:
        now = self._clock.now()
        self._settled += self._flights.land(now)
        late = self._waiting_too_long(now)
        wanted = {account: fitting for account in sorted(self._lines) if (fitting := self._fitting(account))}
        idle = not (self._settled or late or wanted)
        try:
            async with self._turns() as turn:
                await turn.outgoing.hold(_claims(self._settled, late, *wanted.values()))
                await _settle(turn, self._settled)
                await turn.outgoing.release([ready.claim for ready in late])
                recovered = await self._recover(turn, now, idle=idle)
                picked = await self._pick(turn, wanted)
                started = await self._start(turn, picked, now)
                claims = await self._claim(turn, gone=started)
        except Unavailable:
            raise
        except Exception:
            await self._settle_one_by_one()
            raise
        moved = bool(self._settled or late or picked or recovered or claims)
        self._settled = []
        self._launch(picked, started)
        # What is claimed anew was ours until its lease ended, by a clock that went on while this process stood still.
        again = {claim.part.id for claim in claims}
        self._ready = [ready for ready in self._ready if ready.claim.part.id not in again]
        self._claims = [claim for claim in self._claims if claim.part.id not in again] + claims
        if self._claims:
            await self._prepare(now)
        return moved

    def _waiting_too_long(self, now: datetime) -> list[Ready]:
        """Taken out of what is ready: those that half of their lease went by for, or that it got quiet for."""
        since = self._waits.now() - self._bounds.lease_seconds / 2
        late = [ready for ready in self._ready if ready.since < since or (ready.until is not None and ready.until <= now)]
        if late:
            gone = {ready.claim.part.id for ready in late}
            self._ready = [ready for ready in self._ready if ready.claim.part.id not in gone]
        return late

    async def _recover(self, turn: Turn, now: datetime, *, idle: bool) -> int:
        """Leases that ran out are looked for when there is nothing else to do, and every now and then."""
        at = self._waits.now()
        if not idle and at - self._looked_at < self._bounds.idle_seconds:
            return 0
        self._looked_at = at
        return await turn.outgoing.recover(now)

    async def _pick(self, turn: Turn, wanted: Mapping[str, list[Ready]]) -> list[Ready]:
        """Of what there is room for, as many as the pace allows."""
        self._pace_waits = {}
        chosen: list[Ready] = []
        for account, some in wanted.items():
            granted = await turn.limiter.take(account, account_pace(self._lines[account].per_second), len(some))
            chosen += some[: granted.calls]
            if granted.calls < len(some):
                self._pace_waits[account] = granted.wait
        return chosen

    def _fitting(self, account: str) -> list[Ready]:
        """As many of this account's as there is room for. The others leave one place to replies."""
        mine = sorted((r for r in self._ready if r.claim.delivery.bot_account_id == account), key=_urgency)
        places = self._places(account)
        room = places - self._flights.count(account)
        for_others = max(1, places - 1) - self._flights.count(account, replies=False)
        replies = [ready for ready in mine if _is_reply(ready.claim)]
        others = [ready for ready in mine if not _is_reply(ready.claim)][: max(0, for_others)]
        return [*replies, *others][: max(0, room)]

    def _places(self, account: str) -> int:
        return self._room.places(account, self._lines[account].per_second)

    async def _start(self, turn: Turn, picked: list[Ready], now: datetime) -> set[str]:
        """Ids of the parts that may go. The others were cancelled, taken over, or are held by a pause."""
        claims = [ready.claim for ready in picked]
        limits = {account: line.limits for account, line in self._lines.items()}
        seconds = self._bounds.call_seconds + self._bounds.lease_seconds
        started = await turn.outgoing.start(claims, now, seconds=seconds, limits=limits)
        await turn.outgoing.release([claim for claim in claims if claim.part.id not in started])
        return started

    def _launch(self, picked: list[Ready], started: set[str]) -> None:
        gone = {ready.claim.part.id for ready in picked}
        self._ready = [ready for ready in self._ready if ready.claim.part.id not in gone]
        for ready in picked:
            if ready.claim.part.id in started:
                self._calls += 1
                self._flights.start(ready, self._lines[ready.claim.delivery.bot_account_id].channel)

    async def _claim(self, turn: Turn, *, gone: Collection[str]) -> list[Claim]:
        """More of what is due, for the accounts that do not hold enough (of what is not `gone`).

        A token of their own is the fence of these claims.
        """
        token, claims = self._chance.token(), []
        for replies in (True, False):
            mine = [claim for claim in self._held() if _is_reply(claim) is replies and claim.part.id not in gone]
            held = Counter(claim.delivery.bot_account_id for claim in mine)
            most = {account: math.ceil(self._bounds.ahead * self._places(account)) for account in self._lines}
            # Few large claims cost less than many small ones; a reply does not wait for that.
            wanting = {
                account: most[account] - held[account] for account in self._lines if held[account] * 2 <= most[account] or replies
            }
            with_room = {account: room for account, room in wanting.items() if room > 0}
            claims += await turn.outgoing.claim(
                self._clock.now(),
                accounts=[*with_room],
                limit=max(with_room.values(), default=0),
                replies=replies,
                token=token,
                seconds=self._bounds.lease_seconds,
            )
        return claims

    def _held(self) -> list[Claim]:
        return [*(ready.claim for ready in self._ready), *self._claims]

    async def _prepare(self, now: datetime) -> None:
        since = self._waits.now()
        for prepared in await prepare(self._glances, self._renderer, self._claims, now, since):
            if isinstance(prepared, Ready):
                self._ready.append(prepared)
            else:
                self._settled.append(prepared)
        self._claims = []

    async def _settle_one_by_one(self) -> None:
        """One outcome that cannot be written down must not keep back the others. Its lease runs out, and then it is ambiguous."""
        settled, self._settled = self._settled, []
        for one in settled:
            try:
                async with self._turns() as turn:
                    await turn.outgoing.hold([one.claim])
                    await _settle(turn, [one])
            except Unavailable:
                self._settled.append(one)
            except Exception as error:
                _log.error("the outcome of part %s cannot be kept: %s", one.claim.part.id, type(error).__name__)

    async def _next_wait(self, *, later: bool = True) -> float | None:
        """Seconds until it makes sense to look again; None when nothing is under way or due (or, with `later`, will be)."""
        if self._settled or self._claims:
            return 0.0
        if self._flights:
            return min([self._bounds.call_seconds, *self._pace_waits.values()])
        if self._pace_waits:
            return min(self._pace_waits.values())
        now = self._clock.now()
        async with self._turns() as turn:
            chance = await turn.outgoing.next_chance(now, accounts=[*self._lines])
            due = await turn.outgoing.next_due(now, accounts=[*self._lines]) if later and chance is None else None
        return chance if due is None else (due - now).total_seconds()

    async def _finish(self) -> None:
        """Nothing is lost by an orderly stop: what landed is written down, what was claimed is given back."""
        await self._flights.all_landed(self._bounds.stop_seconds)
        self._settled += self._flights.land(self._clock.now())
        try:
            async with self._turns() as turn:
                await turn.outgoing.hold(_claims(self._settled) + self._held())
                await _settle(turn, self._settled)
                await turn.outgoing.release(self._held())
        except Unavailable as error:
            _log.warning("the dispatcher stops without its last outcomes: %s", error)
        self._settled, self._ready, self._claims = [], [], []
        await self._flights.abandon()


def _claims(settled: Iterable[Settled], *some: Iterable[Ready]) -> list[Claim]:
    return [*(one.claim for one in settled), *(ready.claim for each in some for ready in each)]


async def _settle(turn: Turn, settled: list[Settled]) -> None:
    for one in await turn.outgoing.settle(settled):
        await carry_out(turn.uow, one)


def _is_reply(claim: Claim) -> bool:
    return claim.delivery.purpose.priority == 0


def _urgency(ready: Ready) -> tuple[int, datetime, str]:
    delivery, part = ready.claim.delivery, ready.claim.part
    return delivery.purpose.priority, part.due_at or delivery.due_at, part.id
