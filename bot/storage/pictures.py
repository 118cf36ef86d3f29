"""A coalition's own pictures."""

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from bot.domain.picture import CoalitionPicture
from bot.storage.row import fields_of, row_of
from bot.storage.tables.pictures import pictures
from bot.storage.transaction import Transaction
from bot.storage.vault import coalition_owner


class SqlPictures:
    """Carries out `queues.Pictures`. What is seen is under the coalition's key."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def find(self, coalition_id: str, text_hash: str) -> CoalitionPicture | None:
        mine = (pictures.c.coalition_id == coalition_id) & (pictures.c.text_hash == text_hash)
        row = await self._tx.first(sa.select(pictures).where(mine))
        if row is None:
            return None
        owner = coalition_owner(coalition_id)
        told = await self._tx.vault.open_json(owner, pictures.c.told, row.told)
        content = await self._tx.vault.open_bytes(owner, pictures.c.content, row.content)
        return CoalitionPicture(**fields_of(row, "told", "content"), told=told, content=content)

    async def there(self, coalition_id: str, hashes: Sequence[str]) -> set[str]:
        some = (pictures.c.coalition_id == coalition_id) & pictures.c.text_hash.in_(hashes)
        return {row.text_hash for row in await self._tx.rows(sa.select(pictures.c.text_hash).where(some))}

    async def save(self, picture: CoalitionPicture) -> None:
        owner = coalition_owner(picture.coalition_id)
        sealed = await self._tx.vault.seal_bytes(owner, pictures.c.content, picture.content)
        told = await self._tx.vault.seal_json(owner, pictures.c.told, dict(picture.told))
        await self._tx.upsert(pictures, row_of(picture, told=told, content=sealed))

    async def keep_only(self, coalition_id: str, hashes: Collection[str]) -> int:
        query = sa.select(pictures.c.text_hash).where(pictures.c.coalition_id == coalition_id, pictures.c.from_file)
        gone = [row.text_hash for row in await self._tx.rows(query) if row.text_hash not in hashes]
        for text_hash in gone:
            one = (pictures.c.coalition_id == coalition_id) & (pictures.c.text_hash == text_hash)
            await self._tx.change(sa.delete(pictures).where(one))
        return len(gone)
