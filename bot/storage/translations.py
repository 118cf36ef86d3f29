"""Work for translators."""

from typing import Any

import sqlalchemy as sa

from bot.domain.translation import OPEN_TASKS, Direction, TaskState, TranslationTask
from bot.storage.row import fields_of, row_of
from bot.storage.tables.desk import translations
from bot.storage.transaction import Transaction
from bot.storage.vault import owner_of


class SqlTranslations:
    """Carries out `repositories.Translations`. Words are under the key of the parent they are of or for, else the coalition's."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def get(self, task_id: str) -> TranslationTask:
        return await self._task(await self._tx.one(translations, task_id, lock=True))

    async def look(self, task_id: str) -> TranslationTask:
        return await self._task(await self._tx.one(translations, task_id))

    async def save(self, task: TranslationTask) -> None:
        owner = owner_of(task.parent_id, task.coalition_id)
        await self._tx.upsert(
            translations, row_of(task, words=await self._tx.vault.seal(owner, translations.c.words, task.words))
        )

    async def open(self, coalition_id: str) -> list[TranslationTask]:
        return await self._some(translations.c.coalition_id == coalition_id, translations.c.state.in_(OPEN_TASKS))

    async def of_bulletin(self, bulletin_id: str) -> list[TranslationTask]:
        return await self._some(translations.c.bulletin_id == bulletin_id)

    async def of_message(self, message_id: str) -> list[TranslationTask]:
        return await self._some(translations.c.message_id == message_id)

    async def of_reaction(self, reaction_id: str) -> list[TranslationTask]:
        return await self._some(translations.c.reaction_id == reaction_id)

    async def _some(self, *where: sa.ColumnElement[bool]) -> list[TranslationTask]:
        query = sa.select(translations).where(*where).order_by(translations.c.asked_at, translations.c.id)
        rows = await self._tx.rows(query)
        await self._tx.vault.preload(owner_of(row.parent_id, row.coalition_id) for row in rows)
        return [await self._task(row) for row in rows]

    async def _task(self, row: sa.Row[Any]) -> TranslationTask:
        words = await self._tx.vault.open(owner_of(row.parent_id, row.coalition_id), translations.c.words, row.words)
        kinds = {"direction": Direction(row.direction), "state": TaskState(row.state), "words": words}
        return TranslationTask(**fields_of(row) | kinds)
