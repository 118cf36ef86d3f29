"""What the repositories of one unit of work share: one connection in one transaction, and what comes from outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.errors import NotThere
from bot.services.ports import Chance, Clock
from bot.storage.lease_clock import LeaseClock
from bot.storage.vault import Vault

LEDGER, INBOX = "ledger", "inbox"
"""What may be `touched`: the dispatcher and the handler wake up by it."""

_ROWS_AT_ONCE = 500
"""Rows an INSERT: times thirty columns this stays under both databases' limit of bound values (32,766)."""


@dataclass(slots=True)
class Transaction:
    """Every repository takes one. `touched` and `erased` are looked at when it has been committed."""

    connection: AsyncConnection
    vault: Vault
    clock: Clock
    chance: Chance
    lease: LeaseClock
    touched: set[str] = field(default_factory=set)
    read_only: bool = False
    erased: bool = False
    """Something was forgotten: the write-ahead log is emptied after the commit."""

    @property
    def is_sqlite(self) -> bool:
        return self.connection.dialect.name == "sqlite"

    async def rows(self, query: sa.Executable) -> Sequence[sa.Row[Any]]:
        return (await self.connection.execute(query)).all()

    async def first(self, query: sa.Executable) -> sa.Row[Any] | None:
        return (await self.connection.execute(query)).first()

    async def one(self, table: sa.Table, id_: str, *, lock: bool = False) -> sa.Row[Any]:
        """The row with this `id`. Raises NotThere, with the table's name as its code.

        `lock`: nobody else changes it until this transaction ends, so that what is read here may be written back whole. (SQLite
        has one writer at a time anyway.)
        """
        query = sa.select(table).where(table.c.id == id_)
        row = await self.first(self.locked(query) if lock else query)
        if row is None:
            raise NotThere(table.name, id=id_)
        return row

    def locked(self, query: "sa.Select[Any]") -> "sa.Select[Any]":
        """The same, with the rows locked until the transaction ends, when it is one that writes."""
        return query if self.read_only or self.is_sqlite else query.with_for_update()

    async def change(self, statement: sa.Update | sa.Delete) -> int:
        """How many rows it changed."""
        return (await self.connection.execute(statement)).rowcount

    async def upsert(self, table: sa.Table, values: Mapping[str, Any]) -> None:
        """Insert, or change the row with the same primary key."""
        key = [column.name for column in table.primary_key]
        insert = self._insert(table).values(dict(values))
        rest = {name: insert.excluded[name] for name in values if name not in key}
        await self.connection.execute(insert.on_conflict_do_update(index_elements=key, set_=rest))

    async def insert_new(self, table: sa.Table, values: Mapping[str, Any], *, unique: Sequence[str] = ()) -> bool:
        """Insert, unless a row is there with the same `unique` columns (any unique columns when none are named)."""
        return await self.insert_all_new(table, [values], unique=unique) == 1

    async def insert_all_new(self, table: sa.Table, rows: Sequence[Mapping[str, Any]], *, unique: Sequence[str] = ()) -> int:
        """Insert those that are not there yet; thousands at once are fine. Every row has the same columns."""
        count = 0
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            some = [dict(row) for row in rows[start : start + _ROWS_AT_ONCE]]
            insert = self._insert(table).values(some).on_conflict_do_nothing(index_elements=list(unique) or None)
            count += (await self.connection.execute(insert)).rowcount
        return count

    async def insert_each_new(self, table: sa.Table, rows: Sequence[Mapping[str, Any]], *, unique: Sequence[str]) -> None:
        """The same, by one prepared statement that is run for each row: for rows so many or so wide that a statement with all of
        them takes longer to make than to run."""
        insert = self._insert(table).on_conflict_do_nothing(index_elements=list(unique))
        await self.connection.execute(insert, [dict(row) for row in rows])

    def _insert(self, table: sa.Table) -> "sqlite.Insert | postgresql.Insert":
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)
