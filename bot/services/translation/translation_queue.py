"""What waits for one translator or second reader, and what nobody took yet."""

from dataclasses import dataclass

from bot.domain.actor import Actor
from bot.domain.person import Person
from bot.domain.translation import Direction, TaskState, TranslationTask
from bot.services.people.crew import READERS, doer, knows, may_write
from bot.services.translation import assigning
from bot.services.work import Work


@dataclass(frozen=True, slots=True)
class Waiting:
    """One piece of work."""

    task: TranslationTask
    danger: bool = False
    """Words were used that people must look at first."""


@dataclass(frozen=True, slots=True)
class Queue:
    """Danger first, then the oldest."""

    mine: tuple[Waiting, ...]
    free: tuple[Waiting, ...]


async def queue(work: Work, actor: Actor) -> Queue:
    """Whose turn it is, is asked of the task; what nobody took is shown to whoever could take it."""
    actor.must_be(*READERS)
    person = await work.uow.people.get(actor.id)
    mine, free = [], []
    for task in await work.uow.translations.open(actor.coalition_id):
        if doer(task) == actor.id:
            mine.append(Waiting(task, await is_danger(work, task)))
        elif await could_take(work, person, task):
            free.append(Waiting(task, await is_danger(work, task)))
    return Queue(*(tuple(sorted(some, key=lambda w: (not w.danger, w.task.asked_at))) for some in (mine, free)))


async def could_take(work: Work, person: Person, task: TranslationTask) -> bool:
    """Nobody has it, and this person knows the language and is not declined."""
    free = task.state is TaskState.ASKED and task.translator_id is None
    able = knows(person, task.language) and bool(person.roles & set(may_write(task.language)))
    return free and able and person.id not in await assigning.unwanted(work, task)


async def is_danger(work: Work, task: TranslationTask) -> bool:
    """Whether its question has words that people must look at first."""
    if task.direction is Direction.BULLETIN or task.message_id is None:
        return False
    message = await work.uow.questions.message(task.message_id)
    return (await work.uow.questions.get(message.question_id)).danger
