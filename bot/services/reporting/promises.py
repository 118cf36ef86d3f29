"""Promises to parents that were kept and broken, as what is stored lets it be told: pure, from days.

Nothing of it is kept as history. It is derived: every message promised a day (its revision's `next_promised`) and the next one
came or did not; silences are the days between messages; norms count from each spiegelgesprek, by the norms of now. A day is
kept when something came on it or before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.bulletin import BulletinKind
from bot.domain.cadence import Norms


class Outcome(StrEnum):
    KEPT = "kept"
    BROKEN = "broken"
    OPEN = "open"
    """The day is not over."""


@dataclass(frozen=True, slots=True)
class Message:
    """A bulletin that parents have: when it began to go out, and the day on which it said that they hear again."""

    bulletin_id: str
    kind: BulletinKind
    on: date
    promised: date | None


@dataclass(frozen=True, slots=True)
class Promise:
    """A day that parents were told. `came_on`: the next message; None when there was none yet."""

    made_on: date
    by: date
    came_on: date | None
    outcome: Outcome
    late_by: int = 0
    """Days after `by`: until the message came, or until today."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Longer than the limit between two messages. `until` None: it goes on."""

    since: date
    until: date | None
    days: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """A norm that counts from a spiegelgesprek. `norm`: `summary`, `told_we_do` or `proposals`."""

    norm: str
    held_on: date
    by: date
    done_on: date | None
    outcome: Outcome


def promises(messages: Sequence[Message], today: date) -> list[Promise]:
    """One for each message that promised a day, in the order of `messages`: oldest first."""
    found = []
    for number, message in enumerate(messages):
        if message.promised is None:
            continue
        came_on = messages[number + 1].on if number + 1 < len(messages) else None
        outcome = outcome_of(message.promised, came_on, today)
        late_by = ((came_on or today) - message.promised).days if outcome is Outcome.BROKEN else 0
        found.append(Promise(message.on, message.promised, came_on, outcome, late_by))
    return found


def silences(first: date | None, messages: Iterable[Message], today: date, limit: int) -> list[Silence]:
    """From the first spiegelgesprek on (else from the first message), those that took more than `limit` days."""
    heard = sorted(m.on for m in messages)
    start = [first] if first is not None and first <= today else []
    days = [*start, *(day for day in heard if not start or day >= start[0])]
    pairs = zip(days, [*days[1:], None][: len(days)], strict=True)
    found = [Silence(since, until, ((until or today) - since).days) for since, until in pairs]
    return [silence for silence in found if silence.days > limit]


def deadlines(
    held: Iterable[date], messages: Sequence[Message], proposals_told: date | None, norms: Norms, today: date
) -> list[Deadline]:
    """Those of every spiegelgesprek that was held. `proposals_told`: the day since which parents know of each proposal, None
    when they do not."""
    found = []
    for day in held:
        if day > today:
            continue
        heard = [m.on for m in messages if m.on >= day]
        full = [m.on for m in messages if m.on >= day and m.kind is BulletinKind.FULL]
        done = {
            "summary": (norms.summary_days, min(heard, default=None)),
            "told_we_do": (norms.told_we_do_days, min(full, default=None)),
            "proposals": (norms.proposals_days, None if proposals_told is None else max(proposals_told, day)),
        }
        for norm, (days, done_on) in done.items():
            by = day + timedelta(days=days)
            found.append(Deadline(norm, day, by, done_on, outcome_of(by, done_on, today)))
    return found


def outcome_of(by: date, done_on: date | None, today: date) -> Outcome:
    """How a day ended."""
    if done_on is not None:
        return Outcome.KEPT if done_on <= by else Outcome.BROKEN
    return Outcome.OPEN if today <= by else Outcome.BROKEN
