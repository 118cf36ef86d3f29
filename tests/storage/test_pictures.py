"""A coalition's own pictures, as they are kept."""

from dataclasses import replace

import sqlalchemy as sa

from bot.domain.picture import CoalitionPicture
from bot.storage.tables.pictures import pictures
from tests.storage.conftest import COALITION, Town

SEEN = b"\x89PNG this would be a picture"
HOUSE = CoalitionPicture(COALITION, "hash-of-plan", {"nl": "Een foto van het buurthuis."}, "hanan", SEEN)


async def test_a_picture_is_found_replaced_and_dropped(town: Town) -> None:
    newer = replace(HOUSE, told={"nl": "Het buurthuis.", "tr": "Mahalle evi."})
    async with town.units() as uow:
        await uow.pictures.save(HOUSE)
        await uow.pictures.save(newer)
        await uow.pictures.save(replace(HOUSE, text_hash="hash-of-reason"))
        assert await uow.pictures.keep_only(COALITION, {HOUSE.text_hash}) == 1
    async with town.units.reading() as uow:
        assert await uow.pictures.find(COALITION, HOUSE.text_hash) == newer
        assert await uow.pictures.there(COALITION, [HOUSE.text_hash, "hash-of-reason"]) == {HOUSE.text_hash}
        assert await uow.pictures.find("elders", HOUSE.text_hash) is None


async def test_a_picture_is_stored_sealed(town: Town) -> None:
    async with town.units() as uow:
        await uow.pictures.save(HOUSE)
    async with town.units.store.reading() as connection:
        [row] = (await connection.execute(sa.select(pictures))).all()
    assert SEEN not in row.content
    assert b"buurthuis" not in row.told
