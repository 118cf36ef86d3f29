"""What people agreed to, and what becomes of it when they take it back."""

from datetime import timedelta

import pytest

from bot.domain.consent import Purpose, Shown
from bot.domain.errors import Refused
from bot.domain.person import Person, PersonState
from bot.domain.question import QuestionState
from bot.domain.reaction import ReactionKind
from bot.services.delivery import sending
from bot.services.hearing import disclosure, questions, reactions
from bot.services.people import consenting, joining, leaving
from tests.people import FATMA, LOTTE, NOOR, PARENTS
from tests.services.conftest import Town


async def agrees(town: Town, somebody: Person, purpose: Purpose = Purpose.UPDATES) -> None:
    shown = await consenting.question(town.work, somebody.actor, purpose)
    await consenting.give(town.work, somebody.actor, purpose, shown)


async def stands(town: Town, somebody: Person, purpose: Purpose = Purpose.UPDATES) -> bool:
    return await consenting.stands(town.work, somebody, purpose)


async def test_the_words_that_were_shown_are_kept(town: Town) -> None:
    shown = await consenting.question(town.work, FATMA.actor, Purpose.UPDATES)
    town.clock.move(days=3)
    consent = await consenting.give(town.work, FATMA.actor, Purpose.UPDATES, shown)
    assert (consent.version, consent.language, consent.given_at) == ("updates-tr", "tr", town.clock.now())
    assert (town.done()[-1], [*town.rows.audit.values()][-1].reason) == ("consent_given", "updates")


async def test_a_yes_to_words_that_changed_meanwhile_is_no_yes(town: Town) -> None:
    shown = await consenting.question(town.work, FATMA.actor, Purpose.UPDATES)
    town.words.edition = " (2)"
    with pytest.raises(Refused, match="words_changed"):
        await consenting.give(town.work, FATMA.actor, Purpose.UPDATES, shown)


async def test_a_yes_to_words_in_a_language_that_she_left_is_no_yes(town: Town) -> None:
    shown = await consenting.question(town.work, FATMA.actor, Purpose.UPDATES)
    await joining.choose_language(town.work, FATMA.actor, "ar")
    with pytest.raises(Refused, match="words_changed"):
        await consenting.give(town.work, FATMA.actor, Purpose.UPDATES, shown)


async def test_stop_takes_back_the_yes_to_updates_and_says_when(town: Town) -> None:
    await leaving.stop(town.work, FATMA.actor)
    consent = await town.work.uow.people.consent(FATMA.id, Purpose.UPDATES)
    assert consent is not None
    assert consent.withdrawn_at == town.clock.now()
    assert town.done()[-2:] == ["consent_withdrawn", "person_stopped"]


async def test_stop_takes_back_every_yes_to_updates_that_stands(town: Town) -> None:
    town.clock.move(days=1)
    await agrees(town, FATMA)
    await leaving.stop(town.work, FATMA.actor)
    assert [c.stands for c in await town.work.uow.people.consents(FATMA.id)] == [False, False]


async def test_a_pause_takes_back_nothing(town: Town) -> None:
    await leaving.pause(town.work, FATMA.actor, town.clock.now() + timedelta(days=7))
    assert await stands(town, FATMA)


async def test_nobody_comes_back_without_a_new_yes(town: Town) -> None:
    await leaving.stop(town.work, LOTTE.actor)
    for way in (joining.come_back, joining.join):
        with pytest.raises(Refused, match="consent_missing"):
            await way(town.work, LOTTE.actor)
    assert town.person(LOTTE).state is PersonState.STOPPED
    town.clock.move(days=9)
    await agrees(town, LOTTE)
    assert (await joining.join(town.work, LOTTE.actor)).state is PersonState.ACTIVE
    assert [c.stands for c in await town.work.uow.people.consents(LOTTE.id)] == [False, True]


async def test_who_blocks_and_unblocks_us_after_stopping_is_still_stopped(town: Town) -> None:
    await leaving.stop(town.work, LOTTE.actor)
    await leaving.mark_unreachable(town.work, LOTTE.id)
    assert (await leaving.returned(town.work, LOTTE.id)).state is PersonState.STOPPED


async def test_without_a_yes_no_bulletin_and_no_answer(town: Town) -> None:
    question = await questions.ask(town.work, FATMA.actor, "Wanneer begint het?")
    await leaving.stop(town.work, FATMA.actor)
    assert town.rows.questions[question.id].state is QuestionState.CLOSED
    with pytest.raises(Refused, match="question_closed"):
        await questions.answer(town.work, NOOR.actor, question.id, "Dinsdag.")
    with pytest.raises(Refused, match="not_joined"):
        await questions.ask(town.work, FATMA.actor, "En nu?")
    assert (await sending.send(town.work, NOOR.actor, "full")).recipients == len(PARENTS) - 1
    assert FATMA.id not in {d.recipient.id for d in town.rows.deliveries.values()}


async def reacts_with_words(town: Town) -> None:
    """Fatma lets coordinators read what she wrote about what was understood."""
    await sending.send(town.work, NOOR.actor, "full")
    await reactions.record(town.work, FATMA.actor, "full", "meaning", ReactionKind.HELPS)
    await reactions.add_words(town.work, FATMA.actor, "full", "meaning", "Çok iyi")
    shown = await consenting.question(town.work, FATMA.actor, Purpose.WORDS)
    await reactions.show_words(town.work, FATMA.actor, "full", "meaning", shown)


async def test_words_are_read_by_a_yes_to_words_until_it_is_taken_back(town: Town) -> None:
    await reacts_with_words(town)
    assert await stands(town, FATMA, Purpose.WORDS)
    assert [w.text for w in await disclosure.words(town.work, NOOR.actor, "full")] == ["Çok iyi"]
    assert await reactions.hide_words(town.work, FATMA.actor) == 1
    assert await disclosure.words(town.work, NOOR.actor, "full") == []
    assert not await stands(town, FATMA, Purpose.WORDS)
    assert await stands(town, FATMA)
    assert [r.kind for r in await town.work.uow.bulletins.reactions_of(FATMA.id)] == [ReactionKind.HELPS]
    assert await reactions.hide_words(town.work, FATMA.actor) == 0


async def test_a_yes_to_other_words_shows_no_words(town: Town) -> None:
    await reacts_with_words(town)
    await reactions.hide_words(town.work, FATMA.actor)
    with pytest.raises(Refused, match="words_changed"):
        await reactions.show_words(town.work, FATMA.actor, "full", "meaning", Shown("of old", "tr"))
    assert await disclosure.words(town.work, NOOR.actor, "full") == []


async def test_what_we_know_of_her_names_each_purpose_and_when(town: Town) -> None:
    await reacts_with_words(town)
    await reactions.hide_words(town.work, FATMA.actor)
    known = await leaving.what_we_know(town.work, FATMA.actor)
    assert {purpose: consent.stands for purpose, consent in known.consents.items()} == {"updates": True, "words": False}
    assert known.consents[Purpose.WORDS].withdrawn_at == town.clock.now()
