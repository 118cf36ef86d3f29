"""What inbound needs of the store: one thing. Every `bot.services.ports.UnitsOfWork` is one."""

from collections.abc import Iterable
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from bot.domain.inbound import Inbound


class Keeps(Protocol):
    async def store(self, coalition_id: str, inbound: Inbound) -> bool:
        """False when this update is there already (unique over seven days)."""
        ...


class HasInbox(Protocol):
    @property
    def inbox(self) -> Keeps: ...


class InboxUnits(Protocol):
    """Where transactions come from: leaving one without an error commits, and wakes the handling; an error rolls back."""

    def __call__(self) -> AbstractAsyncContextManager[HasInbox]: ...


async def keep(units: InboxUnits, coalition_id: str, inbounds: Iterable[Inbound]) -> int:
    """In one transaction, which is committed when this returns; how many were new."""
    new = 0
    async with units() as uow:
        for inbound in inbounds:
            new += await uow.inbox.store(coalition_id, inbound)
    return new
