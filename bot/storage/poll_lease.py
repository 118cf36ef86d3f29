"""Which process asks Telegram for the updates of a bot account: one row each, by the database's clock.

It keeps two processes from ending each other's getUpdates (409) all the time. Nothing is lost when both poll for a moment, as
when one was stopped past its lease: both store before they confirm, and the inbox knows duplicates.
"""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from bot.domain.coalition import BotAccount
from bot.storage.tables.coalitions import poll_leases
from bot.storage.unit_of_work import SqlUnitsOfWork


class SqlPollLease:
    """Carries out `bot.inbound.shift.Lease`. `holder` names this process: a token that no other has."""

    def __init__(self, units: SqlUnitsOfWork, account: BotAccount, holder: str) -> None:
        self._units, self._account, self._holder = units, account, holder

    async def take(self, seconds: float) -> bool:
        """Take or renew it for so long; False when another process has it. Raises Unavailable."""
        async with self._units.transaction() as tx:
            now = tx.lease.now()
            values = {
                "bot_account_id": self._account.id,
                "coalition_id": self._account.coalition_id,
                "holder": self._holder,
                "until": now + seconds,
            }
            insert = (sqlite.insert if tx.is_sqlite else postgresql.insert)(poll_leases).values(values)
            statement = insert.on_conflict_do_update(
                index_elements=["bot_account_id"],
                set_={"holder": insert.excluded.holder, "until": insert.excluded.until},
                where=(poll_leases.c.holder == self._holder) | (poll_leases.c.until <= now),
            )
            return (await tx.execute(statement)).rowcount == 1

    async def give_back(self) -> None:
        """So that another process need not wait for its end; nothing when it is not ours. Raises Unavailable."""
        ours = (poll_leases.c.bot_account_id == self._account.id) & (poll_leases.c.holder == self._holder)
        async with self._units.transaction() as tx:
            await tx.change(sa.delete(poll_leases).where(ours))
