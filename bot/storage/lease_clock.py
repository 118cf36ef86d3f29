"""The database's clock, by which leases and the limiter are counted: the same one for every process. Tests move a fake."""

from typing import Any, Protocol

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class LeaseClock(Protocol):
    """What time it is, as an expression that the database works out."""

    def now(self) -> sa.ColumnElement[float]:
        """Seconds since 1970-01-01 00:00 UTC. Statements are made once: it is looked at when they are carried out."""
        ...

    def __hash__(self) -> int:
        """By which its statements are found again."""
        ...


class epoch_now(FunctionElement[float]):  # noqa: N801  (SQL functions are written in lower case)
    """Seconds since the epoch by the database's own clock, moving on within a transaction."""

    type = sa.Double()
    inherit_cache = True
    name = "epoch_now"


@compiles(epoch_now, "sqlite")
def _in_sqlite(element: epoch_now, compiler: SQLCompiler, **_: Any) -> str:
    # unixepoch('subsec') needs SQLite 3.42; julianday has milliseconds in every version.
    return "((julianday('now') - 2440587.5) * 86400.0)"


@compiles(epoch_now, "postgresql")
def _in_postgresql(element: epoch_now, compiler: SQLCompiler, **_: Any) -> str:
    return "CAST(extract(epoch FROM clock_timestamp()) AS double precision)"


class DatabaseClock:
    """The real one."""

    def now(self) -> sa.ColumnElement[float]:
        return epoch_now()
