"""A message is out, and not yet in the language of some parents: when the day that they were told is over, they hear that we are
still busy, in words that the coalition approved in their language.

Derived from the facts, as warnings are (`bot.services.following_up.watch`): who got the message meanwhile is told nothing.
"""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.domain.bulletin import Bulletin, BulletinState
from bot.domain.coalition import Coalition
from bot.domain.events import Happened
from bot.domain.person import Person, PersonState
from bot.outbox.quiet import hours_of, next_decent
from bot.services.delivery import ready_made
from bot.services.speaking import languages
from bot.services.work import Work
from bot.services.working_days import start_of

STILL_BUSY = ready_made.key_of("still_busy")
DAY = timedelta(days=1)


async def look(work: Work, coalition: Coalition) -> int:
    """Tells each of them by `language_waits`, once for each message, at a decent moment of theirs; how many it told."""
    now, told = work.clock.now(), 0
    for delivery in sorted(await work.uow.ledger.waiting(coalition.id, languages.NOT_APPROVED), key=lambda d: d.recipient.id):
        if delivery.bulletin_id is None:
            continue
        bulletin = await work.uow.bulletins.get(delivery.bulletin_id)
        if not _is_over(work, coalition, bulletin):
            continue
        person = await work.uow.people.find(delivery.recipient.id)
        if person is None or not await _owed(work, coalition, bulletin, person):
            continue
        if next_decent(now, hours_of(coalition, person)) == now:
            key, data = f"language_waits:{bulletin.id}:{person.id}", {"bulletin_id": bulletin.id}
            told += await work.uow.inbox.tell(Happened("language_waits", coalition.id, person.id, key, data))
    return told


async def still_waits(work: Work, person: Person, bulletin_id: str) -> bool:
    """As it is when it is said: the message may have come, or the yes to our words been taken back."""
    coalition = await work.uow.coalitions.get(person.coalition_id)
    waiting = await work.uow.ledger.waiting(coalition.id, languages.NOT_APPROVED)
    mine = any((d.bulletin_id, d.recipient.id) == (bulletin_id, person.id) for d in waiting)
    return mine and await _owed(work, coalition, await work.uow.bulletins.get(bulletin_id), person)


async def _owed(work: Work, coalition: Coalition, bulletin: Bulletin, person: Person) -> bool:
    """Whether the day is over that the parent was told, or that the message went out on when it went later, and we can say so."""
    if person.state is not PersonState.ACTIVE or person.is_held(work.clock.now()) or not _is_over(work, coalition, bulletin):
        return False
    return await ready_made.may_be_said(work, coalition.id, person.language, STILL_BUSY)


def _is_over(work: Work, coalition: Coalition, bulletin: Bulletin) -> bool:
    """The day, for everybody: looked at before anybody's row is."""
    if bulletin.state is not BulletinState.SENDING or bulletin.sent_at is None:
        return False
    sent_on = bulletin.sent_at.astimezone(ZoneInfo(coalition.zone)).date()
    return work.clock.now() >= start_of(max(bulletin.promised_before or sent_on, sent_on) + DAY, coalition)
