"""Sends what is due: claims parts, renders them, marks them, makes the calls and writes down what became of them.

A turn is: one short transaction for the pace, one that writes outcomes down, marks what goes now and claims what comes next, the
calls themselves, and one in which the newly claimed are rendered. Between any two commits the process may end: a part that was
only claimed is claimed again, a call for one that was marked is made once more at the most.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import Unavailable
from bot.outbox.claim import Claim, Settled
from bot.outbox.pace import account_pace
from bot.services.ports import Chance, Clock
from scheduler.aftermath import carry_out
from scheduler.flights import Flights
from scheduler.ports import Line, MonotonicWaits, Renderer, Turn, Turns, Waits
from scheduler.rendering import Ready, prepare

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much at once, and how long."""

    in_flight: int = 6
    """Calls in the air for each bot account; as many may arrive twice when the process is killed (FACTS, 'Ledger'). One place is
    kept for replies."""
    ahead: int = 12
    """Parts claimed ahead for each bot account, of replies and of the others."""
    lease_seconds: float = 60.0
    call_seconds: float = 60.0
    """After this a call counts as ambiguous."""
    idle_seconds: float = 1.0
    """How long it takes at most to notice what another process committed."""
    stop_seconds: float = 8.0
    """How long an orderly stop waits for calls in the air."""


class Dispatcher:
    """One for each process. `lines` are the bot accounts it sends for; more may be added while it runs."""

    def __init__(
        self,
        *,
        turns: Turns,
        renderer: Renderer,
        lines: Mapping[str, Line],
        clock: Clock,
        chance: Chance,
        waits: Waits | None = None,
        bounds: Bounds | None = None,
    ) -> None:
        self._turns, self._renderer, self._lines = turns, renderer, lines
        self._clock, self._chance = clock, chance
        self._waits = waits or MonotonicWaits()
        self._bounds = bounds or Bounds()
        self._awake = asyncio.Event()
        self._flights = Flights(self._awake, self._bounds.call_seconds)
        self._ready: list[Ready] = []
        self._settled: list[Settled] = []
        self._claims: list[Claim] = []
        self._calls = 0
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
        now = self._clock.now()
        self._settled += self._flights.land(now)
        picked = await self._pick()
        moved = bool(self._settled or picked)
        try:
            async with self._turns() as turn:
                await _settle(turn, self._settled)
                started = await self._start(turn, picked)
                recovered = await turn.outgoing.recover(now)
                claims = await self._claim(turn)
        except Unavailable:
            raise
        except Exception:
            await self._settle_one_by_one()
            raise
        self._settled = []
        self._launch(picked, started)
        self._claims += claims
        if self._claims:
            await self._prepare(now)
        return moved or bool(recovered or claims)

    async def _pick(self) -> list[Ready]:
        """What may go now, replies first: as far as there is room in the air, and the pace allows."""
        wanted = {account: picked for account in self._lines if (picked := self._fitting(account))}
        self._pace_waits = {}
        if not wanted:
            return []
        chosen: list[Ready] = []
        async with self._turns() as turn:
            for account, some in sorted(wanted.items()):
                granted = await turn.limiter.take(account, account_pace(self._lines[account].per_second), len(some))
                chosen += some[: granted.calls]
                if granted.calls < len(some):
                    self._pace_waits[account] = granted.wait
        return chosen

    def _fitting(self, account: str) -> list[Ready]:
        """As many of this account's as there is room for. The others leave one place to replies."""
        mine = sorted((r for r in self._ready if r.claim.delivery.bot_account_id == account), key=_urgency)
        room = self._bounds.in_flight - self._flights.count(account)
        for_others = max(1, self._bounds.in_flight - 1) - self._flights.count(account, replies=False)
        replies = [ready for ready in mine if _is_reply(ready.claim)]
        others = [ready for ready in mine if not _is_reply(ready.claim)][: max(0, for_others)]
        return [*replies, *others][: max(0, room)]

    async def _start(self, turn: Turn, picked: list[Ready]) -> set[str]:
        """Ids of the parts that may go. The others were cancelled, taken over, or are held by a pause."""
        claims = [ready.claim for ready in picked]
        limits = {account: line.limits for account, line in self._lines.items()}
        seconds = self._bounds.call_seconds + self._bounds.lease_seconds
        started = await turn.outgoing.start(claims, seconds=seconds, limits=limits)
        await turn.outgoing.release([claim for claim in claims if claim.part.id not in started])
        return started

    def _launch(self, picked: list[Ready], started: set[str]) -> None:
        gone = {ready.claim.part.id for ready in picked}
        self._ready = [ready for ready in self._ready if ready.claim.part.id not in gone]
        for ready in picked:
            if ready.claim.part.id in started:
                self._calls += 1
                self._flights.start(ready, self._lines[ready.claim.delivery.bot_account_id].channel)

    async def _claim(self, turn: Turn) -> list[Claim]:
        """More of what is due, for the accounts that do not hold enough. A token of their own is the fence of these claims."""
        token, claims = self._chance.token(), []
        for replies in (True, False):
            mine = [ready.claim for ready in self._ready] + self._claims
            held = Counter(claim.delivery.bot_account_id for claim in mine if _is_reply(claim) is replies)
            with_room = [account for account in self._lines if held[account] < self._bounds.ahead]
            claims += await turn.outgoing.claim(
                self._clock.now(),
                accounts=with_room,
                limit=self._bounds.ahead,
                replies=replies,
                token=token,
                seconds=self._bounds.lease_seconds,
            )
        return claims

    async def _prepare(self, now: datetime) -> None:
        for prepared in await prepare(self._turns, self._renderer, self._claims, now):
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
                await _settle(turn, self._settled)
                await turn.outgoing.release([*(ready.claim for ready in self._ready), *self._claims])
        except Unavailable as error:
            _log.warning("the dispatcher stops without its last outcomes: %s", error)
        self._settled, self._ready, self._claims = [], [], []
        await self._flights.abandon()


async def _settle(turn: Turn, settled: list[Settled]) -> None:
    for one in await turn.outgoing.settle(settled):
        await carry_out(turn.uow, one)


def _is_reply(claim: Claim) -> bool:
    return claim.delivery.purpose.priority == 0


def _urgency(ready: Ready) -> tuple[int, datetime, str]:
    delivery, part = ready.claim.delivery, ready.claim.part
    return delivery.purpose.priority, part.due_at or delivery.due_at, part.id
