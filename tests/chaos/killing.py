"""A process that dies at a commit of our choice: just before it, so that what it wrote is lost, or just after."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.engine import Store


class Killed(BaseException):
    """Not an Exception: nothing in the program may catch it."""


class Side(StrEnum):
    BEFORE = "before"
    AFTER = "after"


@dataclass(slots=True)
class Life:
    """How long the process lives: until its `last` commit that changes something, counted from `begin`. 0: it is not killed.

    A transaction that only looked leaves nothing behind, so being killed at its end is being killed before the next one's.
    """

    side: Side = Side.BEFORE
    last: int = 0
    commits: int = 0

    def begin(self, last: int) -> None:
        self.last, self.commits = last, 0

    def commit(self) -> None:
        """One more. Raises Killed when it dies before it."""
        self.commits += 1
        self._die(Side.BEFORE)

    def committed(self) -> None:
        """Raises Killed when it dies right after it."""
        self._die(Side.AFTER)

    def _die(self, side: Side) -> None:
        if side is self.side and self.commits == self.last:
            raise Killed


class MortalStore(Store):
    """A store that ends its process. Readers live on: they change nothing."""

    __slots__ = ("life",)
    life: Life

    @classmethod
    def of(cls, store: Store, life: Life) -> "MortalStore":
        mortal = cls(store.url, store.writer, store.reader, store._turn)
        object.__setattr__(mortal, "life", life)
        return mortal

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """As of Store, until it is over."""
        async with super().writing() as connection:
            before = await _changes(connection)
            yield connection
            changed = await _changes(connection) != before
            if changed:
                self.life.commit()
        if changed:
            self.life.committed()


async def _changes(connection: AsyncConnection) -> Any:
    """Something that is another when this transaction has changed a row."""
    if connection.dialect.name == "sqlite":
        driver: Any = (await connection.get_raw_connection()).driver_connection
        return driver.total_changes
    return (await connection.execute(sa.text("SELECT pg_current_xact_id_if_assigned()::text"))).scalar()
