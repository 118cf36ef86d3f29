"""Parents who read a text before others do: asked once at most, joined by a yes of its own, and left at any moment."""

from dataclasses import replace

from bot.domain.actor import Actor, Role
from bot.domain.consent import Purpose, Shown
from bot.domain.errors import Refused
from bot.domain.person import Person, PersonState
from bot.services.auditing import note
from bot.services.hearing import reactions
from bot.services.people import consenting
from bot.services.work import Work


async def is_on(work: Work, actor: Actor) -> bool:
    """Whether this parent is on the panel. Refused: `not_joined`."""
    return await consenting.stands(work, await _parent(work, actor), Purpose.PANEL)


async def offer(work: Work, actor: Actor) -> bool:
    """Whether to ask this parent now, of our own accord: somebody who never was asked before, nor said yes or no. It counts as
    asked from here on."""
    person = await work.uow.people.get(actor.id)
    asked = person.panel_asked_at is not None or await work.uow.people.consent(person.id, Purpose.PANEL) is not None
    if asked or not person.is_parent or person.state is not PersonState.ACTIVE:
        return False
    await _asked(work, person)
    await note(work, actor, "panel_offered", person.id)
    return True


async def join(work: Work, actor: Actor, shown: Shown) -> None:
    """A yes to the question that was shown. Refused: `not_joined`, `words_changed`."""
    person = await _parent(work, actor)
    await consenting.give(work, actor, Purpose.PANEL, shown)
    await _asked(work, person)


async def decline(work: Work, actor: Actor) -> None:
    """Rather not: we do not ask again."""
    actor.must_be(Role.PARENT)
    await _asked(work, await work.uow.people.get(actor.id))
    await note(work, actor, "panel_declined", actor.id)


async def leave(work: Work, actor: Actor) -> int:
    """The parent takes it back: nothing is asked any more, and what they answered goes. How many texts that was about.

    What was read already, nobody can take back.
    """
    actor.must_be(Role.PARENT)
    trials = await work.uow.drafts.trials_of(actor.id)
    for trial in trials:
        await work.uow.drafts.drop_trial(trial.id)
    await reactions.forget_told(work, actor)
    await consenting.take_back(work, actor, Purpose.PANEL)
    return len(trials)


async def _asked(work: Work, person: Person) -> None:
    await work.uow.people.save(replace(person, panel_asked_at=work.clock.now()))


async def _parent(work: Work, actor: Actor) -> Person:
    actor.must_be(Role.PARENT)
    person = await work.uow.people.get(actor.id)
    if person.state not in {PersonState.ACTIVE, PersonState.PAUSED} or person.trajectory_id is None:
        raise Refused("not_joined")
    return person
