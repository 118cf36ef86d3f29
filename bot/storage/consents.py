"""What people said yes to: every yes is a row, and taking it back is marked in it."""

from typing import Any

import sqlalchemy as sa

from bot.domain.actor import Role
from bot.domain.consent import Consent, Purpose
from bot.storage.row import fields_of, row_of
from bot.storage.tables.people import consents, has_role, people
from bot.storage.transaction import Transaction


class SqlConsents:
    """The part of `repositories.People` that consent is."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def of(self, person_id: str) -> list[Consent]:
        """Oldest first."""
        query = sa.select(consents).where(consents.c.person_id == person_id).order_by(consents.c.given_at)
        return [_consent(row) for row in await self._tx.rows(query)]

    async def newest(self, person_id: str, purpose: Purpose) -> Consent | None:
        """The last one given, taken back or not."""
        query = sa.select(consents).where(consents.c.person_id == person_id, consents.c.purpose == purpose)
        row = await self._tx.first(query.order_by(consents.c.given_at.desc()).limit(1))
        return None if row is None else _consent(row)

    async def given(self, trajectory_id: str, purpose: Purpose) -> set[str]:
        """Ids of the trajectory's parents whose newest consent to this purpose was not taken back."""
        newer = consents.alias("newer")
        nothing_newer = ~sa.exists().where(
            newer.c.person_id == consents.c.person_id,
            newer.c.purpose == consents.c.purpose,
            newer.c.given_at > consents.c.given_at,
        )
        query = (
            sa.select(people.c.id)
            .join(consents, consents.c.person_id == people.c.id)
            .where(people.c.trajectory_id == trajectory_id, has_role(Role.PARENT), consents.c.purpose == purpose)
            .where(consents.c.withdrawn_at.is_(None), nothing_newer)
        )
        return {row.id for row in await self._tx.rows(query)}

    async def save(self, consent: Consent) -> None:
        await self._tx.upsert(consents, row_of(consent))


def _consent(row: sa.Row[Any]) -> Consent:
    return Consent(**fields_of(row, "purpose"), purpose=Purpose(row.purpose))
