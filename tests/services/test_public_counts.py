"""What lies on a table shows no parent: not in one report, and not in the difference between two."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.bulletin import BulletinKind
from bot.domain.errors import NotAllowed
from bot.domain.person import Person, PersonState
from bot.services.reporting import public_counts
from bot.services.reporting.public_counts import AnswerTime, PublicCounts
from tests.fakes.words import FakeWords
from tests.people import LOTTE, NOOR, SPIEGEL, VOORBEELDSTAD, WILLEM
from tests.report.stories import A_LITTLE, COFFEE, HELPS, NIGHT, NOT, SHORT, Months, texts_of

MONDAY = date(2026, 10, 5)
STEP = VOORBEELDSTAD.threshold


@dataclass(frozen=True)
class Doings:
    """What one parent did: reactions to what was understood and to a proposal, words, questions with days until the answer."""

    meaning: int | None
    proposal: int | None
    words: bool
    questions: tuple[int | None, ...]


doings = st.builds(
    Doings,
    st.none() | st.integers(0, 2),
    st.none() | st.integers(0, 2),
    st.booleans(),
    st.lists(st.none() | st.integers(0, 14), max_size=4).map(tuple),
)
KINDS = (HELPS, A_LITTLE, NOT)


def counted(parents: list[Doings], *, spare: int = 0) -> PublicCounts:
    """`spare` parents take part and did nothing."""
    months = Months(FakeWords())
    people = months.parents(len(parents) + spare)
    full = months.sends(date(2026, 9, 28), {"nl": texts_of(COFFEE)}, None, people, proposals=("koffie-ochtend",))
    for person, did in zip(people, parents, strict=False):
        for subject, kind in (("meaning", did.meaning), ("koffie-ochtend", did.proposal)):
            if kind is not None:
                months.reacts([person], full, subject, (KINDS[kind], 1), words=int(did.words))
        for days in did.questions:
            months.asks(person, MONDAY, None if days is None else MONDAY + timedelta(days=days))
    months.today(date(2026, 11, 24))
    return asyncio.run(public_counts.of_trajectory(months.work, NOOR.actor, SPIEGEL, [full]))


def numbers(told: PublicCounts) -> Iterator[tuple[str, int | None]]:
    """Every number that leaves, with its name."""
    yield "parents", told.parents
    yield "words", told.words
    for place in (told.meanings, told.proposals):
        for subject, counts in place.items():
            yield f"{subject}", counts.total
            yield from ((f"{subject} {kind}", number) for kind, number in counts.kinds.items())
    for id_, sending in told.sending.items():
        yield f"{id_} recipients", sending.recipients
        yield f"{id_} arrived", sending.arrived
    yield "asked", told.answers.parents
    yield "in time", told.answers.in_time
    yield "late", told.answers.late
    yield from ((f"answered {time}", number) for time, number in told.answers.times.items())


@settings(max_examples=60, deadline=None)
@given(st.lists(doings, max_size=16), st.integers(0, 6))
def test_no_number_is_made_by_fewer_parents_than_the_threshold(parents: list[Doings], spare: int) -> None:
    for name, number in numbers(counted(parents, spare=spare)):
        assert number is None or (number >= STEP and number % STEP == 0), name


@settings(max_examples=60, deadline=None)
@given(st.lists(doings, max_size=15), doings)
def test_one_parent_more_however_active_moves_a_number_by_nothing_or_a_whole_step(parents: list[Doings], more: Doings) -> None:
    """Beside as many who do nothing, so that nothing is said of everybody."""
    before = dict(numbers(counted(parents, spare=40)))
    after = dict(numbers(counted([*parents, more], spare=39)))
    for name in before.keys() | after.keys():
        difference = (after.get(name) or 0) - (before.get(name) or 0)
        assert difference in {0, STEP}, name


@settings(max_examples=60, deadline=None)
@given(st.lists(doings, min_size=1, max_size=15), st.data())
def test_a_parent_who_is_forgotten_shows_by_nothing_or_a_whole_step(parents: list[Doings], data: st.DataObject) -> None:
    gone = data.draw(st.integers(0, len(parents) - 1))
    before = dict(numbers(counted(parents, spare=40)))
    after = dict(numbers(counted([*parents[:gone], *parents[gone + 1 :]], spare=40)))
    for name in before.keys() | after.keys():
        assert (before.get(name) or 0) - (after.get(name) or 0) in {0, STEP}, name


def nobody(**did: object) -> Doings:
    return Doings(**({"meaning": None, "proposal": None, "words": False, "questions": ()} | did))  # type: ignore[arg-type]


def test_ten_questions_of_one_parent_are_one_parent() -> None:
    told = counted([nobody(questions=(1,) * 4)] * 4, spare=10)
    assert told.answers.parents is None
    assert {*told.answers.times.values()} == {None}


def test_a_parent_counts_by_the_longest_wait() -> None:
    told = counted([nobody(questions=(0, 4))] * 5 + [nobody(questions=(1,))] * 10, spare=10)
    assert told.answers.parents == 15
    assert {time: n for time, n in told.answers.times.items() if n} == {AnswerTime.NEXT_DAY: 10, AnswerTime.FIVE_DAYS: 5}
    assert (told.answers.in_time, told.answers.late) == (10, 5)


@pytest.mark.parametrize(
    ("days", "time"),
    [
        (0, AnswerTime.NEXT_DAY),
        (1, AnswerTime.NEXT_DAY),
        (2, AnswerTime.TWO_DAYS),
        (3, AnswerTime.FIVE_DAYS),
        (7, AnswerTime.FIVE_DAYS),
        (8, AnswerTime.LONGER),
        (None, AnswerTime.WAITING),
    ],
    ids=["same day", "next day", "Wednesday", "Thursday", "next Monday", "next Tuesday", "never"],
)
def test_answers_are_told_in_working_days_from_a_monday(days: int | None, time: AnswerTime) -> None:
    told = counted([nobody(questions=(days,))] * 5, spare=10)
    assert {t for t, n in told.answers.times.items() if n} == {time}


def test_a_question_that_was_closed_without_an_answer_is_no_wait() -> None:
    months = Months(FakeWords())
    for person in months.parents(12)[:6]:
        months.asks(person, MONDAY, None, closed=True)
    told = asyncio.run(public_counts.of_trajectory(months.work, NOOR.actor, SPIEGEL, []))
    assert told.answers.parents == 5
    assert {*told.answers.times.values()} == {None}
    assert (told.answers.in_time, told.answers.late) == (None, None)


def test_what_everybody_did_is_not_told_of_everybody() -> None:
    told = counted([nobody(meaning=0, questions=(1,))] * 5)
    assert told.meanings["bericht-1"].total == 5
    assert {*told.meanings["bericht-1"].kinds.values()} == {None}
    assert told.answers.parents is None


def test_everybody_is_who_was_told_of_it_and_not_who_got_some_larger_message() -> None:
    months = Months(FakeWords())
    people = months.parents(30)
    first = months.sends(date(2026, 9, 7), {"nl": texts_of(COFFEE)}, None, people[:10], proposals=("koffie-ochtend",))
    second = months.sends(date(2026, 10, 7), SHORT, None, people, kind=BulletinKind.SHORT)
    months.reacts(people, first, "koffie-ochtend", (HELPS, 10))
    told = asyncio.run(public_counts.of_trajectory(months.work, NOOR.actor, SPIEGEL, [first, second]))
    assert told.proposals["koffie-ochtend"].total == 10
    assert {*told.proposals["koffie-ochtend"].kinds.values()} == {None}


def test_a_parent_who_changed_their_mind_with_a_later_message_counts_once() -> None:
    months = Months(FakeWords())
    people = months.parents(20)
    texts = {"nl": texts_of(COFFEE)}
    first = months.sends(date(2026, 9, 7), texts, None, people, proposals=("koffie-ochtend",))
    second = months.sends(date(2026, 10, 7), texts, None, people, proposals=("koffie-ochtend",))
    months.reacts(people, first, "koffie-ochtend", (NOT, 10))
    months.reacts(people, second, "koffie-ochtend", (HELPS, 10))
    told = asyncio.run(public_counts.of_trajectory(months.work, NOOR.actor, SPIEGEL, [first, second]))
    assert told.proposals["koffie-ochtend"].total == 10
    assert told.proposals["koffie-ochtend"].kinds == {HELPS: 10, A_LITTLE: None, NOT: None}


def test_a_yes_to_a_plan_is_no_yes_to_the_answer_that_it_cannot_be() -> None:
    """Of the plan parents were asked whether it helps, of the no whether that is a good answer: the newest question counts."""
    months = Months(FakeWords())
    people = months.parents(30)
    as_plan = {e: words for e, words in texts_of(NIGHT).items() if not e.endswith(":reason")}
    first = months.sends(date(2026, 9, 7), {"nl": as_plan}, None, people, proposals=("nachthulp",))
    months.reacts(people[:20], first, "nachthulp", (HELPS, 20))
    second = months.sends(date(2026, 10, 7), {"nl": texts_of(NIGHT)}, None, people, proposals=("nachthulp",))
    months.reacts(people[20:], second, "nachthulp", (NOT, 10))
    counts = [
        asyncio.run(public_counts.of_trajectory(months.work, NOOR.actor, SPIEGEL, some)).proposals["nachthulp"]
        for some in ([first], [first, second])
    ]
    assert [each.kinds for each in counts] == [{HELPS: 20, A_LITTLE: None, NOT: None}, {HELPS: None, A_LITTLE: None, NOT: 10}]


async def test_a_parent_who_stopped_does_not_take_part_any_more() -> None:
    months = Months(FakeWords())
    people = months.parents(5)
    assert (await public_counts.of_trajectory(months.work, NOOR.actor, SPIEGEL, [])).parents == 5
    months.town.rows.people[people[0].id] = replace(people[0], state=PersonState.STOPPED)
    assert (await public_counts.of_trajectory(months.work, NOOR.actor, SPIEGEL, [])).parents is None


@pytest.mark.parametrize("who", [LOTTE, WILLEM], ids=lambda person: person.id)
async def test_parents_and_other_coalitions_get_no_numbers(who: Person) -> None:
    months = Months(FakeWords())
    with pytest.raises(NotAllowed):
        await public_counts.of_trajectory(months.work, who.actor, SPIEGEL, [])
