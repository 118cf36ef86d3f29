"""Texts read aloud, as they are kept."""

from dataclasses import replace

import sqlalchemy as sa

from bot.domain.coalition import Coalition
from bot.domain.recording import Recording
from bot.storage.tables.recordings import recordings
from tests.fakes.clock import MONDAY_MORNING
from tests.storage.conftest import COALITION, Town

VOICE = b"OggS: this would be a voice"
HELLO = Recording(COALITION, "ar", "hash-of-hello", "hanan", MONDAY_MORNING, 12, VOICE, from_file=True, approved_by="noor")


async def test_a_recording_is_found_by_coalition_language_and_words(town: Town) -> None:
    others = [replace(HELLO, language="tr"), replace(HELLO, text_hash="hash-of-goodbye"), replace(HELLO, coalition_id="elders")]
    async with town.units() as uow:
        await uow.coalitions.save(Coalition("elders", "Elders"))
        for recording in (HELLO, *others):
            await uow.recordings.save(recording)
    async with town.units.reading() as uow:
        for recording in (HELLO, *others):
            assert await uow.recordings.find(recording.coalition_id, recording.language, recording.text_hash) == recording
        assert await uow.recordings.find(COALITION, "pl", HELLO.text_hash) is None
        assert await uow.recordings.there(COALITION, "ar", [HELLO.text_hash, "hash-of-nothing"]) == {HELLO.text_hash}
        assert await uow.recordings.there(COALITION, "ar", []) == set()


async def test_a_new_voice_takes_the_place_of_the_old_one(town: Town) -> None:
    newer = replace(HELLO, by="elif", seconds=9, content=b"OggS: another voice")
    async with town.units() as uow:
        await uow.recordings.save(HELLO)
        await uow.recordings.save(newer)
    async with town.units.reading() as uow:
        assert await uow.recordings.find(COALITION, "ar", HELLO.text_hash) == newer


async def test_what_is_not_kept_goes_and_other_coalitions_keep_theirs(town: Town) -> None:
    turkish, elsewhere = replace(HELLO, language="tr"), replace(HELLO, coalition_id="elders")
    spoken = replace(HELLO, text_hash="spoken-in-a-chat", from_file=False)
    async with town.units() as uow:
        await uow.coalitions.save(Coalition("elders", "Elders"))
        for recording in (HELLO, turkish, elsewhere, spoken):
            await uow.recordings.save(recording)
        assert await uow.recordings.keep_only(COALITION, {("tr", HELLO.text_hash)}) == 1
    async with town.units.reading() as uow:
        assert await uow.recordings.there(COALITION, "ar", [HELLO.text_hash]) == set()
        assert await uow.recordings.find(COALITION, "tr", HELLO.text_hash) == turkish
        assert await uow.recordings.find("elders", "ar", HELLO.text_hash) == elsewhere
        assert await uow.recordings.find(COALITION, "ar", spoken.text_hash) == spoken


async def test_a_voice_is_stored_sealed(town: Town) -> None:
    async with town.units() as uow:
        await uow.recordings.save(HELLO)
    async with town.units.store.reading() as connection:
        [row] = (await connection.execute(sa.select(recordings))).all()
    assert VOICE not in row.content
    assert b"OggS" not in row.content
