"""What lies beside a bulletin while it is written, and what cards said last."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.card import Card, Door
from bot.domain.draft import Remark, RemarkKind, Trial
from bot.storage.row import fields_of, row_of
from bot.storage.tables.desk import cards, doors, remarks, trials
from bot.storage.transaction import Transaction
from bot.storage.vault import coalition_owner, person_owner


class SqlDrafts:
    """Carries out `repositories.Drafts`. Remarks are under the coalition's key, what a parent answered under the parent's."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def add_remark(self, remark: Remark) -> None:
        sealed = await self._tx.vault.seal(coalition_owner(remark.coalition_id), remarks.c.words, remark.words)
        await self._tx.execute(remarks.insert().values(row_of(remark, words=sealed)))

    async def remarks(self, bulletin_id: str) -> list[Remark]:
        found = []
        query = sa.select(remarks).where(remarks.c.bulletin_id == bulletin_id).order_by(remarks.c.at, remarks.c.id)
        for row in await self._tx.rows(query):
            words = await self._tx.vault.open(coalition_owner(row.coalition_id), remarks.c.words, row.words)
            found.append(Remark(**fields_of(row, "kind", "words"), kind=RemarkKind(row.kind), words=words))
        return found

    async def trial(self, trial_id: str) -> Trial:
        return await self._trial(await self._tx.one(trials, trial_id))

    async def save_trial(self, trial: Trial) -> None:
        sealed = await self._tx.vault.seal(person_owner(trial.person_id), trials.c.words, trial.words)
        await self._tx.upsert(trials, row_of(trial, words=sealed))

    async def trials(self, bulletin_id: str) -> list[Trial]:
        query = sa.select(trials).where(trials.c.bulletin_id == bulletin_id).order_by(trials.c.asked_at, trials.c.id)
        rows = await self._tx.rows(query)
        await self._tx.vault.preload(person_owner(row.person_id) for row in rows)
        return [await self._trial(row) for row in rows]

    async def trials_of(self, person_id: str) -> list[Trial]:
        query = sa.select(trials).where(trials.c.person_id == person_id).order_by(trials.c.asked_at, trials.c.id)
        return [await self._trial(row) for row in await self._tx.rows(query)]

    async def last_asked(self, person_ids: Collection[str]) -> dict[str, datetime]:
        newest = sa.select(trials.c.person_id, sa.func.max(trials.c.asked_at).label("at")).group_by(trials.c.person_id)
        rows = await self._tx.rows(newest.where(trials.c.person_id.in_(person_ids)))
        return {row.person_id: row.at for row in rows}

    async def tell_trials(self, bulletin_id: str, at: datetime) -> int:
        fresh = (trials.c.bulletin_id == bulletin_id) & trials.c.answered_at.is_not(None) & trials.c.told_at.is_(None)
        return await self._tx.change(trials.update().where(fresh).values(told_at=at))

    async def drop_trial(self, trial_id: str) -> None:
        await self._tx.change(trials.delete().where(trials.c.id == trial_id))
        self._tx.erased = True

    async def _trial(self, row: sa.Row[Any]) -> Trial:
        words = await self._tx.vault.open(person_owner(row.person_id), trials.c.words, row.words)
        return Trial(**fields_of(row, "words"), words=words)


class SqlCards:
    """Carries out `repositories.Cards`."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def find(self, card_id: str) -> Card | None:
        row = await self._tx.find(cards, card_id, lock=True)
        return None if row is None else Card(**fields_of(row))

    async def save(self, card: Card) -> None:
        await self._tx.upsert(cards, row_of(card))

    async def changed(self, coalition_id: str, since: datetime) -> list[datetime]:
        mine = (cards.c.coalition_id == coalition_id) & (cards.c.at > since)
        return [row.at for row in await self._tx.rows(sa.select(cards.c.at).where(mine).order_by(cards.c.at))]

    async def door(self, token: str) -> Door | None:
        row = await self._tx.first(sa.select(doors).where(doors.c.token == token))
        return None if row is None else Door(**fields_of(row))

    async def doors(self, card_id: str) -> list[Door]:
        query = sa.select(doors).where(doors.c.card_id == card_id).order_by(doors.c.token)
        return [Door(**fields_of(row)) for row in await self._tx.rows(query)]

    async def add_door(self, door: Door) -> None:
        await self._tx.execute(doors.insert().values(row_of(door, values=dict(door.values))))
