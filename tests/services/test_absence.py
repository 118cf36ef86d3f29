"""Holidays: who is told what comes, who stands in, and what is heard on the first morning back."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.bulletin import Halt
from bot.domain.cadence import Addressee, Anchor, Audience, CadenceRule
from bot.domain.errors import NotAllowed, Refused
from bot.domain.follow_up import FollowUp, FollowUpState
from bot.domain.translation import Direction, TaskState, TranslationTask
from bot.services.delivery import halting
from bot.services.following_up import due
from bot.services.following_up.watch import watch
from bot.services.hearing import questions, taking
from bot.services.people import absence
from bot.services.people.crew import crew_of
from bot.services.translation import assigning, translating, translations_late
from bot.services.work import Work
from bot.services.writing import looking
from tests.people import BRAM, ELIF, FATMA, NOOR, SPIEGEL, VOORBEELDSTAD, WILLEM
from tests.services.conftest import Town
from tests.services.translators import ELIF_TR, LEYLA, only, with_translators, without_turkish

MONDAY, WEDNESDAY = date(2026, 11, 23), date(2026, 11, 25)
SILENCE = tuple(
    CadenceRule(
        f"silence_{level}",
        Anchor.PARENTS_HEARD,
        "silence_due",
        norm=f"silence_{level}_days",
        audience=Audience.COORDINATOR,
        level=level,
        until="silence_limit" if level == "warn" else None,
        everybody=level == "limit",
    )
    for level in ("warn", "limit")
)


def told(town: Town, name: str) -> list[str]:
    return sorted(row.happened.person_id for row in town.rows.inbox.values() if row.happened and row.happened.name == name)


def returns(town: Town) -> list[FollowUp]:
    """First mornings back that are planned."""
    return [f for f in town.rows.follow_ups.values() if f.kind == absence.AWAY_OVER and f.state is FollowUpState.PENDING]


def work_of(town: Town) -> Work:
    return replace(town.work, cadence=SILENCE)


async def goes(town: Town, until: date | None = WEDNESDAY, stand_in: str | None = NOOR.id) -> None:
    """Bram is away from Monday on."""
    await absence.go_away(town.work, BRAM.actor, MONDAY, until, stand_in)


async def test_what_comes_goes_to_the_stand_in_and_the_silence_limit_to_both(town: Town) -> None:
    await goes(town)
    assert told(town, "stand_in_asked") == [NOOR.id]
    town.rows.trajectories[SPIEGEL.id] = replace(SPIEGEL, last_heard_at=town.clock.now())
    town.clock.set(datetime(2026, 11, 30, 9, 30, tzinfo=UTC))
    town.rows.people[BRAM.id] = replace(town.person(BRAM), away_until=date(2026, 12, 20))
    await watch(work_of(town), VOORBEELDSTAD)
    assert told(town, "silence_due") == [NOOR.id]
    town.clock.move(days=7)
    await watch(work_of(town), VOORBEELDSTAD)
    assert told(town, "silence_due") == [BRAM.id, NOOR.id, NOOR.id]


async def test_a_bulletin_that_halts_is_asked_of_who_is_there(town: Town) -> None:
    await goes(town)
    await halting.halt(town.work, NOOR.actor, town.rows.bulletins["full"], Halt.NOT_READY)
    assert told(town, "bulletin_halted") == [NOOR.id]


async def test_when_everybody_is_away_everybody_is_told(town: Town) -> None:
    await goes(town)
    assert not await absence.leaves_nobody(town.work, BRAM, MONDAY, WEDNESDAY)
    noor = await absence.go_away(town.work, NOOR.actor, WEDNESDAY, None, None)
    assert await absence.leaves_nobody(town.work, noor, WEDNESDAY, None)
    assert [p.id for p in await absence.also_away(town.work, noor, WEDNESDAY, None)] == [BRAM.id]
    assert [p.id for p in await absence.on_duty(town.work, VOORBEELDSTAD.id)] == [NOOR.id]
    town.clock.move(days=2)
    assert {p.id for p in await absence.on_duty(town.work, VOORBEELDSTAD.id)} == {NOOR.id, BRAM.id}


async def test_what_concerns_one_coordinator_goes_to_the_stand_in_or_whoever_is_there(town: Town) -> None:
    assert [p.id for p in await absence.instead_of(town.work, BRAM)] == [BRAM.id]
    kees = replace(NOOR, id="kees")
    town.put(kees)
    await goes(town, stand_in=kees.id)
    bram = town.person(BRAM)
    assert [p.id for p in await absence.instead_of(town.work, bram)] == [kees.id]
    town.rows.people[kees.id] = replace(kees, away_from=MONDAY)
    assert [p.id for p in await absence.instead_of(town.work, bram)] == [NOOR.id]


async def test_the_first_morning_back_is_told_once_and_the_holiday_is_over(town: Town) -> None:
    await goes(town)
    (planned,) = returns(town)
    assert planned.due_at == datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
    assert await due.carry_out(town.work, planned) == 1
    assert told(town, "away_over") == [BRAM.id]
    assert town.person(BRAM).away_from is None
    assert await absence.holiday_over(town.work, planned) == 0


async def test_a_return_that_was_planned_for_another_holiday_says_nothing(town: Town) -> None:
    await goes(town)
    (first,) = returns(town)
    await goes(town, date(2026, 12, 9))
    assert await due.carry_out(town.work, first) == 0
    assert town.person(BRAM).away_until == date(2026, 12, 9)
    await absence.come_back(town.work, BRAM.actor)
    await absence.come_back(town.work, BRAM.actor)
    assert not town.person(BRAM).is_away(MONDAY)


async def test_the_same_holiday_chosen_again_still_has_its_return(town: Town) -> None:
    await goes(town)
    await absence.come_back(town.work, BRAM.actor)
    await goes(town)
    assert len(returns(town)) == 1


@pytest.mark.parametrize(
    ("start", "until", "stand_in", "code"),
    [
        (WEDNESDAY, MONDAY, NOOR.id, "until_before_from"),
        (date(2026, 11, 1), date(2026, 11, 9), NOOR.id, "until_past"),
        (MONDAY, date(2028, 1, 1), NOOR.id, "too_long"),
        (date(2028, 1, 1), None, NOOR.id, "too_long"),
        (MONDAY, None, BRAM.id, "stand_in_unknown"),
        (MONDAY, None, ELIF.id, "stand_in_unknown"),
        (MONDAY, None, WILLEM.id, "stand_in_unknown"),
    ],
)
async def test_days_and_people_that_cannot_be_are_refused(
    town: Town, start: date, until: date | None, stand_in: str, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        await absence.go_away(town.work, BRAM.actor, start, until, stand_in)
    with pytest.raises(NotAllowed):
        await absence.go_away(town.work, FATMA.actor, MONDAY, None, None)


async def test_whoever_is_away_is_not_asked_to_look(town: Town) -> None:
    kees = replace(NOOR, id="kees")
    town.put(kees)
    await goes(town)
    assert await looking.ask(town.work, NOOR.actor, "full") == [kees.id]
    town.rows.people[kees.id] = replace(kees, away_from=MONDAY)
    with pytest.raises(Refused, match="nobody_else"):
        await looking.ask(town.work, NOOR.actor, "full")


async def test_translating_that_nobody_can_do_is_told_to_who_is_there(town: Town) -> None:
    await goes(town)
    task = TranslationTask("task-1", VOORBEELDSTAD.id, Direction.BULLETIN, "tr", TaskState.ASKED, town.clock.now(), "full")
    town.rows.translations[task.id] = task
    await assigning.pass_on(town.work, task)
    await assigning.to_reader(town.work, task)
    assert told(town, "translation_stuck") == [NOOR.id]
    assert told(town, "translation_unread") == [NOOR.id]


async def test_the_question_of_who_is_away_is_the_stand_ins(town: Town) -> None:
    kees = replace(NOOR, id="kees")
    town.put(kees)
    await goes(town, stand_in=kees.id)
    rule = CadenceRule(
        "question_nudge",
        Anchor.ANSWER_PROMISED,
        "question_waits",
        audience=Audience.COORDINATOR,
        level="nudge",
        to=Addressee.TAKER,
    )
    question = await questions.ask(town.work, FATMA.actor, "Mag mijn moeder mee?")
    await taking.take(town.work, BRAM.actor, question.id)
    town.clock.set(datetime(2026, 11, 25, 9, 30, tzinfo=UTC))
    await watch(replace(town.work, cadence=(rule,)), VOORBEELDSTAD)
    assert told(town, "question_waits") == [kees.id]


async def test_a_translator_goes_on_holiday_and_what_she_holds_goes_to_another(town: Town) -> None:
    with_translators(town, ELIF_TR, LEYLA)
    without_turkish(town)
    await translating.ask(town.work, NOOR.actor, "full")
    assert only(town, Direction.BULLETIN).translator_id == ELIF.id
    await absence.go_away(town.work, ELIF.actor, MONDAY, WEDNESDAY, None)
    assert (await crew_of(town.work, VOORBEELDSTAD.id)).translators("tr") == [LEYLA]
    await translations_late.look(town.work, VOORBEELDSTAD)
    assert only(town, Direction.BULLETIN).translator_id == LEYLA.id


async def test_a_translator_has_no_stand_in_and_hears_when_work_comes_again(town: Town) -> None:
    with_translators(town, ELIF_TR)
    with pytest.raises(Refused, match="stand_in_unknown"):
        await absence.go_away(town.work, ELIF.actor, MONDAY, WEDNESDAY, NOOR.id)
    await absence.go_away(town.work, ELIF.actor, MONDAY, WEDNESDAY, None)
    [back] = returns(town)
    town.clock.set(back.due_at)
    await due.carry_out(town.work, back)
    assert told(town, "translating_again") == [ELIF.id]
    assert told(town, "away_over") == []
    assert [person.id for person in (await crew_of(town.work, VOORBEELDSTAD.id)).translators("tr")] == [ELIF.id]


async def test_a_translator_who_is_back_early_says_so(town: Town) -> None:
    with_translators(town, ELIF_TR)
    await absence.go_away(town.work, ELIF.actor, MONDAY, None, None)
    assert (await absence.come_back(town.work, ELIF.actor)).away_from is None
