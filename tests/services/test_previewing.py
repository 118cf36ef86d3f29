"""Looking at a bulletin before parents read it: every language, approved or not, and marked."""

from datetime import date

import pytest

from bot.domain import wording
from bot.domain.errors import NotAllowed
from bot.domain.person import Person
from bot.domain.wording import Value
from bot.handling.resolving import resolve
from bot.services.writing import previewing
from bot.services.writing.previewing import Readiness
from tests.people import LOTTE, NOOR, WILLEM
from tests.services.conftest import Town, full_revision


async def read(town: Town, element: str, language: str) -> Value:
    view = await previewing.preview_of(town.work, NOOR.actor, "full")
    found: Value = await resolve(town.work.uow, view.values[element], language)
    return found


async def test_approved_words_read_as_parents_read_them(town: Town) -> None:
    assert await read(town, "meaning", "ar") == "meaning (ar)"
    assert await read(town, "meaning", "nl") == "meaning (nl)"


async def test_words_that_nobody_approved_are_shown_with_a_mark(town: Town) -> None:
    texts = {**full_revision().texts, ("ar", "meaning"): "كلمات أخرى"}
    town.revise(full_revision(2, texts=texts))
    assert await read(town, "meaning", "ar") == wording.text("common.preview_unapproved", words="كلمات أخرى")
    assert await read(town, "follow_up", "ar") == "follow_up (ar)"


async def test_words_that_are_not_there_are_said_to_be_missing(town: Town) -> None:
    texts = {key: words for key, words in full_revision().texts.items() if key != ("tr", "meaning")}
    town.revise(full_revision(2, texts=texts))
    missing = wording.text("common.preview_missing", language_word=wording.language_name("tr"))
    assert await read(town, "meaning", "tr") == missing


async def test_a_language_is_ready_unfinished_or_empty(town: Town) -> None:
    texts = {key: words for key, words in full_revision().texts.items() if key[0] != "pl"}
    town.revise(full_revision(2, texts={**texts, ("ar", "meaning"): "كلمات أخرى"}))
    assert await previewing.readiness(town.work, NOOR.actor, "full") == {
        "nl": Readiness.READY,
        "en": Readiness.READY,
        "tr": Readiness.READY,
        "ar": Readiness.UNFINISHED,
        "pl": Readiness.EMPTY,
    }


async def test_a_language_of_which_the_fixed_texts_are_not_approved_is_not_ready(town: Town) -> None:
    for text_hash in town.words.fixed_hashes("tr"):
        del town.rows.approvals["voorbeeldstad", text_hash, "tr"]
    assert (await previewing.readiness(town.work, NOOR.actor, "full"))["tr"] is Readiness.UNFINISHED


async def test_dutch_that_is_not_written_yet_is_empty_and_half_of_it_unfinished(town: Town) -> None:
    town.revise(full_revision(2, texts={}))
    assert (await previewing.readiness(town.work, NOOR.actor, "full"))["nl"] is Readiness.EMPTY
    town.revise(full_revision(3, texts={("nl", "meaning"): "Half."}))
    assert (await previewing.readiness(town.work, NOOR.actor, "full"))["nl"] is Readiness.UNFINISHED


async def test_a_quote_is_shown_to_who_would_read_it_in_that_language(town: Town) -> None:
    [turkish] = await previewing.proposals_in(town.work, NOOR.actor, "full-1", "tr")
    [dutch] = await previewing.proposals_in(town.work, NOOR.actor, "full-1", "nl")
    [polish] = await previewing.proposals_in(town.work, NOOR.actor, "full-1", "pl")
    assert (turkish["quote"], dutch["quote"], polish["quote"]) == (wording.quote("yalniz"), wording.quote("alleen"), "")
    assert turkish["title"] == wording.preview("full-1", "proposal:speelgroep:title")


async def test_the_day_is_the_promised_one(town: Town) -> None:
    assert (await previewing.preview_of(town.work, NOOR.actor, "full")).next_day == wording.day(date(2026, 12, 7))
    town.revise(full_revision(2, next_promised=None))
    assert (await previewing.preview_of(town.work, NOOR.actor, "full")).next_day is None


@pytest.mark.parametrize("who", [LOTTE, WILLEM])
async def test_nobody_but_its_coordinators_looks(town: Town, who: Person) -> None:
    for look in (
        previewing.preview_of(town.work, who.actor, "full"),
        previewing.readiness(town.work, who.actor, "full"),
        previewing.proposals_in(town.work, who.actor, "full-1", "nl"),
    ):
        with pytest.raises(NotAllowed):
            await look
