"""Voice notes, pictures and documents that people sent."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.errors import NotThere
from bot.domain.media import Media, MediaState
from bot.storage.row import fields_of, row_of
from bot.storage.tables.bulletins import reactions
from bot.storage.tables.desk import remarks
from bot.storage.tables.questions import media, question_messages
from bot.storage.transaction import Transaction
from bot.storage.vault import person_owner

_WITHOUT_CONTENT = [column for column in media.c if column is not media.c.content]

_USED = sa.or_(
    *(sa.exists().where(table.c.media_id == media.c.id) for table in (question_messages, reactions, remarks)),
)


class SqlMediaStore:
    """Carries out `queues.MediaStore`. Content and reference are under the sender's key."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def get(self, media_id: str) -> Media:
        row = await self._tx.first(sa.select(*_WITHOUT_CONTENT).where(media.c.id == media_id))
        if row is None:
            raise NotThere("media", id=media_id)
        return await self._media(row)

    async def add(self, media: Media) -> None:
        await self._write(media, None)

    async def save(self, media: Media, content: bytes | None = None) -> None:
        """Without content, the content that is there stays."""
        await self._write(media, content)

    async def wanted(self, limit: int) -> list[Media]:
        return await self._in_state(MediaState.WANTED, limit)

    async def ordered(self, limit: int) -> list[Media]:
        return await self._in_state(MediaState.ORDERED, limit)

    async def _in_state(self, state: MediaState, limit: int) -> list[Media]:
        """Those tried least often first, so that one that fails does not hold up the others."""
        query = sa.select(*_WITHOUT_CONTENT).where(media.c.state == state)
        rows = await self._tx.rows(query.order_by(media.c.attempts, media.c.id).limit(limit))
        return [await self._media(row) for row in rows]

    async def content(self, media_id: str) -> bytes | None:
        row = await self._tx.first(sa.select(media.c.person_id, media.c.content).where(media.c.id == media_id))
        if row is None or row.content is None:
            return None
        return await self._tx.vault.open_bytes(person_owner(row.person_id), media.c.content, row.content)

    async def loose(self, before: datetime, limit: int) -> list[Media]:
        query = sa.select(*_WITHOUT_CONTENT).where(media.c.came_at < before, ~_USED)
        rows = await self._tx.rows(query.order_by(media.c.came_at, media.c.id).limit(limit))
        return [await self._media(row) for row in rows]

    async def drop_loose(self, media_id: str) -> bool:
        gone = await self._tx.change(media.delete().where(media.c.id == media_id, ~_USED)) > 0
        self._tx.erased = self._tx.erased or gone
        return gone

    async def _write(self, one: Media, content: bytes | None) -> None:
        vault, owner = self._tx.vault, person_owner(one.person_id)
        values = row_of(one, external_ref=await vault.seal(owner, media.c.external_ref, one.external_ref))
        if content is not None:
            values["content"] = await vault.seal_bytes(owner, media.c.content, content)
        await self._tx.upsert(media, values)

    async def _media(self, row: sa.Row[Any]) -> Media:
        ref = await self._tx.vault.open(person_owner(row.person_id), media.c.external_ref, row.external_ref)
        return Media(**fields_of(row, "external_ref", "state"), external_ref=ref, state=MediaState(row.state))
