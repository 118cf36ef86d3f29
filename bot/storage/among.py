"""`column among :names`: one of many values, as one bound value, so that the statement stays the same however many there are.

An `IN` with a value each is written anew for every number of them, and PostgreSQL would prepare each of those.
"""

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeEngine


class Texts(sa.types.TypeDecorator[Sequence[str]]):
    """Several texts in one bound value: an array, or JSON where there are none."""

    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(postgresql.ARRAY(sa.Text()) if dialect.name == "postgresql" else sa.Text())

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> Any:
        return value if value is None or dialect.name == "postgresql" else json.dumps(value)


class _Among(FunctionElement[bool]):
    type = sa.Boolean()
    inherit_cache = True
    name = "among"

    def self_group(self, against: Any = None) -> Any:
        """It is a condition by itself; with the `= 1` that SQLAlchemy would put behind it, SQLite uses no index."""
        return self


@compiles(_Among, "sqlite")
def _in_sqlite(element: _Among, compiler: SQLCompiler, **more: Any) -> str:
    column, values = element.clauses
    return f"{compiler.process(column, **more)} IN (SELECT value FROM json_each({compiler.process(values, **more)}))"


@compiles(_Among, "postgresql")
def _in_postgresql(element: _Among, compiler: SQLCompiler, **more: Any) -> str:
    column, values = element.clauses
    return f"{compiler.process(column, **more)} = ANY({compiler.process(values, **more)})"


def among(column: sa.ColumnElement[str], name: str) -> sa.ColumnElement[bool]:
    """Whether the column is one of the texts bound to `name`: a list."""
    return _Among(sa.type_coerce(column, sa.Text()).self_group(), sa.bindparam(name, type_=Texts()))
