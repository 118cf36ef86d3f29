"""What stands in `WEERKLANK_DATABASE_URL`, as a URL for an async driver."""

import os
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL

from bot.domain.errors import Mistake

_MEND = "Write sqlite:///path/to/file.db or postgresql://user:password@host/name in WEERKLANK_DATABASE_URL."
_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


def read_url(url: str) -> URL:
    """The URL with its async driver. Raises Mistake when it is no URL, of a database unknown, or in an unusable folder."""
    try:
        parsed = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise Mistake("The database URL is no URL.", mend=_MEND) from error
    driver = _DRIVERS.get(parsed.drivername.split("+")[0])
    if driver is None:
        raise Mistake(f"A database of the kind {parsed.drivername} is not known here.", mend=_MEND)
    parsed = parsed.set(drivername=driver)
    if driver.startswith("sqlite"):
        if parsed.host:
            raise Mistake("The database URL has two slashes, and wants three.", mend=f"Write sqlite:///{parsed.host}/….")
        try:
            _look_at_file(parsed.database)
        except OSError as error:
            why = (error.strerror or type(error).__name__).lower()
            raise Mistake(f"The database {parsed.database} cannot be reached: {why}.", mend=_MEND) from None
    elif "sslmode" in parsed.query:
        # asyncpg has another name for what libpq, and so every hosting company, calls sslmode.
        parsed = parsed.difference_update_query(["sslmode"]).update_query_dict({"ssl": parsed.query["sslmode"]})
    return parsed


def _look_at_file(database: str | None) -> None:
    if not database or database == ":memory:":
        raise Mistake("The database URL names no file.", mend=_MEND)
    file = Path(database)
    if not file.parent.is_dir():
        raise Mistake(f"There is no folder {file.parent} for the database.", mend=f"Make it: mkdir -p {file.parent}")
    if file.is_dir():
        raise Mistake(f"{file} is a folder, not a database.", mend=_MEND)
    place = file if file.exists() else file.parent
    if not os.access(place, os.R_OK | os.W_OK):
        raise Mistake(f"The database {file} cannot be written here.", mend=f"Give yourself the right to write {place}.")


def may_be_there(url: URL) -> bool:
    """Whether opening it would not make it; what another machine has is not known."""
    return url.get_backend_name() != "sqlite" or Path(str(url.database)).exists()


def shown(url: URL) -> str:
    """As somebody wrote it, without a password."""
    return url.set(drivername=url.get_backend_name()).render_as_string()
