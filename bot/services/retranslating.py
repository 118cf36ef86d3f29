"""The Dutch of a bulletin changed: translators who are at work are told, and only what changed is asked again."""

from dataclasses import replace

from bot.domain.bulletin import Bulletin, Revision
from bot.domain.translation import OPEN_TASKS, TaskState
from bot.services import assigning, revising
from bot.services.work import Work


async def source_changed(work: Work, bulletin: Bulletin, before: Revision, after: Revision) -> int:
    """Stale translations are gone by now. Whoever wrote some of it already is told, by `translation_changed`; how many."""
    if revising.source(before.texts) == revising.source(after.texts):
        return 0
    told = 0
    for task in await work.uow.translations.of_bulletin(bulletin.id):
        if task.state not in OPEN_TASKS:
            continue
        began = any(language == task.language for language, _ in before.texts)
        if task.state is TaskState.WRITTEN:
            await work.uow.translations.save(replace(task, state=TaskState.ASKED, reader_id=None, reminded_at=None))
        if began and task.translator_id is not None:
            told += await assigning.tell(work, "translation_changed", task, task.translator_id)
    return told
