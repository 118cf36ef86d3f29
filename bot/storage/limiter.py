"""The pace of bot accounts: one row each, shared by every process, by the database's clock (FACTS, 'Limiter')."""

from functools import lru_cache

import sqlalchemy as sa

from bot.outbox.pace import Grant, Pace, grant
from bot.storage.lease_clock import LeaseClock
from bot.storage.tables.coalitions import bot_accounts
from bot.storage.tables.ledger import account_paces
from bot.storage.transaction import Transaction


class SqlLimiter:
    """Carries out `scheduler.ports.Limiter`. The account's row stays locked until the transaction ends: every
    other process waits for what comes after it, so take late."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def take(self, bot_account_id: str, pace: Pace, wanted: int) -> Grant:
        """How many of `wanted` calls may be made now, and in how many seconds the next one may."""
        row = await self._row(bot_account_id)
        if row.paused_until > row.now:
            return Grant(0, row.paused_until - row.now, row.tat)
        granted = grant(row.tat, row.now, pace, wanted)
        if granted.calls:
            await self._change(bot_account_id, tat=granted.tat, paused_until=row.paused_until)
        return granted

    async def pause(self, bot_account_id: str, seconds: float) -> None:
        """Nothing goes out over this account, from any process, for so long. A longer pause that runs already stays."""
        row = await self._row(bot_account_id)
        until = max(row.paused_until, row.now + seconds)
        await self._change(bot_account_id, paused_until=until, tat=max(row.tat, until))

    async def _row(self, bot_account_id: str) -> sa.Row[tuple[float, float, float]]:
        query, values = _look(self._tx.lease), {"account": bot_account_id}
        row = (await self._tx.execute(query, values)).first()
        if row is None:
            account = await self._tx.one(bot_accounts, bot_account_id)
            new = {"bot_account_id": bot_account_id, "coalition_id": account.coalition_id, "tat": 0.0, "paused_until": 0.0}
            await self._tx.insert_new(account_paces, new, unique=["bot_account_id"])
            row = (await self._tx.execute(query, values)).one()
        return row

    async def _change(self, bot_account_id: str, *, tat: float, paused_until: float) -> None:
        values = {"account": bot_account_id, "new_tat": tat, "new_pause": paused_until}
        await self._tx.execute(_CHANGE, values)


_MINE = account_paces.c.bot_account_id == sa.bindparam("account")
_CHANGE = sa.update(account_paces).where(_MINE).values(tat=sa.bindparam("new_tat"), paused_until=sa.bindparam("new_pause"))


@lru_cache(maxsize=8)
def _look(lease: LeaseClock) -> sa.Select[tuple[float, float, float]]:
    columns = account_paces.c.tat, account_paces.c.paused_until, lease.now().label("now")
    return sa.select(*columns).where(_MINE).with_for_update()
