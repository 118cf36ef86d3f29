"""A question and its answer, and what happens when nobody answers."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.domain.person import PersonState
from bot.domain.question import QuestionState
from bot.services import working_days
from bot.services.hearing import questions, taking
from bot.services.people import groups
from tests.people import BOT, FATMA, LOTTE, NOOR, VOORBEELDSTAD, WILLEM
from tests.services.conftest import Town


async def test_fatma_asks_under_a_pseudonym_and_hears_when_the_answer_comes(town: Town) -> None:
    question = await questions.ask(town.work, FATMA.actor, "Ne zaman başlıyor?", external_id="7")
    assert (question.pseudonym, question.language, question.state) == ("Lijster", "tr", QuestionState.OPEN)
    assert question.answer_by == date(2026, 11, 25)
    assert not question.danger
    (message,) = town.rows.messages.values()
    assert (message.person_id, message.from_parent, message.external_id) == (FATMA.id, True, "7")
    assert town.done() == ["question_asked"]


async def test_two_questions_of_one_parent_have_two_pseudonyms(town: Town) -> None:
    first = await questions.ask(town.work, FATMA.actor, "Eén")
    second = await questions.ask(town.work, FATMA.actor, "Twee")
    assert first.pseudonym != second.pseudonym


async def test_a_pseudonym_of_an_open_question_is_not_given_again(town: Town) -> None:
    given = [(await questions.ask(town.work, FATMA.actor, f"Vraag {n}")).pseudonym for n in range(10)]
    assert len(set(given)) == 10


async def test_danger_words_mark_a_question_also_when_they_come_later(town: Town) -> None:
    assert (await questions.ask(town.work, FATMA.actor, "Ik ben bang")).danger
    calm = await questions.ask(town.work, LOTTE.actor, "Hoe laat?", external_id="8")
    await questions.add(town.work, LOTTE.actor, calm.id, "Ik ben bang")
    assert town.rows.questions[calm.id].danger
    other = await questions.ask(town.work, LOTTE.actor, "Waar?", external_id="9")
    await questions.edit(town.work, LOTTE.actor, "9", "Waar? Ik ben bang")
    assert town.rows.questions[other.id].danger


@pytest.mark.parametrize(
    ("asked", "promised"),
    [
        (datetime(2026, 11, 23, 9, 30, tzinfo=UTC), date(2026, 11, 25)),
        (datetime(2026, 11, 26, 9, 30, tzinfo=UTC), date(2026, 11, 30)),
        (datetime(2026, 11, 28, 9, 30, tzinfo=UTC), date(2026, 12, 1)),
        (datetime(2026, 12, 24, 9, 30, tzinfo=UTC), date(2026, 12, 29)),
        (datetime(2026, 11, 23, 23, 30, tzinfo=UTC), date(2026, 11, 26)),
    ],
    ids=["Monday", "Thursday", "Saturday", "before Christmas", "after midnight in Amsterdam"],
)
def test_two_working_days_of_the_duo(asked: datetime, promised: date) -> None:
    assert working_days.add_working_days(asked, 2, VOORBEELDSTAD) == promised


async def test_an_answer_is_told_to_the_parent(town: Town) -> None:
    question = await questions.ask(town.work, FATMA.actor, "Wanneer?")
    message = await questions.answer(town.work, NOOR.actor, question.id, "Dinsdag.")
    assert town.rows.questions[question.id].state is QuestionState.ANSWERED
    assert town.told("question_answered") == [FATMA.id]
    (row,) = town.rows.inbox.values()
    assert row.happened is not None
    assert row.happened.data == {"question_id": question.id, "message_id": message.id}


async def test_a_next_message_opens_it_again_with_a_new_day(town: Town) -> None:
    question = await questions.ask(town.work, FATMA.actor, "Wanneer?")
    await questions.answer(town.work, NOOR.actor, question.id, "Dinsdag.")
    town.clock.move(days=7)
    await questions.add(town.work, FATMA.actor, question.id, "Welke dinsdag?")
    again = town.rows.questions[question.id]
    assert (again.state, again.answer_by) == (QuestionState.OPEN, date(2026, 12, 2))
    await questions.answer(town.work, NOOR.actor, question.id, "Deze.")


async def test_an_edit_follows_the_message_and_other_edits_are_nothing(town: Town) -> None:
    await questions.ask(town.work, FATMA.actor, "Waneer?", external_id="7")
    edited = await questions.edit(town.work, FATMA.actor, "7", "Wanneer?")
    assert edited is not None
    assert town.rows.messages[edited.id].text == "Wanneer?"
    assert await questions.edit(town.work, FATMA.actor, "8", "Iets anders") is None


async def test_a_voice_note_is_a_question_and_silence_is_not(town: Town) -> None:
    assert (await questions.ask(town.work, FATMA.actor, "", media_id="voice-1")).state is QuestionState.OPEN
    with pytest.raises(Refused, match="nothing_said"):
        await questions.ask(town.work, FATMA.actor, "  ")


async def test_a_closed_question_is_not_answered(town: Town) -> None:
    question = await questions.ask(town.work, FATMA.actor, "Wanneer?")
    await questions.close(town.work, FATMA.actor, question.id)
    with pytest.raises(Refused, match="question_closed"):
        await questions.answer(town.work, NOOR.actor, question.id, "Dinsdag.")
    with pytest.raises(Refused, match="question_closed"):
        await taking.take(town.work, NOOR.actor, question.id)


async def test_noor_takes_it(town: Town) -> None:
    question = await questions.ask(town.work, FATMA.actor, "Wanneer?")
    await taking.take(town.work, NOOR.actor, question.id)
    assert town.done()[-1] == "question_taken"


async def test_a_parent_sees_nobody_elses_question(town: Town) -> None:
    question = await questions.ask(town.work, FATMA.actor, "Wanneer?")
    with pytest.raises(NotThere):
        await questions.add(town.work, LOTTE.actor, question.id, "Ik ook")
    with pytest.raises(NotThere):
        await questions.close(town.work, LOTTE.actor, question.id)


async def test_only_joined_coordinators_of_this_coalition_answer(town: Town) -> None:
    question = await questions.ask(town.work, FATMA.actor, "Wanneer?")
    for actor in (FATMA.actor, WILLEM.actor):
        with pytest.raises(NotAllowed):
            await questions.answer(town.work, actor, question.id, "Nooit.")
    town.put(replace(NOOR, state=PersonState.STOPPED))
    with pytest.raises(NotAllowed, match="not_joined"):
        await questions.answer(town.work, NOOR.actor, question.id, "Nooit.")


@pytest.mark.parametrize("state", [PersonState.INVITED, PersonState.STOPPED, PersonState.FORGETTING])
async def test_who_did_not_join_leaves_no_question(town: Town, state: PersonState) -> None:
    town.put(replace(FATMA, state=state))
    with pytest.raises(Refused, match="not_joined"):
        await questions.ask(town.work, FATMA.actor, "Wanneer?")


async def test_a_question_goes_to_the_coordinators_group_and_follows_its_topic(town: Town) -> None:
    group = await groups.bind(town.work, NOOR.actor, BOT, "-100", True)
    question = await questions.ask(town.work, FATMA.actor, "Wanneer?")
    assert question.group_id == group.id
    await questions.topic_made(town.work, question.id, group.id, "55")
    assert (await town.work.uow.questions.by_topic(group.id, "55")) is not None
    assert (await questions.topic_gone(town.work, question.id)).topic_id is None


async def test_a_group_is_bound_by_a_joined_coordinator_only(town: Town) -> None:
    for actor in (FATMA.actor, WILLEM.actor):
        with pytest.raises(NotAllowed):
            await groups.bind(town.work, actor, BOT, "-100", True)
    town.put(replace(NOOR, state=PersonState.INVITED))
    with pytest.raises(NotAllowed, match="not_joined"):
        await groups.bind(town.work, NOOR.actor, BOT, "-100", True)


async def test_a_group_that_becomes_a_supergroup_keeps_its_questions_and_loses_its_topics(town: Town) -> None:
    group = await groups.bind(town.work, NOOR.actor, BOT, "-100", True)
    question = await questions.ask(town.work, FATMA.actor, "Wanneer?")
    await questions.topic_made(town.work, question.id, group.id, "55")
    moved = await groups.move(town.work, BOT, "-100", "-200")
    assert moved == await groups.move(town.work, BOT, "-100", "-200")
    assert moved is not None
    assert (moved.id, moved.external_id) == (group.id, "-200")
    assert town.rows.questions[question.id].topic_id is None


async def test_out_of_the_group_and_in_again(town: Town) -> None:
    group = await groups.bind(town.work, NOOR.actor, BOT, "-100", False)
    await groups.leave(town.work, BOT, "-100")
    assert await town.work.uow.coalitions.coordinators_group(VOORBEELDSTAD.id) is None
    assert await groups.leave(town.work, BOT, "-999") is None
    assert (await groups.bind(town.work, NOOR.actor, BOT, "-100", True)) == replace(group, is_forum=True)
