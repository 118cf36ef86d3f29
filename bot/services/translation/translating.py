"""A bulletin is put into the languages of parents: asked in chat, written element by element, read by somebody else, approved."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import Bulletin, BulletinState, Revision
from bot.domain.errors import Refused, Stale
from bot.domain.translation import OPEN_TASKS, Direction, TaskState, TranslationTask
from bot.services.auditing import note
from bot.services.delivery.recipients import taking_part
from bot.services.people.absence import on_duty
from bot.services.people.crew import doer
from bot.services.speaking import languages
from bot.services.speaking.languages import SOURCE
from bot.services.translation import assigning
from bot.services.translation.translation_memory import from_memory
from bot.services.work import Work
from bot.services.writing import drafting, revising

MOST = 900
"""Characters of an element, as many as the Dutch may have."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of asking, by language."""

    asked: tuple[str, ...]
    """Somebody has it now."""
    nobody: tuple[str, ...]
    """Nobody can do it."""


@dataclass(frozen=True, slots=True)
class Line:
    """How one language of a bulletin stands. `state`: `approved`, `reading`, `writing`, `nobody`; not asked yet: `missing`, or
    `untold` when only what tells a picture lacks."""

    language: str
    state: str
    done: int
    total: int
    parents: int
    """Who read it."""
    task: TranslationTask | None = None
    who: str | None = None
    """The person whose turn it is."""
    since: datetime | None = None
    is_readable: bool = False
    """It goes out in this language, perhaps without a picture; else its parents wait."""


async def ask(work: Work, actor: Actor, bulletin_id: str, language: str | None = None) -> Asked:
    """Makes work of each language (or this one) that parents read and that is not approved, where there is none yet.

    What the coalition approved before for the same Dutch is taken over. Parents' languages are the offered ones that somebody of
    the trajectory reads; all offered ones while nobody joined.

    Stale: `already_sent`. Refused: `element_missing`, of the Dutch.
    """
    bulletin = await work.uow.bulletins.lock(bulletin_id)
    actor.must_be(Role.COORDINATOR, coalition_id=bulletin.coalition_id)
    if bulletin.state is BulletinState.CANCELLED or bulletin.revision_id is None:
        raise Stale("already_sent", id=bulletin.id, state=bulletin.state)
    if lacking := (await work.uow.bulletins.revision(bulletin.revision_id)).missing(SOURCE):
        raise Refused("element_missing", element=lacking[0], language=SOURCE)
    there = {task.language for task in await open_of(work, bulletin.id)}
    asked: list[str] = []
    nobody: list[str] = []
    for code in [language] if language else await _wanted(work, bulletin):
        if code in there or await _complete_by_memory(work, actor, bulletin, code):
            continue
        task = TranslationTask(
            work.chance.id(),
            bulletin.coalition_id,
            Direction.BULLETIN,
            code,
            TaskState.ASKED,
            work.clock.now(),
            bulletin.id,
        )
        task = await assigning.assign(work, task, actor)
        (asked if task.translator_id else nobody).append(code)
        if task.translator_id is None:
            await assigning.tell_coordinators(work, task, assigning.Stuck.NOBODY, but=actor.id)
    await note(work, actor, "translations_asked", bulletin.id)
    return Asked(tuple(asked), tuple(nobody))


async def move(work: Work, actor: Actor, task_id: str, translator_id: str) -> TranslationTask:
    """A coordinator asks another translator. Stale: `translation_gone`. Refused: `cannot_translate`."""
    task = await assigning.must_be_coordinator(work, actor, task_id)
    if task.state is not TaskState.ASKED:
        raise Stale("translation_gone", id=task.id)
    return await assigning.assign(work, task, actor, to=translator_id)


async def remind(work: Work, actor: Actor, task_id: str) -> TranslationTask:
    """A coordinator asks the same person once more. Stale: `translation_gone`."""
    task = await assigning.must_be_coordinator(work, actor, task_id)
    person_id = doer(task)
    if person_id is None:
        raise Stale("translation_gone", id=task.id)
    await work.uow.translations.save(replace(task, reminded_at=work.clock.now()))
    await assigning.tell(work, "translation_waits", task, person_id)
    await note(work, actor, "translation_asked_again", task.id)
    return task


async def write(work: Work, actor: Actor, task_id: str, element: str, words: str, seen: str | None = None) -> Revision:
    """One element, saved at once, made of the Dutch in the revision `seen`.

    Stale: `translation_gone`, and as `drafting.translate`. Refused: `nothing_said`, `too_long`.
    """
    task = await assigning.mine(work, actor, task_id)
    words = words.strip()
    if not words:
        raise Refused("nothing_said")
    if len(words) > MOST:
        raise Refused("too_long", most=MOST)
    changed = await drafting.translate(work, actor, str(task.bulletin_id), task.language, {element: words}, seen)
    await note(work, actor, assigning.WROTE, task.id)
    return changed.revision


async def submit(work: Work, actor: Actor, task_id: str) -> TranslationTask:
    """All of it is written: somebody else reads it. Stale: `translation_gone`. Refused: `element_missing`."""
    # Whoever changes the Dutch waits, or did so before (a bulletin before the work on it).
    await work.uow.bulletins.hold(str((await work.uow.translations.look(task_id)).bulletin_id))
    task = await assigning.mine(work, actor, task_id)
    revision = await newest(work, task)
    if missing := revision.unwritten(task.language):
        raise Refused("element_missing", element=missing[0], language=task.language)
    await note(work, actor, "translation_submitted", task.id)
    if await languages.whole(work, revision, task.language):
        return await done(work, task)
    return await assigning.to_reader(work, task)


async def done(work: Work, task: TranslationTask) -> TranslationTask:
    """It is approved. When nothing of the bulletin is open any more, coordinators hear it, by `translations_ready`."""
    task = replace(task, state=TaskState.DONE, done_at=work.clock.now())
    await work.uow.translations.save(task)
    if not await open_of(work, str(task.bulletin_id)):
        for person in await on_duty(work, task.coalition_id):
            await assigning.tell(work, "translations_ready", task, person.id, bulletin_id=str(task.bulletin_id))
    return task


async def overview(work: Work, actor: Actor, bulletin_id: str) -> list[Line]:
    """Each language that is offered or that somebody of the trajectory reads, most parents first."""
    bulletin = await work.uow.bulletins.get(bulletin_id)
    actor.must_be(Role.COORDINATOR, coalition_id=bulletin.coalition_id)
    if bulletin.revision_id is None:
        return []
    revision = await work.uow.bulletins.revision(bulletin.revision_id)
    readers = await parents_by_language(work, bulletin)
    tasks = {task.language: task for task in await open_of(work, bulletin.id)}
    codes = dict.fromkeys([*await languages.offered(work, bulletin.coalition_id), *readers])
    lines = [await _line(work, revision, code, readers[code], tasks.get(code)) for code in codes if code != SOURCE]
    return sorted(lines, key=lambda line: (-line.parents, line.language))


async def parents_by_language(work: Work, bulletin: Bulletin) -> Counter[str]:
    """How many parents of its trajectory read each language."""
    found: Counter[str] = Counter()
    async for portion in taking_part(work, bulletin.trajectory_id):
        found.update(person.language for person in portion)
    return found


async def open_of(work: Work, bulletin_id: str) -> list[TranslationTask]:
    """Its work that is neither done nor dropped."""
    return [task for task in await work.uow.translations.of_bulletin(bulletin_id) if task.state in OPEN_TASKS]


async def newest(work: Work, task: TranslationTask) -> Revision:
    """The revision that a piece of work is about now."""
    bulletin = await work.uow.bulletins.get(str(task.bulletin_id))
    return await work.uow.bulletins.revision(str(bulletin.revision_id))


def elements(revision: Revision) -> tuple[str, ...]:
    """What is to be translated, in the order of reading."""
    there = revising.source(revision.texts)
    return tuple(e for e in dict.fromkeys([*revision.elements(), *there]) if e in there)


async def _line(work: Work, revision: Revision, code: str, parents: int, task: TranslationTask | None) -> Line:
    total = len(elements(revision))
    done = total - len(revision.unwritten(code))
    if await languages.whole(work, revision, code):
        return Line(code, "approved", total, total, parents, task, is_readable=True)
    is_readable = await languages.may_read(work, revision, code)
    if task is None:
        return Line(code, "untold" if is_readable else "missing", done, total, parents, is_readable=is_readable)
    who = doer(task)
    state = "reading" if task.state is TaskState.WRITTEN else "writing" if who else "nobody"
    return Line(code, state, done, total, parents, task, who, task.asked_at, is_readable)


async def _wanted(work: Work, bulletin: Bulletin) -> list[str]:
    offered = [code for code in await languages.offered(work, bulletin.coalition_id) if code != SOURCE]
    readers = await parents_by_language(work, bulletin)
    return [code for code in offered if readers[code]] if readers else offered


async def _complete_by_memory(work: Work, actor: Actor, bulletin: Bulletin, code: str) -> bool:
    """Whether it may go out in this language, once what was approved before is taken over."""
    known = await from_memory(work, bulletin, code)
    if known:
        await drafting.translate(work, actor, bulletin.id, code, known)
    now = await work.uow.bulletins.get(bulletin.id)
    if not await languages.whole(work, await work.uow.bulletins.revision(str(now.revision_id)), code):
        return False
    if known:
        await languages.look_again(work, bulletin.coalition_id)
    return True
