"""Who does a question: one at a time, handed over, closed with the parent told, opened again."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.errors import NotAllowed, Refused
from bot.domain.person import PersonState
from bot.domain.question import Arrival, QuestionState
from bot.services.hearing import questions, taking
from tests.people import BRAM, FATMA, LOTTE, NOOR, WILLEM
from tests.services.conftest import Town


async def test_noor_takes_it_and_bram_cannot_any_more(town: Town) -> None:
    question = await questions.ask(town.work, FATMA.actor, "Wanneer?")
    for _ in range(2):
        taken = await taking.take(town.work, NOOR.actor, question.id)
    assert taken.taken_by == NOOR.id
    assert taken.answer_by == question.answer_by, "the promise stays"
    assert town.done().count("question_taken") == 1
    with pytest.raises(Refused, match="question_taken"):
        await taking.take(town.work, BRAM.actor, question.id)


async def test_who_left_or_no_longer_coordinates_does_nothing_any_more(town: Town) -> None:
    question = await questions.ask(town.work, FATMA.actor, "Wanneer?")
    question = await taking.take(town.work, NOOR.actor, question.id)
    for gone in (replace(NOOR, state=PersonState.STOPPED), replace(NOOR, roles=frozenset())):
        town.put(gone)
        assert await taking.taker(town.work, question) is None
    assert (await taking.take(town.work, BRAM.actor, question.id)).taken_by == BRAM.id


async def test_noor_hands_it_to_bram_who_is_told_once(town: Town) -> None:
    question = await questions.ask(town.work, FATMA.actor, "Wanneer?")
    for _ in range(2):
        question = await taking.hand_over(town.work, NOOR.actor, question.id, BRAM.id)
    assert question.taken_by == BRAM.id
    assert town.told("question_handed") == [BRAM.id]
    await taking.hand_over(town.work, NOOR.actor, question.id, NOOR.id)
    assert town.told("question_handed") == [BRAM.id], "who takes it over knows that"


async def test_it_is_not_handed_to_who_is_not_here(town: Town) -> None:
    question = await questions.ask(town.work, FATMA.actor, "Wanneer?")
    town.put(replace(BRAM, state=PersonState.INVITED))
    for nobody in (BRAM.id, WILLEM.id, LOTTE.id, "nobody"):
        with pytest.raises(Refused, match="not_here"):
            await taking.hand_over(town.work, NOOR.actor, question.id, nobody)
    for actor in (FATMA.actor, WILLEM.actor):
        with pytest.raises(NotAllowed):
            await taking.hand_over(town.work, actor, question.id, NOOR.id)
    await questions.close(town.work, FATMA.actor, question.id)
    with pytest.raises(Refused, match="question_closed"):
        await taking.hand_over(town.work, NOOR.actor, question.id, NOOR.id)


async def test_a_parent_who_still_waited_hears_that_it_was_closed_and_one_who_has_an_answer_does_not(town: Town) -> None:
    waits = await questions.ask(town.work, FATMA.actor, "Wanneer?")
    answered = await questions.ask(town.work, LOTTE.actor, "Waar?")
    await questions.answer(town.work, NOOR.actor, answered.id, "Hier.")
    for question in (waits, answered):
        for _ in range(2):
            closed = await questions.close(town.work, NOOR.actor, question.id)
        assert closed.state is QuestionState.CLOSED
    assert town.told("question_closed") == [FATMA.id]


async def test_who_closes_their_own_question_hears_nothing_more_of_it(town: Town) -> None:
    town.put(replace(FATMA, roles=FATMA.roles | NOOR.roles))
    question = await questions.ask(town.work, town.person(FATMA).actor, "Wanneer?")
    await questions.close(town.work, town.person(FATMA).actor, question.id)
    assert town.told("question_closed") == []


async def test_a_question_of_who_left_is_not_opened_again(town: Town) -> None:
    question = await questions.ask(town.work, FATMA.actor, "Wanneer?")
    await questions.close(town.work, NOOR.actor, question.id)
    town.put(replace(FATMA, state=PersonState.STOPPED))
    with pytest.raises(Refused, match="parent_left"):
        await questions.reopen(town.work, NOOR.actor, question.id)
    town.put(FATMA)
    assert (await questions.reopen(town.work, NOOR.actor, question.id)).state is QuestionState.ANSWERED


async def test_an_answer_is_under_way_until_it_is_known_and_a_correction_is_again(town: Town) -> None:
    question = await questions.ask(town.work, FATMA.actor, "Wanneer?")
    answer = await questions.answer(town.work, NOOR.actor, question.id, "Dinsdag.")
    assert await town.work.uow.questions.under_way() == [answer]
    there = replace(answer, arrival=Arrival.ARRIVED, conversation_id="talk")
    await town.work.uow.questions.save_message(there)
    for _ in range(2):
        again = await questions.correct(town.work, NOOR.actor, there, cause="in:7")
    assert (again.arrival, again.conversation_id) == (Arrival.UNDERWAY, None)
    assert town.told("answer_changed") == [FATMA.id]
    assert question.answer_by == date(2026, 11, 25)
