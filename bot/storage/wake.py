"""Between processes, PostgreSQL passes on what a commit touched (LISTEN/NOTIFY), so that a reply does not wait for a tick."""

import asyncio
import logging
from typing import Any

import asyncpg
import sqlalchemy as sa

from bot.storage.engine import Store
from bot.storage.transaction import INBOX, LEDGER
from bot.storage.unit_of_work import CHANNEL, OnCommit

_log = logging.getLogger(__name__)


async def listen(store: Store, callback: OnCommit, *, again_after: float = 5.0) -> None:
    """Call `callback` with what commits touched, ours and other processes', until cancelled. On SQLite: return at once.

    A connection that is lost is made again after `again_after` seconds. Each new one begins with both names, as something may
    have been missed.
    """
    while not store.is_sqlite:
        try:
            await _listen_once(store, callback)
        except (OSError, sa.exc.DBAPIError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            _log.warning("not listening to other processes: %s", type(error).__name__)
        await asyncio.sleep(again_after)


async def _listen_once(store: Store, callback: OnCommit) -> None:
    """Until the connection ends."""
    ended = asyncio.Event()

    def told(_connection: Any, _pid: int, _channel: str, payload: str) -> None:
        callback(frozenset(payload.split()))

    async with store.writer.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        try:
            driver.add_termination_listener(lambda _: ended.set())
            await driver.add_listener(CHANNEL, told)
            callback(frozenset({LEDGER, INBOX}))
            await ended.wait()
        finally:
            # It is not for others: it listens, or is gone.
            driver.terminate()
            await connection.invalidate()
