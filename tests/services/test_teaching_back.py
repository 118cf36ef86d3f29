"""What parents would tell another parent about a message: who is asked, how often, and what coordinators read of it."""

from dataclasses import replace

import pytest

from bot.domain.bulletin import BulletinState
from bot.domain.consent import Consent, Purpose
from bot.domain.draft import Trial
from bot.domain.errors import NotAllowed
from bot.domain.person import PersonState
from bot.domain.reaction import MEANING, TOLD
from bot.domain.trajectory import AskBack
from bot.services.hearing import disclosure, reactions, teaching_back, voices
from bot.services.hearing.disclosure import Form
from bot.services.people import consenting, panel
from tests.fakes.clock import MONDAY_MORNING
from tests.people import BRAM, FATMA, JOINED_AT, LOTTE, NOOR, SPIEGEL, VOORBEELDSTAD
from tests.services.conftest import Town

VOICE = "voice-of-lotte"


def on_the_panel(town: Town) -> None:
    """Lotte said yes to it."""
    consent = Consent(LOTTE.id, LOTTE.coalition_id, Purpose.PANEL, "panel-nl", "nl", JOINED_AT)
    town.rows.consents[LOTTE.id, Purpose.PANEL, JOINED_AT] = consent


def asks(town: Town, whom: AskBack) -> None:
    town.rows.trajectories[SPIEGEL.id] = replace(town.rows.trajectories[SPIEGEL.id], ask_back=whom)


async def test_who_reads_along_is_asked_and_nobody_else_unless_the_trajectory_chooses_otherwise(town: Town) -> None:
    on_the_panel(town)
    assert not await teaching_back.offer(town.work, FATMA.actor, "full")
    assert await teaching_back.offer(town.work, LOTTE.actor, "full")
    asks(town, AskBack.EVERYONE)
    assert await teaching_back.offer(town.work, FATMA.actor, "full")


async def test_nobody_is_asked_when_the_trajectory_switched_it_off(town: Town) -> None:
    on_the_panel(town)
    asks(town, AskBack.NOBODY)
    assert not await teaching_back.offer(town.work, LOTTE.actor, "full")


async def test_a_coordinator_sees_and_chooses_whom_to_ask_and_the_audit_keeps_it(town: Town) -> None:
    assert await teaching_back.whom(town.work, NOOR.actor, SPIEGEL.id) is AskBack.PANEL
    await teaching_back.choose(town.work, NOOR.actor, SPIEGEL.id, AskBack.EVERYONE)
    assert await teaching_back.whom(town.work, BRAM.actor, SPIEGEL.id) is AskBack.EVERYONE
    assert await teaching_back.offer(town.work, FATMA.actor, "full")
    [event] = [event for event in town.rows.audit.values() if event.what == teaching_back.CHOSEN]
    assert (event.actor_id, event.about, event.reason) == (NOOR.id, SPIEGEL.id, "everyone")
    with pytest.raises(NotAllowed):
        await teaching_back.choose(town.work, LOTTE.actor, SPIEGEL.id, AskBack.NOBODY)


async def test_a_parent_is_asked_once_about_a_bulletin(town: Town) -> None:
    asks(town, AskBack.EVERYONE)
    assert await teaching_back.offer(town.work, LOTTE.actor, "full")
    assert not await teaching_back.offer(town.work, LOTTE.actor, "full")
    assert await teaching_back.offer(town.work, FATMA.actor, "full")


async def test_who_told_it_when_it_was_tried_out_is_not_asked_again(town: Town) -> None:
    on_the_panel(town)
    revision = str(town.rows.bulletins["full"].revision_id)
    trial = Trial("trial", VOORBEELDSTAD.id, "full", revision, LOTTE.id, "nl", JOINED_AT, answered_at=JOINED_AT, words="Koffie.")
    town.rows.trials[trial.id] = trial
    assert not await teaching_back.offer(town.work, LOTTE.actor, "full")


async def test_who_stopped_is_not_asked(town: Town) -> None:
    asks(town, AskBack.EVERYONE)
    town.rows.people[LOTTE.id] = replace(LOTTE, state=PersonState.STOPPED)
    assert not await teaching_back.offer(town.work, LOTTE.actor, "full")


@pytest.fixture
async def told(town: Town) -> Town:
    """Lotte and Fatma said something of a message that went out; Lotte lets it be read."""
    went = {"state": BulletinState.SENT, "sent_at": MONDAY_MORNING}
    town.rows.bulletins["full"] = replace(town.rows.bulletins["full"], **went)  # type: ignore[arg-type]
    await reactions.add_words(town.work, LOTTE.actor, "full", TOLD, "Er komt een tolk.", may_show=True)
    await reactions.add_words(town.work, FATMA.actor, "full", TOLD, "Bir tercüman geliyor.")
    return town


async def test_coordinators_read_it_by_permission_and_apart_from_words_beside_a_reaction(told: Town) -> None:
    await reactions.add_words(told.work, LOTTE.actor, "full", MEANING, "Het klopt.", may_show=True)
    assert [said.text for said in await disclosure.told_on(told.work, NOOR.actor, "full")] == ["Er komt een tolk."]
    assert [said.text for said in await disclosure.words_since(told.work, NOOR.actor, "full")] == ["Het klopt."]
    with pytest.raises(NotAllowed):
        await disclosure.told_on(told.work, LOTTE.actor, "full")


async def test_it_is_no_reaction_that_is_counted(told: Town) -> None:
    counted = [counts.subject for counts in await disclosure.counts(told.work, NOOR.actor, "full")]
    assert MEANING in counted
    assert TOLD not in counted


async def test_what_is_said_in_another_language_waits_for_a_translator(told: Town) -> None:
    await reactions.add_words(told.work, FATMA.actor, "full", TOLD, may_show=True)
    assert {task.parent_id for task in told.rows.translations.values()} == {FATMA.id}


async def test_a_voice_is_heard_only_of_who_was_told_that_it_would_be(told: Town) -> None:
    async def form() -> Form:
        [said] = await disclosure.told_on(told.work, NOOR.actor, "full")
        return said.form

    await reactions.add_words(told.work, LOTTE.actor, "full", TOLD, media_id=VOICE, may_show=True)
    assert await form() is Form.UNHEARD
    on_the_panel(told)
    assert await form() is Form.UNHEARD
    shown = await consenting.question(told.work, LOTTE.actor, Purpose.VOICE)
    await voices.let_hear(told.work, LOTTE.actor, "full", TOLD, shown)
    assert await form() is Form.VOICE
    await consenting.take_back(told.work, LOTTE.actor, Purpose.PANEL)
    assert await form() is Form.WAITS


async def test_who_leaves_the_panel_takes_along_what_they_told(told: Town) -> None:
    on_the_panel(told)
    await panel.leave(told.work, LOTTE.actor)
    assert await disclosure.told_on(told.work, NOOR.actor, "full") == []
    assert [r.words for r in told.rows.reactions.values() if r.person_id == LOTTE.id and r.subject == TOLD] == [""]
