"""A unit of work to render from: it only looks, and looks everything up once, however many messages are rendered in it.

What all of a bulletin's readers share (coalition, trajectory, revision, approvals) is read at its first use; readers and their
addresses by two queries for all of them.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import select

from bot.domain.bulletin import Revision
from bot.domain.coalition import Coalition
from bot.domain.delivery import Delivery, RecipientKind
from bot.domain.person import Address, Person
from bot.domain.trajectory import Trajectory
from bot.storage.among import among
from bot.storage.bulletins import SqlBulletins
from bot.storage.coalitions import SqlCoalitions
from bot.storage.people import SqlPeople
from bot.storage.row import fields_of
from bot.storage.tables.people import addresses, people
from bot.storage.trajectories import SqlTrajectories
from bot.storage.transaction import Transaction
from bot.storage.unit_of_work import SqlUnitOfWork
from bot.storage.vault import person_owner

_PEOPLE = select(people).where(among(people.c.id, "ids"))
_ADDRESSES = select(addresses).where(among(addresses.c.person_id, "ids")).order_by(addresses.c.reachable, addresses.c.id)


class _Coalitions(SqlCoalitions):
    def __init__(self, tx: Transaction) -> None:
        super().__init__(tx)
        self._known: dict[str, Coalition] = {}

    async def get(self, coalition_id: str) -> Coalition:
        if coalition_id not in self._known:
            self._known[coalition_id] = await super().get(coalition_id)
        return self._known[coalition_id]


class _Trajectories(SqlTrajectories):
    def __init__(self, tx: Transaction) -> None:
        super().__init__(tx)
        self._known: dict[str, Trajectory] = {}

    async def get(self, trajectory_id: str) -> Trajectory:
        if trajectory_id not in self._known:
            self._known[trajectory_id] = await super().get(trajectory_id)
        return self._known[trajectory_id]


class _Bulletins(SqlBulletins):
    def __init__(self, tx: Transaction) -> None:
        super().__init__(tx)
        self._revisions: dict[str, Revision] = {}
        self._approved: dict[tuple[str, str, tuple[str, ...]], set[str]] = {}

    async def revision(self, revision_id: str) -> Revision:
        if revision_id not in self._revisions:
            self._revisions[revision_id] = await super().revision(revision_id)
        return self._revisions[revision_id]

    async def approved(self, coalition_id: str, language: str, hashes: Sequence[str]) -> set[str]:
        key = coalition_id, language, tuple(hashes)
        if key not in self._approved:
            self._approved[key] = await super().approved(coalition_id, language, hashes)
        return self._approved[key]


class _People(SqlPeople):
    def __init__(self, tx: Transaction) -> None:
        super().__init__(tx)
        self._persons: dict[str, Person | None] = {}
        self._addresses: dict[tuple[str, str], Address] = {}

    async def look_up(self, person_ids: Collection[str]) -> None:
        """These people and their addresses; who is not there is remembered as well."""
        values = {"ids": sorted(person_ids)}
        self._persons = dict.fromkeys(person_ids)
        rows = (await self._tx.execute(_PEOPLE, values)).all()
        self._persons |= {person.id: person for person in await self._read(rows)}
        # The last one of each is the one that `address_of` means.
        for row in await self._tx.execute(_ADDRESSES, values):
            value = await self._tx.vault.open(person_owner(row.person_id), addresses.c.value, row.value)
            address = Address(**fields_of(row, "value", "value_hash"), value=value)
            self._addresses[row.person_id, row.bot_account_id] = address

    async def find(self, person_id: str) -> Person | None:
        return self._persons[person_id] if person_id in self._persons else await super().find(person_id)

    async def address_of(self, person_id: str, bot_account_id: str) -> Address | None:
        if person_id in self._persons:
            return self._addresses.get((person_id, bot_account_id))
        return await super().address_of(person_id, bot_account_id)


class Glance(SqlUnitOfWork):
    """Carries out `ports.UnitOfWork` for as long as one read-only transaction lasts."""

    def __init__(self, tx: Transaction) -> None:
        super().__init__(tx)
        self.coalitions = _Coalitions(tx)
        self.trajectories = _Trajectories(tx)
        self.bulletins = _Bulletins(tx)
        self._people = self.people = _People(tx)

    async def look_up(self, deliveries: Collection[Delivery]) -> None:
        """Who they go to."""
        ids = {delivery.recipient.id for delivery in deliveries if delivery.recipient.kind is RecipientKind.PERSON}
        if ids:
            await self._people.look_up(ids)
