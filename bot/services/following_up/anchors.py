"""From which moments a cadence counts, as the facts have them now; and what takes its sense away."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.bulletin import Bulletin, BulletinKind, BulletinState
from bot.domain.cadence import Anchor, CadenceRule, Unless
from bot.domain.coalition import Coalition
from bot.domain.proposal import Proposal, ProposalStatus
from bot.domain.trajectory import Trajectory
from bot.outbox.quiet import hours_of, next_decent
from bot.services.work import Work
from bot.services.working_days import earlier, later, start_of
from bot.services.writing import awaited_looks


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that a rule counts from: its id, and when it was (or will be). A day counts from its start."""

    subject: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Window:
    """When something is due, and when it has lost its sense; None keeps it."""

    due: datetime
    over: datetime | None

    def is_open(self, now: datetime) -> bool:
        return self.due <= now and not self.is_over(now)

    def is_over(self, now: datetime) -> bool:
        return self.over is not None and self.over <= now


async def moments(work: Work, coalition: Coalition, trajectory: Trajectory, anchor: Anchor) -> list[Moment]:
    """Those of a trajectory. Of `joined` there are none here: each parent has their own."""
    match anchor:
        case Anchor.CONVERSATION_HELD:
            held = await work.uow.trajectories.conversations(trajectory.id)
            return [Moment(c.id, start_of(c.held_on, coalition)) for c in held]
        case Anchor.BULLETIN_SENT:
            return [Moment(b.id, b.sent_at) for b in await _sent(work, trajectory) if b.sent_at is not None]
        case Anchor.PARENTS_HEARD:
            heard = await _heard(work, coalition, trajectory)
            return [] if heard is None else [Moment(trajectory.id, heard)]
        case Anchor.PROMISED_DAY:
            promised = trajectory.next_promised
            return [] if promised is None else [Moment(trajectory.id, start_of(promised, coalition))]
        case Anchor.ANSWER_PROMISED | Anchor.LOOK_ASKED | Anchor.DECISION_DAY:
            return await _awaited(work, coalition, trajectory, anchor)
        case Anchor.JOINED:
            return []


async def _awaited(work: Work, coalition: Coalition, trajectory: Trajectory, anchor: Anchor) -> list[Moment]:
    """What somebody waits for: an answer that was promised, a decision, or a look that was asked for."""
    if anchor is Anchor.LOOK_ASKED:
        drafts = [b for b in await work.uow.bulletins.of(coalition.id) if b.trajectory_id == trajectory.id and b.may_begin]
        looks = [await awaited_looks.waiting(work, draft) for draft in drafts]
        # Who is asked at night hears it in the morning: the day begins then.
        return [Moment(look.bulletin.id, next_decent(look.at, hours_of(coalition))) for look in looks if look is not None]
    found = await (_questions if anchor is Anchor.ANSWER_PROMISED else _decisions)(work, trajectory)
    return [Moment(id_, start_of(day, coalition)) for id_, day in found]


def window(work: Work, coalition: Coalition, trajectory: Trajectory, rule: CadenceRule, moment: Moment) -> Window:
    """By the trajectory's norms. It is over at `void_after`, or when the rule that it gives way to is due."""
    due = _due(work, coalition, trajectory, rule, moment)
    ends = [] if rule.void_after is None else [later(due, rule.void_after, coalition)]
    ends += [_due(work, coalition, trajectory, next_, moment) for next_ in work.cadence if next_.name == rule.until]
    return Window(due, min(ends, default=None))


async def has_lost_sense(work: Work, trajectory: Trajectory, rule: CadenceRule, moment: Moment) -> bool:
    """Whether what the rule's `unless` names has happened since then."""
    match rule.unless:
        case Unless.PARENTS_HEARD:
            return trajectory.last_heard_at is not None and trajectory.last_heard_at >= moment.at
        case Unless.FULL_BULLETIN_SENT:
            full = [b for b in await _sent(work, trajectory) if b.kind is BulletinKind.FULL]
            return any(b.sent_at is not None and b.sent_at >= moment.at for b in full)
        case Unless.PROPOSALS_ANSWERED:
            return not await unanswered(work, trajectory)
        case None:
            return False


async def unanswered(work: Work, trajectory: Trajectory) -> list[Proposal]:
    """Proposals that are still explored, or of which no message told parents."""
    told: set[str] = set()
    for bulletin in await _sent(work, trajectory):
        if bulletin.revision_id is not None:
            told.update((await work.uow.bulletins.revision(bulletin.revision_id)).proposal_ids)
    proposals = await work.uow.trajectories.proposals(trajectory.id)
    return [p for p in proposals if p.status is ProposalStatus.EXPLORING or p.id not in told]


async def _questions(work: Work, trajectory: Trajectory) -> list[tuple[str, date]]:
    """Open ones, and by when they are to be answered."""
    asked = await work.uow.questions.open(trajectory.coalition_id)
    return [(q.id, q.answer_by) for q in asked if q.trajectory_id == trajectory.id]


async def _decisions(work: Work, trajectory: Trajectory) -> list[tuple[str, date]]:
    """Proposals that are not decided, and by when they are to be."""
    proposals = await work.uow.trajectories.proposals(trajectory.id)
    return [(p.id, p.decision_on) for p in proposals if p.decision_on is not None and not p.status.is_decided]


async def _sent(work: Work, trajectory: Trajectory) -> list[Bulletin]:
    found = await work.uow.bulletins.of(trajectory.coalition_id)
    return [b for b in found if b.trajectory_id == trajectory.id and b.sent_at and b.state is not BulletinState.CANCELLED]


async def _heard(work: Work, coalition: Coalition, trajectory: Trajectory) -> datetime | None:
    """When parents last heard; the last spiegelgesprek when they never did."""
    if trajectory.last_heard_at is not None:
        return trajectory.last_heard_at
    held = [start_of(c.held_on, coalition) for c in await work.uow.trajectories.conversations(trajectory.id)]
    return max((moment for moment in held if moment <= work.clock.now()), default=None)


def _due(work: Work, coalition: Coalition, trajectory: Trajectory, rule: CadenceRule, moment: Moment) -> datetime:
    after = later(moment.at, rule.after_by(work.norms.of(trajectory)), coalition)
    return earlier(after, rule.ahead, coalition)
