"""The cipher at work within one transaction: whose key seals what, and how it is found again.

An owner is `person:<id>` or `coalition:<id>`. Keys are kept no longer than the transaction, so that a key destroyed by
another process is gone here too.
"""

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.errors import NotThere
from bot.storage.among import among
from bot.storage.cipher import Cipher, WrappedKey
from bot.storage.tables.keys import data_keys

_MOST_AT_ONCE = 5000
"""Names in one query."""
_KEYS = sa.select(data_keys).where(among(data_keys.c.owner, "owners"))


def person_owner(person_id: str) -> str:
    return f"person:{person_id}"


def coalition_owner(coalition_id: str) -> str:
    return f"coalition:{coalition_id}"


def owner_of(person_id: str | None, coalition_id: str) -> str:
    """The person whose words they are, or the coalition when that is nobody we know."""
    return coalition_owner(coalition_id) if person_id is None else person_owner(person_id)


class Vault:
    """Seals and opens for one transaction. `place` is a column; ciphertext moved to another column does not open."""

    def __init__(self, connection: AsyncConnection, cipher: Cipher) -> None:
        self._connection = connection
        self._cipher = cipher
        self._keys: dict[str, bytes] = {}

    async def make_key(self, owner: str, coalition_id: str) -> None:
        """A fresh data key for `owner`, unless it has one."""
        if await self._find(owner) is not None:
            return
        key = self._cipher.new_key()
        stored = self._cipher.wrap(key, owner)
        await self._connection.execute(
            data_keys.insert().values(owner=owner, coalition_id=coalition_id, key_id=stored.key_id, wrapped=stored.wrapped)
        )
        self._keys[owner] = key

    async def destroy_key(self, owner: str) -> None:
        """From the commit on, nothing that this owner's key sealed can be opened by anybody."""
        await self._connection.execute(data_keys.delete().where(data_keys.c.owner == owner))
        self._keys.pop(owner, None)

    async def preload(self, owners: Iterable[str]) -> None:
        """Fetch many keys by few queries, before opening many rows."""
        wanted = sorted(set(owners) - self._keys.keys())
        for start in range(0, len(wanted), _MOST_AT_ONCE):
            some = wanted[start : start + _MOST_AT_ONCE]
            rows = await self._connection.execute(_KEYS, {"owners": some})
            for row in rows:
                self._keys[row.owner] = self._cipher.unwrap(WrappedKey(row.key_id, row.wrapped), row.owner)

    async def has_key(self, owner: str) -> bool:
        """Whether what this owner's key sealed can still be opened."""
        return await self._find(owner) is not None

    async def seal_bytes(self, owner: str, place: sa.Column[bytes], clear: bytes) -> bytes:
        return self._cipher.seal(await self._key(owner), clear, str(place))

    async def open_bytes(self, owner: str, place: sa.Column[bytes], sealed: bytes) -> bytes:
        """Raises NotThere when the owner was forgotten, CannotOpen when the bytes are not of this key and column."""
        return self._cipher.open(await self._key(owner), sealed, str(place))

    async def seal(self, owner: str, place: sa.Column[bytes], clear: str) -> bytes:
        return await self.seal_bytes(owner, place, clear.encode())

    async def open(self, owner: str, place: sa.Column[bytes], sealed: bytes | None) -> str:
        """The words, or an empty text where nothing was stored. Raises like `open_bytes`."""
        return "" if sealed is None else (await self.open_bytes(owner, place, sealed)).decode()

    async def seal_json(self, owner: str, place: sa.Column[bytes], clear: Any) -> bytes:
        return await self.seal(owner, place, json.dumps(clear, ensure_ascii=False, separators=(",", ":")))

    async def open_json(self, owner: str, place: sa.Column[bytes], sealed: bytes) -> Any:
        return json.loads(await self.open(owner, place, sealed))

    async def hash(self, coalition_id: str, *parts: str) -> bytes:
        """What to look up by within a coalition. Its key is stored wrapped, so rotating secret keys leaves hashes as they are."""
        return self._cipher.hash(await self._key(f"hash:{coalition_id}"), *parts)

    async def make_coalition_keys(self, coalition_id: str) -> None:
        """The keys of a new coalition: one to seal, one to look up by."""
        await self.make_key(coalition_owner(coalition_id), coalition_id)
        await self.make_key(f"hash:{coalition_id}", coalition_id)

    async def _key(self, owner: str) -> bytes:
        key = await self._find(owner)
        if key is None:
            raise NotThere("data_key", owner=owner)
        return key

    async def _find(self, owner: str) -> bytes | None:
        if owner not in self._keys:
            await self.preload([owner])
        return self._keys.get(owner)
