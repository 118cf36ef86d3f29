"""What coordinators are warned of: everything in `flows/cadence.yaml` that is theirs, looked at again and again.

It is derived from the facts each time, and nothing of it is planned: when a norm, a promised day or a date changes, or parents
hear something, the next look simply finds something else. So nothing can be lost or left behind, and coordinators are few enough
to look at all of it. What was told is known by the key of its event.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.cadence import Addressee, Anchor, Audience, CadenceRule
from bot.domain.coalition import Coalition
from bot.domain.events import Happened
from bot.domain.person import Person, PersonState
from bot.domain.question import QuestionState
from bot.domain.trajectory import Trajectory
from bot.outbox.quiet import hours_of, next_decent
from bot.services.following_up.anchors import Moment, has_lost_sense, moments, window
from bot.services.following_up.cadence import joined_coordinators
from bot.services.hearing import questions, taking
from bot.services.people.absence import instead_of, on_duty
from bot.services.work import Work
from bot.services.working_days import later, start_of, today_of


async def watch(work: Work, coalition: Coalition) -> int:
    """Tells each coordinator on duty (of a proposal also its owner) what is due and has not lost its sense, once, at a decent
    moment of theirs; how many it told. What is for everybody is told to who is on holiday too.

    The event has `rule`, `level`, `subject`, `trajectory_id` and `days` (whole days since the anchor), and `question_id` for a
    question, `proposal_id` for a proposal.
    """
    now = work.clock.now()
    rules = [rule for rule in work.cadence if rule.audience in {Audience.COORDINATOR, Audience.OWNER}]
    for_who_asked = [rule for rule in work.cadence if (rule.audience, rule.anchor) == (Audience.PARENT, Anchor.ANSWER_PROMISED)]
    people = [p for p in await joined_coordinators(work, coalition.id) if _may_be_told(p, coalition, now)]
    duty = {person.id for person in await on_duty(work, coalition.id)}
    if not rules and not for_who_asked:
        return 0
    told = 0
    for trajectory in await work.uow.trajectories.of(coalition.id):
        told += await _who_asked(work, coalition, trajectory, for_who_asked)
        for anchor in dict.fromkeys(rule.anchor for rule in rules):
            for moment in await moments(work, coalition, trajectory, anchor):
                for rule in (r for r in rules if r.anchor is anchor):
                    if window(work, coalition, trajectory, rule, moment).is_open(now):
                        told_to = [person for person in people if rule.everybody or person.id in duty]
                        if rule.audience is Audience.OWNER:
                            told_to = await _owner(work, coalition, moment.subject)
                        told += await _tell(work, trajectory, rule, moment, told_to)
    return told


async def _who_asked(work: Work, coalition: Coalition, trajectory: Trajectory, rules: list[CadenceRule]) -> int:
    """Parents whose question still waits for its answer, at a decent moment of theirs: once for all that they asked, and not
    again as long as the new day that they were told is not over."""
    now, told = work.clock.now(), 0
    seen: set[str] = set()
    if not rules:
        return told
    for question in await questions.awaited(work, trajectory):
        moment = Moment(question.id, start_of(question.answer_by, coalition))
        due = [rule for rule in rules if window(work, coalition, trajectory, rule, moment).is_open(now)]
        if not due or question.person_id in seen:
            continue
        seen.add(question.person_id)
        person = await work.uow.people.find(question.person_id)
        if person is None or person.is_held(now) or not _may_be_told(person, coalition, now):
            continue
        heard = [
            each.later_by for each in await work.uow.questions.of_person(person.id) if each.state is not QuestionState.CLOSED
        ]
        if any(day is not None and day >= today_of(work, coalition) for day in heard):
            continue
        for rule in due:
            told += await _tell(work, trajectory, rule, moment, [person])
    return told


async def _owner(work: Work, coalition: Coalition, proposal_id: str) -> list[Person]:
    """Who sees to the proposal, when they joined and may be told now. A coordinator hears of it as such, and not twice."""
    proposal = await work.uow.trajectories.proposal(proposal_id)
    person = await work.uow.people.find(proposal.owner_id) if proposal.owner_id else None
    if person is None or person.is_coordinator:
        return []
    return [person] if _may_be_told(person, coalition, work.clock.now()) else []


def _may_be_told(person: Person, coalition: Coalition, now: datetime) -> bool:
    return person.state is PersonState.ACTIVE and next_decent(now, hours_of(coalition, person)) == now


@dataclass(frozen=True, slots=True)
class Owed:
    """Something that a rule is about: from which day it counts, and its last day (today, when that has passed)."""

    since: date
    last_day: date


async def still_due(work: Work, trajectory: Trajectory, rule_name: str, subject: str) -> Owed | None:
    """What coordinators were told of, as it is now: a conversation about it may begin later. None when it has lost its sense."""
    coalition = await work.uow.coalitions.get(trajectory.coalition_id)
    rule = next((rule for rule in work.cadence if rule.name == rule_name), None)
    found = [] if rule is None else await moments(work, coalition, trajectory, rule.anchor)
    moment = next((moment for moment in found if moment.subject == subject), None)
    if rule is None or moment is None or await has_lost_sense(work, trajectory, rule, moment):
        return None
    zone = ZoneInfo(coalition.zone)
    last = later(moment.at, rule.after_by(work.norms.of(trajectory)), coalition).astimezone(zone).date()
    return Owed(moment.at.astimezone(zone).date(), max(last, work.clock.now().astimezone(zone).date()))


async def _tell(work: Work, trajectory: Trajectory, rule: CadenceRule, moment: Moment, people: list[Person]) -> int:
    if await has_lost_sense(work, trajectory, rule, moment):
        return 0
    data = _data(trajectory, rule, moment, work.clock.now())
    key = f"cadence:{rule.name}:{moment.subject}:{moment.at.isoformat()}"
    if rule.to is Addressee.TAKER:
        people = await _addressed(work, moment.subject, people)
    events = [Happened(rule.event, trajectory.coalition_id, person.id, f"{key}:{person.id}", data) for person in people]
    return sum([await work.uow.inbox.tell(event) for event in events])


async def _addressed(work: Work, question_id: str, people: list[Person]) -> list[Person]:
    """Who does this question (while they are away: who stands in for them), and nobody else; at a later look, when it is no
    decent moment for them."""
    question = await work.uow.questions.get(question_id)
    holder = await taking.taker(work, question)
    if holder is None:
        return people
    instead = {person.id for person in await instead_of(work, holder)}
    return [person for person in people if person.id in instead]


def _data(trajectory: Trajectory, rule: CadenceRule, moment: Moment, now: datetime) -> dict[str, str | int]:
    """What `domain.cadence.ANCHORS` promises."""
    data: dict[str, str | int] = {
        "rule": rule.name,
        "level": rule.level,
        "subject": moment.subject,
        "trajectory_id": trajectory.id,
        "days": (now - moment.at).days,
    }
    if rule.anchor is Anchor.ANSWER_PROMISED:
        data["question_id"] = moment.subject
    if rule.anchor is Anchor.DECISION_DAY:
        data["proposal_id"] = moment.subject
    return data
