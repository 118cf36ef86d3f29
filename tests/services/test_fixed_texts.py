"""A coalition's own people approve the fixed texts, write better ones, and switch a language on."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.actor import Role, operator
from bot.domain.consent import Purpose
from bot.domain.errors import NotAllowed, NotThere, Refused, Stale
from bot.services.following_up.open_work import open_work
from bot.services.loading.load import load
from bot.services.loading.load_reading import read
from bot.services.people import consenting, joining
from bot.services.speaking import approving_texts, fixed_texts, languages, switching
from bot.services.speaking.approving_texts import OnWord
from bot.services.speaking.switching import Switch
from tests.people import BRAM, ELIF, FATMA, LOTTE, NOOR, VOORBEELDSTAD, WILLEM
from tests.services.conftest import Town
from tests.services.test_load import EXAMPLE, SETTINGS

FIXED = ("welcome", "stop")
EMINE = replace(ELIF, id="emine", name="Emine", translates=frozenset({"tr"}))
"""Translates Turkish too."""


@pytest.fixture
def town(town: Town) -> Town:
    """Nothing is approved in Turkish yet; Elif, and she alone, knows it."""
    rows = town.rows
    rows.approvals = {at: approval for at, approval in rows.approvals.items() if approval.language != "tr"}
    del rows.switched_on[VOORBEELDSTAD.id, "tr"]
    town.put(replace(ELIF, translates=frozenset({"tr"})))
    return town


async def seen(town: Town, *keys: str) -> dict[str, str]:
    """The words as they are now, by hash."""
    there = await fixed_texts.current(town.work, VOORBEELDSTAD.id, "tr")
    return {key: there[key].text_hash for key in keys}


async def approve(town: Town, *keys: str) -> int:
    return await approving_texts.approve(town.work, ELIF.actor, "tr", await seen(town, *keys))


async def said(town: Town, key: str) -> str:
    """To parents; `ours` when it is not in words of the coalition's own."""
    own = await fixed_texts.in_use(town.work.uow, town.words, await town.work.uow.coalitions.get(VOORBEELDSTAD.id))
    return own.get(("tr", key), ("ours",))[0]


async def test_elif_gets_the_safety_texts_first_and_each_text_once(town: Town) -> None:
    first = await approving_texts.to_do(town.work, ELIF.actor, "tr")
    assert [each.first.text.key for each in first.texts][:2] == list(FIXED)
    assert (first.total, first.approved, first.safety_open) == (8, 0, 2)
    assert await approve(town, "welcome") == 1
    assert await approve(town, "welcome") == 0
    then = await approving_texts.to_do(town.work, ELIF.actor, "tr")
    assert [each.first.text.key for each in then.texts][:1] == ["stop"]
    assert (then.approved, then.safety_open) == (1, 1)
    assert town.done() == ["fixed_text_approved"]


async def test_a_language_is_switched_on_when_the_safety_texts_are_approved_and_not_before(town: Town) -> None:
    await approve(town, "welcome")
    with pytest.raises(Refused, match=r"safety_open .*texts=1"):
        await switching.switch_on(town.work, NOOR.actor, "tr")
    await approve(town, "stop")
    assert "tr" not in await languages.offered(town.work, VOORBEELDSTAD.id)
    await switching.switch_on(town.work, NOOR.actor, "tr")
    assert "tr" in await languages.offered(town.work, VOORBEELDSTAD.id)
    kept = town.rows.switched_on[VOORBEELDSTAD.id, "tr"]
    assert (kept.by, kept.at) == (NOOR.id, town.clock.now())
    await switching.switch_on(town.work, BRAM.actor, "tr")
    assert town.rows.switched_on[VOORBEELDSTAD.id, "tr"].by == NOOR.id


async def test_only_a_coordinator_switches_a_language(town: Town) -> None:
    await approve(town, *FIXED)
    for somebody in (ELIF.actor, LOTTE.actor, operator(VOORBEELDSTAD.id)):
        with pytest.raises(NotAllowed):
            await switching.switch_on(town.work, somebody, "tr")
    await switching.switch_on(town.work, NOOR.actor, "tr")
    with pytest.raises(NotAllowed):
        await switching.switch_off(town.work, ELIF.actor, "tr")
    await switching.switch_off(town.work, NOOR.actor, "tr")
    assert "tr" not in await languages.offered(town.work, VOORBEELDSTAD.id)


async def test_a_language_without_a_whole_catalog_cannot_be_switched_on(town: Town) -> None:
    for code in ("so", "nl"):
        with pytest.raises(Refused, match="language_incomplete"):
            await switching.switch_on(town.work, NOOR.actor, code)


async def test_how_a_language_stands_is_told_in_numbers(town: Town) -> None:
    await approve(town, "welcome", "common.ready_begun")
    await approving_texts.write(town.work, ELIF.actor, "tr", "stop", ["Durdu"])
    found = {each.language: each for each in await switching.overview(town.work, NOOR.actor)}
    turkish, english, tigrinya = found["tr"], found["en"], found["ti"]
    assert (turkish.switch, turkish.total, turkish.draft, turkish.reviewed, turkish.approved) == (Switch.BLOCKED, 8, 8, 0, 0)
    assert (turkish.here, turkish.safety, turkish.safety_open, turkish.own, turkish.waiting) == (2, 2, 1, 0, 1)
    assert turkish.may_approve == (ELIF.id,)
    assert (english.switch, english.here, tigrinya.switch, tigrinya.here) == (Switch.ON, 8, Switch.BLOCKED, 0)
    assert [each.language for each in await switching.overview(town.work, NOOR.actor)] == ["ar", "en", "pl", "ti", "tr"]
    with pytest.raises(NotAllowed):
        await switching.overview(town.work, LOTTE.actor)


async def test_a_changed_safety_text_makes_the_language_ask_again_and_nobody_loses_it(town: Town) -> None:
    await approve(town, *FIXED)
    await switching.switch_on(town.work, NOOR.actor, "tr")
    del town.rows.approvals[VOORBEELDSTAD.id, "stop-tr", "tr"]  # the text has other words now, so another hash
    standing = await switching.standing(town.work, NOOR.actor, "tr")
    assert (standing.switch, standing.safety_open) == (Switch.ASKS_AGAIN, 1)
    assert "tr" not in await languages.offered(town.work, VOORBEELDSTAD.id)
    assert town.person(FATMA).language == "tr"
    with pytest.raises(Refused, match="language_not_offered"):
        await joining.choose_language(town.work, LOTTE.actor, "tr")
    await approve(town, "stop")
    assert (await switching.standing(town.work, NOOR.actor, "tr")).switch is Switch.ON
    await joining.choose_language(town.work, LOTTE.actor, "tr")


async def test_a_text_outside_the_safety_set_keeps_a_language_on(town: Town) -> None:
    await approve(town, *FIXED)
    await switching.switch_on(town.work, NOOR.actor, "tr")
    standing = await switching.standing(town.work, NOOR.actor, "tr")
    assert (standing.switch, standing.here, standing.total) == (Switch.ON, 2, 8)


async def test_own_words_are_said_once_somebody_else_approved_them(town: Town) -> None:
    town.put(EMINE)
    assert await approving_texts.write(town.work, ELIF.actor, "tr", "stop", [" Durdu. "]) == ()
    assert await said(town, "stop") == "ours"
    waiting = await approving_texts.to_do(town.work, EMINE.actor, "tr")
    [stop] = [each.first for each in waiting.texts if each.first.text.key == "stop"]
    assert (stop.forms, stop.waits) == (("Durdu.",), True)
    assert "stop" not in [each.first.text.key for each in (await approving_texts.to_do(town.work, ELIF.actor, "tr")).texts]
    with pytest.raises(Refused, match="own_work"):
        await approve(town, "stop")
    with pytest.raises(Refused, match="own_work"):
        await approving_texts.approve(town.work, NOOR.actor, "tr", await seen(town, "stop"))
    await approving_texts.approve(town.work, EMINE.actor, "tr", await seen(town, "stop"))
    assert await said(town, "stop") == "Durdu."
    assert await fixed_texts.safe(town.work, VOORBEELDSTAD.id, "tr") is False


async def test_the_same_words_under_several_keys_are_one_thing_to_approve(town: Town) -> None:
    town.words.alike = frozenset({"stop", "common.ready_begun"})
    found = await approving_texts.to_do(town.work, ELIF.actor, "tr")
    assert [[text.text.key for text in each.texts] for each in found.texts][:2] == [["welcome"], ["stop", "common.ready_begun"]]
    assert (found.total, found.safety_open) == (7, 2)
    once = (await switching.standing(town.work, NOOR.actor, "tr")).total
    seen_at_once = {text.text.key: text.text_hash for text in found.texts[1].open}
    assert await approving_texts.approve(town.work, ELIF.actor, "tr", seen_at_once) == 2
    then = await approving_texts.to_do(town.work, ELIF.actor, "tr")
    assert (then.total, then.approved, then.safety_open, once) == (7, 1, 1, 7)
    assert town.done() == ["fixed_text_approved", "fixed_text_approved"]


async def test_a_yes_to_one_of_them_alone_leaves_the_thing_open_and_does_not_block(town: Town) -> None:
    town.words.alike = frozenset({"stop", "common.ready_begun"})
    await approve(town, *FIXED)  # by file, or before the other text was there
    found = await approving_texts.to_do(town.work, ELIF.actor, "tr")
    [both] = [each for each in found.texts if each.first.text.key == "stop"]
    assert [text.text.key for text in both.open] == ["common.ready_begun"]
    assert (found.approved, found.safety_open) == (1, 0)
    assert (await switching.standing(town.work, NOOR.actor, "tr")).here == 1


async def test_better_words_are_for_all_that_were_the_same(town: Town) -> None:
    town.put(EMINE)
    town.words.alike = frozenset({"stop", "common.ready_begun"})
    both = await seen(town, "stop", "common.ready_begun")
    await approving_texts.write(town.work, ELIF.actor, "tr", "stop", ["Durdu."], both)
    assert {text.key for text in town.rows.own_texts.values()} == set(both)
    waiting = await approving_texts.to_do(town.work, EMINE.actor, "tr")
    [one] = [each for each in waiting.texts if each.first.own]
    assert [text.text.key for text in one.texts] == ["stop", "common.ready_begun"]
    await approving_texts.write(town.work, ELIF.actor, "tr", "common.ready_begun", ["Başladık."])
    with pytest.raises(Stale, match="changed"):
        await approving_texts.write(town.work, EMINE.actor, "tr", "stop", ["Bitti."], both)
    assert town.rows.own_texts[VOORBEELDSTAD.id, "tr", "stop"].forms == ("Durdu.",)


async def test_a_coordinator_approves_on_the_word_of_who_wrote_when_nobody_else_knows_the_language(town: Town) -> None:
    await approving_texts.write(town.work, ELIF.actor, "tr", "stop", ["Durdu."])
    await approving_texts.approve(town.work, NOOR.actor, "tr", await seen(town, "stop"), OnWord.WRITER)
    assert await said(town, "stop") == "Durdu."
    [event] = [event for event in town.rows.audit.values() if event.what == "fixed_text_approved"]
    assert (event.actor_id, event.about, event.reason) == (NOOR.id, "tr:stop", "told_by_writer")
    with pytest.raises(Refused, match="own_work"):
        await approving_texts.approve(town.work, NOOR.actor, "tr", await seen(town, "welcome"), OnWord.WRITER)


async def test_what_comes_first_is_approved_by_nobody_who_does_not_know_it_or_knows_who_does(town: Town) -> None:
    town.put(replace(ELIF, translates=frozenset()))
    todo = await approving_texts.to_do(town.work, NOOR.actor, "tr")
    assert not {each.first.text.key for each in todo.texts} & set(FIXED)
    with pytest.raises(Refused, match="on_word"):
        await approving_texts.approve(town.work, NOOR.actor, "tr", await seen(town, "stop"), OnWord.TOO_LATE)
    await approving_texts.write(town.work, BRAM.actor, "tr", "stop", ["Durdu."])
    with pytest.raises(Refused, match="on_word"):
        await approving_texts.approve(town.work, NOOR.actor, "tr", await seen(town, "stop"), OnWord.WRITER)


async def test_who_does_not_know_the_language_says_on_whose_word_they_say_yes(town: Town) -> None:
    town.put(replace(ELIF, translates=frozenset()))
    begun = await seen(town, "common.ready_begun")
    with pytest.raises(Refused, match="nothing_said"):
        await approving_texts.approve(town.work, NOOR.actor, "tr", begun)
    assert await approving_texts.approve(town.work, NOOR.actor, "tr", begun, OnWord.OUTSIDER) == 1


async def test_our_words_go_on_being_said_while_own_words_wait(town: Town) -> None:
    await approve(town, *FIXED)
    await switching.switch_on(town.work, NOOR.actor, "tr")
    await approving_texts.write(town.work, ELIF.actor, "tr", "stop", ["Durdu."])
    assert (await switching.standing(town.work, NOOR.actor, "tr")).switch is Switch.ON
    assert await said(town, "stop") == "ours"


async def test_dutch_that_changes_makes_own_words_stale(town: Town) -> None:
    await approving_texts.write(town.work, ELIF.actor, "tr", "stop", ["Durdu."])
    await approving_texts.approve(town.work, NOOR.actor, "tr", await seen(town, "stop"), OnWord.WRITER)
    town.words.dutch = 2
    assert await said(town, "stop") == "ours"
    assert (await fixed_texts.current(town.work, VOORBEELDSTAD.id, "tr"))["stop"].own is None


async def test_writing_our_words_again_takes_own_words_back(town: Town) -> None:
    await approving_texts.write(town.work, ELIF.actor, "tr", "stop", ["Durdu."])
    await approving_texts.write(town.work, ELIF.actor, "tr", "stop", ["stop (tr)"])
    assert not town.rows.own_texts
    assert town.done() == ["own_text_written", "own_text_dropped"]


async def test_words_that_break_the_rules_are_not_kept(town: Town) -> None:
    [fault] = await approving_texts.write(town.work, ELIF.actor, "tr", "stop", ["  "])
    assert fault.code == "empty"
    assert not town.rows.own_texts


async def test_words_that_changed_meanwhile_are_not_approved_and_not_overwritten(town: Town) -> None:
    town.put(EMINE)
    old = await seen(town, "stop", "welcome")
    await approving_texts.write(town.work, ELIF.actor, "tr", "stop", ["Durdu."])
    with pytest.raises(Stale, match="changed"):
        await approving_texts.approve(town.work, EMINE.actor, "tr", old)
    with pytest.raises(Stale, match="changed"):
        await approving_texts.write(town.work, EMINE.actor, "tr", "stop", ["Bitti."], old)
    assert not [a for a in town.rows.approvals.values() if a.language == "tr"]


async def test_who_does_not_know_the_language_may_not(town: Town) -> None:
    for somebody in (replace(EMINE, translates=frozenset({"pl"})).actor, LOTTE.actor):
        with pytest.raises(NotAllowed):
            await approving_texts.to_do(town.work, somebody, "tr")
    with pytest.raises(NotThere):
        await approving_texts.write(town.work, ELIF.actor, "tr", "no.such.text", ["Durdu."])
    assert (await approving_texts.to_do(town.work, WILLEM.actor, "tr")).approved == 0  # another coalition's


async def test_own_words_of_the_consent_question_are_another_version_of_it(town: Town) -> None:
    await approving_texts.write(town.work, ELIF.actor, "tr", "welcome", ["Merhaba."])
    before = await consenting.question(town.work, FATMA.actor, Purpose.UPDATES)
    await approving_texts.approve(town.work, NOOR.actor, "tr", await seen(town, "welcome"), OnWord.WRITER)
    assert (await consenting.question(town.work, FATMA.actor, Purpose.UPDATES)).version != before.version


async def test_loading_a_data_file_approves_and_switches_on() -> None:
    empty = Town()
    await load(empty.work, operator(VOORBEELDSTAD.id), read(EXAMPLE), SETTINGS)
    assert set(await languages.offered(empty.work, VOORBEELDSTAD.id)) == {"nl", "en", "tr", "ar", "pl"}
    assert empty.rows.switched_on[VOORBEELDSTAD.id, "tr"].by == ELIF.id


async def test_a_language_that_is_taken_out_of_the_file_goes_off_and_one_of_the_chat_stays(tmp_path: Path) -> None:
    empty = Town()
    await load(empty.work, operator(VOORBEELDSTAD.id), read(EXAMPLE), SETTINGS)
    empty.put(replace(EMINE, roles=frozenset({Role.COORDINATOR}), translates=frozenset({"ti"})))
    there = await fixed_texts.current(empty.work, VOORBEELDSTAD.id, "ti")
    await approving_texts.approve(empty.work, empty.rows.people["emine"].actor, "ti", {k: there[k].text_hash for k in FIXED})
    await switching.switch_on(empty.work, empty.rows.people["emine"].actor, "ti")
    file = tmp_path / "town.yaml"
    text = EXAMPLE.read_text(encoding="utf-8")
    assert "languages: [nl, en, tr, ar, pl]" in text
    file.write_text(text.replace("languages: [nl, en, tr, ar, pl]", "languages: [nl, en, tr, ar]"), encoding="utf-8")
    await load(empty.work, operator(VOORBEELDSTAD.id), read(file), SETTINGS)
    assert set(await languages.offered(empty.work, VOORBEELDSTAD.id)) == {"nl", "en", "tr", "ar", "ti"}


async def test_a_language_that_asks_again_is_among_what_is_open(town: Town) -> None:
    await approve(town, *FIXED)
    await switching.switch_on(town.work, NOOR.actor, "tr")
    assert (await open_work(town.work, NOOR.actor)).ask_again == ()
    del town.rows.approvals[VOORBEELDSTAD.id, "stop-tr", "tr"]
    assert (await open_work(town.work, NOOR.actor)).ask_again == ("tr",)


async def test_what_waits_for_a_coordinator_and_what_can_be_switched_on_is_among_what_is_open(town: Town) -> None:
    assert "tr" not in (await open_work(town.work, NOOR.actor)).ready
    await approve(town, *FIXED)
    await approving_texts.write(town.work, ELIF.actor, "tr", "stop", ["Durdu."])
    found = await open_work(town.work, NOOR.actor)
    assert ("tr" in found.ready, found.own_words) == (True, (("tr", 1),))
    town.put(EMINE)
    assert (await open_work(town.work, NOOR.actor)).own_words == (), "Emine knows Turkish: hers to say"
    await switching.switch_on(town.work, NOOR.actor, "tr")
    assert "tr" not in (await open_work(town.work, NOOR.actor)).ready


async def test_a_coordinator_sees_for_whom_texts_of_a_language_wait(town: Town) -> None:
    [(person, number)] = await approving_texts.waits_for(town.work, NOOR.actor, "tr")
    assert (person.id, number) == (ELIF.id, 8)
    with pytest.raises(NotAllowed):
        await approving_texts.waits_for(town.work, ELIF.actor, "tr")


async def test_a_writer_thinks_otherwise_and_a_reader_keeps_the_old_words(town: Town) -> None:
    town.put(EMINE)
    for who in (ELIF, EMINE):
        await approving_texts.write(town.work, ELIF.actor, "tr", "stop", ["Durdu."])
        waiting = await seen(town, "stop")
        assert await approving_texts.drop(town.work, who.actor, "tr", waiting) == 1
        assert not town.rows.own_texts
    with pytest.raises(Stale, match="changed"):
        await approving_texts.drop(town.work, ELIF.actor, "tr", waiting)


async def test_approved_words_stay_and_who_may_not_approve_drops_nothing(town: Town) -> None:
    town.put(EMINE)
    await approving_texts.write(town.work, ELIF.actor, "tr", "stop", ["Durdu."])
    with pytest.raises(Refused, match="own_work"):
        await approving_texts.drop(town.work, NOOR.actor, "tr", await seen(town, "stop"))
    await approving_texts.approve(town.work, EMINE.actor, "tr", await seen(town, "stop"))
    assert await approving_texts.drop(town.work, ELIF.actor, "tr", await seen(town, "stop")) == 0
    assert await said(town, "stop") == "Durdu."
