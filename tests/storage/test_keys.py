"""Secret keys change; what was stored stays readable, and is found by the same hashes."""

import pytest

from bot.domain.actor import Role
from bot.domain.errors import Mistake, NotThere
from bot.domain.invitation import Invitation
from bot.storage.cipher import Cipher
from bot.storage.engine import Store
from bot.storage.keys import check_keys, rotate
from bot.storage.tables.people import people
from bot.storage.unit_of_work import SqlUnitsOfWork
from tests.databases import SECRET_KEY
from tests.fakes.chance import FakeChance
from tests.fakes.clock import MONDAY_MORNING, FakeClock
from tests.storage.conftest import ACCOUNT, COALITION, TRAJECTORY, Town
from tests.storage.test_cipher import OTHER_KEY


async def test_rotating_leaves_everything_readable_with_the_new_key_alone(town: Town, store: Store) -> None:
    await town.joins("Samira", sender="77")
    async with town.units() as uow:
        invitation = Invitation("i1", COALITION, TRAJECTORY, Role.PARENT, MONDAY_MORNING, token="a-token")
        await uow.people.save_invitation(invitation)

    # The coalition's key, its hash key and Samira's.
    assert await rotate(store, Cipher(f"{OTHER_KEY},{SECRET_KEY}")) == 3
    assert await rotate(store, Cipher(f"{OTHER_KEY},{SECRET_KEY}")) == 0

    new = Cipher(OTHER_KEY)
    await check_keys(store, new)
    async with SqlUnitsOfWork(store, new, FakeChance(), FakeClock())() as uow:
        assert (await uow.people.get("samira")).name == "Samira"
        found = await uow.people.find_address(ACCOUNT, "telegram", "77")
        assert found is not None
        assert found.person_id == "samira"
        assert await uow.people.invitation(COALITION, "a-token") is not None


async def test_a_secret_key_that_was_lost_is_a_mistake_at_the_start(town: Town, store: Store) -> None:
    await check_keys(store, Cipher(SECRET_KEY))
    with pytest.raises(Mistake, match="WEERKLANK_SECRET_KEY"):
        await check_keys(store, Cipher(OTHER_KEY))
    with pytest.raises(Mistake, match="WEERKLANK_SECRET_KEY"):
        await rotate(store, Cipher(OTHER_KEY))


async def test_nothing_is_sealed_for_somebody_without_a_key(town: Town) -> None:
    async with town.units() as uow:
        with pytest.raises(NotThere):
            await uow.tx.vault.seal("person:nobody", people.c.name, "woorden")
