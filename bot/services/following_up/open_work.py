"""Everything that is open in a coalition: what coordinators owe to parents, to each other, and by when. No words of parents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import Bulletin, BulletinState
from bot.domain.cadence import Anchor, Audience
from bot.domain.coalition import Coalition
from bot.domain.person import Person
from bot.domain.proposal import Proposal, ProposalStatus
from bot.domain.question import Question
from bot.domain.trajectory import Trajectory
from bot.domain.translation import TranslationTask
from bot.services.auditing import note
from bot.services.following_up.anchors import has_lost_sense, moments, window
from bot.services.speaking import approving_texts, languages
from bot.services.work import Work
from bot.services.working_days import later, today_of
from bot.services.writing import readiness

UNDECIDED = frozenset({ProposalStatus.EXPLORING, ProposalStatus.PLANNED})
"""A decision day still has a sense."""
UNSETTLED = UNDECIDED | {ProposalStatus.STARTED}
"""Somebody still has to see to it."""


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A bulletin that did not go yet. `lacks` are codes of obstacles; none: it can go."""

    bulletin: Bulletin
    written_by: str
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Norm:
    """What parents are owed after a spiegelgesprek: `rule` of `flows/cadence.yaml`, and its last day."""

    rule: str
    last_day: date


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """One trajectory: what parents were promised, how long they heard nothing, and what they are owed."""

    trajectory: Trajectory
    promised: date | None
    silent_days: int | None
    """None when nothing counts yet."""
    is_silent: bool
    """Longer than the norm of warning."""
    silence_limit: date | None
    norms: tuple[Norm, ...]


@dataclass(frozen=True, slots=True)
class OpenWork:
    """All of it, each list in the order in which it is due."""

    today: date
    questions: tuple[Question, ...] = ()
    drafts: tuple[OpenDraft, ...] = ()
    scheduled: tuple[tuple[Bulletin, datetime], ...] = ()
    on_their_way: tuple[OnItsWay, ...] = ()
    translations: tuple[TranslationTask, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    away: tuple[Person, ...] = ()
    """Who works along, and is or will be on holiday."""
    ask_again: tuple[str, ...] = ()
    """Languages that are on, in which a text changed that must be approved (`services.switching`)."""
    ready: tuple[str, ...] = ()
    """Languages that the coalition wants and that can be switched on: nothing is missing any more."""
    own_words: tuple[tuple[str, int], ...] = ()
    """By language, how many own words for fixed texts wait for a yes that the actor may give."""

    @property
    def titles(self) -> dict[str, str]:
        """Of trajectories, by id."""
        return {each.trajectory.id: each.trajectory.title for each in self.on_their_way}


async def open_work(work: Work, actor: Actor) -> OpenWork:
    """Of the actor's coalition, for its coordinators and its moderator."""
    actor.must_be(Role.COORDINATOR, Role.MODERATOR)
    coalition = await work.uow.coalitions.get(actor.coalition_id)
    today = today_of(work, coalition)
    trajectories = await work.uow.trajectories.of(coalition.id)
    bulletins = await work.uow.bulletins.of(coalition.id)
    questions = await work.uow.questions.open(coalition.id)
    await note(work, actor, "open_work_seen", coalition.id)
    return OpenWork(
        today,
        tuple(sorted(questions, key=lambda q: (not q.danger, q.answer_by, q.asked_at))),
        await _drafts(work, bulletins),
        tuple(
            sorted(
                ((b, b.send_at) for b in bulletins if b.state is BulletinState.SCHEDULED and b.send_at is not None),
                key=lambda planned: planned[1],
            )
        ),
        tuple([await _on_its_way(work, coalition, trajectory) for trajectory in trajectories]),
        tuple(await work.uow.translations.open(coalition.id)),
        await _proposals(work, trajectories),
        tuple([p for p in await work.uow.people.staff(coalition.id) if p.away_from is not None and not _is_back(p, today)]),
        await languages.asking_again(work, coalition.id),
        await languages.ready(work, coalition.id),
        await approving_texts.own_waiting(work, actor),
    )


def decided_on(proposal: Proposal) -> date | None:
    """The day of a decision that is still to be taken."""
    return proposal.decision_on if proposal.status in UNDECIDED else None


async def norms_of(work: Work, coalition: Coalition, trajectory: Trajectory) -> tuple[Norm, ...]:
    """What parents are still owed after its conversations, in the order of days."""
    found = []
    for rule in work.cadence:
        if rule.audience is not Audience.COORDINATOR or rule.anchor is not Anchor.CONVERSATION_HELD or rule.norm is None:
            continue
        for moment in await moments(work, coalition, trajectory, rule.anchor):
            begun = moment.at <= work.clock.now()
            over = window(work, coalition, trajectory, rule, moment).is_over(work.clock.now())
            if begun and not over and not await has_lost_sense(work, trajectory, rule, moment):
                last = later(moment.at, rule.after_by(work.norms.of(trajectory)), coalition)
                found.append(Norm(rule.name, last.astimezone(ZoneInfo(coalition.zone)).date()))
    return tuple(sorted(found, key=lambda norm: norm.last_day))


async def _on_its_way(work: Work, coalition: Coalition, trajectory: Trajectory) -> OnItsWay:
    heard = [m.at for m in await moments(work, coalition, trajectory, Anchor.PARENTS_HEARD)]
    norms = work.norms.of(trajectory)
    days = None if not heard else (work.clock.now() - heard[0]).days
    limit = None
    if heard:
        limit = heard[0].astimezone(ZoneInfo(coalition.zone)).date() + timedelta(days=norms.silence_limit_days)
    return OnItsWay(
        trajectory,
        trajectory.next_promised,
        days,
        days is not None and days >= norms.silence_warn_days,
        limit,
        await norms_of(work, coalition, trajectory),
    )


async def _drafts(work: Work, bulletins: Sequence[Bulletin]) -> tuple[OpenDraft, ...]:
    found = []
    for bulletin in bulletins:
        if bulletin.may_begin and bulletin.state is not BulletinState.SCHEDULED:
            written_by = ""
            if bulletin.revision_id is not None:
                written_by = (await work.uow.bulletins.revision(bulletin.revision_id)).written_by
            lacks = tuple(dict.fromkeys(obstacle.code for obstacle in await readiness.obstacles(work, bulletin)))
            found.append(OpenDraft(bulletin, written_by, lacks))
    return tuple(found)


async def _proposals(work: Work, trajectories: Sequence[Trajectory]) -> tuple[Proposal, ...]:
    everything = [p for t in trajectories for p in await work.uow.trajectories.proposals(t.id)]
    unsettled = [p for p in everything if p.status in UNSETTLED]
    return tuple(sorted(unsettled, key=lambda p: (decided_on(p) or date.max, p.id)))


def _is_back(person: Person, today: date) -> bool:
    return person.away_until is not None and person.away_until < today
