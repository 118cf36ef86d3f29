"""A bulletin's latest time: what has not reached its parent by then expires, and coordinators hear how many and why."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.actor import system
from bot.domain.bulletin import Bulletin, BulletinState, Revision
from bot.domain.errors import Refused
from bot.domain.events import Happened
from bot.services.auditing import note
from bot.services.people.absence import on_duty
from bot.services.work import Work

TOO_LATE = "too_late"
"""The reason of what expired."""
AT_LEAST = timedelta(days=1)
"""So long it has in any case: one that begins in the evening is still there in the morning."""
GOING = frozenset({BulletinState.SENDING, BulletinState.PAUSED})


async def latest(work: Work, bulletin: Bulletin, revision: Revision, start: datetime, chosen: datetime | None) -> datetime:
    """The latest time of a bulletin that begins at `start`. Refused: `until_too_early`, for a chosen one that is not after it.

    Unless somebody chose one: so many days later as the bulletin or its coalition says, and no later than the end (in the
    coalition's zone) of the day on which it promises the next one, as by then it promises something that is over.
    """
    if chosen is not None:
        if chosen <= start:
            raise Refused("until_too_early", id=bulletin.id)
        return chosen
    coalition = await work.uow.coalitions.get(bulletin.coalition_id)
    until = start + timedelta(days=bulletin.send_within_days or coalition.send_within_days)
    if revision.next_promised is not None:
        after = revision.next_promised + timedelta(days=1)
        until = min(until, datetime.combine(after, time(0), ZoneInfo(coalition.zone)).astimezone(start.tzinfo))
    return max(until, start + AT_LEAST)


def is_late(work: Work, bulletin: Bulletin) -> bool:
    """Its latest time is over."""
    return bulletin.send_until is not None and bulletin.send_until <= work.clock.now()


async def expire_if_late(work: Work, bulletin_id: str) -> bool:
    """Whether something expired now. Parts in flight go on; what comes back from them expires the next time.

    Coordinators are told once, by the event `bulletin_expired`.
    """
    seen = await work.uow.bulletins.get(bulletin_id)
    if seen.state not in GOING or not seen.has_begun or not is_late(work, seen):
        return False
    bulletin = await work.uow.bulletins.lock(bulletin_id)
    count = await work.uow.ledger.expire(bulletin.id, TOO_LATE)
    if not count:
        return False
    await note(work, system(bulletin.coalition_id), "bulletin_expired", bulletin.id)
    for person in await on_duty(work, bulletin.coalition_id):
        key = f"bulletin_expired:{bulletin.id}:{person.id}"
        await work.uow.inbox.tell(
            Happened("bulletin_expired", bulletin.coalition_id, person.id, key, {"bulletin_id": bulletin.id})
        )
    return True
