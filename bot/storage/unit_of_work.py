"""One transaction with all its repositories, and what happens after it was committed."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import sqlalchemy as sa

from bot.domain.errors import Unavailable
from bot.services.ports import Chance, Clock
from bot.storage.audit import SqlAudit
from bot.storage.bulletins import SqlBulletins
from bot.storage.cipher import Cipher
from bot.storage.coalitions import SqlCoalitions
from bot.storage.conversations import SqlConversations
from bot.storage.desk import SqlCards, SqlDrafts
from bot.storage.engine import Store
from bot.storage.follow_ups import SqlFollowUps
from bot.storage.inbox import SqlInbox
from bot.storage.lease_clock import DatabaseClock, LeaseClock
from bot.storage.ledger import SqlLedger
from bot.storage.media import SqlMediaStore
from bot.storage.own_texts import SqlOwnTexts
from bot.storage.people import SqlPeople
from bot.storage.pictures import SqlPictures
from bot.storage.questions import SqlQuestions
from bot.storage.recordings import SqlRecordings
from bot.storage.trajectories import SqlTrajectories
from bot.storage.transaction import Transaction
from bot.storage.translations import SqlTranslations
from bot.storage.vault import Vault

CHANNEL = "weerklank"
"""The name under which PostgreSQL passes on what was touched."""

_log = logging.getLogger(__name__)

OnCommit = Callable[[frozenset[str]], None]
"""Gets what was touched: `ledger`, `inbox` or both."""


class SqlUnitOfWork:
    """Carries out `ports.UnitOfWork`."""

    def __init__(self, tx: Transaction) -> None:
        self.tx = tx
        self.coalitions = SqlCoalitions(tx)
        self.people = SqlPeople(tx)
        self.trajectories = SqlTrajectories(tx)
        self.bulletins = SqlBulletins(tx)
        self.questions = SqlQuestions(tx)
        self.translations = SqlTranslations(tx)
        self.drafts = SqlDrafts(tx)
        self.own_texts = SqlOwnTexts(tx)
        self.cards = SqlCards(tx)
        self.conversations = SqlConversations(tx)
        self.ledger = SqlLedger(tx)
        self.follow_ups = SqlFollowUps(tx)
        self.inbox = SqlInbox(tx)
        self.media = SqlMediaStore(tx)
        self.recordings = SqlRecordings(tx)
        self.pictures = SqlPictures(tx)
        self.audit = SqlAudit(tx)


class SqlUnitsOfWork:
    """Carries out `ports.UnitsOfWork`."""

    def __init__(self, store: Store, cipher: Cipher, chance: Chance, clock: Clock, lease_clock: LeaseClock | None = None) -> None:
        self.store = store
        self.lease_clock = lease_clock or DatabaseClock()
        self._cipher, self._chance, self._clock = cipher, chance, clock
        self._callbacks: list[OnCommit] = []

    def on_commit(self, callback: OnCommit) -> None:
        """Call `callback` after each commit here that touched the ledger or the inbox. It must not wait for anything."""
        self._callbacks.append(callback)

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[SqlUnitOfWork]:
        """A transaction that may write. Leaving the block commits; an error rolls back and goes on."""
        async with self.transaction() as tx:
            yield SqlUnitOfWork(tx)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """The same without repositories: for the dispatcher's own short statements."""
        async with self.store.writing() as connection:
            tx = Transaction(connection, Vault(connection, self._cipher), self._clock, self._chance, self.lease_clock)
            yield tx
            if tx.touched and not tx.is_sqlite:
                await connection.execute(sa.select(sa.func.pg_notify(CHANNEL, " ".join(sorted(tx.touched)))))
        if tx.erased:
            await self._erase()
        if tx.touched:
            for callback in self._callbacks:
                callback(frozenset(tx.touched))

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[SqlUnitOfWork]:
        """One moment of the store, to look at only: nothing waits for it, and writing in it is an error."""
        async with self.looking() as tx:
            yield SqlUnitOfWork(tx)

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[Transaction]:
        """The same without repositories."""
        async with self.store.reading() as connection:
            vault = Vault(connection, self._cipher)
            yield Transaction(connection, vault, self._clock, self._chance, self.lease_clock, read_only=True)

    async def _erase(self) -> None:
        try:
            emptied = await self.store.checkpoint()
        except (Unavailable, sa.exc.DBAPIError):
            emptied = False
        if not emptied:
            # The forgetting itself is committed, and its key gone; only bytes that nobody can open stay a while longer.
            _log.warning("the write-ahead log could not be emptied after forgetting somebody; the next time will")
