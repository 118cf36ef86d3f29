"""Trying a bulletin out: a few parents of the panel read it before others do, and say what they would tell another parent."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import Bulletin, Revision
from bot.domain.consent import Purpose
from bot.domain.draft import Trial
from bot.domain.errors import NotThere, Refused, Stale
from bot.domain.events import Happened
from bot.domain.follow_up import FollowUp, FollowUpState
from bot.domain.person import Person, PersonState
from bot.outbox.quiet import hours_of, next_decent
from bot.services.auditing import note
from bot.services.people import consenting
from bot.services.people.absence import on_duty
from bot.services.speaking import languages
from bot.services.work import Work

MOST = 5
"""So many parents read one text before others do: enough to hear where it is not understood. Our own judgement."""
BUNDLED = timedelta(minutes=30)
"""Answers that come within this time are told together."""
TRIAL_DUE = "trial_due"
ANSWERS_DUE = "trial_answers_due"
KINDS = frozenset({TRIAL_DUE, ANSWERS_DUE})
"""Of follow-ups."""
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Readers:
    """Who of the panel could try the newest text out, without who they are."""

    number: int
    languages: tuple[str, ...]
    asked_at_once: int
    """So many of them get it when it is tried out now: those who were asked longest ago."""


@dataclass(frozen=True, slots=True)
class ToRead:
    """What a parent tries out, and when parents hear again: the promised day, or the latest one when none is promised yet."""

    trial: Trial
    revision: Revision
    next_day: date


async def readers(work: Work, actor: Actor, bulletin_id: str) -> Readers:
    """Nobody, as long as it is not all written. Stale: `already_sent`."""
    bulletin = await _to_try(work, actor, bulletin_id)
    _, found, room = await _readers(work, bulletin)
    codes = dict.fromkeys(person.language for person in found)
    return Readers(len(found), tuple(sorted(codes)), min(room, len(found)))


async def begin(work: Work, actor: Actor, bulletin_id: str) -> int:
    """Each gets it at a decent moment of their own; how many. Twice does not make them more.

    Stale: `already_sent`. Refused: `nobody_reads`.
    """
    await work.uow.bulletins.lock(bulletin_id)
    bulletin = await _to_try(work, actor, bulletin_id)
    revision, found, room = await _readers(work, bulletin)
    if revision is None or not found[:room]:
        raise Refused("nobody_reads", id=bulletin.id)
    coalition = await work.uow.coalitions.get(bulletin.coalition_id)
    now = work.clock.now()
    for person in found[:room]:
        trial = Trial(work.chance.id(), coalition.id, bulletin.id, revision.id, person.id, person.language, now)
        await work.uow.drafts.save_trial(trial)
        due = next_decent(now, hours_of(coalition, person))
        key = f"trial:{trial.id}"
        await work.uow.follow_ups.plan(
            FollowUp(work.chance.id(), coalition.id, key, TRIAL_DUE, due, person_id=person.id),
        )
    await note(work, actor, "bulletin_tried_out", revision.id)
    return len(found[:room])


async def open_trial(work: Work, actor: Actor, trial_id: str) -> ToRead:
    """What this parent is to read now. Refused: `trial_over`, when there is nothing to try out for them any more."""
    trial = await _renewed(work, await _own(work, actor, trial_id))
    if trial is None or trial.answered_at is not None:
        raise Refused("trial_over")
    await work.uow.drafts.save_trial(trial)
    bulletin = await work.uow.bulletins.get(trial.bulletin_id)
    revision = await work.uow.bulletins.revision(trial.revision_id)
    trajectory = await work.uow.trajectories.get(bulletin.trajectory_id)
    limit = timedelta(days=work.norms.of(trajectory).silence_limit_days)
    return ToRead(trial, revision, revision.next_promised or (work.clock.now() + limit).date())


async def answer(work: Work, actor: Actor, trial_id: str, words: str, media_id: str | None = None) -> Trial:
    """What this parent would tell another one; coordinators hear of it within half an hour, or in the morning.

    Refused: `nothing_said`; `trial_over`, for who left the panel meanwhile.
    """
    trial = await _own(work, actor, trial_id)
    if not words.strip() and not media_id:
        raise Refused("nothing_said")
    now = work.clock.now()
    trial = replace(trial, answered_at=now, told_at=None, words=words, media_id=media_id or None)
    await work.uow.drafts.save_trial(trial)
    coalition = await work.uow.coalitions.get(trial.coalition_id)
    due = next_decent(now + BUNDLED, hours_of(coalition))
    key = f"trial_answers:{trial.id}:{now.isoformat()}"
    await work.uow.follow_ups.plan(FollowUp(work.chance.id(), coalition.id, key, ANSWERS_DUE, due))
    await note(work, actor, "trial_answered", trial.id)
    return trial


async def come_due(work: Work, follow_up: FollowUp) -> int:
    """A parent's trial, or a bundle of answers: whom it concerns is told. How many were."""
    await work.uow.follow_ups.save(replace(follow_up, state=FollowUpState.DONE))
    try:
        trial = await work.uow.drafts.trial(follow_up.key.split(":")[1])
    except NotThere:  # taken back, or forgotten
        return 0
    if follow_up.kind == ANSWERS_DUE:
        return await _tell_answers(work, trial.bulletin_id)
    now = await _renewed(work, trial)
    if now is None:
        await work.uow.drafts.drop_trial(trial.id)
        return 0
    data = {"trial_id": trial.id, "bulletin_id": trial.bulletin_id}
    return await work.uow.inbox.tell(Happened("trial_due", trial.coalition_id, trial.person_id, f"trial:{trial.id}", data))


def is_about(trial: Trial, tried: Revision, now: Revision) -> bool:
    """Whether a trial of one revision says something of another: in its language they read the same."""
    return tried.id == now.id or _read_as(tried, trial.language) == _read_as(now, trial.language)


def _read_as(revision: Revision, language: str) -> object:
    texts = {element: words for (of, element), words in revision.texts.items() if of == language}
    return texts, revision.proposal_ids


async def _tell_answers(work: Work, bulletin_id: str) -> int:
    """Everything that was answered and not told yet, once to each coordinator on duty."""
    now = work.clock.now()
    if not await work.uow.drafts.tell_trials(bulletin_id, now):
        return 0
    coalition_id = (await work.uow.bulletins.get(bulletin_id)).coalition_id
    data = {"bulletin_id": bulletin_id, "told_at": now.isoformat()}
    told = 0
    for person in await on_duty(work, coalition_id):
        key = f"trial_answers:{bulletin_id}:{now.isoformat()}:{person.id}"
        told += await work.uow.inbox.tell(Happened("trial_answered", coalition_id, person.id, key, data))
    return told


async def _to_try(work: Work, actor: Actor, bulletin_id: str) -> Bulletin:
    bulletin = await work.uow.bulletins.get(bulletin_id)
    actor.must_be(Role.COORDINATOR, coalition_id=bulletin.coalition_id)
    if not bulletin.may_begin:
        raise Stale("already_sent", id=bulletin.id, state=bulletin.state)
    return bulletin


async def _readers(work: Work, bulletin: Bulletin) -> tuple[Revision | None, list[Person], int]:
    """The text, who could still be asked about it (those who were asked longest ago first), and how many of them may be."""
    revision = await work.uow.bulletins.revision(bulletin.revision_id) if bulletin.revision_id else None
    if revision is None:
        return None, [], 0
    asked = [t for t in await work.uow.drafts.trials(bulletin.id) if await _says_of(work, t, revision)]
    there = {trial.person_id for trial in asked}
    people = [p for p in await work.uow.people.parents(bulletin.trajectory_id) if p.state is PersonState.ACTIVE]
    willing = await work.uow.people.consented([p.id for p in people], Purpose.PANEL)
    readable: dict[str, bool] = {}
    found = []
    for person in people:
        if person.id not in willing or person.id in there:
            continue
        if person.language not in readable:
            readable[person.language] = await languages.may_read(work, revision, person.language)
        if readable[person.language]:
            found.append(person)
    last = await work.uow.drafts.last_asked([p.id for p in found])
    found.sort(key=lambda person: (last.get(person.id, LONG_AGO), person.id))
    return revision, found, max(0, MOST - len(asked))


async def _says_of(work: Work, trial: Trial, revision: Revision) -> bool:
    return is_about(trial, await work.uow.bulletins.revision(trial.revision_id), revision)


async def _renewed(work: Work, trial: Trial) -> Trial | None:
    """The same, of the newest text and in the language that the parent reads now; None when they are not to read it any more."""
    person = await work.uow.people.find(trial.person_id)
    bulletin = await work.uow.bulletins.get(trial.bulletin_id)
    if person is None or person.state is not PersonState.ACTIVE or not await consenting.stands(work, person, Purpose.PANEL):
        return None
    if bulletin.revision_id is None or not bulletin.may_begin:
        return None
    revision = await work.uow.bulletins.revision(bulletin.revision_id)
    if not await languages.may_read(work, revision, person.language):
        return None
    return replace(trial, revision_id=revision.id, language=person.language)


async def _own(work: Work, actor: Actor, trial_id: str) -> Trial:
    """Refused: `trial_over`, also for one that is somebody else's."""
    actor.must_be(Role.PARENT)
    try:
        trial = await work.uow.drafts.trial(trial_id)
    except NotThere:
        raise Refused("trial_over") from None
    if trial.person_id != actor.id:
        raise Refused("trial_over")
    return trial
