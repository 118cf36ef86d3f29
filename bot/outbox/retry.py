"""What follows from the outcome of a call: a pure decision, with one table of cases in `tests/outbox/test_retry.py`."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.delivery import Part, PartKind, State
from bot.outbox.outcome import Fate, Outcome, Why

MOST_ATTEMPTS = 24
"""With the back-off below a part is tried for about four hours before it fails."""
MOST_TIDYING = 3
"""Attempts to take the buttons from a message: it is worth little, and must not keep back an answer to the same person."""
LONGEST_BACK_OFF = timedelta(minutes=15)
MOST_COPIES = 2
"""A call of which nobody knows whether it arrived is made once more, then held as `uncertain` (FACTS, 'Ledger')."""
NO_TOPIC = "no_topic"
"""A topic could not be made: what belongs in it goes to the group itself, so that it reaches people all the same."""
GIVEN_UP = frozenset({State.FAILED, State.BLOCKED, State.CANCELLED, State.EXPIRED})
"""Ends that say of a part that it did not arrive."""
PAUSE_UNSAID = 5.0
"""Seconds, for a 429 that does not say how long."""
PAUSE_UNAUTHORIZED = 60.0
"""Seconds between two looks at whether a wrong token has been mended."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a part, and what else has to happen with it, in the same transaction."""

    state: State
    reason: str | None = None
    due_at: datetime | None = None
    """When it is tried again; only with PENDING."""
    attempt: bool = True
    """Whether this one counts as an attempt."""
    ambiguous: bool = False
    """Whether this one may have arrived, without anybody knowing."""
    external_id: str | None = None
    pause_account_for: float | None = None
    """Seconds that nothing goes out over this bot account."""
    unreachable: bool = False
    """The recipient cannot be reached: nothing else to them is tried either."""
    moved_to: str | None = None
    """The group's new external id."""
    recreate_topic: bool = False
    """The topic is made again first, then this part goes."""
    resend_as_new: bool = False
    """The message to edit is gone: from now on this part is a new message."""


def back_off(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 1, 2, 4 … seconds, a quarter of an hour at the most."""
    return min(timedelta(seconds=2 ** min(max(attempts - 1, 0), 16)), LONGEST_BACK_OFF)


def decide(part: Part, outcome: Outcome, now: datetime) -> Verdict:
    """What `outcome` means for `part`. `now` is the business clock's."""
    if outcome.fate is Fate.DELIVERED:
        return Verdict(State.SENT, external_id=outcome.external_id)
    if outcome.fate is Fate.AMBIGUOUS:
        return going_on(part, _ambiguous(part, now))
    return going_on(part, _not_delivered(part, outcome, now))


def going_on(part: Part, verdict: Verdict) -> Verdict:
    """What may have arrived by an earlier call ends as `uncertain`, whatever came of a later one.

    A recording that cannot be sent (some people let nobody send them any) ends as `sent` with the reason: its text follows.
    """
    if part.is_beside and verdict.state in {State.FAILED, State.UNCERTAIN, State.CANCELLED}:
        return replace(verdict, state=State.SENT)
    return replace(verdict, state=State.UNCERTAIN) if part.ambiguous and verdict.state in GIVEN_UP else verdict


def _ambiguous(part: Part, now: datetime) -> Verdict:
    if part.kind in {PartKind.EDIT, PartKind.DELETE}:  # doing these twice is no second copy
        return _again(part, now, Why.NETWORK)
    if part.ambiguous + 1 >= MOST_COPIES:
        if part.kind is PartKind.CREATE_TOPIC:
            return Verdict(State.SENT, NO_TOPIC, ambiguous=True)
        return Verdict(State.UNCERTAIN, "ambiguous", ambiguous=True)
    return Verdict(State.PENDING, "ambiguous", due_at=now + back_off(part.attempts + 1), ambiguous=True)


def _not_delivered(part: Part, outcome: Outcome, now: datetime) -> Verdict:  # noqa: PLR0911 - a table reads best as one
    why = outcome.why or Why.REFUSED
    match why:
        case Why.TOO_FAST:
            pause = outcome.retry_after if outcome.retry_after is not None else PAUSE_UNSAID
            return Verdict(State.PENDING, why, due_at=now, attempt=False, pause_account_for=pause)
        case Why.UNAUTHORIZED:
            return Verdict(State.PENDING, why, due_at=now, attempt=False, pause_account_for=PAUSE_UNAUTHORIZED)
        case Why.BLOCKED | Why.KICKED:
            return Verdict(State.BLOCKED, why, unreachable=True)
        case Why.UNCHANGED:
            return Verdict(State.SENT)
        case Why.MESSAGE_GONE if part.kind is PartKind.EDIT and part.content.texts:
            return _again(part, now, why, resend_as_new=True)
        case Why.MESSAGE_GONE if part.kind in {PartKind.EDIT, PartKind.DELETE}:
            return Verdict(State.SENT, why)  # no message, so no buttons to change and nothing to delete
        case Why.MOVED if outcome.moved_to:
            return _again(part, now, why, moved_to=outcome.moved_to)
        case Why.TOPIC_GONE if part.kind is not PartKind.CREATE_TOPIC:
            return _again(part, now, why, recreate_topic=True)
        case Why.REFUSED if part.kind is PartKind.CREATE_TOPIC:
            return Verdict(State.SENT, NO_TOPIC)
        case Why.NETWORK:
            return _again(part, now, why)
        case _:
            return Verdict(State.FAILED, why)


def _again(
    part: Part, now: datetime, why: Why, *, moved_to: str | None = None, recreate_topic: bool = False, resend_as_new: bool = False
) -> Verdict:
    """Try again: at once the first time that something was mended, else after the back-off; `failed` after MOST_ATTEMPTS."""
    attempts = part.attempts + 1
    if attempts >= (MOST_ATTEMPTS if part.content.tapped is None else MOST_TIDYING):
        return Verdict(State.FAILED, why)
    mended = bool(moved_to) or recreate_topic or resend_as_new
    wait = timedelta(0) if mended and attempts <= 2 else back_off(attempts)
    return Verdict(
        State.PENDING,
        why,
        due_at=now + wait,
        moved_to=moved_to,
        recreate_topic=recreate_topic,
        resend_as_new=resend_as_new,
    )
