"""What goes without anybody asking: guests who never said yes, strangers, and what has no use any more."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.actor import system
from bot.domain.person import Person
from bot.services.auditing import note
from bot.services.work import Work

GUEST_STAYS = timedelta(days=30)
"""So long somebody may take over the question of consent. Our judgement: long enough for a busy month, and nobody who did not
say yes is kept for longer than they can reasonably be thinking about it."""
STRANGER_STAYS = timedelta(days=1)
"""So long an answer to somebody we do not know may take; then the address goes whether it arrived or not."""
CONVERSATION_STAYS = timedelta(days=30)
"""So long a conversation that is over stays, for a reply to one of its messages. Our judgement, as for guests."""


async def forget_guests(work: Work) -> int:
    """Who opened an invitation and never answered is forgotten, and their invitation can be used again; how many there were."""
    guests = await work.uow.people.guests(work.clock.now() - GUEST_STAYS)
    for guest in guests:
        await _release_invitations(work, guest)
        await work.uow.people.forget(guest.id)
        await note(work, system(guest.coalition_id), "guest_forgotten", guest.id)
    return len(guests)


async def forget_strangers(work: Work) -> int:
    """Who wrote to us without being one of us, once they have their answer; how many."""
    return await work.uow.people.forget_strangers(work.clock.now() - STRANGER_STAYS)


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
