"""How days that parents were told ended, and how long they heard nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.bulletin import BulletinKind
from bot.domain.cadence import OUR_NORMS
from bot.services.reporting.promises import Message, Outcome, Silence, deadlines, outcome_of, promises, silences

KEPT, BROKEN, OPEN = Outcome.KEPT, Outcome.BROKEN, Outcome.OPEN
FIRST = date(2026, 9, 7)


def day(number: int) -> date:
    """So many days after the spiegelgesprek."""
    return FIRST + timedelta(days=number)


def message(on: int, promised: int | None = None, kind: BulletinKind = BulletinKind.SHORT) -> Message:
    return Message(f"on-{on}", kind, day(on), None if promised is None else day(promised))


@pytest.mark.parametrize(
    ("by", "done", "today", "outcome"),
    [
        (10, 9, 20, KEPT),
        (10, 10, 20, KEPT),
        (10, 11, 20, BROKEN),
        (10, None, 9, OPEN),
        (10, None, 10, OPEN),
        (10, None, 11, BROKEN),
    ],
    ids=["before", "on the day", "a day late", "before it", "the day itself", "over, and nothing"],
)
def test_how_a_day_ends(by: int, done: int | None, today: int, outcome: Outcome) -> None:
    assert outcome_of(day(by), None if done is None else day(done), day(today)) is outcome


def test_the_next_message_keeps_or_breaks_what_the_one_before_promised() -> None:
    told = promises([message(0, 10), message(8, 20), message(25, 40)], day(30))
    assert [(p.outcome, p.late_by) for p in told] == [(KEPT, 0), (BROKEN, 5), (OPEN, 0)]


def test_what_did_not_come_is_later_every_day() -> None:
    assert [p.late_by for p in promises([message(0, 10)], day(17))] == [7]


def test_a_message_without_a_day_promises_nothing_and_ends_what_was_promised() -> None:
    told = promises([message(0, 10), message(5), message(30, 40)], day(31))
    assert [(p.outcome, p.came_on) for p in told] == [(KEPT, day(5)), (OPEN, None)]


@given(st.lists(st.tuples(st.integers(1, 30), st.none() | st.integers(0, 40)), max_size=12), st.integers(0, 60))
def test_every_promise_ends_in_one_way(steps: list[tuple[int, int | None]], later: int) -> None:
    """And is late by so many days exactly when it is broken."""
    on, sent = 0, []
    for step, promised in steps:
        on += step
        sent.append(message(on, None if promised is None else on + promised))
    told = promises(sent, day(on + later))
    assert len(told) == sum(m.promised is not None for m in sent)
    assert all((p.late_by > 0) == (p.outcome is BROKEN) for p in told)


@pytest.mark.parametrize(
    ("first", "sent", "today", "found"),
    [
        (0, [], 14, []),
        (0, [], 15, [(0, None, 15)]),
        (0, [5, 19], 30, []),
        (0, [5, 20], 30, [(5, 20, 15)]),
        (0, [5], 30, [(5, None, 25)]),
        (None, [], 400, []),
        (None, [3], 30, [(3, None, 27)]),
        (10, [2], 20, []),
    ],
    ids=["at the limit", "over it", "in time", "once too long", "still", "nothing was held", "no conversation", "before it"],
)
def test_silences(first: int | None, sent: list[int], today: int, found: list[tuple[int, int | None, int]]) -> None:
    told = silences(None if first is None else day(first), [message(on) for on in sent], day(today), 14)
    assert told == [Silence(day(since), None if until is None else day(until), days) for since, until, days in found]


def test_what_is_owed_after_a_conversation() -> None:
    sent = [message(10), message(50, kind=BulletinKind.FULL)]
    told = deadlines([day(0)], sent, day(50), OUR_NORMS, day(60))
    assert [(d.norm, d.outcome, d.done_on) for d in told] == [
        ("summary", KEPT, day(10)),
        ("told_we_do", BROKEN, day(50)),
        ("proposals", KEPT, day(50)),
    ]


def test_a_conversation_that_is_still_to_come_owes_nothing_and_an_earlier_message_does_not_count_for_a_later_one() -> None:
    told = deadlines([day(0), day(20), day(90)], [message(10)], None, OUR_NORMS, day(30))
    assert [(d.held_on, d.outcome) for d in told if d.norm == "summary"] == [(day(0), KEPT), (day(20), OPEN)]
