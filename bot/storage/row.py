"""A noun of the domain as the columns of its row."""

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def row_of(noun: "DataclassInstance", **instead: Any) -> dict[str, Any]:
    """Its fields by name, some of them in the form in which they are stored."""
    return {field.name: getattr(noun, field.name) for field in fields(noun)} | instead


def fields_of(row: sa.Row[Any], *without: str) -> dict[str, Any]:
    """The columns of a row by name, but for some."""
    columns = row._asdict()
    return {name: value for name, value in columns.items() if name not in without}
