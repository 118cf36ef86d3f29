"""People and the ways to reach them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.domain.actor import Role
from bot.domain.consent import Consent, Purpose
from bot.domain.errors import NotThere
from bot.domain.invitation import Invitation
from bot.domain.person import Address, HoldReason, Person, PersonState, Reading
from bot.storage import queue
from bot.storage.among import among
from bot.storage.consents import SqlConsents
from bot.storage.forgetting import forget, forget_strangers
from bot.storage.invitations import SqlInvitations
from bot.storage.row import fields_of, row_of
from bot.storage.tables.coalitions import bot_accounts
from bot.storage.tables.conversations import conversations
from bot.storage.tables.people import addresses, has_role, invitations, people
from bot.storage.transaction import Transaction
from bot.storage.vault import owner_of, person_owner

_ADDRESSES = sa.select(addresses).order_by(addresses.c.reachable.desc(), addresses.c.id.desc()).limit(1)
_BY_ID = _ADDRESSES.where(addresses.c.id == sa.bindparam("of_id"))
_OF_ACCOUNT = _ADDRESSES.where(addresses.c.bot_account_id == sa.bindparam("account"))
_BY_HASH = _OF_ACCOUNT.where(addresses.c.kind == sa.bindparam("of_kind"), addresses.c.value_hash == sa.bindparam("hashed"))
_OF_PERSON = _OF_ACCOUNT.where(addresses.c.person_id == sa.bindparam("person"))


class SqlPeople:
    """Carries out `repositories.People`. An address is under its person's key, or the coalition's while it is a stranger's."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._consents = SqlConsents(tx)
        self._invitations = SqlInvitations(tx)

    async def get(self, person_id: str) -> Person:
        return (await self._read([await self._tx.one(people, person_id, lock=True)]))[0]

    async def find(self, person_id: str) -> Person | None:
        row = await self._tx.find(people, person_id, lock=True)
        return None if row is None else (await self._read([row]))[0]

    async def add(self, person: Person) -> None:
        await self._tx.vault.make_key(person_owner(person.id), person.coalition_id)
        await self._tx.execute(people.insert().values(await self._sealed(person)))

    async def save(self, person: Person) -> None:
        """Raises NotThere for somebody who was never added, or was forgotten."""
        await self._tx.one(people, person.id)
        await self._tx.change(people.update().where(people.c.id == person.id).values(await self._sealed(person)))

    async def parents(self, trajectory_id: str) -> list[Person]:
        return await self._with_role(Role.PARENT, people.c.trajectory_id == trajectory_id)

    async def some_parents(self, trajectory_id: str, after: str, limit: int) -> list[Person]:
        theirs = sa.and_(people.c.trajectory_id == trajectory_id, has_role(Role.PARENT), people.c.id > after)
        return await self._read(await self._tx.rows(sa.select(people).where(theirs).order_by(people.c.id).limit(limit)))

    async def languages(self, person_ids: Collection[str]) -> dict[str, str]:
        query = sa.select(people.c.id, people.c.language).where(among(people.c.id, "ids"))
        return {row.id: row.language for row in await self._tx.rows(query, {"ids": sorted(person_ids)})}

    async def coordinators(self, coalition_id: str) -> list[Person]:
        return await self.with_role(coalition_id, Role.COORDINATOR)

    async def with_role(self, coalition_id: str, role: Role) -> list[Person]:
        return await self._with_role(role, people.c.coalition_id == coalition_id)

    async def staff(self, coalition_id: str) -> list[Person]:
        # Parents are many, and this passes over them.
        theirs = (people.c.coalition_id == coalition_id) & people.c.roles.not_in([frozenset({Role.PARENT}), frozenset[Role]()])
        return await self._read(await self._tx.rows(sa.select(people).where(theirs).order_by(people.c.id)))

    async def _with_role(self, role: Role, where: sa.ColumnElement[bool]) -> list[Person]:
        return await self._read(await self._tx.rows(sa.select(people).where(where, has_role(role)).order_by(people.c.id)))

    async def _sealed(self, person: Person) -> dict[str, Any]:
        return row_of(person, name=await self._tx.vault.seal(person_owner(person.id), people.c.name, person.name))

    async def _read(self, rows: Sequence[sa.Row[Any]]) -> list[Person]:
        await self._tx.vault.preload(person_owner(row.id) for row in rows)
        found = []
        # Once for all: asking each row for its names takes longer than reading it.
        names = rows[0]._fields if rows else ()
        for row in rows:
            values = dict(zip(names, row, strict=True))
            del values["queue"]
            values |= {
                "name": await self._tx.vault.open(person_owner(row.id), people.c.name, row.name),
                "state": PersonState(row.state),
                "roles": frozenset(Role(name) for name in row.roles),
                "laid_down": frozenset(Role(name) for name in row.laid_down),
                "reading": Reading(row.reading),
                "held_because": None if row.held_because is None else HoldReason(row.held_because),
            }
            found.append(Person(**values))
        return found

    async def find_address(self, bot_account_id: str, kind: str, value: str) -> Address | None:
        account = await self._tx.find(bot_accounts, bot_account_id)
        if account is None:
            return None
        hashed = await queue.address_hash(self._tx, account.coalition_id, bot_account_id, kind, value)
        return await self._address(_BY_HASH, account=bot_account_id, of_kind=kind, hashed=hashed)

    async def address(self, address_id: str) -> Address:
        found = await self._address(_BY_ID, of_id=address_id)
        if found is None:
            raise NotThere("addresses", id=address_id)
        return found

    async def address_of(self, person_id: str, bot_account_id: str) -> Address | None:
        """The newest one, one that can be reached before others."""
        return await self._address(_OF_PERSON, person=person_id, account=bot_account_id)

    async def _address(self, query: "sa.Select[Any]", **values: Any) -> Address | None:
        row = await self._tx.first(query, values)
        if row is None:
            return None
        value = await self._tx.vault.open(owner_of(row.person_id, row.coalition_id), addresses.c.value, row.value)
        return Address(**fields_of(row, "value", "value_hash"), value=value)

    async def save_address(self, address: Address) -> None:
        hashed = await queue.address_hash(self._tx, address.coalition_id, address.bot_account_id, address.kind, address.value)
        owner = owner_of(address.person_id, address.coalition_id)
        sealed = await self._tx.vault.seal(owner, addresses.c.value, address.value)
        await self._tx.upsert(addresses, row_of(address, value=sealed, value_hash=hashed))
        if address.person_id is not None:
            await queue.take_over(self._tx, address.person_id, hashed)

    async def consents(self, person_id: str) -> list[Consent]:
        return await self._consents.of(person_id)

    async def consent(self, person_id: str, purpose: Purpose) -> Consent | None:
        return await self._consents.newest(person_id, purpose)

    async def consented(self, person_ids: Collection[str], purpose: Purpose) -> set[str]:
        return await self._consents.given(person_ids, purpose)

    async def save_consent(self, consent: Consent) -> None:
        await self._consents.save(consent)

    async def invitation(self, coalition_id: str, token: str) -> Invitation | None:
        return await self._invitations.by_token(coalition_id, token)

    async def invitations(self, trajectory_id: str) -> list[Invitation]:
        return await self._invitations.of(trajectory_id)

    async def opened(self, person_id: str) -> list[Invitation]:
        return await self._invitations.opened(person_id)

    async def tied_to(self, contact_id: str) -> list[Person]:
        return await self._with_role(Role.PARENT, people.c.contact_id == contact_id)

    async def save_invitation(self, invitation: Invitation) -> None:
        await self._invitations.save(invitation)

    async def guests(self, before: datetime) -> list[Person]:
        theirs = invitations.c.used_by == people.c.id
        waits = people.c.joined_at.is_(None) & (people.c.state != PersonState.FORGETTING)
        opened = sa.exists().where(theirs, invitations.c.used_at < before)
        since = sa.exists().where(theirs, invitations.c.used_at >= before) | sa.exists().where(
            conversations.c.person_id == people.c.id, conversations.c.touched_at >= before
        )
        return await self._with_role(Role.PARENT, waits & opened & ~since)

    async def forget(self, person_id: str) -> None:
        await forget(self._tx, person_id)

    async def forget_strangers(self, before: datetime) -> int:
        return await forget_strangers(self._tx, before)
