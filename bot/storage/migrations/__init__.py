"""Bringing a database to this version, from Python: there is no alembic.ini."""

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from bot.storage.engine import engines
from bot.storage.refusal import told

_FOLDER = Path(__file__).parent


async def upgrade(url: str, to: str = "head") -> None:
    """Bring the database to a revision, making it when it is SQLite and not there. Raises like `open_store`."""
    await _run(url, lambda config: command.upgrade(config, to))


async def downgrade(url: str, to: str = "base") -> None:
    """Take revisions back, and with them what they hold."""
    await _run(url, lambda config: command.downgrade(config, to))


def head() -> str | None:
    """The newest revision."""
    return ScriptDirectory(str(_FOLDER)).get_current_head()


def revisions() -> list[str]:
    """All of them, oldest first."""
    return [script.revision for script in reversed(list(ScriptDirectory(str(_FOLDER)).walk_revisions()))]


def version(connection: sa.Connection) -> str | None:
    """The revision that the database has; None when it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def config() -> Config:
    """Alembic's settings; a connection is put in `attributes`."""
    made = Config()
    made.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    return made


async def _run(url: str, do: Callable[[Config], None]) -> None:
    store = engines(url)

    def work(connection: sa.Connection) -> None:
        settings = config()
        settings.attributes["connection"] = connection
        do(settings)

    try:
        async with store.writer.begin() as connection:
            await connection.run_sync(work)
    except Exception as error:
        raise told(error, store.url) from error
    finally:
        await store.close()
