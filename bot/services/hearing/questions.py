"""A question of a parent: a thread with the coordinators under a pseudonym of its own, with a promised day."""

from dataclasses import replace
from datetime import date

from bot.domain.actor import Actor, Role
from bot.domain.coalition import Coalition
from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.domain.events import Happened
from bot.domain.person import Person, PersonState
from bot.domain.question import Arrival, Question, QuestionMessage, QuestionState
from bot.domain.trajectory import Trajectory
from bot.domain.translation import Direction
from bot.services.auditing import note
from bot.services.following_up.cadence import joined_coordinators
from bot.services.translation import translating_words
from bot.services.work import Work
from bot.services.working_days import add_working_days, today_of

HERE = frozenset({PersonState.ACTIVE, PersonState.UNREACHABLE})
"""Coordinators who joined; one who blocked our private chat may still sit in the group."""


async def ask(
    work: Work,
    actor: Actor,
    text: str,
    *,
    media_id: str | None = None,
    language: str | None = None,
    external_id: str | None = None,
) -> Question:
    """A joined parent starts a thread. Refused: `not_joined`, `nothing_said`. `language` None is the parent's own."""
    person = await _parent(work, actor)
    assert person.trajectory_id is not None
    if not text.strip() and media_id is None:
        raise Refused("nothing_said")
    coalition = await work.uow.coalitions.get(person.coalition_id)
    group = await work.uow.coalitions.coordinators_group(coalition.id)
    now = work.clock.now()
    question = Question(
        work.chance.id(),
        coalition.id,
        person.trajectory_id,
        person.id,
        await _pseudonym(work, coalition.id),
        language or person.language,
        QuestionState.OPEN,
        now,
        await _promised(work, person.trajectory_id, coalition),
        danger=work.words.sounds_like_danger(text),
        group_id=group.id if group else None,
    )
    await work.uow.questions.save(question)
    message = QuestionMessage(work.chance.id(), coalition.id, question.id, person.id, True, now, text, media_id, external_id)
    await work.uow.questions.add_message(message)
    await translating_words.of_message(work, person, question, message)
    await note(work, actor, "question_asked", question.id)
    return question


async def add(
    work: Work, actor: Actor, question_id: str, text: str, *, media_id: str | None = None, external_id: str | None = None
) -> QuestionMessage:
    """A next message of the parent; an answered or closed question is open again, with a new promised day."""
    person = await _parent(work, actor)
    question = await _own(work, person, question_id)
    if not text.strip() and media_id is None:
        raise Refused("nothing_said")
    coalition = await work.uow.coalitions.get(person.coalition_id)
    now = work.clock.now()
    message = QuestionMessage(work.chance.id(), coalition.id, question.id, person.id, True, now, text, media_id, external_id)
    await work.uow.questions.add_message(message)
    danger = question.danger or work.words.sounds_like_danger(text)
    if question.state is not QuestionState.OPEN:
        answer_by = await _promised(work, question.trajectory_id, coalition)
        question = replace(question, state=QuestionState.OPEN, answer_by=answer_by, later_by=None)
    elif question.promised < today_of(work, coalition):
        # What they are told now is no day that is over.
        question = replace(question, later_by=await _promised(work, question.trajectory_id, coalition))
    question = replace(question, danger=danger)
    await work.uow.questions.save(question)
    await translating_words.of_message(work, person, question, message)
    await note(work, actor, "question_added_to", question.id)
    return message


async def edit(work: Work, actor: Actor, external_id: str, text: str) -> QuestionMessage | None:
    """The writer changed an earlier message; None when it is no message of a question."""
    message = await work.uow.questions.message_by_external(actor.id, external_id)
    if message is None:
        return None
    question = await work.uow.questions.get(message.question_id)
    actor.must_be(Role.PARENT, Role.COORDINATOR, coalition_id=question.coalition_id)
    # Read anew: what became of an answer may have been written down meanwhile.
    message = await work.uow.questions.lock_message(message.id)
    if message.text == text:
        return message
    message = replace(message, text=text)
    await work.uow.questions.save_message(message)
    if message.from_parent and not question.danger and work.words.sounds_like_danger(text):
        await work.uow.questions.save(replace(question, danger=True))
    if message.from_parent:
        await translating_words.again(work, await work.uow.people.get(actor.id), question, message)
    else:
        await translating_words.tell_changed(work, message)
    await note(work, actor, translating_words.EDITED, message.id)
    return message


async def answer(
    work: Work, actor: Actor, question_id: str, text: str, *, media_id: str | None = None, external_id: str | None = None
) -> QuestionMessage:
    """A coordinator's answer; the parent is told by `question_answered`, once somebody put it into their language, where
    somebody can. Refused: `nothing_said`, `question_closed`.

    A second answer to the same question is fine: it goes to the parent too.
    """
    question = await for_coordinators(work, actor, question_id)
    if not text.strip() and media_id is None:
        raise Refused("nothing_said")
    if question.state is QuestionState.CLOSED:
        raise Refused("question_closed")
    now = work.clock.now()
    coalition_id = question.coalition_id
    message = QuestionMessage(
        work.chance.id(),
        coalition_id,
        question.id,
        actor.id,
        from_parent=False,
        at=now,
        text=text,
        media_id=media_id,
        external_id=external_id,
        arrival=Arrival.UNDERWAY,
    )
    await work.uow.questions.add_message(message)
    await work.uow.questions.save(replace(question, state=QuestionState.ANSWERED))
    # Who is in danger does not wait for a translator: it goes as it is, and once more when it was translated.
    if await translating_words.of_answer(work, actor, question, message) is None or question.danger:
        data = {"question_id": question.id, "message_id": message.id}
        await work.uow.inbox.tell(Happened("question_answered", coalition_id, question.person_id, f"answer:{message.id}", data))
    await note(work, actor, "question_answered", question.id)
    return message


async def correct(work: Work, actor: Actor, message: QuestionMessage, *, cause: str) -> QuestionMessage:
    """An answer that the parent has is sent once more, as it reads now: `answer_changed` tells them, after a translator where the
    answer goes by one. `cause` names the change, so that it is told once."""
    question = await for_coordinators(work, actor, message.question_id)
    message = replace(message, arrival=Arrival.UNDERWAY, conversation_id=None)
    await work.uow.questions.save_message(message)
    await note(work, actor, "answer_corrected", message.id)
    if await translating_words.of_answer(work, actor, question, message) is not None:
        return message
    data = {"question_id": question.id, "message_id": message.id}
    event = Happened("answer_changed", question.coalition_id, question.person_id, f"answer_changed:{message.id}:{cause}", data)
    await work.uow.inbox.tell(event)
    return message


async def close(work: Work, actor: Actor, question_id: str) -> Question:
    """Nothing more is expected: by the coordinators, or by the parent whose question it is. Twice is fine.

    A parent who still waited for an answer is told by `question_closed`: a promise does not end in silence.
    """
    if Role.COORDINATOR in actor.roles and (await work.uow.questions.get(question_id)).person_id != actor.id:
        question = await for_coordinators(work, actor, question_id)
        if question.state is QuestionState.OPEN:
            key = f"question_closed:{question.id}:{work.clock.now().isoformat()}"
            data = {"question_id": question.id}
            await work.uow.inbox.tell(Happened("question_closed", question.coalition_id, question.person_id, key, data))
    else:
        question = await _own(work, await _parent(work, actor), question_id)
    if question.state is not QuestionState.CLOSED:
        question = await drop(work, question)
        await note(work, actor, "question_closed", question.id)
    return question


async def reopen(work: Work, actor: Actor, question_id: str) -> Question:
    """A closed question can be answered again; nothing new was asked, so no day is promised. Refused: `parent_left`."""
    question = await for_coordinators(work, actor, question_id)
    parent = await work.uow.people.find(question.person_id)
    if parent is None or parent.state in {PersonState.STOPPED, PersonState.FORGETTING}:
        raise Refused("parent_left")
    if question.state is QuestionState.CLOSED:
        question = replace(question, state=QuestionState.ANSWERED)
        await work.uow.questions.save(question)
        await note(work, actor, "question_reopened", question.id)
    return question


async def put_off(work: Work, actor: Actor, question_id: str) -> Question:
    """The promised day passed without an answer: its parent is told a new one, by the same norm, for all that they asked and
    that is late. `answer_by` stays, so that coordinators are nudged as before.

    Refused: `answered`, when nothing is waited for any more or a day was put off before; `nobody_reads`: there is nobody who
    could keep a new promise.
    """
    question = await _own(work, await _parent(work, actor), question_id)
    coalition = await work.uow.coalitions.get(question.coalition_id)
    if not await is_awaited(work, question) or today_of(work, coalition) <= question.answer_by:
        raise Refused("answered", id=question.id)
    if not await joined_coordinators(work, coalition.id):
        raise Refused("nobody_reads", id=question.id)
    later_by = await _promised(work, question.trajectory_id, coalition)
    for mine in await work.uow.questions.of_person(actor.id):
        # Held from here on: a coordinator may just be answering it.
        each = await work.uow.questions.get(mine.id)
        if each.answer_by < today_of(work, coalition) and await is_awaited(work, each):
            await work.uow.questions.save(replace(each, later_by=later_by))
            await note(work, actor, "answer_put_off", each.id)
    return replace(question, later_by=later_by)


async def is_awaited(work: Work, question: Question) -> bool:
    """Whether its parent waits for what was promised, and heard of no new day: nobody answered, or a translator has the answer.
    In danger no day is promised."""
    if question.danger or question.later_by is not None or question.state is QuestionState.CLOSED:
        return False
    if question.state is QuestionState.OPEN:
        return True
    said = await work.uow.questions.messages(question.id)
    asked = max((number for number, message in enumerate(said) if message.from_parent), default=0)
    answers = [message for message in said[asked:] if not message.from_parent]
    waits = [await translating_words.open_for(work, message.id) is not None for message in answers]
    return bool(waits) and all(waits)


async def awaited(work: Work, trajectory: Trajectory) -> list[Question]:
    """Those of a trajectory for whose answer a parent waits (`is_awaited`), oldest first."""
    found = {question.id: question for question in await work.uow.questions.open(trajectory.coalition_id)}
    for task in await work.uow.translations.open(trajectory.coalition_id):
        if task.direction is Direction.ANSWER and task.message_id is not None:
            message = await work.uow.questions.message(task.message_id)
            if message.question_id not in found:
                found[message.question_id] = await work.uow.questions.get(message.question_id)
    mine = [question for question in found.values() if question.trajectory_id == trajectory.id]
    return sorted([q for q in mine if await is_awaited(work, q)], key=lambda q: (q.asked_at, q.id))


async def drop(work: Work, question: Question) -> Question:
    """Closes it without anybody asking for that: its parent left."""
    # Read anew: somebody may take it, or be given a topic for it, at this moment.
    question = replace(await work.uow.questions.get(question.id), state=QuestionState.CLOSED)
    await work.uow.questions.save(question)
    return question


async def topic_made(work: Work, question_id: str, group_id: str, topic_id: str) -> Question:
    """The channel made a topic for it. Called when a `create_topic` part was sent; it has no actor but the dispatcher."""
    question = await work.uow.questions.get(question_id)
    question = replace(question, group_id=group_id, topic_id=topic_id)
    await work.uow.questions.save(question)
    return question


async def topic_gone(work: Work, question_id: str) -> Question:
    """Somebody deleted its topic; what is said next makes a new one."""
    question = replace(await work.uow.questions.get(question_id), topic_id=None)
    await work.uow.questions.save(question)
    return question


async def _parent(work: Work, actor: Actor) -> Person:
    actor.must_be(Role.PARENT)
    person = await work.uow.people.get(actor.id)
    if person.state not in {PersonState.ACTIVE, PersonState.PAUSED} or person.trajectory_id is None:
        raise Refused("not_joined")
    return person


async def _own(work: Work, person: Person, question_id: str) -> Question:
    question = await work.uow.questions.get(question_id)
    if question.person_id != person.id:
        raise NotThere("question", id=question_id)
    return question


async def for_coordinators(work: Work, actor: Actor, question_id: str) -> Question:
    """The question, for a coordinator of its coalition who has joined. NotAllowed for anybody else."""
    question = await work.uow.questions.get(question_id)
    actor.must_be(Role.COORDINATOR, coalition_id=question.coalition_id)
    person = await work.uow.people.get(actor.id)
    if person.state not in HERE:
        raise NotAllowed("not_joined")
    return question


async def _pseudonym(work: Work, coalition_id: str) -> str:
    """A word that no open question of the coalition has; with a number behind it when chance keeps drawing the same."""
    taken = {q.pseudonym for q in await work.uow.questions.open(coalition_id)}
    for _ in range(20):
        word = work.chance.pseudonym()
        if word not in taken:
            return word
    return next(f"{word} {n}" for n in range(2, len(taken) + 3) if f"{word} {n}" not in taken)


async def _promised(work: Work, trajectory_id: str, coalition: Coalition) -> date:
    """The day by which a person answers what is asked now, by the trajectory's norm. `flows/cadence.yaml` has what follows."""
    trajectory = await work.uow.trajectories.get(trajectory_id)
    return add_working_days(work.clock.now(), work.norms.of(trajectory).answer_working_days, coalition)
