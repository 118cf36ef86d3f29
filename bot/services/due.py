"""What is due: a follow-up whose moment came becomes an event for whom it concerns."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.actor import system
from bot.domain.errors import NotThere
from bot.domain.events import Happened
from bot.domain.follow_up import FollowUp, FollowUpState
from bot.domain.person import Person, PersonState
from bot.domain.question import QuestionState
from bot.services import cadence, leaving, questions
from bot.services.work import Work

QUESTION_WAITS = "question_waits"
"""Told to every joined coordinator, with `question_id` and `level` (`nudge`, `escalation`, `everybody`)."""


async def carry_out(work: Work, follow_up: FollowUp) -> int:
    """Does what is due, or tells the inbox of whom it concerns; how many were told. Then it is done, or cancelled when void.

    A timer of a conversation is told as `follow_up_due`, a cadence by its rule's event, a waiting question as `question_waits`.
    A parent who stopped, or whose turn it is not, is told nothing.
    """
    if follow_up.state is not FollowUpState.PENDING:
        return 0
    if follow_up.void_after is not None and follow_up.void_after <= work.clock.now():
        await work.uow.follow_ups.save(replace(follow_up, state=FollowUpState.CANCELLED))
        return 0
    await work.uow.follow_ups.save(replace(follow_up, state=FollowUpState.DONE))
    if follow_up.kind == leaving.PAUSE_OVER and follow_up.person_id:
        await leaving.resume(work, system(follow_up.coalition_id), follow_up.person_id)
        return 0
    if follow_up.kind == leaving.FORGETTING_OVER and follow_up.person_id:
        await leaving.finish_forgetting(work, follow_up)
        return 0
    events = await _events(work, follow_up)
    return sum([await work.uow.inbox.tell(event) for event in events])


async def _events(work: Work, follow_up: FollowUp) -> list[Happened]:
    if follow_up.conversation_id is not None and follow_up.person_id is not None:
        data = {
            "follow_up_id": follow_up.id,
            "kind": follow_up.kind,
            "conversation_id": follow_up.conversation_id,
            "visit": follow_up.visit,
        }
        return [_told("follow_up_due", follow_up, follow_up.person_id, data)]
    if follow_up.kind in questions.NUDGES:
        return await _of_question(work, follow_up)
    rule = next((r for r in work.cadence if r.name == follow_up.kind), None)
    if rule is None:
        return []
    subject = follow_up.key.split(":")[2]
    data = {"follow_up_id": follow_up.id, "subject": subject, "trajectory_id": follow_up.trajectory_id}
    return [_told(rule.event, follow_up, p.id, data) for p in await _people(work, follow_up)]


async def _of_question(work: Work, follow_up: FollowUp) -> list[Happened]:
    question_id = follow_up.key.split(":")[1]
    try:
        question = await work.uow.questions.get(question_id)
    except NotThere:  # forgotten with its parent
        return []
    if question.state is not QuestionState.OPEN:
        return []
    data = {"question_id": question.id, "level": follow_up.kind.removeprefix("question_")}
    people = await cadence.joined_coordinators(work, follow_up.coalition_id)
    return [_told(QUESTION_WAITS, follow_up, p.id, data) for p in people]


async def _people(work: Work, follow_up: FollowUp) -> list[Person]:
    if follow_up.person_id is None:
        return await cadence.joined_coordinators(work, follow_up.coalition_id)
    person = await work.uow.people.find(follow_up.person_id)
    return [person] if person is not None and person.state is PersonState.ACTIVE else []


def _told(name: str, follow_up: FollowUp, person_id: str, data: Mapping[str, str | int | None]) -> Happened:
    return Happened(name, follow_up.coalition_id, person_id, f"follow_up:{follow_up.id}:{person_id}", dict(data))
