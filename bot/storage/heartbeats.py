"""When a process last did the work of each bot account: by the business clock, and by the database's."""

from datetime import datetime

import sqlalchemy as sa

from bot.domain.heartbeat import Gap
from bot.storage.tables.coalitions import bot_accounts, heartbeats
from bot.storage.transaction import Transaction


class SqlHeartbeats:
    """Carries out `scheduler.ports.Heartbeats`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def beat(self, now: datetime) -> list[Gap]:
        """Every bot account is served now; how long ago that was last so, of those that were served before."""
        clock = self._tx.lease.now()
        seconds = (clock - heartbeats.c.beat_at).label("seconds")
        query = sa.select(heartbeats.c.coalition_id, heartbeats.c.bot_account_id, heartbeats.c.seen_at, seconds)
        before = await self._tx.rows(self._tx.locked(query.order_by(heartbeats.c.bot_account_id)))
        for account in await self._tx.rows(sa.select(bot_accounts.c.id, bot_accounts.c.coalition_id).order_by(bot_accounts.c.id)):
            row = {"bot_account_id": account.id, "coalition_id": account.coalition_id, "seen_at": now, "beat_at": 0.0}
            await self._tx.upsert(heartbeats, row)
        await self._tx.change(sa.update(heartbeats).where(heartbeats.c.seen_at == now).values(beat_at=clock))
        return [Gap(row.coalition_id, row.bot_account_id, row.seen_at, now - row.seen_at, row.seconds) for row in before]
