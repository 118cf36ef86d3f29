"""Translating that waits too long: whose turn it is, is reminded once; then coordinators are told.

Nothing of it is planned: it is derived from the facts at each look, as everything for those who work along is (`services.watch`).
"""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.actor import system
from bot.domain.bulletin import BulletinState
from bot.domain.coalition import Coalition
from bot.domain.events import Happened
from bot.domain.translation import OPEN_TASKS, Direction, TaskState, TranslationTask
from bot.outbox.quiet import hours_of, next_decent
from bot.services.people.absence import on_duty
from bot.services.people.crew import doer
from bot.services.translation import assigning, translating_words
from bot.services.translation.assigning import Stuck
from bot.services.work import Work
from bot.services.working_days import add_working_days, start_of, today_of

DAY = timedelta(days=1)
BEGINS = ("translation_assigned", "translation_submitted", "translation_reader_asked", "translation_sent_back")
"""What the audit says when it became somebody's turn."""


async def look(work: Work, coalition: Coalition) -> int:
    """How many people were told."""
    told = 0
    for seen in await work.uow.translations.open(coalition.id):
        # Nobody else's while it is looked at: somebody may be writing it, or reading it, at this moment.
        task = await work.uow.translations.get(seen.id)
        if task.state not in OPEN_TASKS:
            continue
        if await _lost_sense(work, task):
            await assigning.drop(work, task)
        elif await _by_somebody_else(work, coalition, task):
            told += 1
        elif work.clock.now() >= _a_day_after(task.asked_at, coalition):
            told += await _look_at(work, coalition, task)
    return told


async def _by_somebody_else(work: Work, coalition: Coalition, task: TranslationTask) -> bool:
    """Whose turn it is went on holiday, or nobody could read it and by now somebody can: it goes to them."""
    person_id = doer(task)
    person = await work.uow.people.find(person_id) if person_id else None
    if person is not None and not person.is_away(today_of(work, coalition)):
        return False
    if task.state is TaskState.WRITTEN:
        if person is None and not await assigning.readers(work, task):
            return False
        await assigning.to_reader(work, task)
        return True
    if person is not None:
        await assigning.pass_on(work, task)
    return person is not None


async def _look_at(work: Work, coalition: Coalition, task: TranslationTask) -> int:
    """It waited for a day at least, in whoever's hands."""
    now = work.clock.now()
    if task.state is TaskState.ASKED and task.translator_id is None:
        task = await assigning.assign(work, task, system(coalition.id))
        return await _tell_coordinators(work, coalition, task) if task.translator_id is None else 1
    if now < _a_day_after(await _since(work, task), coalition):
        return 0
    person_id = doer(task)
    told = 0
    if person_id is None or task.direction is Direction.ANSWER:
        told += await _tell_coordinators(work, coalition, task)
    if person_id is not None and task.reminded_at is None:
        person = await work.uow.people.find(person_id)
        if person is not None and next_decent(now, hours_of(coalition, person)) == now:
            await work.uow.translations.save(replace(task, reminded_at=now))
            told += await assigning.tell(work, "translation_waits", task, person_id)
    elif task.reminded_at is not None and now >= _a_day_after(task.reminded_at, coalition):
        told += await _tell_coordinators(work, coalition, task)
    return told


async def _tell_coordinators(work: Work, coalition: Coalition, task: TranslationTask) -> int:
    """Once for each person whose turn it was, at a decent moment of each coordinator."""
    now, told = work.clock.now(), 0
    for person in await on_duty(work, coalition.id):
        if next_decent(now, hours_of(coalition, person)) == now:
            data = {"task_id": task.id, "why": str(Stuck.LATE), "remark": ""}
            key = f"translation_late:{task.id}:{task.state}:{doer(task)}:{person.id}"
            told += await work.uow.inbox.tell(Happened("translation_stuck", coalition.id, person.id, key, data))
    return told


async def _since(work: Work, task: TranslationTask) -> datetime:
    """When it became the turn of whose turn it is."""
    events = [event.at for event in await work.uow.audit.of(task.coalition_id, task.id) if event.what in BEGINS]
    return max(events, default=task.asked_at)


async def _lost_sense(work: Work, task: TranslationTask) -> bool:
    if task.reaction_id is not None:
        return not translating_words.wants_dutch(await work.uow.bulletins.reaction(task.reaction_id))
    if task.bulletin_id is None:
        return False
    return (await work.uow.bulletins.get(task.bulletin_id)).state is BulletinState.CANCELLED


def _a_day_after(moment: datetime, coalition: Coalition) -> datetime:
    """A whole day, and a working day of the duo."""
    return max(moment + DAY, start_of(add_working_days(moment, 1, coalition), coalition))
