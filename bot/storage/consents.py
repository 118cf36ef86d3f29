"""What people said yes to: every yes is a row, and taking it back is marked in it."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from bot.domain.consent import Consent, Purpose
from bot.storage.among import among
from bot.storage.row import fields_of, row_of
from bot.storage.tables.people import consents
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

    async def given(self, person_ids: Collection[str], purpose: Purpose) -> set[str]:
        """Those of these people whose newest consent to this purpose was not taken back."""
        rows = await self._tx.rows(_STANDING, {"ids": sorted(person_ids), "of_purpose": purpose})
        return {row.person_id for row in rows}

    async def save(self, consent: Consent) -> None:
        await self._tx.upsert(consents, row_of(consent))


_NEWER = consents.alias("newer")
_STANDING = sa.select(consents.c.person_id).where(
    among(consents.c.person_id, "ids"),
    consents.c.purpose == sa.bindparam("of_purpose"),
    consents.c.withdrawn_at.is_(None),
    ~sa.exists().where(
        _NEWER.c.person_id == consents.c.person_id,
        _NEWER.c.purpose == consents.c.purpose,
        _NEWER.c.given_at > consents.c.given_at,
    ),
)


def _consent(row: sa.Row[Any]) -> Consent:
    return Consent(**fields_of(row, "purpose"), purpose=Purpose(row.purpose))
