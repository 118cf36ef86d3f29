"""What people agreed to counts, and is taken back by a word or a tap, at once: also when our own code fails."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from bot.config import Settings
from bot.domain.consent import Consent, Purpose
from bot.domain.person import Person, PersonState
from bot.rehearsal.demo.stage import Somebody, Stage
from bot.rehearsal.demo.stage import stage as set_stage
from bot.texts.wordbook import TextWordbook
from bot.wiring import CONSENT, Library
from tests.databases import Database
from tests.end_to_end.town import coordinators, invitation, joined, nothing_new, person_of, sends, set_aside, stranger

POISON = "Dit kan niemand aan."


class TroubledWords(TextWordbook):
    """The words as they are, with a fault of ours that can be mended, and consent questions that can be changed."""

    poison: tuple[str, ...] = (POISON,)
    edition = ""

    def sounds_like_danger(self, text: str) -> bool:
        if text in self.poison:
            raise RuntimeError(text)
        return super().sounds_like_danger(text)

    def consent_version(self, purpose: Purpose, language: str) -> str:
        return super().consent_version(purpose, language) + self.edition


@pytest.fixture
def troubled(library: Library) -> TroubledWords:
    return TroubledWords(library.catalogs, danger=library.book.words.danger, consent=CONSENT)


@pytest.fixture
async def stage(database: Database, library: Library, troubled: TroubledWords, tmp_path: Path) -> AsyncIterator[Stage]:
    """The town, with the fault in it."""
    async with AsyncExitStack() as stack:
        library = replace(library, words=troubled)
        yield await stack.enter_async_context(set_stage(tmp_path, Settings(), database_url=database.url, library=library))


async def known(stage: Stage, somebody: Somebody) -> Person:
    async with stage.house.work() as work:
        person = await person_of(work, somebody)
    assert person is not None
    return person


async def agreed(stage: Stage, somebody: Somebody) -> list[Consent]:
    """Every yes, oldest first."""
    person = await known(stage, somebody)
    async with stage.house.work() as work:
        return await work.uow.people.consents(person.id)


@pytest.mark.parametrize("stop", ["stop", "Durdurun!", "توقف", "/stop", "the button"])
async def test_stop_goes_before_what_failed(stage: Stage, stop: str) -> None:
    lotte = await joined(stage, "Lotte")
    await stage.say(lotte, "/help")
    await stage.say(lotte, POISON)
    await stage.say(lotte, "Ben je er nog?")
    lotte.fresh()
    if stop == "the button":
        await stage.tap(lotte, "help.menu.choices.stop")
    else:
        await stage.say(lotte, stop)
    stage.expect(lotte, "stop.stopped.say")
    assert (await known(stage, lotte)).state is PersonState.STOPPED
    await stage.pass_time(seconds=1)
    await stage.pass_time(seconds=15)
    assert nothing_new(lotte)
    assert await set_aside(stage) == 0


async def test_nothing_else_goes_before_what_failed(stage: Stage) -> None:
    lotte = await joined(stage, "Lotte")
    await stage.say(lotte, "/help")
    await stage.say(lotte, POISON)
    lotte.fresh()
    await stage.tap(lotte, "help.menu.choices.pause")
    await stage.say(lotte, "Ik stop niet")
    assert nothing_new(lotte)
    await stage.pass_time(seconds=1)
    await stage.pass_time(seconds=15)
    stage.expect(lotte, "pause.how_long.ask")
    assert await set_aside(stage) == 1


async def test_what_failed_before_stop_starts_nothing_when_it_can_be_handled(stage: Stage, troubled: TroubledWords) -> None:
    lotte = await joined(stage, "Lotte")
    await stage.say(lotte, "/pauze")
    await stage.tap(lotte, "pause.how_long.choices.week")
    troubled.poison = ("start", "Mag ik iets vragen?")
    await stage.say(lotte, "start")
    await stage.say(lotte, "Mag ik iets vragen?")
    lotte.fresh()
    await stage.say(lotte, "stop")
    stage.expect(lotte, "stop.stopped.say")
    troubled.poison = ()
    await stage.pass_time(minutes=1)
    assert nothing_new(lotte)
    assert (await known(stage, lotte)).state is PersonState.STOPPED
    await stage.say(lotte, "start")
    stage.expect(lotte, "consent.ask.say")


async def test_who_stopped_is_asked_again_and_gets_nothing_before_the_answer(stage: Stage) -> None:
    await coordinators(stage)
    lotte, _ = await joined(stage, "Lotte"), await joined(stage, "Sem")
    await stage.say(lotte, "stop")
    [first] = await agreed(stage, lotte)
    assert first.withdrawn_at is not None
    await stage.say(lotte, "start")
    stage.expect(lotte, "consent.ask.say")
    await sends(stage)
    await stage.pass_time(hours=1)
    assert nothing_new(lotte)
    await stage.tap(lotte, "consent.ask.choices.yes")
    stage.expect(lotte, "returned.back_again.say")
    [_, second] = await agreed(stage, lotte)
    assert second.stands
    assert (await known(stage, lotte)).state is PersonState.ACTIVE


async def test_no_after_stopping_is_no(stage: Stage) -> None:
    lotte = await joined(stage, "Lotte")
    await stage.say(lotte, "stop")
    await stage.say(lotte, "start")
    await stage.tap(lotte, "consent.ask.choices.no")
    stage.expect(lotte, "returned.stay_away.say")
    assert (await known(stage, lotte)).state is PersonState.STOPPED


async def test_words_that_changed_since_they_were_shown_are_shown_once_more(stage: Stage, troubled: TroubledWords) -> None:
    token = await invitation(stage)
    zofia = stranger(stage, "Zofia")
    zofia.phone.open_link(token)
    await stage.settle()
    await stage.tap(zofia, "", label="Nederlands")
    await stage.tap(zofia, "welcome.age.choices.adult")
    shown = (troubled.consent_version(Purpose.UPDATES, "nl"), "nl")
    troubled.edition = ", second edition"
    zofia.fresh()
    await stage.tap(zofia, "consent.ask.choices.yes")
    came = stage.expect(zofia, "consent.changed.say")
    assert any(stage.pattern("consent.ask.say", "nl").search(message.text) for message in came)
    assert await agreed(stage, zofia) == []
    await stage.tap(zofia, "consent.ask.choices.yes")
    stage.expect(zofia, "welcome.reading.ask")
    [consent] = await agreed(stage, zofia)
    assert (consent.version, consent.language) == (f"{shown[0]}, second edition", "nl")


async def test_a_parent_takes_back_each_yes_by_tapping(stage: Stage) -> None:
    await coordinators(stage)
    lotte = await joined(stage, "Lotte")
    await sends(stage)
    await stage.pass_time(minutes=5)
    await stage.tap(lotte, "react.understood.choices.not")
    await stage.say(lotte, "Meer tijd.")
    await stage.tap(lotte, "keep_words.keep.choices.yes")
    assert {c.purpose: c.stands for c in await agreed(stage, lotte)} == {"updates": True, "words": True}
    await stage.say(lotte, "/gegevens")
    await stage.tap(lotte, "know_forget.known.choices.no_words")
    await stage.tap(lotte, "know_forget.no_words.choices.yes")
    stage.expect(lotte, "know_forget.hidden.say")
    assert {c.purpose: c.stands for c in await agreed(stage, lotte)} == {"updates": True, "words": False}
    await stage.say(lotte, "/gegevens")
    await stage.tap(lotte, "know_forget.known.choices.no_updates")
    stage.expect(lotte, "stop.stopped.say")
    assert {c.purpose: c.stands for c in await agreed(stage, lotte)} == {"updates": False, "words": False}
    assert (await known(stage, lotte)).state is PersonState.STOPPED


async def test_who_was_erased_and_speaks_again_is_a_stranger_at_once(stage: Stage) -> None:
    lotte = await joined(stage, "Lotte")
    await stage.say(lotte, "/gegevens")
    await stage.tap(lotte, "know_forget.known.choices.forget")
    await stage.tap(lotte, "know_forget.sure.choices.forget")
    stage.expect(lotte, "know_forget.forgotten.say")
    await stage.say(lotte, "Hallo?")
    stage.expect(lotte, "common.no_invitation")
    async with stage.house.work() as work:
        assert await person_of(work, lotte) is None
    await stage.say(lotte, "stop")
    stage.expect(lotte, "common.no_invitation")
    assert await set_aside(stage) == 0
