"""An inbox that remembers, with transactions that can be made to fail."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from bot.domain.inbound import Inbound


class DiskFull(Exception):
    """The store cannot keep it now."""


class FakeInbox:
    """What was stored in one transaction, on top of what was committed."""

    def __init__(self, committed: dict[tuple[str, str], Inbound]) -> None:
        self.pending: dict[tuple[str, str], Inbound] = {}
        self._committed = committed

    async def store(self, coalition_id: str, inbound: Inbound) -> bool:
        key = (inbound.bot_account_id, inbound.update_id)
        if key in self._committed or key in self.pending:
            return False
        self.pending[key] = inbound
        return True


class FakeUnit:
    def __init__(self, inbox: FakeInbox) -> None:
        self.inbox = inbox


class FakeInboxUnits:
    """`failing` transactions fail when they commit. `kept` is what was committed, in order."""

    def __init__(self, *, failing: int = 0) -> None:
        self.failing = failing
        self.committed = asyncio.Event()
        self._rows: dict[tuple[str, str], Inbound] = {}

    @property
    def kept(self) -> list[Inbound]:
        return list(self._rows.values())

    def __call__(self) -> AbstractAsyncContextManager[FakeUnit]:
        return self._unit()

    @asynccontextmanager
    async def _unit(self) -> AsyncIterator[FakeUnit]:
        inbox = FakeInbox(self._rows)
        yield FakeUnit(inbox)
        if self.failing:
            self.failing -= 1
            raise DiskFull
        self._rows |= inbox.pending
        self.committed.set()
