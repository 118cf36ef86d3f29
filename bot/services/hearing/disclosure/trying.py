"""What parents of the panel said about a draft."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import Bulletin
from bot.domain.consent import Purpose
from bot.domain.draft import Trial
from bot.domain.person import PersonState
from bot.services.auditing import note
from bot.services.hearing.disclosure.looking import bulletin_for, out_of_time
from bot.services.work import Work
from bot.services.writing import trying_out


@dataclass(frozen=True, slots=True)
class Tried:
    """What some parent of the panel would tell another one. The words are had by the trial's id, when they are rendered."""

    trial_id: str
    language: str
    spoken: str | None
    """The id of a voice note."""
    is_older: bool
    """It is about words that read otherwise by now."""
    told_at: datetime | None


@dataclass(frozen=True, slots=True)
class Trials:
    """How trying a bulletin out stands: of its newest words, and the answers to older ones beside them."""

    asked: int
    answered: int
    answers: tuple[Tried, ...] = ()


async def trials(work: Work, actor: Actor, bulletin_id: str) -> Trials:
    """Of who is on the panel still and takes part. For coordinators only."""
    actor.must_be(Role.COORDINATOR)
    bulletin = await bulletin_for(work, actor, bulletin_id)
    found = [(trial, await _is_older(work, bulletin, trial)) for trial in await _standing(work, bulletin)]
    await note(work, actor, "trials_seen", bulletin.id)
    newest = [trial for trial, is_older in found if not is_older]
    said = [(trial, is_older) for trial, is_older in found if trial.words or trial.media_id]
    said.sort(key=lambda one: (one[1], out_of_time(bulletin, one[0].id, one[0].words, one[0].media_id)))
    answers = tuple(Tried(t.id, t.language, t.media_id, is_older, t.told_at) for t, is_older in said)
    return Trials(len(newest), sum(1 for trial in newest if trial.answered_at is not None), answers)


async def _standing(work: Work, bulletin: Bulletin) -> list[Trial]:
    all_of_it = await work.uow.drafts.trials(bulletin.id)
    willing = await work.uow.people.consented([trial.person_id for trial in all_of_it], Purpose.PANEL)
    people = {trial.person_id: await work.uow.people.find(trial.person_id) for trial in all_of_it if trial.person_id in willing}
    left = {PersonState.STOPPED, PersonState.FORGETTING}
    return [t for t in all_of_it if (person := people.get(t.person_id)) is not None and person.state not in left]


async def _is_older(work: Work, bulletin: Bulletin, trial: Trial) -> bool:
    if bulletin.revision_id in {None, trial.revision_id}:
        return False
    tried, now = [await work.uow.bulletins.revision(id_) for id_ in (trial.revision_id, bulletin.revision_id or "")]
    return not trying_out.is_about(trial, tried, now)
