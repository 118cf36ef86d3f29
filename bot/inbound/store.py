"""What inbound needs of the store: one thing. Every `bot.services.ports.UnitsOfWork` is one."""

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
