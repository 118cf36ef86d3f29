"""Fixtures for every room."""

from tests.databases import (
    chance,
    cipher,
    clock,
    database,
    empty_database,
    lease_clock,
    postgresql,
    postgresql_template,
    sqlite_template,
    store,
    units,
)

__all__ = [
    "chance",
    "cipher",
    "clock",
    "database",
    "empty_database",
    "lease_clock",
    "postgresql",
    "postgresql_template",
    "sqlite_template",
    "store",
    "units",
]
