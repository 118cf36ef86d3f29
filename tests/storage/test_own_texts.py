"""What a coalition makes of the fixed texts, as it is kept."""

from dataclasses import replace

import sqlalchemy as sa

from bot.domain.coalition import Coalition
from bot.domain.own_text import OwnText, SwitchedOn
from bot.storage.engine import engines
from bot.storage.migrations import upgrade
from bot.storage.tables.own_texts import own_texts
from tests.databases import Database
from tests.fakes.clock import MONDAY_MORNING
from tests.storage.conftest import COALITION, Town

STOP = OwnText(COALITION, "tr", "stop.stopped.say", ("Durdu.",), "hash-of-the-dutch", "elif", MONDAY_MORNING)


async def test_own_words_are_kept_sealed_and_the_newest_take_the_place_of_older_ones(town: Town) -> None:
    arabic, newer = replace(STOP, language="ar", forms=("1", "2", "3")), replace(STOP, forms=("Bitti.",), by="emine")
    elsewhere = replace(STOP, coalition_id="elders")
    async with town.units() as uow:
        await uow.coalitions.save(Coalition("elders", "Elders"))
        for text in (STOP, arabic, elsewhere, newer):
            await uow.own_texts.save(text)
    async with town.units.reading() as uow:
        assert await uow.own_texts.of(COALITION) == [arabic, newer]
        assert await uow.own_texts.of("elders") == [elsewhere]
        stored = await uow.tx.rows(sa.select(own_texts.c.forms))
        assert not [row for row in stored if b"Bitti" in row.forms]
    async with town.units() as uow:
        await uow.own_texts.drop(COALITION, "tr", STOP.key)
        assert await uow.own_texts.of(COALITION) == [arabic]


async def test_every_change_counts_up_and_saving_a_coalition_that_was_read_before_does_not_count_back(town: Town) -> None:
    async with town.units() as uow:
        before = await uow.coalitions.get(COALITION)
        await uow.own_texts.save(STOP)
        await uow.own_texts.changed(COALITION)
        await uow.coalitions.save(replace(before, name="Kansrijk Waterveen en omstreken"))
    async with town.units() as uow:
        found = await uow.coalitions.get(COALITION)
        assert (before.words_version, found.words_version, found.name) == (0, 2, "Kansrijk Waterveen en omstreken")
        await uow.own_texts.drop(COALITION, "tr", STOP.key)
        assert (await uow.coalitions.get(COALITION)).words_version == 3


async def test_who_switched_a_language_on_first_stays_until_it_is_switched_off(town: Town) -> None:
    noor, bram = (SwitchedOn(COALITION, "tr", who, MONDAY_MORNING) for who in ("noor", "bram"))
    async with town.units() as uow:
        for each in (noor, bram, replace(noor, language="ar")):
            await uow.own_texts.switch_on(each)
    async with town.units() as uow:
        assert await uow.own_texts.switched_on(COALITION) == [replace(noor, language="ar"), noor]
        await uow.own_texts.switch_off(COALITION, "tr")
        assert [each.language for each in await uow.own_texts.switched_on(COALITION)] == ["ar"]
        assert await uow.own_texts.switched_on("elders") == []


async def test_what_was_offered_before_the_migration_stays_on(empty_database: Database) -> None:
    url = empty_database.url
    await upgrade(url, "0003")
    insert = sa.text(
        "INSERT INTO coalitions (id, name, zone, holiday_country, signs_as, help_line, threshold, send_within_days, languages) "
        "VALUES ('waterveen', 'W', 'Europe/Amsterdam', 'NL', :sealed, :sealed, 5, 14, :languages)"
    )
    approved = sa.text(
        "INSERT INTO approvals (coalition_id, language, text_hash, \"by\", at) VALUES ('waterveen', :code, :hash, :who, :at)"
    )
    opened = engines(url)
    async with opened.writing() as connection:
        await connection.execute(insert, {"sealed": b"x", "languages": '["nl", "tr", "ar"]'})
        for number, (code, who) in enumerate([("tr", "elif"), ("tr", "bram"), ("pl", "ewa")]):
            at = MONDAY_MORNING.replace(
                hour=8 + number, tzinfo=None if connection.dialect.name == "sqlite" else MONDAY_MORNING.tzinfo
            )
            await connection.execute(approved, {"code": code, "hash": str(number), "who": who, "at": at})
    await opened.close()
    await upgrade(url)
    opened = engines(url)
    async with opened.writing() as connection:
        rows = (await connection.execute(sa.text('SELECT language, "by" FROM switched_on'))).all()
    await opened.close()
    assert [tuple(row) for row in rows] == [("tr", "elif")]
