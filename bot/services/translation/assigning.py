"""A piece of translating work goes to somebody, comes back, and goes to somebody else."""

from collections.abc import Collection
from dataclasses import replace
from enum import StrEnum

from bot.domain.actor import Actor, Role, system
from bot.domain.errors import Refused, Stale
from bot.domain.events import Happened
from bot.domain.person import Person
from bot.domain.translation import Direction, TaskState, TranslationTask
from bot.services.auditing import note
from bot.services.people.absence import on_duty
from bot.services.people.crew import READERS, crew_of, knows, may_write
from bot.services.work import Work

WROTE = "translation_written"
"""How the audit says that somebody wrote words of a piece of work."""
READ_NOT = "translation_not_read"
"""How it says that somebody (its `reason`) does not read it, or did not for too long: others are asked."""


class Stuck(StrEnum):
    """Why coordinators are told of a piece of work."""

    NOBODY = "nobody"
    """Nobody who may do it has room."""
    HANDED_BACK = "handed_back"
    LATE = "late"


async def assign(
    work: Work,
    task: TranslationTask,
    actor: Actor,
    *,
    to: str | None = None,
    event: str = "translation_asked",
    later: bool = False,
) -> TranslationTask:
    """To whoever has least to do (or to `to`), who is told by `event` (`later`: by the caller); to nobody when nobody can.

    Never to the parent whose words it is, to whom this parent declines, or to who handed it back.
    """
    able = (await crew_of(work, task.coalition_id)).translators(task.language, await _not_by(work, task))
    chosen = next((person for person in able if to in {None, person.id}), None)
    if to is not None and chosen is None:
        raise Refused("cannot_translate", task=task.id)
    task = replace(task, translator_id=chosen.id if chosen else None, state=TaskState.ASKED, reminded_at=None)
    await work.uow.translations.save(task)
    if chosen is not None:
        await note(work, actor, "translation_assigned", task.id)
        if not later:
            await tell(work, event, task, chosen.id)
    return task


async def could_do(work: Work, task: TranslationTask) -> list[Person]:
    """Who else could, least work first."""
    but = {*await _not_by(work, task), *([task.translator_id] if task.translator_id else [])}
    return (await crew_of(work, task.coalition_id)).translators(task.language, but)


async def take(work: Work, actor: Actor, task_id: str) -> TranslationTask:
    """Somebody takes what waits for nobody in particular.

    Stale: `translation_gone`. Refused: `queue_full`, `cannot_translate`.
    """
    task = await work.uow.translations.get(task_id)
    actor.must_be(*may_write(task.language), coalition_id=task.coalition_id)
    if task.state is not TaskState.ASKED or task.translator_id not in {None, actor.id}:
        raise Stale("translation_gone", id=task.id)
    if task.translator_id == actor.id:
        return task
    person = await work.uow.people.get(actor.id)
    if not knows(person, task.language) or actor.id in await unwanted(work, task):
        raise Refused("cannot_translate", task=task.id)
    if actor.id not in {p.id for p in (await crew_of(work, task.coalition_id)).translators(task.language)}:
        raise Refused("queue_full", task=task.id)
    task = replace(task, translator_id=actor.id, reminded_at=None)
    await work.uow.translations.save(task)
    await note(work, actor, "translation_assigned", task.id)
    return task


async def hand_back(work: Work, actor: Actor, task_id: str, because: str = "") -> TranslationTask:
    """Somebody else does it; when nobody can, or a word was said about it, coordinators are told. Stale: `translation_gone`."""
    task = await mine(work, actor, task_id)
    await note(work, actor, "translation_handed_back", task.id)
    task = await assign(work, replace(task, translator_id=None), actor)
    if task.translator_id is None or because.strip():
        await tell_coordinators(work, task, Stuck.HANDED_BACK, remark=because.strip())
    return task


async def leave_all(work: Work, person: Person) -> None:
    """Somebody is no longer there, or is away: what waits for them goes to others. What they began stays."""
    for seen in await work.uow.translations.open(person.coalition_id):
        if person.id not in {seen.translator_id, seen.reader_id}:
            continue
        task = await work.uow.translations.get(seen.id)
        if task.state is TaskState.ASKED and task.translator_id == person.id:
            await note(work, system(person.coalition_id), "translation_handed_back", task.id)
            await pass_on(work, task)
        elif task.state is TaskState.WRITTEN and task.reader_id == person.id:
            await to_reader(work, replace(task, reader_id=None))


async def give_up(work: Work, task: TranslationTask, person: Person, successor: str | None) -> None:
    """What waits for this person is the successor's when they may do it, else somebody else's; coordinators are told when nobody
    can. What they wrote stays written."""
    # Read anew: they may be writing it down at this moment.
    task = await work.uow.translations.get(task.id)
    if task.state is TaskState.ASKED and task.translator_id == person.id:
        await note(work, person.actor, "translation_handed_back", task.id)
        if successor in {other.id for other in await could_do(work, task)}:
            await assign(work, task, person.actor, to=successor)
        else:
            await pass_on(work, task)
    elif task.state is TaskState.WRITTEN and task.reader_id == person.id:
        await to_reader(work, replace(task, reader_id=None), {person.id})


async def pass_on(work: Work, task: TranslationTask) -> TranslationTask:
    """It goes to somebody else, without anybody's asking; coordinators are told when nobody can."""
    passed = await assign(work, replace(task, translator_id=None), system(task.coalition_id))
    if passed.translator_id is None:
        await tell_coordinators(work, passed, Stuck.NOBODY)
    return passed


async def drop_all_of(work: Work, parent: Person) -> None:
    """A parent left: nobody needs to translate for them any more."""
    for task in await work.uow.translations.open(parent.coalition_id):
        if task.parent_id == parent.id:
            await drop(work, task)


async def drop(work: Work, task: TranslationTask) -> None:
    """It lost its sense."""
    await work.uow.translations.save(replace(task, state=TaskState.DROPPED, done_at=work.clock.now()))


async def to_reader(work: Work, task: TranslationTask, but: Collection[str] = ()) -> TranslationTask:
    """A second reader (none of `but`) is asked, by `translation_to_read`; without one coordinators are asked, by
    `translation_unread`."""
    able = [person for person in await readers(work, task) if person.id not in but]
    reader = able[0].id if able else None
    task = replace(task, state=TaskState.WRITTEN, reader_id=reader, reminded_at=None)
    await work.uow.translations.save(task)
    if reader is not None:
        await note(work, system(task.coalition_id), "translation_reader_asked", task.id)
        await tell(work, "translation_to_read", task, reader)
    else:
        for person in await on_duty(work, task.coalition_id):
            await tell(work, "translation_unread", task, person.id)
    return task


async def readers(work: Work, task: TranslationTask) -> list[Person]:
    """Who could read it, least work first: not who wrote words of it, and not who did not read it when it was asked."""
    events = await work.uow.audit.of(task.coalition_id, task.id)
    passed = {event.reason for event in events if event.what == READ_NOT and event.reason}
    return (await crew_of(work, task.coalition_id)).readers(task.language, passed | await writers(work, task))


async def mine(work: Work, actor: Actor, task_id: str) -> TranslationTask:
    """What waits for this person to write it. Stale: `translation_gone`."""
    task = await work.uow.translations.get(task_id)
    actor.must_be(*READERS, coalition_id=task.coalition_id)
    if task.state is not TaskState.ASKED or task.translator_id != actor.id:
        raise Stale("translation_gone", id=task.id)
    return task


async def writers(work: Work, task: TranslationTask) -> set[str]:
    """Whoever wrote words of it: none of them is its second reader."""
    found = {event.actor_id for event in await work.uow.audit.of(task.coalition_id, task.id) if event.what == WROTE}
    return found | ({task.translator_id} if task.translator_id else set())


async def tell(work: Work, name: str, task: TranslationTask, person_id: str, **more: str) -> int:
    """One person hears of a piece of work."""
    key = f"{name}:{task.id}:{person_id}:{work.chance.id()}"
    return await work.uow.inbox.tell(Happened(name, task.coalition_id, person_id, key, {"task_id": task.id, **more}))


async def tell_coordinators(work: Work, task: TranslationTask, why: Stuck, *, remark: str = "", but: str = "") -> int:
    """Each of those on duty (save `but`), by `translation_stuck`."""
    people = [p for p in await on_duty(work, task.coalition_id) if p.id != but]
    return sum([await tell(work, "translation_stuck", task, p.id, why=str(why), remark=remark) for p in people])


async def _not_by(work: Work, task: TranslationTask) -> Collection[str]:
    events = await work.uow.audit.of(task.coalition_id, task.id)
    return {event.actor_id for event in events if event.what == "translation_handed_back"} | await unwanted(work, task)


async def unwanted(work: Work, task: TranslationTask) -> set[str]:
    """The parent themselves, and whom they decline."""
    if task.direction is Direction.BULLETIN or task.parent_id is None:
        return set()
    parent = await work.uow.people.find(task.parent_id)
    return {task.parent_id, *(parent.declines if parent else ())}


async def must_be_coordinator(work: Work, actor: Actor, task_id: str) -> TranslationTask:
    """The piece of work, for a coordinator of its coalition."""
    task = await work.uow.translations.get(task_id)
    actor.must_be(Role.COORDINATOR, coalition_id=task.coalition_id)
    return task
