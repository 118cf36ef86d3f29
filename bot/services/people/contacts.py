"""A contact person, to whom a parent said yes, holds messages to that parent for a while, and passes on by word of mouth.

A parent is asked when they come by a link of that person, and may undo it whenever they like. The contact person sees a first
name, when the parent gave one, and nothing of what they say or do here.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.domain.actor import Actor, Role, system
from bot.domain.delivery import HOLDABLE, Recipient, RecipientKind
from bot.domain.errors import NotThere, Refused
from bot.domain.follow_up import FollowUp
from bot.domain.person import HoldReason, Person, PersonState
from bot.domain.telling import Telling
from bot.services.auditing import note
from bot.services.delivery.recipients import THERE
from bot.services.work import Work
from bot.services.working_days import start_of, today_of

HELD = "held_by_contact_person"
"""The reason of a delivery that a contact person holds."""
HOLD_OVER = "hold_over"
LONGEST = timedelta(days=28)
"""Silence hurts too: whoever wants longer says so again."""
MOST_OF_NAME = 20


@dataclass(frozen=True, slots=True)
class Offer:
    """Who may be a parent's contact person, or is: `agreed`."""

    contact: Person
    agreed: bool


async def offer(work: Work, actor: Actor) -> Offer | None:
    """Of the parent's own: whom they said yes to, else whoever gave them the newest link they came by."""
    parent = await _parent(work, actor)
    if parent.contact_id is not None:
        contact = await _contact(work, parent, parent.contact_id)
        return None if contact is None else Offer(contact, agreed=True)
    for invitation in reversed(await work.uow.people.opened(parent.id)):
        if invitation.role is Role.PARENT and invitation.about is not None:
            contact = await _contact(work, parent, invitation.about)
            return None if contact is None else Offer(contact, agreed=False)
    return None


async def agree(work: Work, actor: Actor, first_name: str = "") -> Person:
    """The contact person who is offered may hold messages to this parent from now on, and sees this name.

    Refused: `no_contact_person`. Who works along too keeps the name that colleagues know them by.
    """
    found, parent = await offer(work, actor), await _parent(work, actor)
    if found is None:
        raise Refused("no_contact_person")
    name = parent.name if parent.is_staff else " ".join(first_name.split())[:MOST_OF_NAME]
    parent = replace(parent, contact_id=found.contact.id, name=name or parent.name)
    await work.uow.people.save(parent)
    await note(work, actor, "contact_person_accepted", parent.id)
    return parent


async def decline(work: Work, actor: Actor) -> Person:
    """Nobody holds messages to this parent any more, and their first name goes. What was held goes out at a decent moment."""
    parent = await _untied(work, await _parent(work, actor))
    await note(work, actor, "contact_person_declined", parent.id)
    return parent


async def let_go(work: Work, contact: Person) -> None:
    """Somebody is no contact person any more: what they held goes out, and nobody is tied to them."""
    for seen in await work.uow.people.tied_to(contact.id):
        # Read anew: the parent may be stopping at this moment.
        parent = await work.uow.people.get(seen.id)
        if parent.contact_id == contact.id:
            await _untied(work, parent)


async def tied(work: Work, actor: Actor) -> list[Person]:
    """The parents who said yes to this contact person and take part, in the order of joining."""
    actor.must_be(Role.CONTACT_PERSON)
    found = [parent for parent in await work.uow.people.tied_to(actor.id) if parent.state in THERE]
    return sorted(found, key=lambda parent: (parent.joined_at is None, parent.joined_at, parent.id))


async def hold(work: Work, actor: Actor, parent_id: str, last_day: date, because: HoldReason) -> Person:
    """What nobody asked for waits, through `last_day`. Refused: `too_early` (before today), `too_late` (longer than LONGEST).

    The answer to a question of the parent's own still comes. NotThere: no parent of this contact person's.
    """
    parent = await _of(work, actor, parent_id)
    coalition = await work.uow.coalitions.get(parent.coalition_id)
    today = today_of(work, coalition)
    if last_day < today:
        raise Refused("too_early")
    if last_day > today + LONGEST:
        raise Refused("too_late")
    until = start_of(last_day + timedelta(days=1), coalition)
    parent = replace(parent, held_until=until, held_because=because)
    await work.uow.people.save(parent)
    await work.uow.ledger.hold(_to(parent), HELD, HOLDABLE)
    key = f"{HOLD_OVER}:{parent.id}:{until.isoformat()}:{work.clock.now().isoformat()}"
    await work.uow.follow_ups.plan(
        FollowUp(work.chance.id(), parent.coalition_id, key, HOLD_OVER, until, person_id=parent.id),
    )
    await note(work, actor, "messages_held", parent.id, reason=because)
    return parent


async def release(work: Work, actor: Actor, parent_id: str) -> Person:
    """Before its day: what waited goes out at a decent moment. NotThere: no parent of this contact person's."""
    parent = await _released(work, await _of(work, actor, parent_id))
    await note(work, actor, "messages_released", parent.id)
    return parent


async def hold_over(work: Work, due: FollowUp) -> None:
    """Its day came. Nothing happens when it was held for longer since."""
    parent = await work.uow.people.find(due.person_id or "")
    if parent is None or parent.held_until is None or parent.held_until > work.clock.now():
        return
    await _released(work, parent)
    await note(work, system(parent.coalition_id), "hold_over", parent.id)


async def tell(work: Work, actor: Actor, bulletin_id: str, parent_id: str | None = None) -> bool:
    """The contact person told what a bulletin says: to a parent of theirs, or (None) to one without a phone.

    False: that was known already. Nobody's message is taken back for it. NotThere: it did not go out, or no parent of theirs.
    """
    parent = None if parent_id is None else await _of(work, actor, parent_id)
    bulletin = await work.uow.bulletins.get(bulletin_id)
    actor.must_be(Role.CONTACT_PERSON, coalition_id=bulletin.coalition_id)
    if not bulletin.has_begun:
        raise NotThere("bulletins", id=bulletin_id)
    if parent is not None and parent.id in await told(work, actor, bulletin_id):
        return False
    telling = Telling(
        work.chance.id(), bulletin.coalition_id, bulletin.id, actor.id, work.clock.now(), parent.id if parent else None
    )
    await work.uow.bulletins.add_telling(telling)
    await note(work, actor, "bulletin_told", bulletin.id)
    return True


async def told(work: Work, actor: Actor, bulletin_id: str) -> Collection[str]:
    """Ids of this contact person's parents who were told."""
    actor.must_be(Role.CONTACT_PERSON)
    return {each.parent_id for each in await work.uow.bulletins.tellings(bulletin_id) if each.by == actor.id and each.parent_id}


async def count_told(work: Work, bulletin_id: str) -> int:
    """Parents who were told by word of mouth, as contact persons say: with a phone or without."""
    return len(await work.uow.bulletins.tellings(bulletin_id))


async def _parent(work: Work, actor: Actor) -> Person:
    actor.must_be(Role.PARENT)
    return await work.uow.people.get(actor.id)


async def _contact(work: Work, parent: Person, contact_id: str) -> Person | None:
    """As long as they work along, and are somebody else."""
    found = await work.uow.people.find(contact_id)
    if found is None or found.id == parent.id or found.coalition_id != parent.coalition_id:
        return None
    return found if Role.CONTACT_PERSON in found.roles and found.state is PersonState.ACTIVE else None


async def _of(work: Work, actor: Actor, parent_id: str) -> Person:
    actor.must_be(Role.CONTACT_PERSON)
    parent = await work.uow.people.find(parent_id)
    if parent is None or parent.contact_id != actor.id or parent.coalition_id != actor.coalition_id:
        raise NotThere("people", id=parent_id)
    return parent


async def _released(work: Work, parent: Person) -> Person:
    parent = replace(parent, held_until=None, held_because=None)
    await work.uow.people.save(parent)
    # What is being planned for them at this moment is released too.
    await work.uow.coalitions.hold(parent.coalition_id)
    await work.uow.ledger.release_waiting(parent.coalition_id, HELD, _to(parent))
    return parent


async def _untied(work: Work, parent: Person) -> Person:
    parent = replace(await _released(work, parent), contact_id=None, name=parent.name if parent.is_staff else "")
    await work.uow.people.save(parent)
    return parent


def _to(parent: Person) -> Recipient:
    return Recipient(RecipientKind.PERSON, parent.id)
