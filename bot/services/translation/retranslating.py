"""The Dutch of a bulletin changed: translators at work are told, and who translated it is asked again, for what changed only."""

from dataclasses import dataclass, replace

from bot.domain.actor import Actor
from bot.domain.bulletin import Bulletin, Revision
from bot.domain.errors import Refused
from bot.domain.translation import OPEN_TASKS, Direction, TaskState, TranslationTask
from bot.services.speaking import languages
from bot.services.speaking.languages import SOURCE
from bot.services.translation import assigning
from bot.services.translation.translation_memory import from_memory
from bot.services.work import Work
from bot.services.writing import revising


@dataclass(frozen=True, slots=True)
class Retranslated:
    """What came of it, by language."""

    bulletin: Bulletin
    revision: Revision
    asked_again: tuple[str, ...] = ()
    """Somebody was asked to translate what changed, as somebody was asked before."""
    fallen: tuple[str, ...] = ()
    """It was approved, and is not complete now; nobody has been asked."""


async def source_changed(work: Work, actor: Actor, bulletin: Bulletin, before: Revision, after: Revision) -> Retranslated:
    """Stale translations are gone by now. Whoever wrote some of it already is told, by `translation_changed`; so is whoever
    translated a language that was done. Words that were approved for the same Dutch before come back by themselves."""
    if revising.source(before.texts) == revising.source(after.texts):
        return Retranslated(bulletin, after)
    asked, fallen = [], []
    tasks = {task.language: task for task in await work.uow.translations.of_bulletin(bulletin.id)}
    there = dict.fromkeys(language for language, _ in before.texts if language != SOURCE)
    for code in dict.fromkeys([*there, *tasks]):
        task = tasks.get(code)
        if task is not None and task.state in OPEN_TASKS:
            if code in there:
                await _told(work, task)
            continue
        if not after.unwritten(code) or after.missing(SOURCE):
            continue
        if known := await from_memory(work, bulletin, code):
            texts = {**after.texts, **{(code, element): words for element, words in known.items()}}
            remembered = replace(after, id=work.chance.id(), number=after.number + 1, texts=texts)
            bulletin, after = await revising.add(work, bulletin, remembered, after), remembered
            if await languages.whole(work, after, code):
                continue
        if task is not None and task.state is TaskState.DONE:
            asked.append(code)
            await _again(work, actor, task)
        elif await languages.may_read(work, before, code) and not await languages.may_read(work, after, code):
            fallen.append(code)
    return Retranslated(bulletin, after, tuple(asked), tuple(fallen))


async def _told(work: Work, task: TranslationTask) -> None:
    if task.state is TaskState.WRITTEN:
        await work.uow.translations.save(replace(task, state=TaskState.ASKED, reader_id=None, reminded_at=None))
    if task.translator_id is not None:
        await assigning.tell(work, "translation_changed", task, task.translator_id)


async def _again(work: Work, actor: Actor, done: TranslationTask) -> None:
    """The same as ever: who has too much to do or is not there is not asked, and without anybody coordinators hear it."""
    about = work.chance.id(), done.coalition_id, Direction.BULLETIN, done.language, TaskState.ASKED
    task = TranslationTask(*about, work.clock.now(), done.bulletin_id)
    try:
        await assigning.assign(work, task, actor, to=done.translator_id, event="translation_changed")
    except Refused:
        task = await assigning.assign(work, task, actor)
        if task.translator_id is None:
            await assigning.tell_coordinators(work, task, assigning.Stuck.NOBODY, but=actor.id)
