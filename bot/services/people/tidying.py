"""What goes without anybody asking: guests who never said yes, strangers, and what has no use any more."""

import json
from dataclasses import replace
from datetime import timedelta

from bot.domain.actor import system
from bot.domain.media import Media
from bot.domain.person import Person
from bot.services.auditing import note
from bot.services.work import Work

GUEST_STAYS = timedelta(days=30)
"""So long somebody may take over the question of consent. Our judgement: long enough for a busy month, and nobody who did not
say yes is kept for longer than they can reasonably be thinking about it."""
STRANGER_STAYS = timedelta(days=1)
"""So long an answer to somebody we do not know may take; then the address goes whether it arrived or not."""
MEDIA_STAYS = timedelta(days=7)
"""So long a picture or a voice note stays that became no answer, no question and no reaction. Our judgement: who was
interrupted may still go on; a conversation that is open and holds it keeps it for as long as it is open."""
MEDIA_AT_ONCE = 500
CONVERSATION_STAYS = timedelta(days=30)
"""So long a conversation that is over stays, for a reply to one of its messages. Our judgement, as for guests."""


async def guests_over_time(work: Work) -> list[Person]:
    """Who opened an invitation and never answered."""
    return await work.uow.people.guests(work.clock.now() - GUEST_STAYS)


async def forget_guest(work: Work, guest: Person) -> int:
    """Who did not answer by now either is forgotten, and their invitation can be used again: 1, or 0 when they did."""
    if guest.id not in {each.id for each in await guests_over_time(work)}:
        return 0
    await _release_invitations(work, guest)
    await work.uow.people.forget(guest.id)
    await note(work, system(guest.coalition_id), "guest_forgotten", guest.id)
    return 1


async def forget_strangers(work: Work) -> int:
    """Who wrote to us without being one of us, once they have their answer; how many."""
    return await work.uow.people.forget_strangers(work.clock.now() - STRANGER_STAYS)


async def loose_media(work: Work) -> list[Media]:
    """What people sent a while ago that no question and no reaction refers to."""
    return await work.uow.media.loose(work.clock.now() - MEDIA_STAYS, MEDIA_AT_ONCE)


async def drop_media(work: Work, media: Media) -> int:
    """It goes: 1, or 0 when something refers to it by now, or an open conversation may still."""
    open_now = await work.uow.conversations.of(media.person_id)
    if any(media.id in json.dumps(conversation.state) for conversation in open_now):
        return 0
    if not await work.uow.media.drop_loose(media.id):
        return 0
    await note(work, system(media.coalition_id), "media_dropped", media.id)
    return 1


async def clear(work: Work) -> int:
    """Conversations that have been over for long, and inbox rows that are no longer needed; how many."""
    conversations = await work.uow.conversations.clear(work.clock.now() - CONVERSATION_STAYS)
    return conversations + await work.uow.inbox.prune()


async def _release_invitations(work: Work, guest: Person) -> None:
    if guest.trajectory_id is None:
        return
    for invitation in await work.uow.people.invitations(guest.trajectory_id):
        if invitation.used_by == guest.id:
            await work.uow.people.save_invitation(replace(invitation, used_by=None, used_at=None))
