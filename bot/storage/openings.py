"""Broadcasts' deliveries that wait to be opened: which ones the inbox is told of next."""

from collections import Counter
from datetime import datetime
from itertools import zip_longest

import sqlalchemy as sa

from bot.domain.delivery import Delivery, Purpose, RecipientKind, State
from bot.storage.outgoing_statements import HELD, held
from bot.storage.part_rows import delivery_of
from bot.storage.tables.bulletins import bulletins
from bot.storage.tables.ledger import deliveries, parts
from bot.storage.transaction import Transaction

BEING_OPENED = 600.0
"""Seconds that one the inbox was told of takes a place in the window; one that cannot be handled must not hold up the rest."""
TOLD_AGAIN = 3600.0
"""Seconds after which one that was told of and is not open yet is told of again; queueing behind a talk takes less."""
MOST_TELLINGS = 5
"""After so many it waits for somebody to look at the inbox rows that were set aside."""
UNSENT = (State.PENDING, State.LEASED, State.SENDING)


class SqlOpenings:
    """Carries out `scheduler.ports.Openings`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def due(self, now: datetime, window: int, limit: int) -> list[Delivery]:
        """Of each bulletin that goes out in turn, longest due first, so that none waits for another to end."""
        full = await self._opened(now)
        to_open = sa.and_(
            sa.text("deliveries.state = 'pending' AND NOT deliveries.opened AND deliveries.told_at IS NULL"),
            deliveries.c.due_at <= now,
            deliveries.c.recipient_kind == RecipientKind.PERSON,
        )
        no_room = [account for account, count in full.items() if count >= window]
        if no_room:
            to_open &= deliveries.c.bot_account_id.not_in(no_room)
        waits = sa.exists().where(deliveries.c.bulletin_id == bulletins.c.id, to_open)
        going = (
            sa.select(bulletins.c.id).where(bulletins.c.state.not_in(HELD), waits).order_by(bulletins.c.sent_at, bulletins.c.id)
        )
        ids = [row.id for row in await self._tx.rows(going)]
        longest_due = sa.select(deliveries).where(to_open).order_by(deliveries.c.due_at, deliveries.c.id)
        shares = []
        for bulletin_id in ids:
            share = longest_due.where(deliveries.c.bulletin_id == bulletin_id).limit(-(-limit // len(ids)))
            shares.append(await self._tx.rows(share.with_for_update(skip_locked=True)))
        found = []
        for row in [row for turn in zip_longest(*shares) for row in turn if row is not None][:limit]:
            full[row.bot_account_id] += 1
            if full[row.bot_account_id] <= window:
                found.append(delivery_of(row))
        return found

    async def _opened(self, now: datetime) -> Counter[str]:
        """For each bot account, how many are being opened, or opened and due and unsent."""
        recently = self._tx.lease.now() - BEING_OPENED
        told = sa.and_(deliveries.c.told_at > recently, ~deliveries.c.opened, deliveries.c.state == State.PENDING)
        is_due = sa.exists().where(parts.c.delivery_id == deliveries.c.id, parts.c.state.in_(UNSENT), parts.c.due_at <= now)
        unsent = sa.and_(deliveries.c.purpose == Purpose.BROADCAST, deliveries.c.opened, deliveries.c.state.in_(UNSENT), is_due)
        # What a pause holds back takes nobody else's place.
        unsent &= ~held(deliveries)
        count: Counter[str] = Counter()
        for which in (told, unsent):
            query = (
                sa.select(deliveries.c.bot_account_id, sa.func.count().label("many"))
                .where(which)
                .group_by(deliveries.c.bot_account_id)
            )
            for row in await self._tx.rows(query):
                count[row.bot_account_id] += row.many
        return count

    async def recover(self) -> int:
        """What was told long ago and is not open yet will be told again: its row may have been set aside. How many there were."""
        unopened = sa.text("deliveries.told_at IS NOT NULL AND NOT deliveries.opened")
        stuck = (deliveries.c.state == State.PENDING) & (deliveries.c.told_at < self._tx.lease.now() - TOLD_AGAIN)
        few = deliveries.c.tellings < MOST_TELLINGS
        return await self._tx.change(sa.update(deliveries).where(unopened, stuck, few).values(told_at=None))

    async def told(self, delivery_id: str) -> int:
        change = (
            sa.update(deliveries)
            .where(deliveries.c.id == delivery_id)
            .values(told_at=self._tx.lease.now(), tellings=deliveries.c.tellings + 1)
            .returning(deliveries.c.tellings)
        )
        return int((await self._tx.rows(change))[0].tellings) - 1

    async def put_off(self, delivery_id: str, until: datetime) -> None:
        await self._tx.change(sa.update(deliveries).where(deliveries.c.id == delivery_id).values(due_at=until))
