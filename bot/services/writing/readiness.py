"""What keeps a bulletin from going out: nothing goes out half (Invariant 5)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.actor import Actor, Role
from bot.domain.approval import text_hash
from bot.domain.bulletin import MOST_PROPOSALS, Bulletin, BulletinKind, BulletinState, Revision
from bot.domain.proposal import Proposal
from bot.services.speaking import languages
from bot.services.speaking.languages import SOURCE
from bot.services.work import Work
from bot.services.writing import authorship
from bot.texts.plain_score import ENOUGH

PLAIN_ENOUGH = ENOUGH
"""Of 100. Below it a writer rewrites, or says why it goes out all the same. `bot.texts.plain.Verdict` says when a text is below:
it scores less, or it has something in it that a parent can do nothing with."""
ALWAYS_OF_A_PROPOSAL = ("title", "plan")


@dataclass(frozen=True, slots=True)
class Obstacle:
    """`code` is what a text is looked up by; `fields` hold ids, names of elements and numbers."""

    code: str
    fields: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A bulletin that did not go out yet, and what keeps it."""

    bulletin: Bulletin
    obstacles: tuple[Obstacle, ...]

    @property
    def is_ready(self) -> bool:
        return not self.obstacles


async def ready(work: Work, actor: Actor) -> list[Draft]:
    """The coalition's drafts, those that can go first."""
    actor.must_be(Role.COORDINATOR, Role.OPERATOR)
    bulletins = [b for b in await work.uow.bulletins.of(actor.coalition_id) if b.state is BulletinState.DRAFT]
    drafts = [Draft(b, tuple(await obstacles(work, b))) for b in bulletins]
    return sorted(drafts, key=lambda d: (not d.is_ready, d.bulletin.id))


async def obstacles(work: Work, bulletin: Bulletin, at: datetime | None = None) -> list[Obstacle]:
    """Everything that keeps it, in the order in which a writer would mend it; empty when it may go at `at` (now).

    A language without approved texts is no obstacle: parents who read it wait with that reason.
    """
    if bulletin.revision_id is None:
        return [Obstacle("no_text")]
    revision = await work.uow.bulletins.revision(bulletin.revision_id)
    found = [Obstacle("element_missing", {"element": e}) for e in revision.missing(SOURCE) if not e.startswith("proposal:")]
    if len(revision.proposal_ids) > MOST_PROPOSALS:
        found.append(Obstacle("too_many_proposals", {"count": len(revision.proposal_ids), "most": MOST_PROPOSALS}))
    for proposal_id in revision.proposal_ids:
        found += _of_proposal(revision, await work.uow.trajectories.proposal(proposal_id))
    if revision.kind is BulletinKind.FULL:
        found += _of_plainness(revision)
    found += await _of_next_day(work, revision, at or work.clock.now())
    found += await _of_four_eyes(work, revision)
    return found


async def untold(work: Work, bulletin: Bulletin, among: Iterable[str]) -> tuple[str, ...]:
    """Those of these languages in which it goes out without a picture that it has, by code: nobody approved the words that tell
    it. That keeps nothing; coordinators know it before."""
    if bulletin.revision_id is None:
        return ()
    revision = await work.uow.bulletins.revision(bulletin.revision_id)
    out = [code for code in sorted(set(among)) if await languages.may_read(work, revision, code)]
    return tuple([code for code in out if not await languages.whole(work, revision, code)])


def _of_proposal(revision: Revision, proposal: Proposal) -> list[Obstacle]:
    def lacks(element: str) -> bool:
        return not revision.texts.get((SOURCE, f"proposal:{proposal.id}:{element}"), "").strip()

    found = [
        Obstacle("proposal_text_missing", {"proposal": proposal.id, "element": element})
        for element in ALWAYS_OF_A_PROPOSAL
        if lacks(element)
    ]
    if proposal.lacks_reason:
        found.append(Obstacle("reason_kind_missing", {"proposal": proposal.id}))
    if proposal.status.needs_reason and lacks("reason"):
        found.append(Obstacle("reason_words_missing", {"proposal": proposal.id}))
    return found


def _of_plainness(revision: Revision) -> list[Obstacle]:
    if revision.plain_overruled:
        return []
    if revision.plain_score is None:
        return [Obstacle("plain_verdict_missing")]
    if revision.plain_score < PLAIN_ENOUGH:
        return [Obstacle("not_plain", {"score": revision.plain_score, "enough": PLAIN_ENOUGH})]
    return []


async def _of_next_day(work: Work, revision: Revision, at: datetime) -> list[Obstacle]:
    if revision.next_promised is None:
        return [Obstacle("next_day_missing")]
    coalition = await work.uow.coalitions.get(revision.coalition_id)
    today = at.astimezone(ZoneInfo(coalition.zone)).date()
    return [Obstacle("next_day_past")] if revision.next_promised < today else []


async def _of_four_eyes(work: Work, revision: Revision) -> list[Obstacle]:
    """A full one needs the other coordinator's yes, or a recorded reason for going alone; a short one may be ready-made."""
    look = await work.uow.bulletins.second_look(revision.id)
    if look is not None and (look.alone_because or look.by not in await authorship.writers(work, revision)):
        return []
    if revision.kind is not BulletinKind.FULL:
        if revision.ready_made is not None:
            return []
        wanted = {text_hash(e, revision.texts.get((SOURCE, e), "")) for e in revision.elements()}
        if wanted <= await work.uow.bulletins.approved(revision.coalition_id, SOURCE, sorted(wanted)):
            return []
        return [Obstacle("not_ready_made")]
    return [Obstacle("second_look_missing")]
