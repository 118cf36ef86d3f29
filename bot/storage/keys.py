"""The secret keys and what was stored with them: do they fit, and wrapping everything anew."""

import sqlalchemy as sa

from bot.domain.errors import Mistake
from bot.storage.cipher import Cipher, WrappedKey, missing_key_mend
from bot.storage.engine import Store
from bot.storage.tables.keys import data_keys

_ROWS_AT_ONCE = 1000


async def check_keys(store: Store, cipher: Cipher) -> None:
    """Raises Mistake when something stored was written under a secret key that is not among these. To be called at the start."""
    async with store.reading() as connection:
        stored = (await connection.execute(sa.select(data_keys.c.key_id).distinct())).scalars().all()
    unknown = sorted(key_id for key_id in stored if not cipher.can_unwrap(key_id))
    if unknown:
        raise Mistake(f"What is stored was written with another secret key ({', '.join(unknown)}).", mend=missing_key_mend())


async def count(store: Store) -> int:
    """How many data keys there are."""
    async with store.reading() as connection:
        return (await connection.execute(sa.select(sa.func.count()).select_from(data_keys))).scalar_one()


async def rotate(store: Store, cipher: Cipher) -> int:
    """Wrap every data key that another secret key wrapped under the first one; how many there were.

    What the data keys sealed stays as it is, and so do keyed hashes. Afterwards the other secret keys may be taken away. May be
    run while the bot runs with the same setting, and again after it was interrupted.
    """
    count = 0
    while changed := await _rotate_some(store, cipher):
        count += changed
    await store.checkpoint()
    return count


async def _rotate_some(store: Store, cipher: Cipher) -> int:
    async with store.writing() as connection:
        old = sa.select(data_keys).where(data_keys.c.key_id != cipher.first).order_by(data_keys.c.owner).limit(_ROWS_AT_ONCE)
        rows = (await connection.execute(old.with_for_update())).all()
        for row in rows:
            new = cipher.wrap(cipher.unwrap(WrappedKey(row.key_id, row.wrapped), row.owner), row.owner)
            await connection.execute(
                data_keys.update().where(data_keys.c.owner == row.owner).values(key_id=new.key_id, wrapped=new.wrapped)
            )
    return len(rows)
