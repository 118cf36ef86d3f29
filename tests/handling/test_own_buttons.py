"""A coalition's own words for a button, beside what people type for the other ones: with the real flows and catalogs."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.config import Settings
from bot.domain.delivery import Recipient, RecipientKind
from bot.domain.person import Person
from bot.handling.actions import approve_fixed_texts, write_fixed_text
from bot.handling.context import Context, Done
from bot.handling.fixed_text_items import seen
from bot.services.speaking import fixed_texts, texts_by_file
from bot.services.work import Wordbook, Work
from bot.wiring import read_library
from tests.fakes.units_of_work import FakeUnitOfWork
from tests.people import BOT, ELIF, NOOR, VOORBEELDSTAD
from tests.services.conftest import Town

YES, NO = "react.understood.choices.helps", "react.understood.choices.not"
QUESTION, PAUSE = "help.menu.choices.question", "help.menu.choices.pause"
ELIF_TR = replace(ELIF, translates=frozenset({"tr"}))
EMINE = replace(ELIF_TR, id="emine", name="Emine")


@pytest.fixture(scope="module")
def words() -> Wordbook:
    return read_library(Settings()).words


@pytest.fixture
def house(words: Wordbook) -> Work:
    """Elif and Emine know Turkish, beside the duo."""
    town = Town()
    town.rows.coalitions[VOORBEELDSTAD.id] = VOORBEELDSTAD
    for person in (ELIF_TR, EMINE, NOOR):
        town.rows.people[person.id] = person
    return Work(FakeUnitOfWork(town.rows), town.clock, town.chance, words)


def context(house: Work, who: Person) -> Context:
    return Context(house, who, who.actor, BOT, Recipient(RecipientKind.PERSON, who.id), "conversation")


async def shown(house: Work, *keys: str) -> Sequence[str]:
    there = await fixed_texts.current(house, VOORBEELDSTAD.id, "tr")
    return seen(each for each in fixed_texts.alike(there) if each.first.text.key in keys)


async def writes(house: Work, key: str, said: str, who: Person = ELIF_TR) -> Done:
    args = write_fixed_text.WriteFixedText(code="tr", key=key, words=said, seen=tuple(await shown(house, key)))
    return await write_fixed_text.run(context(house, who), args)


async def approves(house: Work, key: str, who: Person = EMINE) -> Done:
    args = approve_fixed_texts.ApproveFixedTexts(code="tr", seen=tuple(await shown(house, key)))
    return await approve_fixed_texts.run(context(house, who), args)


async def test_other_words_for_a_button_are_kept_without_a_warning(house: Work) -> None:
    done = await writes(house, NO, "👎 Hiç değil")
    assert (done.outcome, done.values["misheard_text"]) == ("done", "")


async def test_what_is_typed_for_another_button_too_is_kept_and_told(house: Work) -> None:
    """'Evet' stands on both then; 'hayır' still means this one."""
    done = await writes(house, NO, "👎 Evet")
    assert done.outcome == "done"
    assert done.values["misheard_text"]["text"] == "common.misheard_two"
    assert done.values["misheard_text"]["values"] == {"typed": "Evet"}


async def test_a_button_that_nobody_could_choose_in_words_is_refused_by_its_name(house: Work) -> None:
    done = await writes(house, PAUSE, "Soru sormak")
    assert done.outcome == "wrong"
    assert done.values["fault_text"] == {"text": "common.fault_typed", "values": {"detail": "Soru sormak"}}
    assert await house.uow.own_texts.of(VOORBEELDSTAD.id) == []


async def test_own_words_that_wait_for_a_yes_count_too(house: Work) -> None:
    assert (await writes(house, QUESTION, "Sor")).outcome == "done"
    assert (await writes(house, PAUSE, "Soru sormak")).outcome == "done", "our own word is taken away"
    assert (await writes(house, PAUSE, "Sor", EMINE)).outcome == "wrong"


async def test_own_words_that_became_impossible_are_not_approved(house: Work) -> None:
    """Another text changed since: here somebody's words came in before there was a check."""
    await writes(house, PAUSE, "Ara")
    [own] = await house.uow.own_texts.of(VOORBEELDSTAD.id)
    await house.uow.own_texts.save(replace(own, forms=("Soru sormak",)))
    done = await approves(house, PAUSE)
    assert done.outcome == "faulty"
    assert done.values["fault_text"]["text"] == "common.fault_typed"
    assert done.values["faulty_dutch"] == house.words.fixed_text(PAUSE, "tr").dutch[0]
    assert await approves(house, QUESTION) == Done()


async def test_a_file_with_such_words_keeps_the_rest_and_tells_them_by_their_line(house: Work) -> None:
    given = await texts_by_file.file_of(house, ELIF_TR.actor, "tr")
    old = f'msgctxt "{PAUSE}"\nmsgid "{house.words.fixed_text(PAUSE, "tr").dutch[0]}"\nmsgstr '
    before = house.words.fixed_text(PAUSE, "tr").forms[0]
    no = f'msgstr "{house.words.fixed_text(NO, "tr").forms[0]}"'
    assert f'{old}"{before}"' in given
    changed = given.replace(f'{old}"{before}"', f'{old}"Soru sormak"').replace(no, 'msgstr "👎 Hiç değil"')
    taken = await texts_by_file.take(house, ELIF_TR.actor, changed.encode(), "tr")
    [refused] = taken.refused
    assert (refused.fields["word"], refused.fields["fault"]) == (house.words.fixed_text(PAUSE, "tr").dutch[-1], "typed")
    assert PAUSE not in {each.key for each in await house.uow.own_texts.of(VOORBEELDSTAD.id)}
    assert taken.changed >= 1


async def test_two_buttons_may_change_their_words_with_each_other_in_one_file(house: Work) -> None:
    given = await texts_by_file.file_of(house, ELIF_TR.actor, "tr")
    mine = {key: house.words.fixed_text(key, "tr") for key in (QUESTION, PAUSE)}
    for key, other in ((QUESTION, PAUSE), (PAUSE, QUESTION)):
        head = f'msgctxt "{key}"\nmsgid "{mine[key].dutch[0]}"\nmsgstr '
        given = given.replace(f'{head}"{mine[key].forms[0]}"', f'{head}"{mine[other].forms[0]}"')
    taken = await texts_by_file.take(house, ELIF_TR.actor, given.encode(), "tr")
    assert (taken.changed, taken.refused) == (2, ())
