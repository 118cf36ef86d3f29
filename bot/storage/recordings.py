"""Texts read aloud."""

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa

from bot.domain.recording import Recording
from bot.storage.row import fields_of, row_of
from bot.storage.tables.recordings import recordings
from bot.storage.transaction import Transaction
from bot.storage.vault import coalition_owner


class SqlRecordings:
    """Carries out `queues.Recordings`. What is heard is under the coalition's key."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def find(self, coalition_id: str, language: str, text_hash: str) -> Recording | None:
        return await self._recording(coalition_id, sa.select(recordings).where(_one(coalition_id, language, text_hash)))

    async def lock(self, coalition_id: str, language: str, text_hash: str) -> Recording | None:
        query = sa.select(recordings).where(_one(coalition_id, language, text_hash))
        return await self._recording(coalition_id, self._tx.locked(query))

    async def _recording(self, coalition_id: str, query: "sa.Select[Any]") -> Recording | None:
        row = await self._tx.first(query)
        if row is None:
            return None
        content = await self._tx.vault.open_bytes(coalition_owner(coalition_id), recordings.c.content, row.content)
        return Recording(**fields_of(row, "content"), content=content)

    async def there(self, coalition_id: str, language: str, hashes: Sequence[str]) -> set[str]:
        some = _of(coalition_id) & (recordings.c.language == language) & recordings.c.text_hash.in_(hashes)
        some &= recordings.c.approved_by.is_not(None)
        return {row.text_hash for row in await self._tx.rows(sa.select(recordings.c.text_hash).where(some))}

    async def all(self, coalition_id: str, language: str) -> list[Recording]:
        columns = [column for column in recordings.c if column.name != "content"]
        query = sa.select(*columns).where(_of(coalition_id), recordings.c.language == language)
        rows = await self._tx.rows(query.order_by(recordings.c.at, recordings.c.text_hash))
        return [Recording(**fields_of(row), content=b"") for row in rows]

    async def drop(self, coalition_id: str, language: str, text_hash: str) -> None:
        await self._tx.change(sa.delete(recordings).where(_one(coalition_id, language, text_hash)))

    async def save(self, recording: Recording) -> None:
        owner = coalition_owner(recording.coalition_id)
        sealed = await self._tx.vault.seal_bytes(owner, recordings.c.content, recording.content)
        await self._tx.upsert(recordings, row_of(recording, content=sealed))

    async def keep_only(self, coalition_id: str, keys: Collection[tuple[str, str]]) -> int:
        query = sa.select(recordings.c.language, recordings.c.text_hash).where(_of(coalition_id), recordings.c.from_file)
        gone = [row for row in await self._tx.rows(query) if (row.language, row.text_hash) not in keys]
        for row in gone:
            await self.drop(coalition_id, row.language, row.text_hash)
        return len(gone)


def _of(coalition_id: str) -> sa.ColumnElement[bool]:
    return recordings.c.coalition_id == coalition_id


def _one(coalition_id: str, language: str, text_hash: str) -> sa.ColumnElement[bool]:
    return _of(coalition_id) & (recordings.c.language == language) & (recordings.c.text_hash == text_hash)
