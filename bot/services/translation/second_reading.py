"""A translation of a bulletin is read by somebody else who knows the language, before it may go out."""

from dataclasses import replace

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import Revision
from bot.domain.errors import NotAllowed, Refused, Stale
from bot.domain.translation import TaskState, TranslationTask
from bot.services.auditing import note
from bot.services.people.crew import READERS
from bot.services.translation import assigning, reading_aloud, translating
from bot.services.work import Work
from bot.services.writing import approvals, revising


async def to_read(work: Work, actor: Actor, task_id: str) -> tuple[TranslationTask, Revision]:
    """The translation as it is now, for whoever may approve it: never who wrote words of it.

    Stale: `translation_gone`. Refused: `own_work`. NotAllowed: `cannot_read`.
    """
    task = await work.uow.translations.get(task_id)
    actor.must_be(*READERS, coalition_id=task.coalition_id)
    if task.state is not TaskState.WRITTEN:
        raise Stale("translation_gone", id=task.id)
    if actor.id in await assigning.writers(work, task):
        raise Refused("own_work")
    if task.language not in (await work.uow.people.get(actor.id)).translates:
        raise NotAllowed("cannot_read")
    return task, await translating.newest(work, task)


OPENED = "translation_opened_to_read"
"""How the audit says that somebody had it before them: what was read aloud since, they did not hear."""


async def open_to_read(work: Work, actor: Actor, task_id: str) -> tuple[TranslationTask, Revision]:
    """The same, and from here on they have it before them, with the voices as they are now."""
    task, revision = await to_read(work, actor, task_id)
    await note(work, actor, OPENED, task.id)
    return task, revision


async def approve(work: Work, actor: Actor, task_id: str, revision_id: str) -> TranslationTask:
    """The second reader's yes to the words of `revision_id`. Stale: as `to_read`, and `words_changed` since they were read."""
    task, now = await to_read(work, actor, task_id)
    if _words(await work.uow.bulletins.revision(revision_id), task) != _words(now, task):
        raise Stale("words_changed", id=task.id)
    return await _approved(work, actor, task)


async def approve_on_word(work: Work, actor: Actor, task_id: str, because: str) -> TranslationTask:
    """A coordinator's yes on the translator's word, when nobody else knows the language. The reason stays with the task.

    Somebody who can read it by now is asked instead. Stale: `translation_gone`. Refused: `own_work`, `nothing_said`,
    `reader_there`.
    """
    task = await assigning.must_be_coordinator(work, actor, task_id)
    if task.state is not TaskState.WRITTEN:
        raise Stale("translation_gone", id=task.id)
    wrote = await assigning.writers(work, task)
    if actor.id in wrote:
        raise Refused("own_work")
    if not because.strip():
        raise Refused("nothing_said")
    if await assigning.readers(work, task):
        if task.reader_id is None:
            await assigning.to_reader(work, task)
        raise Refused("reader_there", task=task.id)
    await note(work, actor, "translation_approved_on_word", task.id, reason="no_second_reader")
    return await _approved(work, actor, replace(task, words=because.strip()))


async def pass_on(work: Work, actor: Actor, task_id: str) -> TranslationTask:
    """Its second reader cannot read it, or a coordinator asks another one: somebody else is asked, or else the coordinators.

    Stale: `translation_gone`.
    """
    task = await work.uow.translations.get(task_id)
    actor.must_be(*READERS, coalition_id=task.coalition_id)
    if task.state is not TaskState.WRITTEN or task.reader_id is None:
        raise Stale("translation_gone", id=task.id)
    if actor.id != task.reader_id:
        actor.must_be(Role.COORDINATOR, coalition_id=task.coalition_id)
    await note(work, actor, assigning.READ_NOT, task.id, reason=task.reader_id)
    return await assigning.to_reader(work, task)


async def send_back(work: Work, actor: Actor, task_id: str, remark: str) -> TranslationTask:
    """The translator looks again, by `translation_sent_back`. Refused: as `to_read`, and `nothing_said`."""
    task, _ = await to_read(work, actor, task_id)
    if not remark.strip():
        raise Refused("nothing_said")
    task = replace(task, state=TaskState.ASKED, reminded_at=None)
    await work.uow.translations.save(task)
    await note(work, actor, "translation_sent_back", task.id)
    if task.translator_id is None:
        return await assigning.assign(work, task, actor)
    await assigning.tell(work, "translation_sent_back", task, task.translator_id, remark=remark.strip())
    return task


async def _approved(work: Work, actor: Actor, task: TranslationTask) -> TranslationTask:
    """Whoever waited for it gets the bulletin."""
    await approvals.approve_bulletin(work, actor, str(task.bulletin_id), task.language)
    events = await work.uow.audit.of(task.coalition_id, task.id)
    opened = max((event.at for event in events if (event.what, event.actor_id) == (OPENED, actor.id)), default=None)
    await reading_aloud.approve_all(work, actor, await translating.newest(work, task), task.language, opened)
    await note(work, actor, "translation_approved", task.id)
    return await translating.done(work, replace(task, reader_id=actor.id))


def _words(revision: Revision, task: TranslationTask) -> tuple[dict[str, str], dict[str, str]]:
    """What the reader compares: the Dutch, and what was made of it."""
    made = {element: words for (language, element), words in revision.texts.items() if language == task.language}
    return revising.source(revision.texts), made
