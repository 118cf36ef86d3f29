"""Short messages of which the words are ready, approved and recorded in every language: one tap sends one.

Their texts stand in `flows/common.yaml`. What a coalition approved there is approved in the message too: the same words, by the
same person. Whoever edits one makes words of their own of it, which want a second look.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.domain.actor import Actor, Role
from bot.domain.approval import Approval, text_hash
from bot.domain.bulletin import SHORT_ELEMENTS, Bulletin, BulletinKind, Revision
from bot.domain.errors import NotThere, Refused, Stale
from bot.domain.trajectory import Trajectory
from bot.services.auditing import note
from bot.services.delivery import sending, steering
from bot.services.speaking import languages
from bot.services.speaking.fixed_texts import wordbook
from bot.services.work import Wordbook, Work
from bot.services.working_days import is_working_day
from bot.services.writing import revising

READY: Mapping[str, int] = {
    "still_busy": 7,
    "decided_later": 14,
    "talking": 7,
    "begun": 7,
    "meeting": 14,
    "thank_you": 14,
}
"""By name, in the order of the buttons: in how many days parents hear again, unless somebody chooses a day (own judgement)."""
HEARD_TODAY = timedelta(hours=12)
"""So soon after a message another one is asked about first: two coordinators may be warned of the same silence."""
_MESSAGE = SHORT_ELEMENTS[0]


@dataclass(frozen=True, slots=True)
class Sent:
    """What went, to how many parents, and how many of them wait for an approved language."""

    bulletin: Bulletin
    revision: Revision
    recipients: int
    waiting: int


def key_of(name: str) -> str:
    """The key of its text, by which its recordings are known."""
    return f"common.ready_{name}"


async def day_for(work: Work, trajectory: Trajectory, name: str) -> date:
    """The working day that it promises: the first one after its number of days, within the silence limit."""
    coalition = await work.uow.coalitions.get(trajectory.coalition_id)
    today = work.clock.now().astimezone(ZoneInfo(coalition.zone)).date()
    limit = today + timedelta(days=work.norms.of(trajectory).silence_limit_days)
    day = min(today + timedelta(days=READY[name]), limit)
    while not is_working_day(day, coalition):
        day += timedelta(days=1)
    while day > limit or not is_working_day(day, coalition):
        day -= timedelta(days=1)
    return max(day, today + timedelta(days=1))


async def send(work: Work, actor: Actor, trajectory_id: str, name: str, promised: date, *, anyway: bool = False) -> Sent:
    """Makes it and sends it at once. `anyway`: also when parents heard something today.

    Refused: Stale `just_heard`; what `sending.send` says, and then nothing of it stays.
    """
    # Of two who send at the same moment the later one hears of the other. (The coalition first, as whoever sends locks it.)
    await work.uow.coalitions.lock(actor.coalition_id)
    trajectory = await work.uow.trajectories.lock(trajectory_id)
    actor.must_be(Role.COORDINATOR, coalition_id=trajectory.coalition_id)
    heard = trajectory.last_heard_at
    if heard is not None and work.clock.now() - heard < HEARD_TODAY and not anyway:
        raise Stale("just_heard", id=trajectory.id)
    bulletin, revision = await make(work, actor, trajectory, name, promised)
    try:
        broadcast = await sending.send(work, actor, bulletin.id)
    except Refused:
        await steering.cancel(work, actor, bulletin.id)
        raise
    return Sent(bulletin, revision, broadcast.recipients, broadcast.waiting.get(languages.NOT_APPROVED, 0))


async def make(work: Work, actor: Actor, trajectory: Trajectory, name: str, promised: date) -> tuple[Bulletin, Revision]:
    """A draft that can go: the fixed text in every language that the coalition offers and approved it in.

    Raises NotThere for another name.
    """
    actor.must_be(Role.COORDINATOR, coalition_id=trajectory.coalition_id)
    if name not in READY:
        raise NotThere("ready_made", id=name)
    key = key_of(name)
    words = await wordbook(work, trajectory.coalition_id)
    offered = await languages.offered(work, trajectory.coalition_id)
    spoken = [code for code in offered if await _is_ready(work, words, trajectory.coalition_id, code, key)]
    texts = {(language, _MESSAGE): words.render(key, language, {}) for language in spoken}
    bulletin = Bulletin(work.chance.id(), trajectory.coalition_id, trajectory.id, BulletinKind.SHORT)
    await work.uow.bulletins.save(bulletin)
    revision = Revision(
        work.chance.id(),
        trajectory.coalition_id,
        bulletin.id,
        1,
        BulletinKind.SHORT,
        texts,
        next_promised=promised,
        written_by=actor.id,
        plain_score=revising.plain_score(work, texts),
        ready_made=key,
    )
    bulletin = await revising.add(work, bulletin, revision, None)
    await _approve(work, words, revision, key)
    await note(work, actor, "ready_made_used", revision.id, reason=name)
    return bulletin, revision


async def may_be_said(work: Work, coalition_id: str, language: str, key: str) -> bool:
    """Whether the coalition approved this text in this language, as it has it now. Never of a language without a catalog."""
    if language not in work.words.languages():
        return False
    return await _is_ready(work, await wordbook(work, coalition_id), coalition_id, language, key)


async def _is_ready(work: Work, book: Wordbook, coalition_id: str, language: str, key: str) -> bool:
    """Whether the coalition approved the fixed text in this language: a language may be spoken before all of it is."""
    if language == languages.SOURCE:
        return True
    return bool(await work.uow.bulletins.approved(coalition_id, language, [book.fixed_hash(key, language)]))


async def _approve(work: Work, book: Wordbook, revision: Revision, key: str) -> None:
    """The same words, by whoever approved the fixed text. Dutch is what all others were made of, and needs none."""
    for language, element in revision.texts:
        if language == languages.SOURCE:
            continue
        fixed = [book.fixed_hash(key, language)]
        words = text_hash(element, revision.texts[language, element])
        given = await work.uow.bulletins.approvals(revision.coalition_id, language, fixed)
        await work.uow.bulletins.add_approvals([Approval(a.coalition_id, words, language, a.by, a.at) for a in given])
