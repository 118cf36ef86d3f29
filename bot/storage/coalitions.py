"""Coalitions, their bot accounts and groups."""

import sqlalchemy as sa

from bot.domain.coalition import BotAccount, Coalition, Group
from bot.storage.row import fields_of, row_of
from bot.storage.tables.coalitions import bot_accounts, coalitions, groups
from bot.storage.transaction import Lock, Transaction
from bot.storage.vault import coalition_owner


class SqlCoalitions:
    """Carries out `repositories.Coalitions`. Names and numbers of people, and bot tokens, are under the coalition's key."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx

    async def get(self, coalition_id: str) -> Coalition:
        return await self._coalition(await self._tx.one(coalitions, coalition_id))

    async def hold(self, coalition_id: str) -> Coalition:
        return await self._coalition(await self._tx.one(coalitions, coalition_id, lock=Lock.HOLD))

    async def lock(self, coalition_id: str) -> Coalition:
        return await self._coalition(await self._tx.one(coalitions, coalition_id, lock=Lock.BESIDE))

    async def all(self) -> list[Coalition]:
        return [await self._coalition(row) for row in await self._tx.rows(sa.select(coalitions).order_by(coalitions.c.id))]

    async def save(self, coalition: Coalition) -> None:
        vault, owner = self._tx.vault, coalition_owner(coalition.id)
        await vault.make_coalition_keys(coalition.id)
        values = row_of(
            coalition,
            languages=list(coalition.languages),
            signs_as=await vault.seal(owner, coalitions.c.signs_as, coalition.signs_as),
            help_line=await vault.seal(owner, coalitions.c.help_line, coalition.help_line),
        )
        # Counted up by `SqlOwnTexts` alone, whoever saves a coalition that was read before.
        del values["words_version"]
        await self._tx.upsert(coalitions, values)

    async def _coalition(self, row: sa.Row[tuple[object, ...]]) -> Coalition:
        found = fields_of(row)
        owner = coalition_owner(found["id"])
        found["languages"] = tuple(found["languages"])
        found["signs_as"] = await self._tx.vault.open(owner, coalitions.c.signs_as, found["signs_as"])
        found["help_line"] = await self._tx.vault.open(owner, coalitions.c.help_line, found["help_line"])
        return Coalition(**found)

    async def bot_account(self, bot_account_id: str) -> BotAccount:
        return await self._account(await self._tx.one(bot_accounts, bot_account_id))

    async def bot_accounts(self, coalition_id: str | None = None) -> list[BotAccount]:
        query = sa.select(bot_accounts).order_by(bot_accounts.c.id)
        if coalition_id is not None:
            query = query.where(bot_accounts.c.coalition_id == coalition_id)
        return [await self._account(row) for row in await self._tx.rows(query)]

    async def save_bot_account(self, account: BotAccount) -> None:
        owner = coalition_owner(account.coalition_id)
        sealed = await self._tx.vault.seal(owner, bot_accounts.c.token, account.token)
        await self._tx.upsert(bot_accounts, row_of(account, token=sealed))

    async def _account(self, row: sa.Row[tuple[object, ...]]) -> BotAccount:
        found = fields_of(row)
        found["token"] = await self._tx.vault.open(coalition_owner(found["coalition_id"]), bot_accounts.c.token, found["token"])
        return BotAccount(**found)

    async def group(self, group_id: str) -> Group:
        return await self._group(await self._tx.one(groups, group_id))

    async def group_by_external(self, bot_account_id: str, external_id: str) -> Group | None:
        account = await self._tx.find(bot_accounts, bot_account_id)
        if account is None:
            return None
        hashed = await self._hash(account.coalition_id, external_id)
        query = sa.select(groups).where(groups.c.bot_account_id == bot_account_id, groups.c.external_hash == hashed)
        row = await self._tx.first(query.order_by(groups.c.active.desc(), groups.c.id.desc()))
        return None if row is None else await self._group(row)

    async def coordinators_group(self, coalition_id: str) -> Group | None:
        query = sa.select(groups).where(groups.c.coalition_id == coalition_id, groups.c.active)
        row = await self._tx.first(query.order_by(groups.c.id.desc()).limit(1))
        return None if row is None else await self._group(row)

    async def save_group(self, group: Group) -> None:
        sealed = await self._tx.vault.seal(coalition_owner(group.coalition_id), groups.c.external_id, group.external_id)
        hashed = await self._hash(group.coalition_id, group.external_id)
        await self._tx.upsert(groups, row_of(group, external_id=sealed, external_hash=hashed))

    async def _hash(self, coalition_id: str, external_id: str) -> bytes:
        return await self._tx.vault.hash(coalition_id, "group", external_id)

    async def _group(self, row: sa.Row[tuple[object, ...]]) -> Group:
        found = fields_of(row, "external_hash")
        owner = coalition_owner(found["coalition_id"])
        found["external_id"] = await self._tx.vault.open(owner, groups.c.external_id, found["external_id"])
        return Group(**found)
