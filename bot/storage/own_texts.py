"""A coalition's own words for the fixed texts, and the languages that it switched on."""

import sqlalchemy as sa

from bot.domain.own_text import OwnText, SwitchedOn
from bot.storage.row import fields_of, row_of
from bot.storage.tables.coalitions import coalitions
from bot.storage.tables.own_texts import own_texts, switched_on
from bot.storage.transaction import Transaction
from bot.storage.vault import coalition_owner


class SqlOwnTexts:
    """Carries out `repositories.OwnTexts`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def of(self, coalition_id: str) -> list[OwnText]:
        query = sa.select(own_texts).where(own_texts.c.coalition_id == coalition_id)
        found = []
        for row in await self._tx.rows(query.order_by(own_texts.c.language, own_texts.c.key)):
            forms = await self._tx.vault.open_json(coalition_owner(coalition_id), own_texts.c.forms, row.forms)
            found.append(OwnText(**fields_of(row, "forms"), forms=tuple(forms)))
        return found

    async def save(self, text: OwnText) -> None:
        sealed = await self._tx.vault.seal_json(coalition_owner(text.coalition_id), own_texts.c.forms, list(text.forms))
        await self._tx.upsert(own_texts, row_of(text, forms=sealed))
        await self.changed(text.coalition_id)

    async def drop(self, coalition_id: str, language: str, key: str) -> None:
        one = (own_texts.c.coalition_id == coalition_id) & (own_texts.c.language == language) & (own_texts.c.key == key)
        await self._tx.change(sa.delete(own_texts).where(one))
        await self.changed(coalition_id)

    async def changed(self, coalition_id: str) -> None:
        newer = coalitions.update().where(coalitions.c.id == coalition_id)
        await self._tx.change(newer.values(words_version=coalitions.c.words_version + 1))

    async def switched_on(self, coalition_id: str) -> list[SwitchedOn]:
        query = sa.select(switched_on).where(switched_on.c.coalition_id == coalition_id).order_by(switched_on.c.language)
        return [SwitchedOn(**fields_of(row)) for row in await self._tx.rows(query)]

    async def switch_on(self, switched: SwitchedOn) -> None:
        await self._tx.insert_all_new(switched_on, [row_of(switched)])

    async def switch_off(self, coalition_id: str, language: str) -> None:
        one = (switched_on.c.coalition_id == coalition_id) & (switched_on.c.language == language)
        await self._tx.change(sa.delete(switched_on).where(one))
