"""A parent says who may not read their words: an interpreter can be a neighbour."""

from dataclasses import dataclass, replace

from bot.domain.actor import Actor, Role
from bot.domain.errors import NotThere
from bot.domain.person import Person, PersonState
from bot.domain.translation import OPEN_TASKS, Direction
from bot.services.auditing import note
from bot.services.people.crew import TRANSLATORS
from bot.services.speaking.languages import SOURCE
from bot.services.translation import assigning
from bot.services.work import Work


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who puts words of this parent's language into Dutch."""

    person: Person
    declined: bool


async def named(work: Work, actor: Actor) -> list[Named]:
    """Everybody who could, by id: away or busy ones too. Nobody for who writes Dutch."""
    parent = await _parent(work, actor)
    if parent.language == SOURCE:
        return []
    found: dict[str, Person] = {}
    for role in TRANSLATORS:
        for person in await work.uow.people.with_role(parent.coalition_id, role):
            if person.state is PersonState.ACTIVE and parent.language in person.translates and person.id != parent.id:
                found[person.id] = person
    return [Named(found[id_], id_ in parent.declines) for id_ in sorted(found)]


async def decline(work: Work, actor: Actor, translator_id: str) -> Named | None:
    """This person reads no words of the parent any more, and what waited for them goes to another. Who does it now, or could.

    NotThere: nobody of that id translates for them.
    """
    parent = await _change(work, actor, translator_id, declined=True)
    passed: set[str | None] = set()
    for seen in await work.uow.translations.open(parent.coalition_id):
        if seen.parent_id != parent.id or seen.translator_id != translator_id:
            continue
        task = await work.uow.translations.get(seen.id)
        if task.state in OPEN_TASKS and task.translator_id == translator_id and task.direction is not Direction.BULLETIN:
            passed.add((await assigning.pass_on(work, task)).translator_id)
    able = sorted((one for one in await named(work, actor) if not one.declined), key=lambda one: one.person.id not in passed)
    return able[0] if able else None


async def allow(work: Work, actor: Actor, translator_id: str) -> Named:
    """The parent thinks otherwise: what nobody could do, this person can."""
    parent = await _change(work, actor, translator_id, declined=False)
    for seen in await work.uow.translations.open(parent.coalition_id):
        if seen.parent_id != parent.id or seen.translator_id is not None:
            continue
        task = await work.uow.translations.get(seen.id)
        if task.translator_id is None and task.state in OPEN_TASKS:
            await assigning.assign(work, task, actor)
    return await _named(work, actor, translator_id)


async def _change(work: Work, actor: Actor, translator_id: str, *, declined: bool) -> Person:
    one = await _named(work, actor, translator_id)
    parent = await work.uow.people.get(actor.id)
    ids = parent.declines | {one.person.id} if declined else parent.declines - {one.person.id}
    parent = replace(parent, declines=ids)
    await work.uow.people.save(parent)
    await note(work, actor, "translator_declined" if declined else "translator_allowed", parent.id)
    return parent


async def _named(work: Work, actor: Actor, translator_id: str) -> Named:
    found = next((one for one in await named(work, actor) if one.person.id == translator_id), None)
    if found is None:
        raise NotThere("translator", id=translator_id)
    return found


async def _parent(work: Work, actor: Actor) -> Person:
    actor.must_be(Role.PARENT)
    return await work.uow.people.get(actor.id)
