"""Weerklank pauses a bulletin by itself, and asks the coordinators: they say whether it goes on (Invariant 4)."""

from dataclasses import dataclass, replace

from bot.domain.actor import Actor
from bot.domain.bulletin import Bulletin, BulletinState, Halt
from bot.domain.events import Happened
from bot.domain.proposal import Proposal
from bot.services.auditing import note
from bot.services.people.absence import on_duty
from bot.services.work import Work
from bot.services.writing import looking, revising

MAY_HALT = frozenset({BulletinState.SCHEDULED, BulletinState.SENDING})
CARRIES = MAY_HALT | {BulletinState.DRAFT, BulletinState.PAUSED}
"""States in which a proposal that moves matters to a bulletin."""


async def halt(work: Work, actor: Actor, bulletin: Bulletin, why: Halt) -> Bulletin:
    """Nothing more of it goes out until somebody says so. Every coordinator on duty is asked, by the event `bulletin_halted`."""
    halted = replace(bulletin, state=BulletinState.PAUSED, halted=why)
    await work.uow.bulletins.save(halted)
    await note(work, actor, "bulletin_halted", bulletin.id, reason=why)
    data = {"bulletin_id": bulletin.id, "why": str(why)}
    for person in await on_duty(work, bulletin.coalition_id):
        key = f"bulletin_halted:{bulletin.id}:{why}:{work.clock.now().isoformat()}:{person.id}"
        await work.uow.inbox.tell(Happened("bulletin_halted", bulletin.coalition_id, person.id, key, data))
    return halted


@dataclass(frozen=True, slots=True)
class Touched:
    """Ids of the bulletins that a move of a proposal stopped, and of those that somebody has to look at again."""

    halted: tuple[str, ...] = ()
    unlooked: tuple[str, ...] = ()


async def halt_what_changed(work: Work, actor: Actor, proposal: Proposal) -> Touched:
    """The status of a proposal changed: what is scheduled or going out with it is halted, and asked about. One that stood still
    already would go on with it unseen, so it is asked about as well.

    One that nobody has yet gets a new revision with where the proposal stands now, so that a yes to it as it was is none
    (Invariant 4), and the other coordinators are asked to look again. The caller has locked the proposal; each bulletin is
    locked after it, so that one which is sent off at this very moment is halted, or waits and finds that its yes is gone.
    """
    halted, unlooked = [], []
    for seen in sorted(await work.uow.bulletins.of(proposal.coalition_id), key=lambda bulletin: bulletin.id):
        if seen.state not in CARRIES or not await _carries(work, seen, proposal):
            continue
        bulletin = await work.uow.bulletins.lock(seen.id)
        if bulletin.state not in CARRIES or not await _carries(work, bulletin, proposal):
            continue
        if bulletin.may_begin and await _look_again(work, bulletin, proposal):
            unlooked.append(bulletin.id)
            bulletin = await work.uow.bulletins.get(bulletin.id)
        if _would_go_on(bulletin):
            await halt(work, actor, bulletin, Halt.STATUS_CHANGED)
            halted.append(bulletin.id)
    return Touched(tuple(halted), tuple(unlooked))


async def _carries(work: Work, bulletin: Bulletin, proposal: Proposal) -> bool:
    if bulletin.revision_id is None:
        return False
    return proposal.id in (await work.uow.bulletins.revision(bulletin.revision_id)).proposal_ids


async def _look_again(work: Work, bulletin: Bulletin, proposal: Proposal) -> bool:
    """Whether somebody had looked at it, who did not see where the proposal stands now."""
    now = await work.uow.bulletins.revision(str(bulletin.revision_id))
    standings = {**now.standings, proposal.id: str(proposal.status)}
    if standings == now.standings:
        return False
    after = replace(now, id=work.chance.id(), number=now.number + 1, standings=standings)
    bulletin = await revising.add(work, bulletin, after, now)
    if await work.uow.bulletins.second_look(now.id) is None:
        return False
    await looking.ask_again(work, bulletin, after)
    return True


def _would_go_on(bulletin: Bulletin) -> bool:
    """By itself, or by a word that says nothing of its proposals."""
    return bulletin.state in MAY_HALT or (bulletin.state is BulletinState.PAUSED and bulletin.halted in {None, Halt.AFTER_OUTAGE})
