"""Fixtures for every room."""

import os

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
from tests.reading import each_file_is_read_once

__all__ = [
    "chance",
    "cipher",
    "clock",
    "database",
    "each_file_is_read_once",
    "empty_database",
    "lease_clock",
    "postgresql",
    "postgresql_template",
    "sqlite_template",
    "store",
    "units",
]


def pytest_xdist_auto_num_workers() -> int:
    """Three for each two processors: many tests wait for a process, a browser or a disk."""
    processors = os.cpu_count() or 1
    return processors + processors // 2
