"""The inbox: nothing in is lost, and one person is handled in order, one row at a time across processes (Invariant 1)."""

import logging
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.errors import Mistake, NotThere
from bot.domain.events import Happened
from bot.domain.inbound import Inbound
from bot.domain.inbox import InboxRow, InboxState
from bot.storage import queue
from bot.storage.cipher import CannotOpen
from bot.storage.inbound_json import read_event, read_inbound, write_event, write_inbound
from bot.storage.next_row import held_back, next_row, this_row
from bot.storage.tables.inbox import inbox
from bot.storage.transaction import INBOX, Transaction
from bot.storage.vault import owner_of

UNIQUE_SECONDS = 7 * 86_400
"""How long an update id names one update; after an idle week Telegram may begin anew (FACTS, 'aiogram')."""
EVENT_SECONDS = 365 * 86_400
"""How long an event is known by its key. A silence or a broken promise is looked at again and again, and told each time: the key
keeps it from being said twice. Our judgement: what stands for more than a year may be said once more."""
UNREADABLE = (CannotOpen, Mistake, ValueError, KeyError, TypeError)
"""What reading a stored row raises when its bytes, or its data key, were damaged or written by a later version."""

STORING = 1
"""Apart from the locks of those who handle (`next_row`): storing never waits for handling."""
_IN_TURN = sa.select(
    sa.func.pg_advisory_xact_lock(sa.cast(STORING, sa.Integer), sa.cast(sa.bindparam("number", type_=sa.Integer), sa.Integer))
)
_DONE = {"state": InboxState.HANDLED, "payload": None, "error": None, "again_at": None}
_HANDLED = inbox.update().where(inbox.c.id == sa.bindparam("row_id")).values(_DONE)

_log = logging.getLogger(__name__)


class SqlInbox:
    """Carries out `queues.Inbox`. A payload is under its person's key, or the coalition's when a stranger sent it.

    A handled row keeps its id and loses its payload: it only has to know the same update again.
    """

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def store(self, coalition_id: str, inbound: Inbound) -> bool:
        turn, person_id = await queue.of_update(self._tx, coalition_id, inbound)
        if not self._tx.is_sqlite:
            # A sequence does not wait for commits. Who stores for the same person meanwhile waits, so that its number is higher.
            await self._tx.execute(_IN_TURN, {"number": int.from_bytes(turn[:4], signed=True)})
        same = (inbox.c.bot_account_id == inbound.bot_account_id) & (inbox.c.update_id == inbound.update_id)
        outdated = inbox.c.stored_at < self._tx.lease.now() - UNIQUE_SECONDS
        await self._tx.change(inbox.update().where(same, outdated).values(update_id=None))
        owner = owner_of(person_id, coalition_id)
        return await self._insert(
            coalition_id=coalition_id,
            bot_account_id=inbound.bot_account_id,
            update_id=inbound.update_id,
            event_key=None,
            is_event=False,
            queue=turn,
            person_id=person_id,
            payload=await self._tx.vault.seal_json(owner, inbox.c.payload, write_inbound(inbound)),
        )

    async def tell(self, event: Happened) -> bool:
        """False, too, for somebody who was forgotten."""
        owner = owner_of(event.person_id, event.coalition_id)
        if not await self._tx.vault.has_key(owner):
            return False
        return await self._insert(
            coalition_id=event.coalition_id,
            bot_account_id=None,
            update_id=None,
            event_key=event.key,
            is_event=True,
            queue=await queue.of_person(self._tx, event.coalition_id, event.person_id),
            person_id=event.person_id,
            payload=await self._tx.vault.seal_json(owner, inbox.c.payload, write_event(event)),
        )

    async def _insert(self, **values: Any) -> bool:
        values |= {"state": InboxState.NEW, "attempts": 0, "overtaken": False}
        is_new = await self._tx.insert_new(inbox, values, computed={"stored_at": self._tx.lease.now()})
        if is_new:
            self._tx.touched.add(INBOX)
        return is_new

    async def next(self, now: datetime) -> InboxRow | None:
        """One that cannot be read is set aside with a line in the log, so that it does not keep back all that come after it."""
        while (row := await next_row(self._tx, now)) is not None:
            if (found := await self._readable(row)) is not None:
                return found
        return None

    async def held_back(self, now: datetime) -> list[int]:
        return await held_back(self._tx, now)

    async def take(self, row_id: int) -> InboxRow | None:
        row = await this_row(self._tx, row_id)
        return None if row is None else await self._readable(row)

    async def overtake(self, row_id: int) -> int:
        """Also those that were set aside: somebody may have them tried again, days later."""
        queue_of = sa.select(inbox.c.queue).where(inbox.c.id == row_id).scalar_subquery()
        waits = inbox.c.state.in_((InboxState.NEW, InboxState.SET_ASIDE))
        earlier = inbox.update().where(inbox.c.queue == queue_of, inbox.c.id < row_id, waits)
        return await self._tx.change(earlier.values(overtaken=True))

    async def _readable(self, row: sa.Row[Any]) -> InboxRow | None:
        """The row; None when nobody can read it, and it is out of the way."""
        try:
            if await self._can_be_read(row):
                return await self._row(row)
            await self.mark_handled(row.id)
        except UNREADABLE as error:
            why = type(error).__name__
            await self.mark_failed(row.id, error=f"{why}: it cannot be read", again_at=None)
            _log.error("inbox row %d is set aside, it cannot be read: %s", row.id, why)
        return None

    async def prune(self) -> int:
        """An update is known for UNIQUE_SECONDS, an event for EVENT_SECONDS, by the database's clock."""
        kept = sa.case((inbox.c.is_event, EVENT_SECONDS), else_=UNIQUE_SECONDS)
        done = (inbox.c.state == InboxState.HANDLED) & inbox.c.payload.is_(None)
        return await self._tx.change(inbox.delete().where(done, inbox.c.stored_at < self._tx.lease.now() - kept))

    async def mark_handled(self, row_id: int) -> None:
        await self._tx.change(_HANDLED, {"row_id": row_id})

    async def mark_failed(self, row_id: int, *, error: str, again_at: datetime | None) -> None:
        state = InboxState.SET_ASIDE if again_at is None else InboxState.NEW
        await self._change(row_id, state=state, attempts=inbox.c.attempts + 1, error=error, again_at=again_at)

    async def set_aside(self, coalition_id: str | None = None) -> list[InboxRow]:
        query = sa.select(inbox).where(inbox.c.state == InboxState.SET_ASIDE).order_by(inbox.c.id)
        if coalition_id is not None:
            query = query.where(inbox.c.coalition_id == coalition_id)
        return [found for row in await self._tx.rows(query) if (found := await self._seen(row)) is not None]

    async def retry(self, row_id: int) -> None:
        """Raises NotThere for a row that was not set aside."""
        row = await self._tx.first(sa.select(inbox.c.state).where(inbox.c.id == row_id))
        if row is None or row.state != InboxState.SET_ASIDE:
            raise NotThere("set_aside_row", id=row_id)
        await self._change(row_id, state=InboxState.NEW, attempts=0, again_at=None)
        self._tx.touched.add(INBOX)

    async def _change(self, row_id: int, **values: Any) -> None:
        await self._tx.change(inbox.update().where(inbox.c.id == row_id).values(values))

    async def _can_be_read(self, row: sa.Row[Any]) -> bool:
        """Not when its person was forgotten by another process while it was being stored; then there is nobody to answer."""
        return await self._tx.vault.has_key(owner_of(row.person_id, row.coalition_id))

    async def _seen(self, row: sa.Row[Any]) -> InboxRow | None:
        """To look at: without its content when that cannot be read, None when its person was forgotten."""
        try:
            return await self._row(row) if await self._can_be_read(row) else None
        except UNREADABLE:
            state = InboxState(row.state)
            return InboxRow(row.id, row.coalition_id, row.bot_account_id, state, row.attempts, error=row.error)

    async def _row(self, row: sa.Row[Any]) -> InboxRow:
        stored = await self._tx.vault.open_json(owner_of(row.person_id, row.coalition_id), inbox.c.payload, row.payload)
        return InboxRow(
            id=row.id,
            coalition_id=row.coalition_id,
            bot_account_id=row.bot_account_id,
            state=InboxState(row.state),
            attempts=row.attempts,
            inbound=None if row.is_event else read_inbound(stored),
            happened=read_event(stored) if row.is_event else None,
            overtaken=row.overtaken,
            error=row.error,
        )
