"""Who of the coordinators does a question: one takes it, or hands it to another."""

from dataclasses import replace

from bot.domain.actor import Actor
from bot.domain.errors import Refused
from bot.domain.events import Happened
from bot.domain.person import Person
from bot.domain.question import Question, QuestionState
from bot.services.auditing import note
from bot.services.hearing.questions import HERE, for_coordinators
from bot.services.work import Work


async def taker(work: Work, question: Question) -> Person | None:
    """Who does this one; None when nobody said so, or who said so left or no longer coordinates."""
    person = await work.uow.people.find(question.taken_by) if question.taken_by else None
    return person if person is not None and person.is_coordinator and person.state in HERE else None


async def take(work: Work, actor: Actor, question_id: str) -> Question:
    """A coordinator says: I do this one; the promised day stays. Refused: `question_closed`, `question_taken` by another."""
    question = await for_coordinators(work, actor, question_id)
    if question.state is QuestionState.CLOSED:
        raise Refused("question_closed")
    holder = await taker(work, question)
    if holder is not None and holder.id != actor.id:
        raise Refused("question_taken")
    if holder is None:
        question = replace(question, taken_by=actor.id)
        await work.uow.questions.save(question)
        await note(work, actor, "question_taken", question.id)
    return question


async def hand_over(work: Work, actor: Actor, question_id: str, to: str) -> Question:
    """Another coordinator does it from now on, and hears so by `question_handed`, unless they took it over themselves.

    Refused: `question_closed`, `not_here` for who has not joined, or left.
    """
    question = await for_coordinators(work, actor, question_id)
    if question.state is QuestionState.CLOSED:
        raise Refused("question_closed")
    other = await work.uow.people.find(to)
    if other is None or other.coalition_id != question.coalition_id or not other.is_coordinator or other.state not in HERE:
        raise Refused("not_here")
    if question.taken_by == other.id:
        return question
    question = replace(question, taken_by=other.id)
    await work.uow.questions.save(question)
    if other.id != actor.id:
        key = f"question_handed:{question.id}:{other.id}:{work.clock.now().isoformat()}"
        data = {"question_id": question.id, "by": actor.id}
        await work.uow.inbox.tell(Happened("question_handed", question.coalition_id, other.id, key, data))
    await note(work, actor, "question_handed", question.id)
    return question
