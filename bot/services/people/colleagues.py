"""Who works along in a coalition, and how a role is laid down or taken away."""

from collections.abc import Collection
from dataclasses import replace

from bot.domain.actor import STAFF, Actor, Role
from bot.domain.conversation import Standing
from bot.domain.delivery import Recipient, RecipientKind
from bot.domain.errors import NotThere, Refused
from bot.domain.events import Happened
from bot.domain.person import Person, PersonState
from bot.services.auditing import note
from bot.services.following_up.cadence import joined_coordinators
from bot.services.people import contacts, handing_over, joining, owning
from bot.services.people.crew import READERS, doer
from bot.services.speaking.languages import SOURCE
from bot.services.work import Work

LEFT = "left"
"""The reason of messages that were on their way to somebody who does not work along any more."""
MOST_OF_NAME = 60


async def names(work: Work, coalition_id: str) -> dict[str, str]:
    """Of everybody who works along, by id."""
    return {person.id: person.name for person in await work.uow.people.staff(coalition_id) if person.name}


async def everybody(work: Work, actor: Actor) -> list[Person]:
    """Who works along, coordinators first."""
    actor.must_be(Role.COORDINATOR)
    found = await work.uow.people.staff(actor.coalition_id)
    return sorted(found, key=lambda person: (not person.is_coordinator, person.name.casefold(), person.id))


async def call_oneself(work: Work, actor: Actor, name: str) -> Person:
    """The name by which colleagues know this person. Refused: `name_missing`, `name_too_long`."""
    actor.must_be(*STAFF)
    name = " ".join(name.split())
    if not name:
        raise Refused("name_missing")
    if len(name) > MOST_OF_NAME:
        raise Refused("name_too_long", most=MOST_OF_NAME)
    before = await work.uow.people.get(actor.id)
    person = replace(before, name=name)
    await work.uow.people.save(person)
    await note(work, actor, "name_given", person.id)
    if not before.name and person.state is PersonState.ACTIVE:
        await joining.tell_joined(work, person)
    return person


async def translators(work: Work, actor: Actor) -> list[Person]:
    """Who may put words into another language or read along in it, the coordinators themselves last."""
    return sorted(
        (each for each in await everybody(work, actor) if each.roles & set(READERS)), key=lambda each: each.is_coordinator
    )


async def could_know(work: Work, actor: Actor, person_id: str) -> tuple[Person, tuple[str, ...]]:
    """This person, and the languages that they may say they know, or a coordinator of them: each with a whole catalog, those that
    the coalition wants, and their own. First their own, then as the data file has them.

    NotThere: nobody who translates or reads along. NotAllowed: somebody else than a coordinator, of somebody else.
    """
    if person_id == actor.id:
        actor.must_be(*READERS)
    else:
        actor.must_be(Role.COORDINATOR)
    person = await work.uow.people.find(person_id)
    if person is None or person.coalition_id != actor.coalition_id or not person.roles & set(READERS):
        raise NotThere("person", id=person_id)
    wanted = (await work.uow.coalitions.get(actor.coalition_id)).languages
    codes = dict.fromkeys((*sorted(person.translates), *wanted, *work.words.languages()))
    return person, tuple(code for code in codes if code != SOURCE)


async def toggle_language(work: Work, actor: Actor, person_id: str, language: str) -> bool:
    """Whether they know it from now on: what they knew, they do not any more.

    Refused: `has_work`, as long as something in it waits for them. Else as `could_know`.
    """
    person, offered = await could_know(work, actor, person_id)
    if language not in offered:
        raise NotThere("language", id=language)
    if taken := language in person.translates:
        open_ = [task for task in await work.uow.translations.open(person.coalition_id) if doer(task) == person.id]
        if any(task.language == language for task in open_):
            raise Refused("has_work", language=language)
    await work.uow.people.save(replace(person, translates=person.translates ^ {language}))
    await note(work, actor, "language_taken" if taken else "language_given", f"{person.id}:{language}")
    return not taken


async def is_last(work: Work, person: Person) -> bool:
    """Whether nobody would coordinate the coalition without this person."""
    if not person.is_coordinator:
        return False
    return all(other.id == person.id for other in await joined_coordinators(work, person.coalition_id))


async def may_still_read(work: Work, person: Person) -> bool:
    """Whether somebody who coordinated may still sit in the coordinators' group, where parents' questions come."""
    if person.is_coordinator or Role.COORDINATOR not in person.laid_down:
        return False
    return await work.uow.coalitions.coordinators_group(person.coalition_id) is not None


async def lay_down(work: Work, actor: Actor, successor: str | None = None, *, warned: bool = True) -> Person:
    """The person stops working along, in every role; what was theirs becomes the successor's, or everybody's again.

    The coordinators who stay (who is on holiday too) are told by `colleague_left`. The last coordinator may go too, when they
    were warned that they are. Refused: `last_coordinator`, to who was not: of two who leave at once, the later one.
    """
    actor.must_be(*STAFF)
    await work.uow.coalitions.lock(actor.coalition_id)
    person = await work.uow.people.get(actor.id)
    actor.must_be(*STAFF, coalition_id=person.coalition_id)
    if not warned and await is_last(work, person):
        raise Refused("last_coordinator")
    await handing_over.pass_on(work, actor, person, successor)
    return await _without(work, actor, person, person.roles & STAFF)


async def take_away(work: Work, actor: Actor, person_id: str, role: Role) -> Person:
    """A coordinator takes a role from somebody else; the other coordinators are told. Refused: `yourself`, `last_coordinator`,
    `role_gone`."""
    actor.must_be(Role.COORDINATOR)
    await work.uow.coalitions.lock(actor.coalition_id)
    person = await work.uow.people.get(person_id)
    if person.coalition_id != actor.coalition_id:
        raise NotThere("people", id=person_id)
    if person.id == actor.id:
        raise Refused("yourself")
    if role not in person.roles & STAFF:
        raise Refused("role_gone", role=role)
    if role is Role.COORDINATOR and await is_last(work, person):
        raise Refused("last_coordinator")
    await handing_over.pass_on(work, actor, person, None, {role})
    return await _without(work, actor, person, {role})


async def decline(work: Work, actor: Actor, role: Role) -> Person:
    """Somebody who was invited would rather not: the role goes, and nothing else they are. Who sees to another proposal goes on
    with that one."""
    person = await work.uow.people.get(actor.id)
    if role is Role.OWNER:
        if await owning.decline(work, person):
            return person
        await handing_over.pass_on(work, actor, person, None, {role})
    person = replace(person, roles=person.roles - {role})
    await work.uow.people.save(person)
    await note(work, actor, "role_declined", person.id, reason=role)
    return person


async def _without(work: Work, actor: Actor, person: Person, gone: Collection[Role]) -> Person:
    roles, laid_down = person.roles - set(gone), person.laid_down | set(gone)
    person = replace(person, roles=roles, laid_down=laid_down)
    if Role.COORDINATOR in gone:
        person = replace(person, away_from=None, away_until=None, stand_in=None)
    if Role.CONTACT_PERSON in gone:
        await contacts.let_go(work, person)
    if not roles:
        person = replace(person, state=PersonState.STOPPED)
        await _end_everything(work, person)
    await work.uow.people.save(person)
    for role in sorted(gone):
        await note(work, actor, "role_laid_down" if actor.id == person.id else "role_taken", person.id, reason=role)
    for other in await joined_coordinators(work, person.coalition_id):
        if other.id not in {person.id, actor.id}:
            key = f"colleague_left:{person.id}:{work.clock.now().isoformat()}:{other.id}"
            data = {"colleague_id": person.id}
            await work.uow.inbox.tell(Happened("colleague_left", person.coalition_id, other.id, key, data))
    return person


async def _end_everything(work: Work, person: Person) -> None:
    """Their conversations and what was on its way to them."""
    for conversation in await work.uow.conversations.of(person.id):
        await work.uow.follow_ups.cancel(conversation_id=conversation.id)
        await work.uow.conversations.save(replace(conversation, standing=Standing.OVER, asks=False))
    await work.uow.follow_ups.cancel(person_id=person.id)
    await work.uow.ledger.cancel(recipient=Recipient(RecipientKind.PERSON, person.id), reason=LEFT)
