"""The dispatcher's transactions."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.storage.limiter import SqlLimiter
from bot.storage.openings import SqlOpenings
from bot.storage.outgoing import SqlOutgoing
from bot.storage.transaction import Transaction
from bot.storage.unit_of_work import SqlUnitOfWork, SqlUnitsOfWork


class SqlTurn:
    """Carries out `scheduler.ports.Turn`."""

    def __init__(self, tx: Transaction) -> None:
        self.uow = SqlUnitOfWork(tx)
        self.outgoing = SqlOutgoing(tx)
        self.limiter = SqlLimiter(tx)
        self.openings = SqlOpenings(tx)


class SqlTurns:
    """Carries out `scheduler.ports.Turns`."""

    def __init__(self, units: SqlUnitsOfWork) -> None:
        self._units = units

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[SqlTurn]:
        async with self._units.transaction() as tx:
            yield SqlTurn(tx)
