"""A new version changed a safety text: Noor and Bram hear it once, all languages in one message."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.services.speaking import approving_texts, asking_again, fixed_texts
from tests.people import BRAM, ELIF, NOOR, VOORBEELDSTAD
from tests.services.conftest import Town


@pytest.fixture
def town(town: Town) -> Town:
    town.put(replace(ELIF, translates=frozenset({"tr", "pl"})))
    return town


def changed(town: Town, key: str, *languages: str) -> None:
    """Its words are others now, so what was approved is not that."""
    for language in languages:
        del town.rows.approvals[VOORBEELDSTAD.id, f"{key}-{language}", language]


async def look(town: Town) -> int:
    return await asking_again.look(town.work, town.rows.coalitions[VOORBEELDSTAD.id])


async def approves(town: Town, key: str, language: str) -> None:
    there = await fixed_texts.current(town.work, VOORBEELDSTAD.id, language)
    await approving_texts.approve(town.work, ELIF.actor, language, {key: there[key].text_hash})


async def test_nothing_is_told_while_nothing_asks(town: Town) -> None:
    assert await look(town) == 0
    changed(town, "common.ready_begun", "tr")
    assert await look(town) == 0


async def test_each_coordinator_hears_it_once_whatever_is_approved_meanwhile(town: Town) -> None:
    changed(town, "stop", "tr", "pl")
    changed(town, "welcome", "tr")
    assert await look(town) == 2
    assert town.told("languages_ask_again") == [NOOR.id, BRAM.id]
    assert await look(town) == 0
    await approves(town, "stop", "tr")
    assert await look(town) == 0
    await approves(town, "stop", "pl")
    assert await look(town) == 0


async def test_a_next_version_is_told_again(town: Town) -> None:
    changed(town, "stop", "tr")
    await look(town)
    town.words.own = {("tr", "stop"): ("Durdu.",)}  # what the catalog of the next version says
    assert await look(town) == 2


async def test_who_has_quiet_hours_hears_it_afterwards(town: Town) -> None:
    changed(town, "stop", "tr")
    town.clock.move(hours=14)
    assert await look(town) == 0
    town.clock.move(hours=10)
    assert await look(town) == 2


async def test_who_is_on_holiday_hears_nothing(town: Town) -> None:
    today = town.clock.now().date()
    town.put(replace(BRAM, away_from=today, away_until=today + timedelta(days=3)))
    changed(town, "stop", "tr")
    assert await look(town) == 1
    assert town.told("languages_ask_again") == [NOOR.id]
