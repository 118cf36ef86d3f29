"""Draft the next migration from what the tables say, to be read before it is kept.

python -m bot.storage.migrations.draft "What it does"
"""

import asyncio
import sys
import tempfile
from pathlib import Path

import sqlalchemy as sa
from alembic import command

from bot.storage.engine import engines
from bot.storage.migrations import config, revisions, upgrade


async def draft(message: str) -> None:
    """Compare the tables with a fresh database at the newest revision, and write the difference as a module in `versions/`."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'fresh.db'}"
        await upgrade(url)
        store = engines(url)

        def work(connection: sa.Connection) -> None:
            settings = config()
            settings.attributes["connection"] = connection
            command.revision(settings, message, autogenerate=True, rev_id=f"{len(revisions()) + 1:04d}")

        async with store.writer.connect() as connection:
            await connection.run_sync(work)
        await store.close()


if __name__ == "__main__":
    asyncio.run(draft(sys.argv[1]))
