"""What a parent would tell another parent about a message: it shows what was understood, which 'do you understand?' never does.

Asked after a full update and the reactions to it, once a bulletin at the most, and of nobody who answered the same when it was
tried out.
"""

from dataclasses import replace

from bot.domain.actor import Actor, Role
from bot.domain.consent import Purpose
from bot.domain.person import PersonState
from bot.domain.trajectory import AskBack
from bot.services.auditing import note
from bot.services.people import consenting
from bot.services.work import Work

ASKED = "teach_back_asked"
"""How the audit says that a parent was asked about a bulletin."""

CHOSEN = "ask_back_chosen"
"""How the audit says that a coordinator chose whom a trajectory asks: a data file does not change it any more."""


async def whom(work: Work, actor: Actor, trajectory_id: str) -> AskBack:
    """Whom the trajectory asks now."""
    trajectory = await work.uow.trajectories.get(trajectory_id)
    actor.must_be(Role.COORDINATOR, coalition_id=trajectory.coalition_id)
    return trajectory.ask_back


async def choose(work: Work, actor: Actor, trajectory_id: str, asked: AskBack) -> None:
    """From now on: who has the question already, keeps it."""
    trajectory = await work.uow.trajectories.lock(trajectory_id)
    actor.must_be(Role.COORDINATOR, coalition_id=trajectory.coalition_id)
    await work.uow.trajectories.save(replace(trajectory, ask_back=asked))
    await note(work, actor, CHOSEN, trajectory.id, reason=asked.value)


async def offer(work: Work, actor: Actor, bulletin_id: str) -> bool:
    """Whether to ask this parent now, by the trajectory's own choice. It counts as asked from here on."""
    person = await work.uow.people.get(actor.id)
    if not person.is_parent or person.state is not PersonState.ACTIVE or person.trajectory_id is None:
        return False
    bulletin = await work.uow.bulletins.get(bulletin_id)
    trajectory = await work.uow.trajectories.get(person.trajectory_id)
    if bulletin.trajectory_id != trajectory.id or trajectory.ask_back is AskBack.NOBODY:
        return False
    if trajectory.ask_back is AskBack.PANEL and not await consenting.stands(work, person, Purpose.PANEL):
        return False
    tried = [trial for trial in await work.uow.drafts.trials_of(person.id) if trial.bulletin_id == bulletin.id]
    asked = [e for e in await work.uow.audit.of(person.coalition_id, bulletin.id) if (e.what, e.actor_id) == (ASKED, person.id)]
    if asked or any(trial.answered_at is not None for trial in tried):
        return False
    await note(work, actor, ASKED, bulletin.id)
    return True
