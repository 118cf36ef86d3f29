"""A bulletin is tried out with a few parents before it goes: each in their own language, at a decent moment, without a name."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.domain.consent import Purpose
from bot.domain.person import PersonState
from bot.rehearsal.demo.stage import Somebody, Stage
from bot.rehearsal.messages import Message
from bot.services.people import consenting, panel
from tests.end_to_end.test_listening import kinds, recorded, tones
from tests.end_to_end.town import BULLETIN, coordinators, joined, nothing_new, person_of, sends, set_aside, words
from tests.tones import lasting

SAID = {"nl": "Er komt een koffie-ochtend.", "tr": "Bir kahve sabahı olacak.", "ar": "سيكون هناك صباح قهوة."}
LOCAL = timedelta(hours=2)
FIRST = "Lang: \u2068Ouders vertelden over de eerste…\u2069"
"""As coordinators choose the bulletin."""


async def reader(stage: Stage, name: str, language: str) -> Somebody:
    """A parent of the panel."""
    somebody = await joined(stage, name, language)
    async with stage.house.work() as work:
        person = await person_of(work, somebody)
        assert person is not None
        shown = await consenting.question(work, person.actor, Purpose.PANEL)
        await panel.join(work, person.actor, shown)
    return somebody


async def tries_out(stage: Stage, marit: Somebody) -> None:
    """A coordinator sends it to the panel."""
    await stage.say(marit, "/uitproberen")
    await stage.tap(marit, "", label=FIRST)
    await stage.tap(marit, "try_out.who.choices.yes")


async def at(stage: Stage, day: int, hour: int) -> None:
    """It is then, in June 2026, by the town's clocks. The 2nd is a Tuesday."""
    moment = datetime(2026, 6, day, hour, tzinfo=UTC) - LOCAL
    stage.world.clock.advance((moment - stage.house.outside.clock.now()).total_seconds())
    await stage.settle()


async def test_three_parents_read_it_in_three_languages_and_what_they_say_comes_before_sending(stage: Stage) -> None:
    marit, bram = await coordinators(stage)
    readers = [await reader(stage, name, code) for name, code in (("Lotte", "nl"), ("Fatma", "tr"), ("Amal", "ar"))]
    other = await joined(stage, "Sem")
    for somebody in (*readers, other, marit, bram):
        somebody.fresh()
    await tries_out(stage, marit)
    for somebody in readers:
        came = stage.expect(somebody, "panel_read.first.say", "bulletin.meaning.say", "panel_read.ask.ask")
        assert [button for message in came[:-1] for button in message.buttons] == [], "nothing to tap but what is asked"
    assert nothing_new(other)
    for somebody in readers:
        await stage.say(somebody, SAID[somebody.language])
        stage.expect(somebody, "panel_read.keep.say")
    marit.fresh()
    await stage.pass_time(minutes=31)
    for coordinator in (marit, bram):
        told = words(coordinator.fresh())
        assert all(said in told for said in SAID.values())
        assert not any(name in told for name in ("Lotte", "Fatma", "Amal"))
    await stage.say(marit, "/uitproberen")
    await stage.tap(marit, "", label=FIRST)
    assert "3 van 3" in words(marit.fresh())
    await stage.tap(marit, "try_out.nobody.choices.answers")
    beside = stage.expect(marit, "bulletin.meaning.say", "try_out.answers.say")
    assert all(said in words(beside) for said in SAID.values())
    await sends(stage)
    await stage.pass_time(minutes=5)
    stage.expect(readers[0], "react.understood.ask")
    assert await set_aside(stage) == 0


async def test_who_withdrew_is_not_asked_and_takes_along_what_they_said(stage: Stage) -> None:
    marit, _ = await coordinators(stage)
    lotte, fatma, sem = await reader(stage, "Lotte", "nl"), await reader(stage, "Fatma", "tr"), await reader(stage, "Sem", "nl")
    await stage.say(sem, "/proeflezen")
    await stage.tap(sem, "panel.already.choices.no")
    sem.fresh()
    await tries_out(stage, marit)
    assert nothing_new(sem)
    await stage.say(lotte, SAID["nl"])
    await stage.say(fatma, SAID["tr"])
    await stage.say(lotte, "/gegevens")
    await stage.tap(lotte, "know_forget.known.choices.no_panel")
    await stage.tap(lotte, "panel.already.choices.no")
    stage.expect(lotte, "panel.left.say")
    marit.fresh()
    await stage.pass_time(minutes=31)
    told = words(marit.fresh())
    assert SAID["tr"] in told
    assert SAID["nl"] not in told
    await stage.say(fatma, "/gegevens")
    await stage.tap(fatma, "know_forget.known.choices.forget")
    await stage.tap(fatma, "know_forget.sure.choices.forget")
    await stage.pass_time(minutes=5)
    async with stage.house.work() as work:
        assert await work.uow.drafts.trials(BULLETIN) == []
    await stage.say(marit, "/uitproberen")
    await stage.tap(marit, "", label=FIRST)
    stage.expect(marit, "try_out.no_panel.say")
    assert await set_aside(stage) == 0


async def test_nobody_is_woken_for_it_and_nothing_comes_of_what_was_sent_meanwhile(stage: Stage) -> None:
    marit, _ = await coordinators(stage)
    lotte, fatma = await reader(stage, "Lotte", "nl"), await reader(stage, "Fatma", "tr")
    await at(stage, 4, 22)
    for somebody in (lotte, fatma):
        somebody.fresh()
    await tries_out(stage, marit)
    await at(stage, 5, 8)
    assert nothing_new(lotte)
    await stage.say(fatma, "/pauze")
    await stage.tap(fatma, "pause.how_long.choices.week")
    fatma.fresh()
    await at(stage, 5, 9)
    await stage.pass_time(minutes=5)
    stage.expect(lotte, "panel_read.first.say")
    assert nothing_new(fatma)
    await at(stage, 5, 23)
    await stage.say(lotte, SAID["nl"])
    marit.fresh()
    await at(stage, 6, 1)
    assert nothing_new(marit)
    await at(stage, 6, 9)
    await stage.pass_time(minutes=5)
    assert SAID["nl"] in words(marit.fresh())


async def test_a_trial_that_is_not_read_before_it_goes_out_is_over(stage: Stage) -> None:
    marit, _ = await coordinators(stage)
    lotte = await reader(stage, "Lotte", "nl")
    await at(stage, 4, 22)
    await tries_out(stage, marit)
    await sends(stage)
    lotte.fresh()
    await at(stage, 5, 9)
    await stage.pass_time(minutes=30)
    came = stage.expect(lotte, "bulletin.meaning.say")
    assert not any(stage.pattern("panel_read.first.say", "nl").search(message.text) for message in came)


async def test_a_voice_that_answers_is_heard_by_coordinators(stage: Stage) -> None:
    marit, _ = await coordinators(stage)
    lotte = await reader(stage, "Lotte", "nl")
    await tries_out(stage, marit)
    await stage.speak(lotte, lasting(3), 3)
    marit.fresh()
    await stage.pass_time(minutes=31)
    came: list[Message] = marit.fresh()
    assert tones(stage, came) == [lasting(3)]


async def test_an_offer_that_nobody_answers_stands_in_nobodys_way(stage: Stage) -> None:
    await coordinators(stage)
    lotte = await joined(stage, "Lotte")
    await sends(stage)
    await stage.pass_time(minutes=1)
    await stage.tap(lotte, "react.understood.choices.helps")
    await stage.tap(lotte, "react_proposal.plan.choices.helps")
    await stage.tap(lotte, "react_proposal.plan.choices.helps")
    await stage.tap(lotte, "react_proposal.refusal.choices.helps")
    stage.expect(lotte, "react.thanks.say", "panel_offer.offer.ask")
    await stage.say(lotte, "/taal")
    stage.expect(lotte, "language.choose.ask")
    await stage.pass_time(days=1, minutes=5)
    async with stage.house.work() as work:
        person = await person_of(work, lotte)
        assert person is not None
        assert person.state is PersonState.ACTIVE
        assert not await panel.offer(work, person.actor)


async def test_a_preview_is_heard_where_it_was_recorded(stage: Stage, tmp_path: Path) -> None:
    await recorded(stage, tmp_path, elements=["meaning"])
    marit, _ = await coordinators(stage)
    await stage.say(marit, "/bekijk")
    await stage.tap(marit, "", label=FIRST)
    marit.fresh()
    await stage.say(marit, "arabisch")
    came = marit.fresh()
    assert kinds(came)[:4] == ["text", "voice", "text", "text"]
    assert tones(stage, came) == [lasting(1)]
    assert stage.pattern("bulletin.meaning.say", "ar").search(came[2].text)
    assert "[👍 نعم]" in words(came)
    assert [button for message in came[:-1] for button in message.buttons] == []
