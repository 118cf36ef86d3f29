"""A proposal moved: whoever reacted to it hears where it stands now, once, at a decent moment of their own.

Not at once: for an hour it may be moved again, as a slip of the hand is. Not more than once a day: of what moved meanwhile only
the last is told, and nothing when it is back where parents believe it. Who did not react reads it in the next bulletin; who
reacts to an older message while it is still to be told, hears it with the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.domain.bulletin import Bulletin
from bot.domain.consent import Purpose
from bot.domain.events import Happened
from bot.domain.follow_up import PROPOSAL_MOVED, FollowUp, FollowUpState
from bot.domain.person import Person, PersonState
from bot.domain.proposal import Proposal, ProposalMove, ProposalStatus, ReasonKind
from bot.domain.reaction import Reaction
from bot.outbox.quiet import hours_of, next_decent
from bot.services.delivery.recipients import THERE
from bot.services.hearing import disclosure
from bot.services.work import Work

SETTLES = timedelta(hours=1)
AT_MOST_EVERY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Telling:
    """A move that is told from `due` on, and what parents believed before."""

    move: ProposalMove
    due: datetime
    believed: tuple[ProposalStatus, ReasonKind | None]

    @property
    def is_news(self) -> bool:
        return self.believed != (self.move.after, self.move.reason_kind)


def tellings(moves: Sequence[ProposalMove]) -> list[Telling]:
    """Those of a proposal's moves that are told; the others were moved on before they were."""
    made = [move for move in moves if move.made]
    found: list[Telling] = []
    for number, move in enumerate(made):
        due = move.at + SETTLES
        if found:
            due = max(due, found[-1].due + AT_MOST_EVERY)
        if number + 1 < len(made) and made[number + 1].at < due:
            continue
        before = (found[-1].move.after, found[-1].move.reason_kind) if found else (made[0].before, None)
        telling = Telling(move, due, before)
        if telling.is_news or move is made[-1]:
            found.append(telling)
    return found


async def plan(work: Work, proposal: Proposal, move: ProposalMove) -> bool:
    """For each parent who reacted to it and takes part. False when it is no news to them."""
    telling = tellings(await work.uow.trajectories.moves(proposal.id))[-1]
    if telling.move.id != move.id or not telling.is_news:
        return False
    for person_id in await _taking_part(work, [*await disclosure.who_reacted(work, proposal)]):
        await _plan_for(work, proposal, telling, await work.uow.people.get(person_id))
    return True


async def plan_for_late(work: Work, person: Person, bulletin: Bulletin, proposal_id: str) -> bool:
    """Somebody reacts after a move, to a message of before it: they hear it with the others, until those have been told."""
    tellings_ = tellings(await work.uow.trajectories.moves(proposal_id))
    if not tellings_:
        return False
    telling = tellings_[-1]
    read_before = bulletin.sent_at is not None and bulletin.sent_at < telling.move.at
    if not telling.is_news or not read_before or telling.due <= work.clock.now():
        return False
    return await _plan_for(work, await work.uow.trajectories.proposal(proposal_id), telling, person)


async def _plan_for(work: Work, proposal: Proposal, telling: Telling, person: Person) -> bool:
    coalition = await work.uow.coalitions.get(proposal.coalition_id)
    due = next_decent(max(telling.due, work.clock.now()), hours_of(coalition, person))
    about = work.chance.id(), coalition.id, f"{PROPOSAL_MOVED}:{telling.move.id}:{person.id}", PROPOSAL_MOVED, due
    return await work.uow.follow_ups.plan(FollowUp(*about, person_id=person.id, trajectory_id=proposal.trajectory_id))


async def tell(work: Work, follow_up: FollowUp) -> int:
    """It is due: the parent is told by the event `proposal_moved`, unless it moved on, or they left; a pause is waited for."""
    person = await work.uow.people.find(follow_up.person_id or "")
    move = await work.uow.trajectories.move(follow_up.key.split(":")[1])
    if person is None or not await _taking_part(work, [person.id]) or not await is_newest(work, move):
        await work.uow.follow_ups.save(replace(follow_up, state=FollowUpState.CANCELLED))
        return 0
    if person.state is PersonState.PAUSED and person.paused_until is not None:
        coalition = await work.uow.coalitions.get(person.coalition_id)
        after = max(person.paused_until, work.clock.now() + SETTLES)
        await work.uow.follow_ups.save(replace(follow_up, due_at=next_decent(after, hours_of(coalition, person))))
        return 0
    await work.uow.follow_ups.save(replace(follow_up, state=FollowUpState.DONE))
    data = {"proposal_id": move.proposal_id, "move_id": move.id}
    key = f"follow_up:{follow_up.id}:{person.id}"
    return await work.uow.inbox.tell(Happened(PROPOSAL_MOVED, person.coalition_id, person.id, key, data))


async def is_newest(work: Work, move: ProposalMove) -> bool:
    """Nobody moved it since."""
    made = [each for each in await work.uow.trajectories.moves(move.proposal_id) if each.made]
    return bool(made) and made[-1].id == move.id


async def own_reaction(work: Work, person: Person, proposal_id: str) -> Reaction | None:
    """The parent's newest to this proposal."""
    mine = [r for r in await work.uow.bulletins.reactions_of(person.id) if r.subject == proposal_id]
    return max(mine, key=lambda r: (r.at, r.id), default=None)


async def _taking_part(work: Work, person_ids: Sequence[str]) -> list[str]:
    """Those who joined, did not stop, and said yes to updates."""
    consented = await work.uow.people.consented(person_ids, Purpose.UPDATES)
    found = []
    for person_id in person_ids:
        person = await work.uow.people.find(person_id)
        if person is not None and person.state in THERE and person.id in consented:
            found.append(person.id)
    return found
