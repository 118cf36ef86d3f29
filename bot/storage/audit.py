"""The audit: written once, never changed."""

import sqlalchemy as sa

from bot.domain.audit import AuditEvent
from bot.storage.row import fields_of, row_of
from bot.storage.tables.audit import audit
from bot.storage.transaction import Transaction
from bot.storage.vault import coalition_owner


class SqlAudit:
    """Carries out `queues.Audit`. A reason is free text of a coordinator, so it is under the coalition's key."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def add(self, event: AuditEvent) -> None:
        reason: bytes | None = None
        if event.reason is not None:
            reason = await self._tx.vault.seal(coalition_owner(event.coalition_id), audit.c.reason, event.reason)
        await self._tx.execute(audit.insert().values(row_of(event, id=self._tx.chance.id(), reason=reason)))

    async def of(self, coalition_id: str, about: str | None = None) -> list[AuditEvent]:
        """Oldest first."""
        query = sa.select(audit).where(audit.c.coalition_id == coalition_id).order_by(audit.c.at, audit.c.id)
        if about is not None:
            query = query.where(audit.c.about == about)
        found = []
        for row in await self._tx.rows(query):
            reason = row.reason
            if reason is not None:
                reason = await self._tx.vault.open(coalition_owner(coalition_id), audit.c.reason, reason)
            found.append(AuditEvent(**fields_of(row, "id", "reason"), reason=reason))
        return found
