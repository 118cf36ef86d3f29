"""Deep links. Only the keyed hash of a token is kept: who reads the database cannot join with it."""

from typing import Any

import sqlalchemy as sa

from bot.domain.actor import Role
from bot.domain.invitation import Invitation
from bot.storage.row import fields_of, row_of
from bot.storage.tables.people import invitations
from bot.storage.transaction import Transaction


class SqlInvitations:
    """The part of `repositories.People` that invitations are. A token is told once, when it is made; read back it is empty."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def by_token(self, coalition_id: str, token: str) -> Invitation | None:
        hashed = await self._tx.vault.hash(coalition_id, "invitation", token)
        table = invitations
        query = sa.select(table).where(table.c.coalition_id == coalition_id, table.c.token_hash == hashed)
        row = await self._tx.first(self._tx.locked(query))
        return None if row is None else _invitation(row)

    async def of(self, trajectory_id: str) -> list[Invitation]:
        query = sa.select(invitations).where(invitations.c.trajectory_id == trajectory_id).order_by(invitations.c.id)
        return [_invitation(row) for row in await self._tx.rows(query)]

    async def opened(self, person_id: str) -> list[Invitation]:
        theirs = (invitations.c.used_by == person_id) & invitations.c.used_at.is_not(None)
        query = sa.select(invitations).where(theirs).order_by(invitations.c.used_at, invitations.c.id)
        return [_invitation(row) for row in await self._tx.rows(query)]

    async def save(self, invitation: Invitation) -> None:
        """One that was read back is saved without its token: the hash stays as it is."""
        values = row_of(invitation)
        token = values.pop("token")
        if token:
            values["token_hash"] = await self._tx.vault.hash(invitation.coalition_id, "invitation", token)
            await self._tx.upsert(invitations, values)
            return
        await self._tx.one(invitations, invitation.id)
        await self._tx.change(invitations.update().where(invitations.c.id == invitation.id).values(values))


def _invitation(row: sa.Row[Any]) -> Invitation:
    return Invitation(**fields_of(row, "token_hash", "role"), role=Role(row.role))
