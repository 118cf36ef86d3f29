"""How somebody becomes one of us: invited, welcomed in their language, asked, joined."""

from dataclasses import replace

from bot.domain.actor import STAFF, Actor, Role
from bot.domain.actor import system as system_of
from bot.domain.coalition import BotAccount
from bot.domain.consent import Purpose
from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.domain.events import Happened
from bot.domain.invitation import Invitation
from bot.domain.person import Address, Person, PersonState, Reading
from bot.domain.trajectory import Trajectory
from bot.services.auditing import note
from bot.services.following_up import cadence
from bot.services.people import consenting, handing_over
from bot.services.people.absence import on_duty
from bot.services.speaking import languages
from bot.services.work import Work

JOINED = "colleague_joined"
MOST_INVITATIONS = 500
"""In one call; more is a slip of the hand."""


async def invite(
    work: Work,
    actor: Actor,
    trajectory_id: str,
    count: int = 1,
    role: Role = Role.PARENT,
    *,
    about: str | None = None,
    language: str | None = None,
) -> list[Invitation]:
    """Makes `count` links, with their tokens. Refused: `count_out_of_range`.

    Whoever works along by the data file and has not joined gets theirs first, one each: such a link has `used_by` filled in
    without `used_at`, and makes whoever opens it that person. Who has one already comes after those who have none.
    `about`: of a coordinator's link, the id of whose work they take over when they join; of an owner's, their proposal's; of a
    parent's, the contact person who gives it (of a contact person's own links always themselves). NotThere: there is none.
    `language`: in which it is handed out; a hint, as that of a phone is.
    """
    trajectory = await work.uow.trajectories.get(trajectory_id)
    actor.must_be(Role.OPERATOR, Role.COORDINATOR, Role.CONTACT_PERSON, coalition_id=trajectory.coalition_id)
    if not actor.roles & {Role.OPERATOR, Role.COORDINATOR}:
        if role is not Role.PARENT:
            raise NotAllowed("needs_role", needs=Role.COORDINATOR)
        about = actor.id
    if not 1 <= count <= MOST_INVITATIONS:
        raise Refused("count_out_of_range", count=count, most=MOST_INVITATIONS)
    if role in {Role.OPERATOR, Role.SYSTEM}:
        raise NotAllowed("role_not_for_people", role=role)
    if role is Role.PARENT and about is not None:
        giver = await work.uow.people.find(about)
        if giver is None or Role.CONTACT_PERSON not in giver.roles or giver.coalition_id != trajectory.coalition_id:
            raise NotThere("contact_person", id=about)
    named = [] if about else await _named(work, trajectory, role)
    made = []
    for number in range(count):
        invitation = Invitation(
            work.chance.id(),
            trajectory.coalition_id,
            trajectory_id,
            role,
            work.clock.now(),
            token=work.chance.token(),
            used_by=named[number] if number < len(named) else None,
            about=about,
            language=language,
        )
        await work.uow.people.save_invitation(invitation)
        made.append(invitation)
    await note(work, actor, "people_invited", trajectory_id)
    return made


async def open_invitation(work: Work, account: BotAccount, address: Address, token: str, phone_language: str = "") -> Person:
    """The stranger (or person) at `address` follows a link; the address becomes theirs.

    Refused: `invitation_unknown`, `invitation_used` (by somebody else), `invitation_for_parents` (to who works along). Opening
    one's own link again gives the same person as they are. Whoever stopped and opens a new link stands where they stood: `join`
    or `come_back` makes them active.
    """
    people = work.uow.people
    invitation = await people.invitation(account.coalition_id, token)
    if invitation is None:
        raise Refused("invitation_unknown")
    known = await people.get(address.person_id) if address.person_id else None
    if known is not None and known.id == invitation.used_by and invitation.used_at is not None:
        return known
    if invitation.used_at is not None:
        raise Refused("invitation_used")
    if known is not None and known.is_staff and not known.is_parent and invitation.role is Role.PARENT:
        # Whoever tries out a link that is for a parent leaves it to that parent.
        raise Refused("invitation_for_parents")
    if known is None and invitation.used_by is not None:
        known = await people.find(invitation.used_by)
        if known is not None and await _has_address(work, known):
            raise Refused("invitation_used")
    if known is None:
        language = await _guess(work, account.coalition_id, invitation.language or "", phone_language)
        known = Person(work.chance.id(), account.coalition_id, PersonState.INVITED, frozenset({invitation.role}), language)
        known = replace(known, trajectory_id=invitation.trajectory_id if invitation.role is Role.PARENT else None)
        await people.add(known)
    else:
        trajectory_id = invitation.trajectory_id if invitation.role is Role.PARENT else known.trajectory_id
        roles, laid_down = known.roles | {invitation.role}, known.laid_down - {invitation.role}
        known = replace(known, roles=roles, laid_down=laid_down, trajectory_id=trajectory_id)
        await people.save(known)
    await people.save_address(replace(address, person_id=known.id, reachable=True))
    await people.save_invitation(replace(invitation, used_by=known.id, used_at=work.clock.now()))
    await note(work, known.actor, "invitation_opened", invitation.id)
    return known


async def offered_languages(work: Work, coalition_id: str, *hints: str) -> tuple[str, ...]:
    """The languages that parents may choose, the likely ones first (`bot.services.speaking.languages`)."""
    return await languages.likely_first(work, coalition_id, *hints)


async def choose_language(work: Work, actor: Actor, language: str) -> Person:
    """Refused: `language_not_offered`. What waited for an approved language is looked at again."""
    person = await work.uow.people.get(actor.id)
    only_staff = person.is_staff and not person.is_parent
    choices = languages.FOR_COORDINATORS if only_staff else await languages.choosable(work, person.coalition_id)
    if language not in choices:
        raise Refused("language_not_offered", language=language)
    home = work.words.home(language)
    person = replace(person, language=home, variant=None if language == home else language)
    await work.uow.people.save(person)
    await languages.look_again(work, person.coalition_id)
    await note(work, actor, "language_chosen", person.id)
    return person


async def choose_reading(work: Work, actor: Actor, reading: Reading) -> Person:
    """To read, or to listen where there is an approved recording."""
    person = replace(await work.uow.people.get(actor.id), reading=reading)
    await work.uow.people.save(person)
    await note(work, actor, "reading_chosen", person.id)
    return person


async def join(work: Work, actor: Actor) -> Person:
    """The person becomes active, and what a cadence plans for them is planned. Joining twice changes nothing.

    Refused: `consent_missing` (parents only), `forgetting`. Of somebody who is a parent too, that consent is looked at again
    whenever a parents' message goes out.
    """
    person = await work.uow.people.get(actor.id)
    if person.state is PersonState.ACTIVE:
        await _told_by_name(work, person)
        return person
    if person.state is PersonState.FORGETTING:
        raise Refused("forgetting")
    if person.is_parent and not person.is_staff and not await consenting.stands(work, person, Purpose.UPDATES):
        raise Refused("consent_missing", purpose=Purpose.UPDATES)
    now = work.clock.now()
    first = person.joined_at is None
    person = replace(person, state=PersonState.ACTIVE, joined_at=person.joined_at or now, paused_until=None)
    await work.uow.people.save(person)
    if first and person.is_parent:
        await cadence.after_joining(work, person)
    await note(work, actor, "person_joined", person.id)
    await _told_by_name(work, person)
    return person


async def tell_joined(work: Work, person: Person) -> None:
    """The other coordinators who are there hear by `colleague_joined` that somebody works along, once for what they are now."""
    roles = "+".join(sorted(person.roles & STAFF))
    for other in await on_duty(work, person.coalition_id) if roles else ():
        if other.id != person.id:
            key = f"{JOINED}:{person.id}:{roles}:{person.joined_at}:{other.id}"
            await work.uow.inbox.tell(Happened(JOINED, person.coalition_id, other.id, key, {"colleague_id": person.id}))


async def _told_by_name(work: Work, person: Person) -> None:
    """Whoever has no name yet is told of once they said it (`colleagues.call_oneself`); an owner, with the yes to a proposal."""
    if person.name and person.roles & STAFF - {Role.OWNER}:
        await tell_joined(work, person)


async def take_over(work: Work, actor: Actor) -> Person | None:
    """Whoever was invited to take over somebody's work gets it, once they joined; from whom, and None when that was not so."""
    person = await work.uow.people.get(actor.id)
    actor.must_be(Role.COORDINATOR, coalition_id=person.coalition_id)
    for trajectory in await work.uow.trajectories.of(person.coalition_id):
        for invitation in await work.uow.people.invitations(trajectory.id):
            if invitation.used_by != person.id or invitation.role is not Role.COORDINATOR or not invitation.about:
                continue
            giver = await work.uow.people.find(invitation.about)
            await work.uow.people.save_invitation(replace(invitation, about=None))
            if giver is not None and giver.id != person.id and giver.coalition_id == person.coalition_id:
                await handing_over.pass_on(work, system_of(person.coalition_id), giver, person.id)
                return giver
    return None


async def come_back(work: Work, actor: Actor) -> Person:
    """Somebody who stopped starts again: active when they joined before, else where an invitation left them.

    Refused: `consent_missing`, to a parent who joined before: stopping took their yes back, so it is asked for first.
    """
    person = await work.uow.people.get(actor.id)
    if person.state is not PersonState.STOPPED:
        return person
    if person.joined_at is not None:
        return await join(work, actor)
    person = replace(person, state=PersonState.INVITED)
    await work.uow.people.save(person)
    await note(work, system_of(person.coalition_id), "person_came_back", person.id)
    return person


async def role_of(work: Work, coalition_id: str, token: str) -> Role | None:
    """What an invitation makes of whoever opens it; None when there is no such invitation."""
    invitation = await work.uow.people.invitation(coalition_id, token)
    return None if invitation is None else invitation.role


async def _named(work: Work, trajectory: Trajectory, role: Role) -> list[str]:
    """Ids of those whom the data file gave this role and who have not joined; those without a link first."""
    if role is Role.PARENT:
        return []
    people = await work.uow.people.with_role(trajectory.coalition_id, role)
    waiting = [p for p in people if p.state is PersonState.INVITED and not await _has_address(work, p)]
    given: set[str | None] = set()
    for other in await work.uow.trajectories.of(trajectory.coalition_id):
        given |= {i.used_by for i in await work.uow.people.invitations(other.id) if i.used_at is None}
    return [person.id for person in sorted(waiting, key=lambda person: person.id in given)]


async def _guess(work: Work, coalition_id: str, *hints: str) -> str:
    """In which language somebody is asked which one they want: that of the first hint that is offered, else Dutch. An invitation
    in Dutch is no hint: it says what the one who sent it speaks."""
    telling = [hint for hint in hints if hint != languages.SOURCE]
    return (await languages.likely_first(work, coalition_id, *telling))[0]


async def _has_address(work: Work, person: Person) -> bool:
    accounts = await work.uow.coalitions.bot_accounts(person.coalition_id)
    return any([await work.uow.people.address_of(person.id, account.id) for account in accounts])
