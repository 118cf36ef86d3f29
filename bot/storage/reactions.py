"""Reactions: every one is kept until its parent is forgotten, the newest counts."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from bot.domain.reaction import Reaction, ReactionKind
from bot.storage.row import fields_of, row_of
from bot.storage.tables.bulletins import reactions
from bot.storage.transaction import Transaction
from bot.storage.vault import person_owner


class SqlReactions:
    """The part of `repositories.Bulletins` that reactions are."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def save(self, reaction: Reaction) -> None:
        sealed = await self._tx.vault.seal(person_owner(reaction.person_id), reactions.c.words, reaction.words)
        await self._tx.upsert(reactions, row_of(reaction, words=sealed))

    async def get(self, reaction_id: str) -> Reaction:
        return (await self._read([await self._tx.one(reactions, reaction_id)]))[0]

    async def of_person(self, person_id: str) -> list[Reaction]:
        """All of them, oldest first."""
        query = sa.select(reactions).where(reactions.c.person_id == person_id).order_by(reactions.c.at, reactions.c.id)
        return await self._read(await self._tx.rows(query))

    async def newest(self, bulletin_id: str) -> list[Reaction]:
        """The newest of each person on each subject, oldest first."""
        rank = sa.func.row_number().over(
            partition_by=(reactions.c.person_id, reactions.c.subject),
            order_by=(reactions.c.at.desc(), reactions.c.id.desc()),
        )
        ranked = sa.select(reactions.c.id, rank.label("rank")).where(reactions.c.bulletin_id == bulletin_id).subquery()
        query = sa.select(reactions).join(ranked, ranked.c.id == reactions.c.id).where(ranked.c.rank == 1)
        return await self._read(await self._tx.rows(query.order_by(reactions.c.at, reactions.c.id)))

    async def _read(self, rows: Sequence[sa.Row[Any]]) -> list[Reaction]:
        await self._tx.vault.preload(person_owner(row.person_id) for row in rows)
        found = []
        for row in rows:
            words = await self._tx.vault.open(person_owner(row.person_id), reactions.c.words, row.words)
            kind = None if row.kind is None else ReactionKind(row.kind)
            found.append(Reaction(**fields_of(row, "words", "kind"), words=words, kind=kind))
        return found
