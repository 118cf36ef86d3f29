"""The ledger as the dispatcher sees it: claim, start, settle. Services see it by `bot.storage.ledger`.

A part goes `queued → pending → leased → sending → sent` (or another end). A lease is a token and a moment by the database's
clock; who is later than that, or has another token, changes nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.delivery import PartKind, RecipientKind, State
from bot.outbox.claim import Claim, Settled
from bot.outbox.limits import Limits
from bot.outbox.outcome import Fate, Outcome
from bot.outbox.retry import Verdict, decide, going_on
from bot.storage import settling
from bot.storage.delivery_state import refresh
from bot.storage.outgoing_statements import statements
from bot.storage.part_rows import with_deliveries
from bot.storage.transaction import Transaction


class SqlOutgoing:
    """Carries out `scheduler.ports.Outgoing` in one transaction."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._statements = statements(tx.lease)

    async def claim(
        self, now: datetime, *, accounts: Collection[str], limit: int, replies: bool, token: str, seconds: float
    ) -> list[Claim]:
        """Lease up to `limit` parts of these bot accounts that are due, replies or all the others, most urgent first, one of each
        recipient at the most.

        Not those of a bulletin that is held, of a paused account, or of a recipient who has one in flight or just got one.
        """
        if not accounts or limit <= 0:
            return []
        values = {"at": now, "accounts": [*accounts], "most": limit, "of_token": token, "seconds": seconds}
        rows = await self._lease(self._statements.claim[replies], values)
        if not rows:
            return []
        # What may be claimed is the first unsent part of its delivery.
        await self._run(self._statements.leased, ids=sorted({row.delivery_id for row in rows}))
        found = await with_deliveries(self._tx, [row.id for row in rows])
        later = sorted({one.delivery.id for one in found if one.part.number > 1})
        begun = {row.delivery_id for row in await self._run(self._statements.begun, ids=later)} if later else set()
        claims: list[Claim] = []
        unreadable: list[Claim] = []
        for one in found:
            claim = Claim(one.delivery, one.part, token, one.conversation_id, begun=one.delivery.id in begun)
            (claims if one.readable else unreadable).append(claim)
        # One that cannot be read must not stand in the way of all the others.
        await self.settle([Settled(claim, going_on(claim.part, Verdict(State.FAILED, "unreadable"))) for claim in unreadable])
        return sorted(claims, key=lambda c: (c.delivery.purpose.priority, c.part.due_at or c.delivery.due_at, c.part.id))

    async def _lease(self, leased: sa.Executable, values: Mapping[str, Any]) -> Sequence[sa.Row[Any]]:
        if self._tx.is_sqlite:
            return await self._run(leased, **values)
        try:
            async with self._tx.connection.begin_nested():
                return await self._run(leased, **values)
        except sa.exc.IntegrityError:
            # Another process claimed something for the same recipient at the same moment; the index keeps it to one. Next time.
            return []

    async def hold(self, claims: Iterable[Claim]) -> None:
        """Nobody pauses, resumes or cancels their bulletins until this transaction ends: who wants to waits, or did it before.

        First of all in a transaction: whoever does that locks the bulletin first, too, and its parts after it.
        """
        wanted = sorted({claim.delivery.bulletin_id for claim in claims if claim.delivery.bulletin_id})
        if wanted and not self._tx.is_sqlite:
            await self._run(self._statements.hold_bulletins, ids=wanted)

    async def start(self, claims: Sequence[Claim], now: datetime, *, seconds: float, limits: Mapping[str, Limits]) -> set[str]:
        """Mark these as `sending`: the ids of those that may go.

        The others were taken over, cancelled, or are held by their bulletin's pause or latest time. `limits` are by bot account.
        """
        if not claims:
            return set()
        rows = await self._run(self._statements.start, at=now, seconds=seconds, **settling.keys(claims))
        started = {row.id for row in rows}
        if started:
            await self._run(self._statements.sending, ids=sorted({row.delivery_id for row in rows}))
            await self._send_anew([claim for claim in claims if claim.part.id in started])
            await self._pace([claim for claim in claims if claim.part.id in started], limits)
        return started

    async def _send_anew(self, claims: Sequence[Claim]) -> None:
        """Cards that are shown for the first time: whoever finds one half done has to know that it was no edit."""
        shown = [claim.part.id for claim in claims if claim.part.card and claim.part.kind is PartKind.SEND]
        if shown:
            await self._tx.execute(self._statements.send_anew, {"ids": sorted(shown)})

    async def _pace(self, claims: Sequence[Claim], limits: Mapping[str, Limits]) -> None:
        """When each of their recipients may get the next one."""
        rows = []
        for claim in sorted(claims, key=lambda c: c.lane):
            mine = limits[claim.delivery.bot_account_id]
            pace = mine.group if claim.delivery.recipient.kind is RecipientKind.GROUP else mine.chat
            own = {"of_lane": claim.lane, "coalition": claim.delivery.coalition_id}
            rows.append({**own, "interval": pace.interval, "tolerance": pace.tolerance})
        await self._tx.execute(self._statements.pace[self._tx.is_sqlite], rows)

    async def release(self, claims: Sequence[Claim]) -> None:
        """Give back what was leased and not started."""
        if claims:
            rows = await self._run(self._statements.release, **settling.keys(claims))
            await refresh(self._tx, {row.delivery_id for row in rows})

    async def settle(self, settled: Sequence[Settled]) -> list[Settled]:
        """Write down what became of claims. Those that came too late (their lease is somebody else's by now) are left out."""
        return await settling.settle(self._tx, settled)

    async def recover(self, now: datetime, limit: int = 500) -> int:
        """Leases that ran out: what was only leased is pending again, what was being sent is ambiguous. How many there were."""
        ids = [row.id for row in await self._run(self._statements.over, most=limit)]
        if not ids:
            return 0
        found = [Claim(one.delivery, one.part, one.token or "") for one in await with_deliveries(self._tx, ids)]
        await self.release([claim for claim in found if claim.part.state is State.LEASED])
        nobody_knows = Outcome(Fate.AMBIGUOUS)
        sending = [claim for claim in found if claim.part.state is State.SENDING]
        await self.settle([Settled(claim, decide(claim.part, nobody_knows, now)) for claim in sending])
        return len(found)

    async def next_due(self, now: datetime, *, accounts: Collection[str]) -> datetime | None:
        """When, by the business clock, the next part is due that is not due yet."""
        rows = await self._run(self._statements.next_due, at=now, accounts=[*accounts])
        return rows[0].first if rows else None

    async def next_chance(self, now: datetime, *, accounts: Collection[str]) -> float | None:
        """Seconds until something that is due now but had to wait may go: a pace, a pause or a lease. None: nothing is due.

        A second when it waits for something else.
        """
        row = (await self._run(self._statements.next_chance, at=now, accounts=[*accounts]))[0]
        if row.lease is None and not row.due:
            return None
        moments = [row.lease]
        if row.due:
            moments += (await self._run(self._statements.next_pace))[0]
        return max(0.0, min((moment - row.now for moment in moments if moment is not None), default=1.0))

    async def sweep(self) -> None:
        """Drop the pace of recipients that say nothing any more."""
        await self._tx.change(self._statements.sweep)

    async def _run(self, statement: sa.Executable, **values: Any) -> Sequence[sa.Row[Any]]:
        result = await self._tx.execute(statement, values)
        return result.all() if result.returns_rows else []
