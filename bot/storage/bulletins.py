"""Bulletins, their revisions, the yes of people to them, and parents' reactions."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from bot.domain.approval import Approval
from bot.domain.bulletin import SETTLED, Bulletin, BulletinKind, BulletinState, Halt, Revision, SecondLook
from bot.domain.reaction import Reaction
from bot.domain.telling import Telling
from bot.storage.among import among
from bot.storage.reactions import SqlReactions
from bot.storage.row import fields_of, row_of
from bot.storage.tables.bulletins import approvals, bulletins, revisions, second_looks
from bot.storage.tables.desk import tellings
from bot.storage.transaction import Lock, Transaction
from bot.storage.vault import coalition_owner

_GOING = (BulletinState.SCHEDULED, BulletinState.SENDING, BulletinState.PAUSED)
_GOING_OR_GONE = (BulletinState.SENDING, BulletinState.SENT)
_HASHES_AT_ONCE = 5000
_APPROVED = sa.select(approvals.c.text_hash).where(
    approvals.c.coalition_id == sa.bindparam("coalition"),
    approvals.c.language == sa.bindparam("of_language"),
    among(approvals.c.text_hash, "hashes"),
)
_APPROVALS = _APPROVED.with_only_columns(approvals)


class SqlBulletins:
    """Carries out `repositories.Bulletins`. Texts are under the coalition's key, reactions under their parent's."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._reactions = SqlReactions(tx)

    async def get(self, bulletin_id: str) -> Bulletin:
        return _bulletin(await self._tx.one(bulletins, bulletin_id))

    async def hold(self, bulletin_id: str) -> Bulletin:
        return _bulletin(await self._tx.one(bulletins, bulletin_id, lock=Lock.HOLD))

    async def lock(self, bulletin_id: str) -> Bulletin:
        return _bulletin(await self._tx.one(bulletins, bulletin_id, lock=True))

    async def going(self) -> list[Bulletin]:
        unsettled = bulletins.c.told.is_not(None) & (bulletins.c.told != SETTLED)
        query = sa.select(bulletins).where(bulletins.c.state.in_(_GOING) | unsettled).order_by(bulletins.c.id)
        return [_bulletin(row) for row in await self._tx.rows(query)]

    async def of(self, coalition_id: str) -> list[Bulletin]:
        query = sa.select(bulletins).where(bulletins.c.coalition_id == coalition_id).order_by(bulletins.c.id)
        return [_bulletin(row) for row in await self._tx.rows(query)]

    async def last_sent(self, trajectory_id: str) -> Bulletin | None:
        query = sa.select(bulletins).where(bulletins.c.trajectory_id == trajectory_id, bulletins.c.state.in_(_GOING_OR_GONE))
        # One that is still going out without a moment is newer than those that went.
        row = await self._tx.first(query.order_by(bulletins.c.sent_at.desc().nulls_first(), bulletins.c.id.desc()).limit(1))
        return None if row is None else _bulletin(row)

    async def save(self, bulletin: Bulletin) -> None:
        await self._tx.upsert(bulletins, row_of(bulletin))

    async def revision(self, revision_id: str) -> Revision:
        return await self._revision(await self._tx.one(revisions, revision_id))

    async def revisions(self, bulletin_id: str) -> list[Revision]:
        query = sa.select(revisions).where(revisions.c.bulletin_id == bulletin_id).order_by(revisions.c.number)
        return [await self._revision(row) for row in await self._tx.rows(query)]

    async def _revision(self, row: sa.Row[Any]) -> Revision:
        vault, owner = self._tx.vault, coalition_owner(row.coalition_id)
        found = fields_of(row)
        texts = await vault.open_json(owner, revisions.c.texts, row.texts)
        overruled = row.plain_overruled
        found |= {
            "kind": BulletinKind(row.kind),
            "texts": {(language, element): words for language, element, words in texts},
            "proposal_ids": tuple(row.proposal_ids),
            "quote_ids": tuple(row.quote_ids),
            "plain_overruled": None if overruled is None else await vault.open(owner, revisions.c.plain_overruled, overruled),
        }
        return Revision(**found)

    async def add_revision(self, revision: Revision) -> None:
        vault, owner = self._tx.vault, coalition_owner(revision.coalition_id)
        texts = [[language, element, words] for (language, element), words in revision.texts.items()]
        overruled = revision.plain_overruled
        values = row_of(
            revision,
            texts=await vault.seal_json(owner, revisions.c.texts, texts),
            proposal_ids=list(revision.proposal_ids),
            quote_ids=list(revision.quote_ids),
            plain_overruled=None if overruled is None else await vault.seal(owner, revisions.c.plain_overruled, overruled),
        )
        await self._tx.execute(revisions.insert().values(values))

    async def second_look(self, revision_id: str) -> SecondLook | None:
        row = await self._tx.first(sa.select(second_looks).where(second_looks.c.revision_id == revision_id))
        return None if row is None else await self._look(row)

    async def second_looks(self, bulletin_id: str) -> list[SecondLook]:
        of_bulletin = sa.select(revisions.c.id).where(revisions.c.bulletin_id == bulletin_id)
        query = sa.select(second_looks).where(second_looks.c.revision_id.in_(of_bulletin)).order_by(second_looks.c.revision_id)
        return [await self._look(row) for row in await self._tx.rows(query)]

    async def _look(self, row: sa.Row[Any]) -> SecondLook:
        why = row.alone_because
        if why is not None:
            why = await self._tx.vault.open(coalition_owner(row.coalition_id), second_looks.c.alone_because, why)
        return SecondLook(**fields_of(row, "alone_because"), alone_because=why)

    async def add_second_look(self, look: SecondLook) -> None:
        why: Any = look.alone_because
        if why is not None:
            why = await self._tx.vault.seal(coalition_owner(look.coalition_id), second_looks.c.alone_because, why)
        await self._tx.upsert(second_looks, row_of(look, alone_because=why))

    async def approved(self, coalition_id: str, language: str, hashes: Sequence[str]) -> set[str]:
        found: set[str] = set()
        for start in range(0, len(hashes), _HASHES_AT_ONCE):
            values = {"coalition": coalition_id, "of_language": language, "hashes": hashes[start : start + _HASHES_AT_ONCE]}
            found.update(row.text_hash for row in await self._tx.rows(_APPROVED, values))
        return found

    async def approvals(self, coalition_id: str, language: str, hashes: Sequence[str]) -> list[Approval]:
        found: list[Approval] = []
        for start in range(0, len(hashes), _HASHES_AT_ONCE):
            values = {"coalition": coalition_id, "of_language": language, "hashes": hashes[start : start + _HASHES_AT_ONCE]}
            found += [Approval(**fields_of(row)) for row in await self._tx.rows(_APPROVALS, values)]
        return found

    async def save_approval(self, approval: Approval) -> None:
        await self._tx.upsert(approvals, row_of(approval))

    async def add_approvals(self, approvals_: Sequence[Approval]) -> None:
        await self._tx.insert_all_new(approvals, [row_of(approval) for approval in approvals_])

    async def add_telling(self, telling: Telling) -> None:
        await self._tx.execute(tellings.insert().values(row_of(telling)))

    async def tellings(self, bulletin_id: str) -> list[Telling]:
        query = sa.select(tellings).where(tellings.c.bulletin_id == bulletin_id).order_by(tellings.c.at, tellings.c.id)
        return [Telling(**fields_of(row)) for row in await self._tx.rows(query)]

    async def save_reaction(self, reaction: Reaction) -> None:
        await self._reactions.save(reaction)

    async def reaction(self, reaction_id: str) -> Reaction:
        return await self._reactions.get(reaction_id)

    async def reactions_of(self, person_id: str) -> list[Reaction]:
        return await self._reactions.of_person(person_id)

    async def reactions(self, bulletin_id: str) -> list[Reaction]:
        return await self._reactions.newest(bulletin_id)


def _bulletin(row: sa.Row[Any]) -> Bulletin:
    return Bulletin(
        **fields_of(row, "kind", "state", "halted"),
        kind=BulletinKind(row.kind),
        state=BulletinState(row.state),
        halted=None if row.halted is None else Halt(row.halted),
    )
