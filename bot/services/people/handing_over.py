"""Work goes to a successor: whatever somebody took upon themselves becomes another's, and that one is told all that is open."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from bot.domain.actor import STAFF, Actor, Role
from bot.domain.errors import Refused
from bot.domain.events import Happened
from bot.domain.person import Person
from bot.domain.proposal import Proposal
from bot.domain.question import Question
from bot.domain.translation import TranslationTask
from bot.services.auditing import note
from bot.services.following_up.cadence import joined_coordinators
from bot.services.people.crew import TRANSLATORS
from bot.services.translation import assigning
from bot.services.work import Work


@dataclass(frozen=True, slots=True)
class Own:
    """What somebody took upon themselves and did not finish."""

    questions: tuple[Question, ...] = ()
    drafts: int = 0
    proposals: tuple[Proposal, ...] = ()
    translations: tuple[TranslationTask, ...] = ()
    stands_in_for: tuple[Person, ...] = ()

    @property
    def is_nothing(self) -> bool:
        return not (self.questions or self.drafts or self.proposals or self.translations or self.stands_in_for)


async def own_work(work: Work, actor: Actor, person: Person) -> Own:
    """Of oneself, or (by a coordinator) of a colleague."""
    actor.must_be(*STAFF, coalition_id=person.coalition_id)
    if actor.id != person.id:
        actor.must_be(Role.COORDINATOR)
    return await _own(work, person)


async def _own(work: Work, person: Person) -> Own:
    uow, coalition_id = work.uow, person.coalition_id
    trajectories = await uow.trajectories.of(coalition_id)
    proposals = [p for t in trajectories for p in await uow.trajectories.proposals(t.id) if p.owner_id == person.id]
    drafts = 0
    for bulletin in await uow.bulletins.of(coalition_id):
        if bulletin.may_begin and bulletin.revision_id is not None:
            drafts += (await uow.bulletins.revision(bulletin.revision_id)).written_by == person.id
    tasks = await uow.translations.open(coalition_id)
    return Own(
        tuple(q for q in await uow.questions.open(coalition_id) if q.taken_by == person.id),
        drafts if person.is_coordinator else 0,
        tuple(proposals),
        tuple(task for task in tasks if person.id in {task.translator_id, task.reader_id}),
        tuple(other for other in await work.uow.people.staff(coalition_id) if other.stand_in == person.id),
    )


async def hand_over(work: Work, actor: Actor, successor: str) -> Person:
    """A coordinator gives everything that is open to another one, who is told all of it by `work_handed_over`; the giver stays a
    coordinator. Refused: `successor_unknown` (no joined coordinator, or oneself)."""
    person = await work.uow.people.get(actor.id)
    actor.must_be(Role.COORDINATOR, coalition_id=person.coalition_id)
    await pass_on(work, actor, person, successor)
    return await work.uow.people.get(successor)


async def pass_on(work: Work, actor: Actor, person: Person, successor: str | None, roles: Collection[Role] | None = None) -> None:
    """What this person took becomes the successor's; without one, whoever's comes first. `roles`: only what belongs to these."""
    if successor is not None:
        others = {p.id: p for p in await joined_coordinators(work, person.coalition_id)}
        if successor == person.id or successor not in others:
            raise Refused("successor_unknown")
    # Each is read anew when its turn comes: somebody else may take it, or be given it, at this moment.
    own = await _own(work, person)
    if roles is None or Role.COORDINATOR in roles:
        await _coordinating(work, person, own, successor)
    if roles is None or Role.OWNER in roles:
        for owned in own.proposals:
            proposal = await work.uow.trajectories.lock_proposal(owned.id)
            if proposal.owner_id == person.id:
                await work.uow.trajectories.save_proposal(replace(proposal, owner_id=successor))
    if roles is None or not _still_translates(person, roles):
        for task in own.translations:
            await assigning.give_up(work, task, person, successor)
    if successor is not None:
        await tell_successor(work, person, successor)
    await note(work, actor, "work_passed_on", person.id, reason=successor)


async def _coordinating(work: Work, person: Person, own: Own, successor: str | None) -> None:
    """The questions that they took, and for whom they stand in."""
    for taken in own.questions:
        question = await work.uow.questions.get(taken.id)
        if question.taken_by == person.id:
            await work.uow.questions.save(replace(question, taken_by=successor))
    for away in own.stands_in_for:
        other = await work.uow.people.get(away.id)
        if other.stand_in == person.id:
            await work.uow.people.save(replace(other, stand_in=successor if successor != other.id else None))


async def tell_successor(work: Work, person: Person, successor: str) -> None:
    """The event by which a successor is told everything that is open."""
    key = f"work_handed_over:{person.id}:{successor}:{work.clock.now().isoformat()}"
    data = {"colleague_id": person.id}
    await work.uow.inbox.tell(Happened("work_handed_over", person.coalition_id, successor, key, data))


def _still_translates(person: Person, without: Collection[Role]) -> bool:
    """Whether they may go on with what they translate and read without these roles."""
    left = person.roles.difference(without)
    return bool(left.intersection(TRANSLATORS)) or (Role.COORDINATOR in left and not set(without).intersection(TRANSLATORS))
