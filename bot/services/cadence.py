"""What is due how long after what (`flows/cadence.yaml`), and the silence that coordinators are warned of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.bulletin import Bulletin
from bot.domain.coalition import Coalition
from bot.domain.events import Happened
from bot.domain.follow_up import FollowUp
from bot.domain.person import Person, PersonState
from bot.domain.trajectory import MirrorConversation, Trajectory
from bot.outbox.quiet import hours_of, next_decent
from bot.services.work import CadenceRule, Work

CONVERSATION_HELD = "conversation_held"
BULLETIN_SENT = "bulletin_sent"
JOINED = "joined"
ANCHORS = (CONVERSATION_HELD, BULLETIN_SENT, JOINED)
PARENT = "parent"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What happened, from which a cadence counts. `subject` is its id, and part of the follow-up's key."""

    name: str
    trajectory_id: str
    subject: str
    at: datetime


async def after_joining(work: Work, person: Person) -> None:
    """Plans for a parent what follows joining, and what follows the conversations of their trajectory."""
    assert person.trajectory_id is not None
    coalition = await work.uow.coalitions.get(person.coalition_id)
    await _plan(work, Anchor(JOINED, person.trajectory_id, person.id, work.clock.now()), coalition, [person])
    for conversation in await work.uow.trajectories.conversations(person.trajectory_id):
        await _plan(work, _anchor(conversation, coalition), coalition, [person])


async def after_conversation(work: Work, conversation: MirrorConversation) -> None:
    """Plans what follows a spiegelgesprek for the parents who joined already."""
    coalition = await work.uow.coalitions.get(conversation.coalition_id)
    people = await work.uow.people.parents(conversation.trajectory_id)
    active = [p for p in people if p.state is PersonState.ACTIVE]
    await _plan(work, _anchor(conversation, coalition), coalition, active)


async def after_sending(work: Work, bulletin: Bulletin, recipients: Iterable[Person], at: datetime) -> None:
    """Plans what follows a bulletin."""
    coalition = await work.uow.coalitions.get(bulletin.coalition_id)
    await _plan(work, Anchor(BULLETIN_SENT, bulletin.trajectory_id, bulletin.id, at), coalition, recipients)


async def silence(work: Work, coalition: Coalition) -> int:
    """Warns every joined coordinator of a trajectory whose parents heard nothing for too long; how many were told.

    Once at `silence_warn_days` and once at `silence_limit_days` after parents last heard (or after the last spiegelgesprek when
    they never did), for each silence anew. The event is `silence_due`, with
    `trajectory_id`, `level` (`warn` or `limit`) and `days`.
    """
    told = 0
    now = work.clock.now()
    coordinators = await joined_coordinators(work, coalition.id)
    for trajectory in await work.uow.trajectories.of(coalition.id):
        since = await _heard(work, trajectory, coalition)
        if since is None:
            continue
        days = (now - since).days
        if days < trajectory.silence_warn_days:
            continue
        level = "limit" if days >= trajectory.silence_limit_days else "warn"
        data = {"trajectory_id": trajectory.id, "level": level, "days": days}
        for person in coordinators:
            key = f"silence:{trajectory.id}:{level}:{since.isoformat()}:{person.id}"
            told += await work.uow.inbox.tell(Happened("silence_due", coalition.id, person.id, key, data))
    return told


async def promises(work: Work, coalition: Coalition) -> int:
    """Tells every joined coordinator, once, that the promised day is there tomorrow or today (or was) and nothing went out since.

    Sending sets the next promise, so a day that still stands was not kept yet. The event is `promise_due`, with `trajectory_id`.
    """
    told = 0
    tomorrow = work.clock.now().astimezone(ZoneInfo(coalition.zone)).date() + timedelta(days=1)
    coordinators = await joined_coordinators(work, coalition.id)
    for trajectory in await work.uow.trajectories.of(coalition.id):
        promised = trajectory.next_promised
        if promised is None or promised > tomorrow:
            continue
        for person in coordinators:
            key = f"promise:{trajectory.id}:{promised.isoformat()}:{person.id}"
            data = {"trajectory_id": trajectory.id}
            told += await work.uow.inbox.tell(Happened("promise_due", coalition.id, person.id, key, data))
    return told


async def joined_coordinators(work: Work, coalition_id: str) -> list[Person]:
    """Those who can be told something."""
    return [p for p in await work.uow.people.coordinators(coalition_id) if p.state is PersonState.ACTIVE]


async def _heard(work: Work, trajectory: Trajectory, coalition: Coalition) -> datetime | None:
    if trajectory.last_heard_at is not None:
        return trajectory.last_heard_at
    held = [_held(c, coalition) for c in await work.uow.trajectories.conversations(trajectory.id)]
    past = [moment for moment in held if moment <= work.clock.now()]
    return max(past, default=None)


def _held(conversation: MirrorConversation, coalition: Coalition) -> datetime:
    """The start of the day of the conversation, where the coalition is."""
    return datetime.combine(conversation.held_on, time(0), ZoneInfo(coalition.zone)).astimezone(UTC)


def _anchor(conversation: MirrorConversation, coalition: Coalition) -> Anchor:
    return Anchor(CONVERSATION_HELD, conversation.trajectory_id, conversation.id, _held(conversation, coalition))


async def _plan(work: Work, anchor: Anchor, coalition: Coalition, people: Iterable[Person]) -> None:
    """For each of `people` by the parents' rules, once for all coordinators by theirs."""
    parents = list(people)
    for rule in (r for r in work.cadence if r.anchor == anchor.name):
        for person in parents if rule.audience == PARENT else [None]:
            await _plan_one(work, rule, anchor, coalition, person)


async def _plan_one(work: Work, rule: CadenceRule, anchor: Anchor, coalition: Coalition, person: Person | None) -> None:
    """At a decent moment; not at all when it would have lost its sense by then."""
    due = anchor.at + rule.after
    void = None if rule.void_after is None else due + rule.void_after
    due = next_decent(max(due, work.clock.now()), hours_of(coalition, person))
    if void is not None and void <= due:
        return
    follow_up = FollowUp(
        work.chance.id(),
        coalition.id,
        f"cadence:{rule.name}:{anchor.subject}:{person.id if person else 'coordinators'}",
        rule.name,
        due,
        person_id=person.id if person else None,
        trajectory_id=anchor.trajectory_id,
        void_after=void,
    )
    await work.uow.follow_ups.plan(follow_up)
