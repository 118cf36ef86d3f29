"""What parents write or say in their language is put into Dutch by a person, and a coordinator's answer into theirs.

What they say in Dutch beside a reaction is written down in the same way.
"""

from dataclasses import replace
from typing import Literal

from bot.domain.actor import Actor
from bot.domain.errors import NotThere, Refused, Stale
from bot.domain.events import Happened
from bot.domain.person import Person, PersonState
from bot.domain.question import Question, QuestionMessage
from bot.domain.reaction import Reaction
from bot.domain.translation import OPEN_TASKS, Direction, TaskState, TranslationTask
from bot.services.auditing import note
from bot.services.speaking.languages import SOURCE
from bot.services.translation import assigning
from bot.services.work import Work
from bot.texts.dutch import is_dutch

EDITED = "question_message_edited"
"""How the audit says that a message of a thread was changed by its writer."""

Follows = Literal["follows", "translated", "only_dutch", "as_it_is"]


async def of_message(work: Work, parent: Person, question: Question, message: QuestionMessage) -> TranslationTask | None:
    """Work for a translator, when a parent's message is in another language than Dutch: unassigned when nobody can.

    With their first question the parent hears who that is, by `translator_named`, before the translator is told of it
    (`ask_named`); not in danger, when a phone may be in other hands and nothing may wait.
    """
    if parent.language == SOURCE:
        return None
    task = _task(work, Direction.WORDS, parent, message_id=message.id)
    first = len(await work.uow.questions.of_person(parent.id)) == 1
    hears_first = first and not question.danger
    task = await assigning.assign(work, task, parent.actor, later=hears_first)
    if task.translator_id is not None and hears_first:
        data = {"translator_id": task.translator_id}
        event = Happened("translator_named", parent.coalition_id, parent.id, f"translator_named:{parent.id}", data)
        if not await work.uow.inbox.tell(event):
            # They heard it with an earlier message.
            await assigning.tell(work, "translation_asked", task, task.translator_id)
    return task


async def ask_named(work: Work, actor: Actor, translator_id: str) -> None:
    """The parent is being told who translates: from now on that person is told of the work that waits for them."""
    for task in await work.uow.translations.open(actor.coalition_id):
        if task.parent_id == actor.id and task.translator_id == translator_id and task.direction is Direction.WORDS:
            await assigning.tell(work, "translation_asked", task, translator_id)


async def again(work: Work, parent: Person, question: Question, message: QuestionMessage) -> TranslationTask | None:
    """The parent changed the message: what was made of it is no longer what it says. Work that is open stays, and whoever has it
    is told."""
    if await tell_changed(work, message) or parent.state not in {PersonState.ACTIVE, PersonState.PAUSED}:
        return None
    return await of_message(work, parent, question, message)


async def tell_changed(work: Work, message: QuestionMessage) -> bool:
    """Whether there is work on it that is open. Whoever has it hears by `words_changed` that it says something else now."""
    task = await open_for(work, message.id)
    if task is not None and task.translator_id is not None:
        await assigning.tell(work, "words_changed", task, task.translator_id)
    return task is not None


async def version(work: Work, task: TranslationTask) -> str:
    """Tells what a piece of work says now from what it said before: how often its message was changed."""
    if task.message_id is None:
        return "0"
    events = await work.uow.audit.of(task.coalition_id, task.message_id)
    return str(sum(event.what == EDITED for event in events))


async def of_reaction(work: Work, parent: Person, reaction: Reaction) -> TranslationTask | None:
    """Work for a translator, when coordinators may read words that are in another language than Dutch, or that somebody may hear.

    Earlier work on them is dropped: newer words replace them, or nobody may read them any more.
    """
    for task in await work.uow.translations.of_reaction(reaction.id):
        if task.state is not TaskState.DROPPED:
            await assigning.drop(work, task)
    if not wants_dutch(reaction):
        return None
    task = replace(_task(work, Direction.WORDS, parent, reaction_id=reaction.id), language=reaction.language)
    return await assigning.assign(work, task, parent.actor)


def wants_dutch(reaction: Reaction) -> bool:
    """Somebody is to put it in writing for coordinators, in Dutch: words in another language, or a voice that may be heard."""
    foreign = bool(reaction.words.strip()) and reaction.language != SOURCE
    return reaction.may_show and (foreign or reaction.to_hear is not None)


async def not_heard(work: Work, reaction: Reaction) -> None:
    """Nobody may listen to it any more: work on it is dropped, but for words that were typed beside it. What was written down
    stays."""
    for task in await work.uow.translations.of_reaction(reaction.id):
        # As it is under its lock: what somebody wrote down at this very moment stays.
        if task.state in OPEN_TASKS and not wants_dutch(reaction):
            now = await work.uow.translations.get(task.id)
            if now.state in OPEN_TASKS:
                await assigning.drop(work, now)


async def of_answer(work: Work, actor: Actor, question: Question, message: QuestionMessage) -> TranslationTask | None:
    """Work for a translator, when somebody can put this answer into the parent's language; else it goes as it is: None."""
    parent = await work.uow.people.find(question.person_id)
    if parent is None or parent.language == SOURCE:
        return None
    task = _task(work, Direction.ANSWER, parent, message_id=message.id)
    if not await assigning.could_do(work, task):
        return None
    return await assigning.assign(work, task, actor)


async def write(
    work: Work,
    actor: Actor,
    task_id: str,
    words: str,
    *,
    media_id: str | None = None,
    is_dutch: bool = False,
    seen: str | None = None,
) -> TranslationTask:
    """The words in the other language; an answer may be spoken. `is_dutch`: a parent's words needed no translation.

    An answer goes to the parent now. Stale: `translation_gone`; `words_changed`, when its writer changed it since the `version`
    that was `seen`. Refused: `nothing_said`, also of a voice that nobody but who listens to it can put in writing.
    """
    await _alone(work, task_id)
    task = await assigning.mine(work, actor, task_id)
    if task.direction is Direction.BULLETIN:
        raise NotThere("words", id=task.id)
    if seen is not None and seen != await version(work, task):
        raise Stale("words_changed", id=task.id)
    reaction = await _beside(work, task)
    is_dutch = is_dutch and (reaction is None or bool(reaction.words.strip()))
    spoken = media_id if task.direction is Direction.ANSWER else None
    if not words.strip() and spoken is None and not is_dutch:
        raise Refused("nothing_said")
    task = replace(task, words=words.strip(), media_id=spoken, state=TaskState.DONE, done_at=work.clock.now())
    await work.uow.translations.save(task)
    await note(work, actor, assigning.WROTE, task.id)
    if reaction is not None and not reaction.words.strip():
        await work.uow.bulletins.save_reaction(replace(reaction, words_at=work.clock.now()))
    if task.direction is Direction.ANSWER:
        await _to_parent(work, task)
    return task


async def send_as_it_is(work: Work, actor: Actor, task_id: str) -> TranslationTask:
    """A coordinator waits no longer: the parent gets the answer in Dutch. Stale: `translation_gone`."""
    await _alone(work, task_id)
    task = await assigning.must_be_coordinator(work, actor, task_id)
    if task.direction is not Direction.ANSWER or task.state is not TaskState.ASKED:
        raise Stale("translation_gone", id=task.id)
    await assigning.drop(work, task)
    await note(work, actor, "answer_sent_as_it_is", task.id)
    await _to_parent(work, task)
    return task


async def put_in_dutch(work: Work, message_id: str) -> TranslationTask | None:
    """What a translator made of a parent's message; None when nobody did (yet)."""
    return await _done(work, message_id, Direction.WORDS)


async def put_for_parent(work: Work, message_id: str) -> TranslationTask | None:
    """What a translator made of a coordinator's answer; None when it goes as it is."""
    return await _done(work, message_id, Direction.ANSWER)


async def follows(work: Work, question: Question, message: QuestionMessage) -> Follows:
    """What to say of the language of an answer. To who is in danger it goes before anybody translates it (`follows`, and then
    `translated`); where nobody does, it is `only_dutch`; else it needs no word (`as_it_is`)."""
    tasks = [t for t in await work.uow.translations.of_message(message.id) if t.direction is Direction.ANSWER]
    made = [task for task in tasks if task.state is TaskState.DONE]
    if question.danger and any(task.state in OPEN_TASKS for task in tasks):
        return "follows"
    if question.danger and len(made) == 1 and made[0] is tasks[-1]:
        return "translated"
    return "only_dutch" if await _is_only_dutch(work, question, message) else "as_it_is"


async def _is_only_dutch(work: Work, question: Question, message: QuestionMessage) -> bool:
    """Whether its parent gets Dutch and reads another language. Coordinators may know that one: by their words, or by what they
    say that they translate where it was spoken. A picture has no language."""
    parent = await work.uow.people.find(question.person_id)
    if parent is None or parent.language == SOURCE or await put_for_parent(work, message.id) is not None:
        return False
    if message.text.strip():
        return is_dutch(message.text, parent.language)
    if message.media_id is None or (await work.uow.media.get(message.media_id)).kind != "voice":
        return False
    writer = await work.uow.people.find(message.person_id)
    return writer is None or parent.language not in writer.translates


async def open_for(work: Work, message_id: str) -> TranslationTask | None:
    """The work on a message that waits."""
    return next((t for t in await work.uow.translations.of_message(message_id) if t.state in OPEN_TASKS), None)


async def _beside(work: Work, task: TranslationTask) -> Reaction | None:
    """The reaction that the words stand beside; None for a message of a thread. Stale: `translation_gone`, when nobody may put it
    in writing any more."""
    if task.reaction_id is None:
        return None
    reaction = await work.uow.bulletins.reaction(task.reaction_id)
    if not wants_dutch(reaction):
        raise Stale("translation_gone", id=task.id)
    return reaction


async def _alone(work: Work, task_id: str) -> None:
    """In the thread of this work nobody changes what they said until this unit of work ends; what they changed before is known.

    A question before the work on what is said in it (decision 7): whoever changes a message locks its question too.
    """
    task = await work.uow.translations.look(task_id)
    if task.message_id is not None:
        message = await work.uow.questions.message(task.message_id)
        await work.uow.questions.get(message.question_id)


async def _done(work: Work, message_id: str, direction: Direction) -> TranslationTask | None:
    tasks = [t for t in await work.uow.translations.of_message(message_id) if t.direction is direction]
    newest = tasks[-1] if tasks else None
    return newest if newest is not None and newest.state is TaskState.DONE and (newest.words or newest.media_id) else None


async def _to_parent(work: Work, task: TranslationTask) -> None:
    message = await work.uow.questions.message(str(task.message_id))
    question = await work.uow.questions.get(message.question_id)
    earlier = [t for t in await work.uow.translations.of_message(message.id) if t.id != task.id and t.state is TaskState.DONE]
    # Who is in danger got it already, as it was written.
    name = "answer_changed" if earlier or question.danger else "question_answered"
    data = {"question_id": question.id, "message_id": message.id}
    await work.uow.inbox.tell(Happened(name, question.coalition_id, question.person_id, f"answer:{task.id}", data))


def _task(
    work: Work, direction: Direction, parent: Person, *, message_id: str | None = None, reaction_id: str | None = None
) -> TranslationTask:
    return TranslationTask(
        work.chance.id(),
        parent.coalition_id,
        direction,
        parent.language,
        TaskState.ASKED,
        work.clock.now(),
        message_id=message_id,
        reaction_id=reaction_id,
        parent_id=parent.id,
    )
