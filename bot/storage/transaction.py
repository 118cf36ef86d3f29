"""What the repositories of one unit of work share: one connection in one transaction, and what comes from outside.

Making a statement takes longer than the database needs to carry it out, so those that are used all the time are made once: here
the ones of any table, elsewhere by who uses them. And what was read by its id is known until something of its table changes:
handling one thing somebody said looks at the same person, bulletin and quotes again and again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.errors import NotThere
from bot.services.ports import Chance, Clock
from bot.storage.among import among
from bot.storage.lease_clock import LeaseClock
from bot.storage.vault import Vault

LEDGER, INBOX = "ledger", "inbox"
"""What may be `touched`: the dispatcher and the handler wake up by it."""

_ROWS_AT_ONCE = 500
"""Rows an INSERT: times thirty columns this stays under both databases' limit of bound values (32,766)."""


class Lock(IntEnum):
    """Who else may do what with a row until the transaction ends."""

    NONE = 0
    HOLD = 1
    """Others may hold it too; nobody changes it."""
    BESIDE = 2
    """Nobody else holds or changes it; whatever refers to it is written meanwhile."""
    WRITE = 3
    """Nobody else holds it: what is read here may be written back whole."""


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
    _known: dict[str, dict[str, "_Known"]] = field(default_factory=dict)
    """By table and id: rows that were read, and whether they were locked."""

    @property
    def is_sqlite(self) -> bool:
        return self.connection.dialect.name == "sqlite"

    async def execute(
        self, statement: sa.Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> sa.CursorResult[Any]:
        """The one door to the database; the result has its rows. Raises what SQLAlchemy raises."""
        if isinstance(statement, sa.UpdateBase):
            self._known.pop(str(statement.table.description), None)
        return await self.connection.execute(statement, values)

    async def rows(self, query: sa.Executable, values: Mapping[str, Any] | None = None) -> Sequence[sa.Row[Any]]:
        return (await self.execute(query, values)).all()

    async def first(self, query: sa.Executable, values: Mapping[str, Any] | None = None) -> sa.Row[Any] | None:
        return (await self.execute(query, values)).first()

    async def find(self, table: sa.Table, id_: str, *, lock: Lock | bool = Lock.NONE) -> sa.Row[Any] | None:
        """The row with this `id`, as it was when it was first read here, unless something of its table was changed here since.

        With a `lock` (true: WRITE) it is read anew, and stays as it is until this transaction ends. (SQLite has one writer at a
        time anyway.)
        """
        wanted = Lock.NONE if self.read_only or self.is_sqlite else Lock.WRITE if lock is True else Lock(lock)
        known = self._known.get(table.name, {}).get(id_)
        if known is None or known.locked < wanted:
            known = _Known(await self.first(_by_id(table, wanted), {"of_id": id_}), wanted)
            self._known.setdefault(table.name, {})[id_] = known
        return known.row

    async def some(self, table: sa.Table, ids: Sequence[str], *, or_fewer: bool = False) -> list[sa.Row[Any]]:
        """The rows with these ids, in this order, by one query at the most. Raises NotThere, unless fewer will do."""
        known = self._known.setdefault(table.name, {})
        wanted = sorted({id_ for id_ in ids if id_ not in known})
        if wanted:
            known.update({row.id: _Known(row, Lock.NONE) for row in await self.rows(_by_ids(table), {"ids": wanted})})
        return [await self.one(table, id_) for id_ in ids if id_ in known or not or_fewer]

    async def one(self, table: sa.Table, id_: str, *, lock: Lock | bool = Lock.NONE) -> sa.Row[Any]:
        """The same. Raises NotThere, with the table's name as its code."""
        row = await self.find(table, id_, lock=lock)
        if row is None:
            raise NotThere(table.name, id=id_)
        return row

    def locked(self, query: "sa.Select[Any]") -> "sa.Select[Any]":
        """The same, with the rows locked until the transaction ends, when it is one that writes."""
        return query if self.read_only or self.is_sqlite else query.with_for_update()

    async def change(self, statement: sa.Update | sa.Delete, values: Mapping[str, Any] | None = None) -> int:
        """How many rows it changed."""
        return (await self.execute(statement, values)).rowcount

    async def upsert(self, table: sa.Table, *rows: Mapping[str, Any]) -> None:
        """Insert each, or change the row with the same primary key. Every row has the same columns."""
        if rows:
            await self.execute(_upsert(table, tuple(rows[0]), self.is_sqlite), [dict(row) for row in rows])

    async def insert_new(
        self,
        table: sa.Table,
        values: Mapping[str, Any],
        *,
        unique: Sequence[str] = (),
        computed: Mapping[str, sa.ColumnElement[Any]] | None = None,
    ) -> bool:
        """Insert, unless a row is there with the same `unique` columns (any unique columns when none are named). What is
        `computed` the database works out."""
        statement = _insert_new(table, tuple(unique), self.is_sqlite)
        result = await self.execute(statement.values(computed) if computed else statement, dict(values))
        return result.rowcount == 1

    async def insert_all_new(self, table: sa.Table, rows: Sequence[Mapping[str, Any]], *, unique: Sequence[str] = ()) -> int:
        """Insert those that are not there yet; thousands at once are fine. Every row has the same columns."""
        count = 0
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            some = [dict(row) for row in rows[start : start + _ROWS_AT_ONCE]]
            count += (await self.execute(_insert_new(table, tuple(unique), self.is_sqlite).values(some))).rowcount
        return count

    async def insert_each_new(self, table: sa.Table, rows: Sequence[Mapping[str, Any]], *, unique: Sequence[str]) -> None:
        """The same, by one prepared statement that is run for each row: for rows so many or so wide that a statement with all of
        them takes longer to make than to run."""
        await self.execute(_insert_new(table, tuple(unique), self.is_sqlite), [dict(row) for row in rows])


@dataclass(frozen=True, slots=True)
class _Known:
    row: sa.Row[Any] | None
    locked: Lock


@cache
def _by_id(table: sa.Table, lock: Lock) -> "sa.Select[Any]":
    query = sa.select(table).where(table.c.id == sa.bindparam("of_id"))
    return query if lock is Lock.NONE else query.with_for_update(read=lock is Lock.HOLD, key_share=lock is Lock.BESIDE)


@cache
def _by_ids(table: sa.Table) -> "sa.Select[Any]":
    return sa.select(table).where(among(table.c.id, "ids"))


@cache
def _upsert(table: sa.Table, names: tuple[str, ...], is_sqlite: bool) -> "sqlite.Insert | postgresql.Insert":
    key = [column.name for column in table.primary_key]
    insert = _insert(table, is_sqlite)
    rest = {name: insert.excluded[name] for name in names if name not in key}
    return insert.on_conflict_do_update(index_elements=key, set_=rest)


@cache
def _insert_new(table: sa.Table, unique: tuple[str, ...], is_sqlite: bool) -> "sqlite.Insert | postgresql.Insert":
    return _insert(table, is_sqlite).on_conflict_do_nothing(index_elements=list(unique) or None)


def _insert(table: sa.Table, is_sqlite: bool) -> "sqlite.Insert | postgresql.Insert":
    return sqlite.insert(table) if is_sqlite else postgresql.insert(table)
