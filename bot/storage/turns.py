"""The dispatcher's transactions."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

from bot.domain.delivery import Delivery
from bot.storage.glance import Glance
from bot.storage.heartbeats import SqlHeartbeats
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
        self.heartbeats = SqlHeartbeats(tx)


class SqlTurns:
    """Carries out `scheduler.ports.Turns`."""

    def __init__(self, units: SqlUnitsOfWork) -> None:
        self._units = units

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[SqlTurn]:
        async with self._units.transaction() as tx:
            yield SqlTurn(tx)

    @asynccontextmanager
    async def glance(self, deliveries: Collection[Delivery]) -> AsyncIterator[Glance]:
        """Carries out `scheduler.ports.Glances`."""
        async with self._units.looking() as tx:
            glance = Glance(tx)
            await glance.look_up(deliveries)
            yield glance
