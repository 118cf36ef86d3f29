"""A question's thread, and what was sent along."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.actor import Role
from bot.domain.coalition import Group
from bot.domain.errors import NotThere
from bot.domain.media import Media, MediaState
from bot.domain.question import Arrival, Question, QuestionMessage, QuestionState, Spoken
from bot.domain.translation import Direction, TaskState, TranslationTask
from tests.fakes.clock import MONDAY_MORNING
from tests.storage.conftest import ACCOUNT, COALITION, TRAJECTORY, Town

QUESTION = Question(
    "v1", COALITION, TRAJECTORY, "samira", "Lijster", "ar", QuestionState.OPEN, MONDAY_MORNING, date(2026, 11, 25), danger=True
)
ASKED = QuestionMessage("m1", COALITION, "v1", "samira", True, MONDAY_MORNING, "Wie kan ik bellen?", external_id="501")
ANSWERED = QuestionMessage("m2", COALITION, "v1", "marieke", False, MONDAY_MORNING + timedelta(hours=1), "Mij.")
VOICE = Media("voice-1", COALITION, ACCOUNT, "samira", "voice", "file-id", MONDAY_MORNING, seconds=12, size=9)


async def asks(town: Town) -> None:
    await town.joins("Samira")
    await town.joins("Marieke", role=Role.COORDINATOR)
    async with town.units() as uow:
        await uow.questions.save(QUESTION)
        for message in (ANSWERED, ASKED):
            await uow.questions.add_message(message)


async def test_a_thread_comes_back_in_order_each_message_from_its_writer(town: Town) -> None:
    await asks(town)
    async with town.units.reading() as uow:
        assert await uow.questions.get("v1") == QUESTION
        assert await uow.questions.messages("v1") == [ASKED, ANSWERED]
        assert await uow.questions.message("m2") == ANSWERED
        assert await uow.questions.of_person("samira") == [QUESTION]
        assert await uow.questions.of_person("marieke") == []


async def test_an_answer_is_under_way_until_somebody_knows_better(town: Town) -> None:
    await asks(town)
    going = replace(ANSWERED, conversation_id="c1", arrival=Arrival.UNDERWAY)
    async with town.units() as uow:
        assert await uow.questions.under_way() == []
        await uow.questions.save_message(going)
    async with town.units() as uow:
        assert await uow.questions.under_way() == [going]
        await uow.questions.save_message(replace(going, arrival=Arrival.ARRIVED))
        assert await uow.questions.under_way() == []


async def test_an_edited_message_is_found_by_its_place_in_the_writers_chat(town: Town) -> None:
    await asks(town)
    async with town.units() as uow:
        assert await uow.questions.message_by_external("samira", "501") == ASKED
        assert await uow.questions.message_by_external("marieke", "501") is None
        await uow.questions.save_message(replace(ASKED, text="Wie mag ik bellen?"))
        with pytest.raises(NotThere):
            await uow.questions.save_message(replace(ASKED, id="m9"))
    async with town.units.reading() as uow:
        assert (await uow.questions.message("m1")).text == "Wie mag ik bellen?"


async def test_a_question_is_found_by_its_topic_and_leaves_the_open_ones_when_answered(town: Town) -> None:
    await asks(town)
    answered = replace(QUESTION, state=QuestionState.ANSWERED, group_id="g1", topic_id="42")
    async with town.units() as uow:
        assert await uow.questions.open(COALITION) == [QUESTION]
        await uow.coalitions.save_group(Group("g1", COALITION, ACCOUNT, "-1001", is_forum=True))
        await uow.questions.save(answered)
    async with town.units.reading() as uow:
        assert await uow.questions.open(COALITION) == []
        assert await uow.questions.by_topic("g1", "42") == answered
        assert await uow.questions.by_topic("g1", "43") is None


async def test_a_voice_note_is_fetched_once_and_kept(town: Town) -> None:
    await town.joins("Samira")
    fetched = replace(VOICE, state=MediaState.FETCHED, attempts=1)
    async with town.units() as uow:
        await uow.media.add(VOICE)
    async with town.units() as uow:
        assert await uow.media.wanted(10) == [VOICE]
        assert await uow.media.content("voice-1") is None
        await uow.media.save(fetched, b"OggS\x00\xff")
    async with town.units() as uow:
        assert await uow.media.wanted(10) == []
        await uow.media.save(replace(fetched, attempts=2))
    async with town.units.reading() as uow:
        assert await uow.media.get("voice-1") == replace(fetched, attempts=2)
        assert await uow.media.content("voice-1") == b"OggS\x00\xff"
        assert await uow.media.content("voice-2") is None
        with pytest.raises(NotThere):
            await uow.media.get("voice-2")


async def test_what_failed_before_does_not_hold_up_what_is_new(town: Town) -> None:
    await town.joins("Samira")
    async with town.units() as uow:
        for number, attempts in ((1, 2), (2, 0), (3, 0)):
            await uow.media.add(replace(VOICE, id=f"voice-{number}", attempts=attempts))
        assert [media.id for media in await uow.media.wanted(2)] == ["voice-2", "voice-3"]


async def test_who_spoke_when_is_known_without_a_word_of_it(town: Town) -> None:
    await asks(town)
    async with town.units() as uow:
        await uow.questions.save(replace(QUESTION, id="v2", state=QuestionState.CLOSED))
        await uow.questions.add_message(replace(ASKED, id="m3", question_id="v2", at=MONDAY_MORNING + timedelta(hours=2)))
    async with town.units.reading() as uow:
        assert await uow.questions.spoken(TRAJECTORY) == [
            Spoken("v1", "samira", False, True, MONDAY_MORNING),
            Spoken("v1", "samira", False, False, MONDAY_MORNING + timedelta(hours=1)),
            Spoken("v2", "samira", True, True, MONDAY_MORNING + timedelta(hours=2)),
        ]
        assert await uow.questions.spoken("elsewhere") == []


async def test_what_we_made_comes_back_with_its_name(town: Town) -> None:
    await town.joins("Marieke", role=Role.COORDINATOR)
    made = Media("m", COALITION, ACCOUNT, "marieke", "document", "", MONDAY_MORNING, MediaState.FETCHED, filename="verslag.pdf")
    async with town.units() as uow:
        await uow.media.save(made, b"%PDF-")
    async with town.units.reading() as uow:
        assert await uow.media.get("m") == made
        assert await uow.media.content("m") == b"%PDF-"
        assert await uow.media.wanted(9) == []
    order = replace(made, id="n", kind="report", state=MediaState.ORDERED, filename=None, recipe={"language": "nl"})
    async with town.units() as uow:
        await uow.media.add(order)
    async with town.units.reading() as uow:
        assert await uow.media.ordered(9) == [order]


async def test_a_spoken_translation_is_kept_and_an_answer_that_goes_takes_its_translation_along(town: Town) -> None:
    await asks(town)
    await town.joins("Ewa", role=Role.TRANSLATOR)
    spoken = replace(VOICE, id="voice-2", person_id="ewa")
    task = TranslationTask(
        "task-1",
        COALITION,
        Direction.ANSWER,
        "ar",
        TaskState.DONE,
        MONDAY_MORNING,
        message_id="m2",
        parent_id="samira",
        translator_id="ewa",
        media_id="voice-2",
    )
    async with town.units() as uow:
        await uow.media.add(spoken)
        await uow.translations.save(task)
    async with town.units() as uow:
        assert await uow.media.loose(MONDAY_MORNING + timedelta(days=30), 10) == []
        await uow.people.forget("marieke")
    async with town.units.reading() as uow:
        assert await uow.translations.of_message("m2") == []
        assert await uow.media.loose(MONDAY_MORNING + timedelta(days=30), 10) == [spoken]
