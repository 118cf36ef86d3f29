"""What becomes of a part after each outcome: the whole table."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.delivery import Part, PartKind, State
from bot.domain.wording import Content, Tapped
from bot.outbox.outcome import Fate, Outcome, Why, delivered
from bot.outbox.retry import LONGEST_BACK_OFF, MOST_ATTEMPTS, MOST_TIDYING, Verdict, back_off, decide
from tests.fakes.clock import MONDAY_MORNING as NOW

SECOND = timedelta(seconds=1)


def part(kind: PartKind = PartKind.SEND, *, attempts: int = 0, ambiguous: int = 0, words: bool = True) -> Part:
    content = Content(texts=("react.ask.say",) if words else ())
    return Part("p", "d", 1, kind, content, attempts=attempts, ambiguous=ambiguous)


def no(why: Why | None, *, retry_after: float | None = None, moved_to: str | None = None) -> Outcome:
    return Outcome(Fate.NOT_DELIVERED, why, retry_after=retry_after, moved_to=moved_to)


MAYBE = Outcome(Fate.AMBIGUOUS)
SEND, EDIT, DELETE, TOPIC = PartKind.SEND, PartKind.EDIT, PartKind.DELETE, PartKind.CREATE_TOPIC
PENDING = State.PENDING
TIDYING = Part("p", "d", 1, EDIT, Content(tapped=Tapped("m1", "token", chosen=True)))
RECORDING = Part("p", "d", 1, SEND, Content(voice={"text": "react.ask.say"}))

TABLE = [
    ("delivered", part(), delivered("m1"), Verdict(State.SENT, external_id="m1")),
    ("too fast", part(), no(Why.TOO_FAST, retry_after=7), Verdict(PENDING, "too_fast", NOW, attempt=False, pause_account_for=7)),
    ("too fast, no time said", part(), no(Why.TOO_FAST), Verdict(PENDING, "too_fast", NOW, attempt=False, pause_account_for=5.0)),
    ("wrong token", part(), no(Why.UNAUTHORIZED), Verdict(PENDING, "unauthorized", NOW, attempt=False, pause_account_for=60.0)),
    ("blocked", part(), no(Why.BLOCKED), Verdict(State.BLOCKED, "blocked", unreachable=True)),
    ("kicked", part(), no(Why.KICKED), Verdict(State.BLOCKED, "kicked", unreachable=True)),
    ("chat gone", part(), no(Why.CHAT_GONE), Verdict(State.FAILED, "chat_gone")),
    ("moved", part(), no(Why.MOVED, moved_to="-1009"), Verdict(PENDING, "moved", NOW, moved_to="-1009")),
    ("moved, nowhere", part(), no(Why.MOVED), Verdict(State.FAILED, "moved")),
    ("topic gone", part(), no(Why.TOPIC_GONE), Verdict(PENDING, "topic_gone", NOW, recreate_topic=True)),
    (
        "topic gone again",
        part(attempts=5),
        no(Why.TOPIC_GONE),
        Verdict(PENDING, "topic_gone", NOW + 32 * SECOND, recreate_topic=True),
    ),
    ("topic gone for ever", part(attempts=MOST_ATTEMPTS - 1), no(Why.TOPIC_GONE), Verdict(State.FAILED, "topic_gone")),
    ("no topics here", part(TOPIC), no(Why.REFUSED), Verdict(State.SENT, "no_topic")),
    ("edit of a message gone", part(EDIT), no(Why.MESSAGE_GONE), Verdict(PENDING, "message_gone", NOW, resend_as_new=True)),
    ("buttons of a message gone", part(EDIT, words=False), no(Why.MESSAGE_GONE), Verdict(State.SENT, "message_gone")),
    ("delete of a message gone", part(DELETE), no(Why.MESSAGE_GONE), Verdict(State.SENT, "message_gone")),
    ("reply to a message gone", part(), no(Why.MESSAGE_GONE), Verdict(State.FAILED, "message_gone")),
    ("unchanged", part(EDIT), no(Why.UNCHANGED), Verdict(State.SENT)),
    ("refused", part(), no(Why.REFUSED), Verdict(State.FAILED, "refused")),
    ("refused, no reason", part(), no(None), Verdict(State.FAILED, "refused")),
    ("no network", part(), no(Why.NETWORK), Verdict(PENDING, "network", NOW + SECOND)),
    ("no network, fourth time", part(attempts=3), no(Why.NETWORK), Verdict(PENDING, "network", NOW + 8 * SECOND)),
    ("no network for hours", part(attempts=MOST_ATTEMPTS - 1), no(Why.NETWORK), Verdict(State.FAILED, "network")),
    ("ambiguous", part(), MAYBE, Verdict(PENDING, "ambiguous", NOW + SECOND, ambiguous=True)),
    ("ambiguous twice", part(attempts=1, ambiguous=1), MAYBE, Verdict(State.UNCERTAIN, "ambiguous", ambiguous=True)),
    ("ambiguous after network", part(attempts=3), MAYBE, Verdict(PENDING, "ambiguous", NOW + 8 * SECOND, ambiguous=True)),
    ("refused after ambiguous", part(attempts=1, ambiguous=1), no(Why.REFUSED), Verdict(State.UNCERTAIN, "refused")),
    (
        "blocked after ambiguous",
        part(attempts=1, ambiguous=1),
        no(Why.BLOCKED),
        Verdict(State.UNCERTAIN, "blocked", unreachable=True),
    ),
    ("ambiguous edit", part(EDIT, ambiguous=1), MAYBE, Verdict(PENDING, "network", NOW + SECOND)),
    ("ambiguous delete", part(DELETE), MAYBE, Verdict(PENDING, "network", NOW + SECOND)),
    ("tidying, message gone", TIDYING, no(Why.MESSAGE_GONE), Verdict(State.SENT, "message_gone")),
    ("tidying, refused", TIDYING, no(Why.REFUSED), Verdict(State.FAILED, "refused")),
    ("tidying, no network", TIDYING, no(Why.NETWORK), Verdict(PENDING, "network", NOW + SECOND)),
    ("tidying, third time", replace(TIDYING, attempts=MOST_TIDYING - 1), MAYBE, Verdict(State.FAILED, "network")),
    ("recording", RECORDING, delivered("m1"), Verdict(State.SENT, external_id="m1")),
    ("recording refused", RECORDING, no(Why.REFUSED), Verdict(State.SENT, "refused")),
    ("recording, no network", RECORDING, no(Why.NETWORK), Verdict(PENDING, "network", NOW + SECOND)),
    ("recording, blocked", RECORDING, no(Why.BLOCKED), Verdict(State.BLOCKED, "blocked", unreachable=True)),
    ("ambiguous recording", RECORDING, MAYBE, Verdict(PENDING, "ambiguous", NOW + SECOND, ambiguous=True)),
    (
        "ambiguous recording twice",
        replace(RECORDING, attempts=1, ambiguous=1),
        MAYBE,
        Verdict(State.SENT, "ambiguous", ambiguous=True),
    ),
    ("ambiguous topic twice", part(TOPIC, ambiguous=1), MAYBE, Verdict(State.SENT, "no_topic", ambiguous=True)),
]


@pytest.mark.parametrize(("before", "outcome", "verdict"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_what_becomes_of_a_part(before: Part, outcome: Outcome, verdict: Verdict) -> None:
    assert decide(before, outcome, NOW) == verdict


@pytest.mark.parametrize("kind", list(PartKind))
@pytest.mark.parametrize("why", [None, *Why])
@pytest.mark.parametrize("fate", [Fate.NOT_DELIVERED, Fate.AMBIGUOUS])
def test_whatever_happens_it_ends(kind: PartKind, why: Why | None, fate: Fate) -> None:
    """Only a pause of the whole account goes on for as long as it takes; everything else ends within MOST_ATTEMPTS."""
    now, attempts, ambiguous = NOW, 0, 0
    for _ in range(MOST_ATTEMPTS):
        verdict = decide(part(kind, attempts=attempts, ambiguous=ambiguous), Outcome(fate, why, moved_to="x"), now)
        if verdict.state.is_final or verdict.pause_account_for is not None:
            return
        assert verdict.due_at is not None
        now, attempts, ambiguous = verdict.due_at, attempts + verdict.attempt, ambiguous + verdict.ambiguous
        assert ambiguous < 2
    pytest.fail("it is tried for ever")


def test_the_back_off_doubles_up_to_a_quarter_of_an_hour() -> None:
    assert [back_off(n) for n in (0, 1, 2, 3, 4)] == [SECOND, SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND]
    assert back_off(1000) == LONGEST_BACK_OFF == timedelta(minutes=15)
    assert timedelta(hours=3) < sum((back_off(n) for n in range(1, MOST_ATTEMPTS)), timedelta()) < timedelta(hours=5)
