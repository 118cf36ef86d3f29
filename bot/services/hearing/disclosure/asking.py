"""Questions by their pseudonym, and what of a parent is to be translated."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.domain.actor import Actor, Role
from bot.domain.errors import Stale
from bot.domain.question import Question, QuestionMessage, QuestionState
from bot.domain.translation import TaskState, TranslationTask
from bot.services.auditing import note
from bot.services.hearing.taking import taker
from bot.services.people import crew
from bot.services.translation import translating_words
from bot.services.work import Work


@dataclass(frozen=True, slots=True)
class Thread:
    """An open question, as coordinators see it."""

    question_id: str
    pseudonym: str
    language: str
    state: QuestionState
    asked_at: datetime
    answer_by: date
    danger: bool
    taken_by: str | None = None
    """The coordinator who does it, and still coordinates."""
    later_by: date | None = None
    """The new day that its parent was told."""
    messages: tuple[QuestionMessage, ...] = field(default=(), repr=False)
    """With an empty `person_id` where a parent wrote."""


@dataclass(frozen=True, slots=True)
class ToTranslate:
    """Words that a translator puts into another language, and nothing else about whose they are. The words are looked up late."""

    task: TranslationTask
    pseudonym: str
    """Of the question; empty for words beside a reaction."""
    danger: bool
    has_words: bool
    media_id: str | None = None


async def threads(work: Work, actor: Actor) -> list[Thread]:
    """Open questions of the coalition: danger first, then the earliest promised day."""
    actor.must_be(Role.COORDINATOR)
    found = [await _thread(work, q) for q in await work.uow.questions.open(actor.coalition_id)]
    await note(work, actor, "threads_seen", actor.coalition_id)
    return sorted(found, key=lambda t: (not t.danger, t.answer_by, t.asked_at))


async def thread(work: Work, actor: Actor, question_id: str) -> Thread:
    """One of them, also when it is over."""
    question = await work.uow.questions.get(question_id)
    actor.must_be(Role.COORDINATOR, coalition_id=question.coalition_id)
    await note(work, actor, "thread_seen", question.id)
    return await _thread(work, question)


async def to_translate(work: Work, actor: Actor, task_id: str) -> ToTranslate:
    """For the translator who has it, or could take it; coordinators see whose turn it is, and read the words where they stand.

    A voice beside a reaction goes along only when somebody may listen to it.
    Stale: `translation_gone`, when it is over or somebody else's.
    """
    task = await work.uow.translations.get(task_id)
    actor.must_be(*crew.may_write(task.language), coalition_id=task.coalition_id)
    if task.state is not TaskState.ASKED or task.translator_id != actor.id:
        raise Stale("translation_gone", id=task.id)
    await note(work, actor, "words_seen_to_translate", task.id)
    if task.message_id is None:
        reaction = await work.uow.bulletins.reaction(str(task.reaction_id))
        if not translating_words.wants_dutch(reaction):
            raise Stale("translation_gone", id=task.id)
        return ToTranslate(task, "", danger=False, has_words=bool(reaction.words), media_id=reaction.to_hear)
    message = await work.uow.questions.message(task.message_id)
    question = await work.uow.questions.get(message.question_id)
    return ToTranslate(task, question.pseudonym, question.danger, bool(message.text), message.media_id)


async def _thread(work: Work, question: Question) -> Thread:
    messages = [
        replace(m, person_id="", external_id=None) if m.from_parent else m for m in await work.uow.questions.messages(question.id)
    ]
    holder = await taker(work, question)
    return Thread(
        question.id,
        question.pseudonym,
        question.language,
        question.state,
        question.asked_at,
        question.answer_by,
        question.danger,
        holder.id if holder else None,
        question.later_by,
        tuple(messages),
    )
