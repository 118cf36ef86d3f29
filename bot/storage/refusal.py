"""Why a database could not be opened, told to the one who can mend it."""

import sqlalchemy as sa
from asyncpg import exceptions as pg
from sqlalchemy.engine import URL

from bot.domain.errors import Mistake, Unavailable, WeerklankError


def told(error: BaseException, url: URL) -> WeerklankError:
    """What `error` means for somebody who set WEERKLANK_DATABASE_URL. The password is never shown."""
    shown = url.render_as_string()
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, WeerklankError):
            return cause
        if isinstance(cause, pg.InvalidPasswordError | pg.InvalidAuthorizationSpecificationError):
            return Mistake(f"The database {shown} refuses this user or password.", mend="Look at WEERKLANK_DATABASE_URL.")
        if isinstance(cause, pg.InvalidCatalogNameError):
            name = url.database
            return Mistake(f"The server of {shown} has no database {name}.", mend=f"Make it: createdb {name}")
        if isinstance(cause, pg.InsufficientPrivilegeError):
            return Mistake(f"This user has no rights in {shown}.", mend="Give it the rights to make and change tables.")
    if any(isinstance(cause, sa.exc.DatabaseError) and "not a database" in str(cause.orig) for cause in causes):
        return Mistake(f"{url.database} is not an SQLite database.", mend="Name another file in WEERKLANK_DATABASE_URL.")
    mend = "Look whether it runs, and whether WEERKLANK_DATABASE_URL has the right host and port."
    return Unavailable(f"The database {shown} does not answer ({type(causes[-1]).__name__}). {mend}")


def _causes(error: BaseException | None) -> list[BaseException]:
    """The error and what it came from, outermost first."""
    found: list[BaseException] = []
    while error is not None and error not in found:
        found.append(error)
        error = error.__cause__ or (getattr(error, "orig", None)) or error.__context__
    return found
