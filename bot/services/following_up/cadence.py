"""What parents are told a while after something happened, planned by the rules of `flows/cadence.yaml`.

It is planned in a table, for each parent at a decent moment of their own: parents are thousands, each with
a zone and hours. When it is due it is looked at again
(`bot.services.following_up.due`): what it counts from may have moved, or lost its sense.
"""

from collections.abc import Iterable
from datetime import datetime

from bot.domain.bulletin import Bulletin
from bot.domain.cadence import Anchor, Audience, CadenceRule
from bot.domain.coalition import Coalition
from bot.domain.follow_up import FollowUp
from bot.domain.person import Person, PersonState
from bot.domain.trajectory import Trajectory
from bot.outbox.quiet import hours_of, next_decent
from bot.services.following_up.anchors import Moment, moments, window
from bot.services.work import Work


async def after_joining(work: Work, person: Person) -> None:
    """Plans for a parent what follows joining, and what follows the conversations of their trajectory."""
    assert person.trajectory_id is not None
    trajectory = await work.uow.trajectories.get(person.trajectory_id)
    if person.joined_at is not None:
        await _plan(work, trajectory, Anchor.JOINED, [person], [Moment(person.id, person.joined_at)])
    await _plan(work, trajectory, Anchor.CONVERSATION_HELD, [person])


async def after_conversations(work: Work, trajectory: Trajectory) -> None:
    """Plans what follows the spiegelgesprekken for the parents who joined already, and moves what was planned for another day."""
    people = await work.uow.people.parents(trajectory.id)
    await _plan(work, trajectory, Anchor.CONVERSATION_HELD, [p for p in people if p.state is PersonState.ACTIVE])


async def after_sending(work: Work, bulletin: Bulletin, recipients: Iterable[Person], at: datetime) -> None:
    """Plans what follows a bulletin that goes out from `at` on."""
    trajectory = await work.uow.trajectories.get(bulletin.trajectory_id)
    await _plan(work, trajectory, Anchor.BULLETIN_SENT, recipients, [Moment(bulletin.id, at)])


async def counts_from(
    work: Work, coalition: Coalition, trajectory: Trajectory, anchor: Anchor, person: Person, subject: str
) -> Moment | None:
    """What a parent's follow-up counts from, as it is now; None when it is no longer there."""
    if anchor is Anchor.JOINED:
        return None if person.joined_at is None else Moment(person.id, person.joined_at)
    found = await moments(work, coalition, trajectory, anchor)
    return next((moment for moment in found if moment.subject == subject), None)


async def joined_coordinators(work: Work, coalition_id: str) -> list[Person]:
    """Those who can be told something."""
    return [p for p in await work.uow.people.coordinators(coalition_id) if p.state is PersonState.ACTIVE]


async def _plan(
    work: Work, trajectory: Trajectory, anchor: Anchor, people: Iterable[Person], since: list[Moment] | None = None
) -> None:
    """By the rules of this anchor, for everything that counts as it (or only for `since`)."""
    rules = [rule for rule in work.cadence if rule.anchor is anchor and rule.audience is Audience.PARENT]
    if not rules:
        return
    coalition = await work.uow.coalitions.get(trajectory.coalition_id)
    found = await moments(work, coalition, trajectory, anchor) if since is None else since
    for person in people:
        for moment in found:
            for rule in rules:
                await _plan_one(work, coalition, trajectory, rule, moment, person)


async def _plan_one(
    work: Work, coalition: Coalition, trajectory: Trajectory, rule: CadenceRule, moment: Moment, person: Person
) -> None:
    """At a decent moment; not at all when it would have lost its sense by then."""
    key = f"cadence:{rule.name}:{moment.subject}:{person.id}"
    time = window(work, coalition, trajectory, rule, moment)
    due = next_decent(max(time.due, work.clock.now()), hours_of(coalition, person))
    if time.is_over(due):
        await work.uow.follow_ups.cancel(key=key)
        return
    follow_up = FollowUp(
        work.chance.id(),
        coalition.id,
        key,
        rule.name,
        due,
        person_id=person.id,
        trajectory_id=trajectory.id,
        void_after=time.over,
    )
    if not await work.uow.follow_ups.plan(follow_up):
        await work.uow.follow_ups.move(follow_up)
