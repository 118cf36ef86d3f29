"""A bulletin that begins by itself at a moment that somebody chose.

Until then nobody has a delivery: who takes part is looked at when it begins, and so is everything that could keep it.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.actor import Actor, Role, system
from bot.domain.bulletin import Bulletin, BulletinState, Halt
from bot.domain.errors import Refused, Stale
from bot.services.auditing import note
from bot.services.delivery import lateness, sending
from bot.services.delivery.halting import halt
from bot.services.delivery.recipients import count_recipients
from bot.services.work import Work
from bot.services.writing.readiness import obstacles


async def schedule(work: Work, actor: Actor, bulletin_id: str, at: datetime, until: datetime | None = None) -> Bulletin:
    """It begins at `at`, and what is left at `until` expires. Doing it again chooses another moment.

    Refused: Stale `already_sent`; `at_too_early` (it is over); `until_too_early`; `not_ready` as of that day; `no_recipients`.
    """
    bulletin = await work.uow.bulletins.lock(bulletin_id)
    actor.must_be(Role.COORDINATOR, Role.OPERATOR, coalition_id=bulletin.coalition_id)
    if not bulletin.may_begin:
        raise Stale("already_sent", id=bulletin.id, state=bulletin.state)
    if at <= work.clock.now():
        raise Refused("at_too_early", id=bulletin.id)
    found = await obstacles(work, bulletin, at)
    if found or bulletin.revision_id is None:
        raise Refused("not_ready", id=bulletin.id, first=found[0].code, count=len(found))
    if not await count_recipients(work, bulletin):
        raise Refused("no_recipients", id=bulletin.id)
    if until is not None:
        await lateness.latest(work, bulletin, await work.uow.bulletins.revision(bulletin.revision_id), at, until)
    scheduled = replace(bulletin, state=BulletinState.SCHEDULED, send_at=at, send_until=until, halted=None)
    await work.uow.bulletins.save(scheduled)
    await note(work, actor, "bulletin_scheduled", bulletin.id)
    return scheduled


async def begin_if_due(work: Work, bulletin_id: str) -> bool:
    """Whether its moment has come. When something keeps it by now, it is halted instead of sent, and coordinators are asked."""
    seen = await work.uow.bulletins.get(bulletin_id)
    if not _is_due(work, seen):
        return False
    bulletin = await work.uow.bulletins.lock(bulletin_id)
    if not _is_due(work, bulletin):
        return False
    actor = system(bulletin.coalition_id)
    try:
        await sending.begin(work, actor, bulletin_id)
    except Refused:
        await halt(work, actor, bulletin, Halt.NOT_READY)
    return True


def _is_due(work: Work, bulletin: Bulletin) -> bool:
    return bulletin.state is BulletinState.SCHEDULED and bulletin.send_at is not None and bulletin.send_at <= work.clock.now()
