"""When a process last did the work of each bot account: by the business clock, and by the database's."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from bot.domain.heartbeat import Gap
from bot.storage.tables.coalitions import bot_accounts, heartbeats
from bot.storage.transaction import Transaction


class SqlHeartbeats:
    """Carries out `scheduler.ports.Heartbeats`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def gaps(self, now: datetime) -> list[Gap]:
        """How long ago each bot account was served, of those that were served before."""
        seconds = (self._tx.lease.now() - heartbeats.c.beat_at).label("seconds")
        query = sa.select(heartbeats.c.coalition_id, heartbeats.c.bot_account_id, heartbeats.c.seen_at, seconds)
        rows = await self._tx.rows(self._tx.locked(query.order_by(heartbeats.c.bot_account_id)))
        return [Gap(row.coalition_id, row.bot_account_id, row.seen_at, now - row.seen_at, row.seconds) for row in rows]

    async def beat(self, now: datetime, but_for: Collection[str] = ()) -> None:
        """Every bot account is served now, but for those of some coalitions."""
        accounts = await self._tx.rows(sa.select(bot_accounts.c.id, bot_accounts.c.coalition_id).order_by(bot_accounts.c.id))
        served = [account for account in accounts if account.coalition_id not in but_for]
        for account in served:
            row = {"bot_account_id": account.id, "coalition_id": account.coalition_id, "seen_at": now, "beat_at": 0.0}
            await self._tx.upsert(heartbeats, row)
        now_by_database = sa.update(heartbeats).where(heartbeats.c.bot_account_id.in_([account.id for account in served]))
        await self._tx.change(now_by_database.values(beat_at=self._tx.lease.now()))
