"""What may be told of a whole trajectory on a table where parents and professionals read along (Invariant 6).

The other half of `bot.services.hearing.disclosure`: here everybody's reactions, words and questions are read, and only numbers
leave, by the same rule ('at least n', n a multiple of the coalition's threshold, rounded down; below it nothing).

Parents are counted, not taps and not questions. Whatever one parent did counts once in a number, and in one class of a division
at most: so one parent more or less, however active, moves a number by nothing or by one whole step, and no number is told that
fewer parents than the threshold made.

- Reactions to a proposal: each parent's newest, over all messages that told of it. (Coordinators see them a message at a time
  too. Both are rounded down by themselves, so that subtracting one from the other says nothing exact.)
- Words: of how many parents coordinators may read words. The words themselves are not for a table: parents were asked whether
  the people who arrange the conversations may read them, and nobody else.
- Questions: how many parents asked. How long an answer took is told as a coarse class of working days, by each parent's longest
  wait; and whether promised days were kept, by each parent's worst.
- Sending: coordinators see exact numbers (`services.steering`), as they have to act on them. On a table they are told in steps.
- A number that would say what everybody did (reacted alike, left words, asked) is not told either.

Its limits are those of `disclosure`: who knows that nobody else did anything in between sees the one who crosses a step; and a
number that is told no longer may mean that fewer did it, or that everybody did. Nobody and too few are told alike.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import Bulletin
from bot.domain.coalition import Coalition
from bot.domain.delivery import State
from bot.domain.question import Spoken
from bot.domain.reaction import MEANING, TOLD, Reaction
from bot.domain.trajectory import Trajectory
from bot.services.auditing import note
from bot.services.delivery.recipients import taking_part
from bot.services.hearing.disclosure import Counts, in_steps
from bot.services.reporting.steps import step_of, told, told_of_some
from bot.services.work import Work
from bot.services.working_days import add_working_days, is_working_day

READERS = (Role.COORDINATOR, Role.OPERATOR, Role.ADVISOR, Role.READER)
"""Who may have these numbers. An advisor or reader reads along, without parents' words; here there are none."""


class AnswerTime(StrEnum):
    """How long an answer took, in the duo's own working days. In order of waiting."""

    NEXT_DAY = "next_day"
    """The same or the next working day."""
    TWO_DAYS = "two_days"
    FIVE_DAYS = "five_days"
    """Three to five."""
    LONGER = "longer"
    WAITING = "waiting"
    """There is none yet."""


AT_MOST = {AnswerTime.NEXT_DAY: 1, AnswerTime.TWO_DAYS: 2, AnswerTime.FIVE_DAYS: 5}
"""Working days. Our own judgement: fine enough to see whether the norm is kept (2, and 5 at the most), and no finer."""


@dataclass(frozen=True, slots=True)
class Answers:
    """'At least' so many parents; None is not told. `norm_days`: by when an answer is promised, in working days."""

    parents: int | None
    times: Mapping[AnswerTime, int | None]
    in_time: int | None
    """Of whom every answer came on the promised day or before."""
    late: int | None
    """Of whom an answer came after it, or is late now."""
    norm_days: int


@dataclass(frozen=True, slots=True)
class Sending:
    """'At least' so many: of one message."""

    recipients: int | None
    arrived: int | None


@dataclass(frozen=True, slots=True)
class PublicCounts:
    """Everything that is told in numbers about the parents of one trajectory."""

    parents: int | None
    """Who take part."""
    meanings: Mapping[str, Counts]
    """By bulletin: reactions to what was understood."""
    proposals: Mapping[str, Counts]
    """By proposal."""
    sending: Mapping[str, Sending]
    """By bulletin."""
    words: int | None
    """Parents of whom coordinators may read words."""
    answers: Answers


async def of_trajectory(work: Work, actor: Actor, trajectory: Trajectory, bulletins: Sequence[Bulletin]) -> PublicCounts:
    """Over these bulletins of the trajectory: those that parents have."""
    actor.must_be(*READERS, coalition_id=trajectory.coalition_id)
    coalition = await work.uow.coalitions.get(trajectory.coalition_id)
    step = step_of(coalition)
    everybody = sum([len(portion) async for portion in taking_part(work, trajectory.id)])
    reactions = {bulletin.id: await work.uow.bulletins.reactions(bulletin.id) for bulletin in bulletins}
    states = {bulletin.id: await work.uow.ledger.counts(bulletin.id) for bulletin in bulletins}
    recipients = {id_: sum(counts.values()) for id_, counts in states.items()}
    given = [reaction for some in reactions.values() for reaction in some]
    subjects = {r.subject for r in given} - {MEANING, TOLD}
    await note(work, actor, "trajectory_counts_seen", trajectory.id)
    return PublicCounts(
        told(everybody, step),
        {id_: _counts(MEANING, some, step, recipients[id_]) for id_, some in reactions.items()},
        {subject: _counts(subject, given, step, _told_of(subject, reactions, recipients)) for subject in subjects},
        {id_: Sending(told(recipients[id_], step), told(counts.get(State.SENT, 0), step)) for id_, counts in states.items()},
        told_of_some(len({r.person_id for r in given if r.may_show and (r.words or r.media_id)}), step, everybody),
        await _answers(work, trajectory, coalition, everybody),
    )


def no_reactions(subject: str) -> Counts:
    """Of something that nobody reacted to yet, or too few."""
    return in_steps(subject, (), step=1, recipients=0)


def _counts(subject: str, reactions: Iterable[Reaction], step: int, recipients: int) -> Counts:
    """Each parent's newest on the subject."""
    mine = sorted((r for r in reactions if r.subject == subject and r.kind is not None), key=lambda r: (r.at, r.id))
    newest = {r.person_id: r.kind for r in mine}
    return in_steps(subject, [kind for kind in newest.values() if kind is not None], step=step, recipients=recipients)


def _told_of(subject: str, reactions: Mapping[str, Sequence[Reaction]], recipients: Mapping[str, int]) -> int:
    """How many at least were told of the subject: the recipients of the largest message to which somebody reacted about it."""
    about = (id_ for id_, some in reactions.items() if any(reaction.subject == subject for reaction in some))
    return max((recipients[id_] for id_ in about), default=0)


@dataclass(frozen=True, slots=True)
class _Wait:
    """From a parent's message until the first answer to it; None: it waits still."""

    since: datetime
    until: datetime | None


async def _answers(work: Work, trajectory: Trajectory, coalition: Coalition, everybody: int) -> Answers:
    by_parent: dict[str, list[Spoken]] = {}
    for one in await work.uow.questions.spoken(trajectory.id):
        by_parent.setdefault(one.parent_id, []).append(one)
    step, norm_days = step_of(coalition), work.norms.of(trajectory).answer_working_days
    times: list[AnswerTime] = []
    kept: list[bool] = []
    for said in by_parent.values():
        waits = [wait for id_ in {one.question_id for one in said} for wait in _waits(s for s in said if s.question_id == id_)]
        if waits:
            times.append(max((_class_of(wait, coalition) for wait in waits), key=list(AnswerTime).index))
        verdicts = {_in_time(wait, norm_days, coalition, work.clock.now()) for wait in waits} - {None}
        if verdicts:
            kept.append(False not in verdicts)
    return Answers(
        told_of_some(len(by_parent), step, everybody),
        {time: told_of_some(times.count(time), step, everybody) for time in AnswerTime},
        told_of_some(kept.count(True), step, everybody),
        told_of_some(kept.count(False), step, everybody),
        norm_days,
    )


def _waits(thread: Iterable[Spoken]) -> Collection[_Wait]:
    """Of one question, whose messages come oldest first. What was closed without an answer is no wait."""
    found: list[_Wait] = []
    since: datetime | None = None
    closed = False
    for one in thread:
        closed = one.closed
        if one.from_parent:
            since = since or one.at
        elif since is not None:
            found.append(_Wait(since, one.at))
            since = None
    return found if since is None or closed else [*found, _Wait(since, None)]


def _class_of(wait: _Wait, coalition: Coalition) -> AnswerTime:
    if wait.until is None:
        return AnswerTime.WAITING
    days = _working_days(wait.since, wait.until, coalition)
    return next((time for time, most in AT_MOST.items() if days <= most), AnswerTime.LONGER)


def _in_time(wait: _Wait, norm_days: int, coalition: Coalition, now: datetime) -> bool | None:
    """Whether the promised day was kept, by the norm of now; None while it may still be."""
    promised = add_working_days(wait.since, norm_days, coalition)
    if wait.until is None:
        return False if _day(now, coalition) > promised else None
    return _day(wait.until, coalition) <= promised


def _working_days(since: datetime, until: datetime, coalition: Coalition) -> int:
    """After the day of asking, up to and with that of the answer; no more than one above the longest class is counted."""
    day, last = _day(since, coalition), _day(until, coalition)
    days = 0
    while day < last and days <= max(AT_MOST.values()):
        day = date.fromordinal(day.toordinal() + 1)
        days += is_working_day(day, coalition)
    return days


def _day(moment: datetime, coalition: Coalition) -> date:
    return moment.astimezone(ZoneInfo(coalition.zone)).date()
