"""What a writer still has to write, and the parts in which it is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import MOST_PROPOSALS, PROPOSAL_ELEMENTS, Bulletin, Revision
from bot.domain.draft import Remark, RemarkKind
from bot.domain.errors import NotThere, Refused, Stale
from bot.domain.proposal import Proposal, ReasonKind
from bot.domain.quote import Audience, Quote
from bot.services.auditing import note
from bot.services.work import Work
from bot.services.writing import drafting, revising
from bot.services.writing.drafting import Change, Changed
from bot.services.writing.readiness import ALWAYS_OF_A_PROPOSAL

KIND = "kind"
"""`proposal:<id>:kind` is no text, but the kind of reason for which a proposal says no."""
LONGEST = 900
"""Characters of a part; three of them have to fit one message, with their headers."""
LONGEST_TITLE = 120
MOST_QUOTES = 4
"""So many fit one message, at their longest."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft as it lies there, with the proposals in it."""

    bulletin: Bulletin
    revision: Revision
    proposals: tuple[Proposal, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """Everything that may be written, in the order of writing."""
        found = list(self.revision.elements())
        for proposal in self.proposals:
            names = [name for name in PROPOSAL_ELEMENTS if name != "reason" or proposal.status.needs_reason]
            found += [f"proposal:{proposal.id}:{name}" for name in names]
        return tuple(found)

    @property
    def lacking(self) -> tuple[str, ...]:
        """What it cannot go without, in the order of writing."""
        texts = revising.source(self.revision.texts)
        found = [element for element in self.revision.elements() if not texts.get(element)]
        for proposal in self.proposals:
            wanted = [*ALWAYS_OF_A_PROPOSAL, *(["reason"] if proposal.status.needs_reason else [])]
            lacks = [name for name in wanted if not texts.get(f"proposal:{proposal.id}:{name}")]
            if proposal.lacks_reason:
                lacks.insert(lacks.index("reason") if "reason" in lacks else len(lacks), KIND)
            found += [f"proposal:{proposal.id}:{name}" for name in lacks]
        return tuple(found)


async def desk(work: Work, actor: Actor, bulletin_id: str) -> Desk:
    """The newest revision. Stale: `already_sent`, for one that cannot be changed any more."""
    bulletin = await work.uow.bulletins.get(bulletin_id)
    actor.must_be(Role.COORDINATOR, coalition_id=bulletin.coalition_id)
    if not bulletin.may_begin or bulletin.revision_id is None:
        raise Stale("already_sent", id=bulletin.id, state=bulletin.state)
    revision = await work.uow.bulletins.revision(bulletin.revision_id)
    return Desk(bulletin, revision, tuple(await work.uow.trajectories.some_proposals(revision.proposal_ids)))


async def write(work: Work, actor: Actor, bulletin_id: str, base_id: str, texts: Mapping[str, str]) -> Changed:
    """These parts, over what the writer saw. Refused: as `check_length`, and what `drafting.change` says."""
    check_length(texts)
    return await drafting.change(work, actor, bulletin_id, base_id, Change(texts))


def check_length(texts: Mapping[str, str]) -> None:
    """Refused: `too_long` with the `part` and the `most`."""
    for part, words in texts.items():
        most = LONGEST_TITLE if part.endswith(":title") else LONGEST
        if len(words) > most:
            raise Refused("too_long", part=part, most=most)


async def quotes_for_parents(work: Work, actor: Actor, trajectory_id: str) -> list[Quote]:
    """Those that parents may see by the teller's permission, after a look for traces."""
    trajectory = await work.uow.trajectories.get(trajectory_id)
    actor.must_be(Role.COORDINATOR, coalition_id=trajectory.coalition_id)
    return [quote for quote in await work.uow.trajectories.quotes(trajectory.id) if may_be_told(quote)]


def may_be_told(quote: Quote) -> bool:
    """To other parents."""
    return Audience.PARENTS in quote.audiences and quote.looked_for_traces


async def use(
    work: Work,
    actor: Actor,
    bulletin_id: str,
    base_id: str,
    *,
    quote_ids: Sequence[str] | None = None,
    proposal_ids: Sequence[str] | None = None,
) -> Changed:
    """These quotes or proposals, of its own trajectory. Raises NotThere for another one, or one that parents may not see."""
    trajectory_id = (await work.uow.bulletins.get(bulletin_id)).trajectory_id
    if quote_ids is not None:
        there = {quote.id for quote in await quotes_for_parents(work, actor, trajectory_id)}
        _all_in("quote", quote_ids, there)
    if proposal_ids is not None:
        _all_in("proposal", proposal_ids, {p.id for p in await work.uow.trajectories.proposals(trajectory_id)})
    wanted = Change(
        quote_ids=None if quote_ids is None else tuple(quote_ids)[:MOST_QUOTES],
        proposal_ids=None if proposal_ids is None else tuple(proposal_ids)[:MOST_PROPOSALS],
    )
    return await drafting.change(work, actor, bulletin_id, base_id, wanted)


def _all_in(what: str, ids: Sequence[str], there: set[str]) -> None:
    for one in ids:
        if one not in there:
            raise NotThere(what, id=one)


async def give_reason_kind(work: Work, actor: Actor, proposal_id: str, kind: ReasonKind) -> Proposal:
    """Why it is not now, or not possible: what nobody had said yet. Stale: `already_known`."""
    proposal = await work.uow.trajectories.lock_proposal(proposal_id)
    actor.must_be(Role.COORDINATOR, coalition_id=proposal.coalition_id)
    if not proposal.lacks_reason:
        raise Stale("already_known", id=proposal.id)
    after = replace(proposal, reason_kind=kind)
    await work.uow.trajectories.save_proposal(after)
    await note(work, actor, "proposal_reason_given", proposal.id)
    return after


async def keep_note(work: Work, actor: Actor, bulletin_id: str, words: str, media_id: str) -> Remark:
    """A photo or a voice note from which a bulletin is written: either coordinator can type from it."""
    bulletin = await work.uow.bulletins.get(bulletin_id)
    actor.must_be(Role.COORDINATOR, coalition_id=bulletin.coalition_id)
    kept = Remark(
        work.chance.id(),
        bulletin.coalition_id,
        bulletin.id,
        RemarkKind.NOTE,
        actor.id,
        work.clock.now(),
        bulletin.revision_id,
        words,
        media_id or None,
    )
    await work.uow.drafts.add_remark(kept)
    await note(work, actor, "draft_note_kept", kept.id)
    return kept


async def notes(work: Work, actor: Actor, bulletin_id: str) -> list[Remark]:
    """Those that were kept, oldest first."""
    bulletin = await work.uow.bulletins.get(bulletin_id)
    actor.must_be(Role.COORDINATOR, coalition_id=bulletin.coalition_id)
    return [remark for remark in await work.uow.drafts.remarks(bulletin.id) if remark.kind is RemarkKind.NOTE]
