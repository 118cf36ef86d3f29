"""Weerklank pauses a bulletin by itself, and asks the coordinators: they say whether it goes on (Invariant 4)."""

from dataclasses import replace

from bot.domain.actor import Actor
from bot.domain.bulletin import Bulletin, BulletinState, Halt
from bot.domain.events import Happened
from bot.domain.proposal import Proposal
from bot.services.absence import on_duty
from bot.services.auditing import note
from bot.services.work import Work

MAY_HALT = frozenset({BulletinState.SCHEDULED, BulletinState.SENDING})


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


async def halt_what_changed(work: Work, actor: Actor, proposal: Proposal) -> list[str]:
    """The status of a proposal changed: ids of the bulletins that are scheduled or going out with it, and are halted now.

    One that stood still already would go on with it unseen, so it is asked about as well.
    """
    halted = []
    for seen in await work.uow.bulletins.of(proposal.coalition_id):
        if not _would_go_on(seen) or seen.revision_id is None:
            continue
        if proposal.id in (await work.uow.bulletins.revision(seen.revision_id)).proposal_ids:
            bulletin = await work.uow.bulletins.lock(seen.id)
            if _would_go_on(bulletin):
                await halt(work, actor, bulletin, Halt.STATUS_CHANGED)
                halted.append(bulletin.id)
    return halted


def _would_go_on(bulletin: Bulletin) -> bool:
    """By itself, or by a word that says nothing of its proposals."""
    return bulletin.state in MAY_HALT or (bulletin.state is BulletinState.PAUSED and bulletin.halted in {None, Halt.AFTER_OUTAGE})
