"""Writing a bulletin, perhaps with two people at once: every step is a revision, and nobody overwrites what they did not see."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import MOST_PROPOSALS, PICTURE, Bulletin, BulletinKind, BulletinState, Revision, tells_picture
from bot.domain.errors import Refused, Stale
from bot.services.auditing import note
from bot.services.speaking import languages
from bot.services.translation import retranslating
from bot.services.work import Work
from bot.services.writing import authorship, revising
from bot.services.writing.revising import NEXT_PROMISED, OVERRULED, PROPOSALS, QUOTES


@dataclass(frozen=True, slots=True)
class Change:
    """What one step of writing changes; what is None stays as it is."""

    texts: Mapping[str, str] = field(default_factory=dict)
    """Dutch, by element; empty words take it out."""
    quote_ids: tuple[str, ...] | None = None
    proposal_ids: tuple[str, ...] | None = None
    """Their words come along, and their pictures: those the draft has of them, else the proposal's own."""
    next_promised: date | None = None
    plain_overruled: str | None = None
    pictures: Mapping[str, str] = field(default_factory=dict)
    """By proposal: another picture beside it; empty takes it out, and its words with it."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The draft after a change. `meanwhile` names the parts that somebody else (`by`, of the first) changed since the base of
    this one. `unplanned`: it was scheduled, and goes nowhere now. `asked_again`: languages of which translators are
    asked for what changed; `fallen`: those that were approved, and nobody was asked before."""

    bulletin: Bulletin
    revision: Revision
    meanwhile: tuple[str, ...] = ()
    by: str = ""
    unplanned: bool = False
    asked_again: tuple[str, ...] = ()
    fallen: tuple[str, ...] = ()


async def start(work: Work, actor: Actor, trajectory_id: str, kind: BulletinKind) -> Changed:
    """A bulletin without words."""
    trajectory = await work.uow.trajectories.get(trajectory_id)
    actor.must_be(Role.COORDINATOR, coalition_id=trajectory.coalition_id)
    bulletin = Bulletin(work.chance.id(), trajectory.coalition_id, trajectory.id, kind)
    await work.uow.bulletins.save(bulletin)
    revision = Revision(work.chance.id(), trajectory.coalition_id, bulletin.id, 1, kind, {}, written_by=actor.id)
    bulletin = await revising.add(work, bulletin, revision, None)
    await note(work, actor, "draft_started", bulletin.id)
    return Changed(bulletin, revision)


async def change(work: Work, actor: Actor, bulletin_id: str, base_id: str, wanted: Change) -> Changed:
    """The newest revision with this change. `base_id` is the revision that the writer saw.

    What somebody else changed since stays: another part of it comes along (`meanwhile`), the same part is refused. One that
    was scheduled is a draft again. Stale: `already_sent`; `draft_changed` with `parts`, joined by commas, and the id `by` whom.
    Refused: `too_many_proposals`.
    """
    coalition_id = (await work.uow.bulletins.get(bulletin_id)).coalition_id
    actor.must_be(Role.COORDINATOR, coalition_id=coalition_id)
    # Whoever moves one of these proposals waits, or was here before (decision 7: proposals before bulletins).
    for proposal_id in sorted(_few(wanted.proposal_ids or ())):
        await work.uow.trajectories.lock_proposal(proposal_id)
    bulletin = await work.uow.bulletins.lock(bulletin_id)
    if not bulletin.may_begin or bulletin.revision_id is None:
        raise Stale("already_sent", id=bulletin.id, state=bulletin.state)
    now = await work.uow.bulletins.revision(bulletin.revision_id)
    base = now if base_id == now.id else await work.uow.bulletins.revision(base_id)
    after = await _changed(work, actor, now, wanted)
    changers = {} if base is now else await authorship.changed_by(work, base, now)
    meanwhile = revising.different(base, now)
    others = tuple(part for part in meanwhile if changers.get(part) != actor.id)
    by = changers.get(others[0], "") if others else ""
    differs = revising.different(now, after)
    mine = revising.different(base, await _changed(work, actor, base, wanted))
    clash = [part for part in mine if part in meanwhile and part in differs]
    if OVERRULED in mine and OVERRULED not in clash and wanted.plain_overruled and (reworded := _worded(others)):
        # A reason holds for the words that it was given for, and those are others by now.
        clash.append(OVERRULED)
        changers = {**changers, OVERRULED: changers[reworded[0]]}
    if clash:
        raise Stale("draft_changed", id=bulletin.id, parts=",".join(clash), by=changers.get(clash[0], now.written_by))
    if not differs:
        return Changed(bulletin, now, others, by)
    unplanned = bulletin.state is BulletinState.SCHEDULED
    if bulletin.state is not BulletinState.DRAFT:
        bulletin = replace(bulletin, state=BulletinState.DRAFT, send_at=None, send_until=None, halted=None)
    bulletin = await revising.add(work, bulletin, after, now)
    await note(work, actor, "draft_changed", after.id)
    made = await retranslating.source_changed(work, actor, bulletin, now, after)
    return Changed(made.bulletin, made.revision, others, by, unplanned, made.asked_again, made.fallen)


async def translate(
    work: Work, actor: Actor, bulletin_id: str, language: str, texts: Mapping[str, str], seen: str | None = None
) -> Changed:
    """Words of these elements in a language of parents, by a translator. They still are to be approved.

    While it goes out a language may be added, what tells a picture too, and what was not approved be changed. Stale:
    `source_changed`, for an element that the Dutch has no longer, or has in other words than the revision `seen` by whoever
    translated; `already_approved`, for words that may be on phones by now; `already_sent`.
    """
    bulletin = await work.uow.bulletins.lock(bulletin_id)
    actor.must_be(Role.COORDINATOR, Role.TRANSLATOR, Role.KEY_PERSON, coalition_id=bulletin.coalition_id)
    if bulletin.state is BulletinState.CANCELLED or bulletin.revision_id is None:
        raise Stale("already_sent", id=bulletin.id, state=bulletin.state)
    now = await work.uow.bulletins.revision(bulletin.revision_id)
    there = revising.source(now.texts)
    before = there if seen is None else revising.source((await work.uow.bulletins.revision(seen)).texts)
    if gone := [element for element in texts if element not in there or there[element] != before.get(element)]:
        raise Stale("source_changed", id=bulletin.id, element=gone[0])
    after = replace(
        now, id=work.chance.id(), number=now.number + 1, texts={**now.texts, **{(language, e): w for e, w in texts.items()}}
    )
    if after.texts == now.texts:
        return Changed(bulletin, now)
    if not bulletin.may_begin and await _is_out(work, now, language, texts):
        raise Stale("already_approved", id=bulletin.id, language=language)
    bulletin = await revising.add(work, bulletin, after, now)
    await note(work, actor, "draft_translated", after.id)
    return Changed(bulletin, after)


async def _is_out(work: Work, revision: Revision, language: str, texts: Collection[str]) -> bool:
    """Whether some of these elements may be on phones in this language."""
    if not await languages.may_read(work, revision, language):
        return False
    told = {element: hashed for element, hashed in languages.hashes(revision, language).items() if element in texts}
    pictures = [hashed for element, hashed in told.items() if tells_picture(element)]
    return not all(map(tells_picture, texts)) or bool(
        await work.uow.bulletins.approved(revision.coalition_id, language, sorted(pictures))
    )


async def _changed(work: Work, actor: Actor, before: Revision, wanted: Change) -> Revision:
    """A revision with this change; a reason for going out all the same holds for the words that it was given for."""
    proposal_ids = before.proposal_ids if wanted.proposal_ids is None else wanted.proposal_ids
    proposals = await work.uow.trajectories.some_proposals(proposal_ids)
    brought = {p.id: p.picture for p in proposals if p.picture and p.id not in before.proposal_ids}
    away = {f"proposal:{p}:{PICTURE}": "" for p, key in wanted.pictures.items() if not key}
    texts = revising.with_source(before.texts, {**await _of_proposals(work, before, proposal_ids), **wanted.texts, **away})
    told = revising.source(texts)
    # A picture never goes without the words that tell it.
    shown = {**before.pictures, **brought, **wanted.pictures}
    pictures = {p: key for p, key in shown.items() if key and f"proposal:{p}:{PICTURE}" in told}
    overruled = before.plain_overruled if wanted.plain_overruled is None else wanted.plain_overruled or None
    if wanted.plain_overruled is None and revising.source(texts) != revising.source(before.texts):
        overruled = None
    return replace(
        before,
        id=work.chance.id(),
        number=before.number + 1,
        texts=texts,
        quote_ids=before.quote_ids if wanted.quote_ids is None else wanted.quote_ids,
        proposal_ids=proposal_ids,
        next_promised=wanted.next_promised or before.next_promised,
        written_by=actor.id,
        plain_score=revising.plain_score(work, texts),
        plain_overruled=overruled,
        ready_made=None,
        standings={proposal.id: str(proposal.status) for proposal in proposals},
        pictures=pictures,
    )


def _worded(parts: Sequence[str]) -> list[str]:
    """Those that are words."""
    return [part for part in parts if part not in {PROPOSALS, QUOTES, NEXT_PROMISED, OVERRULED}]


def _few(proposal_ids: tuple[str, ...]) -> tuple[str, ...]:
    if len(proposal_ids) > MOST_PROPOSALS:
        raise Refused("too_many_proposals", count=len(proposal_ids), most=MOST_PROPOSALS)
    return proposal_ids


async def _of_proposals(work: Work, before: Revision, proposal_ids: tuple[str, ...]) -> dict[str, str]:
    """Words of proposals that come along, and empty ones of those that go."""
    there = revising.source(before.texts)
    gone = [p for p in before.proposal_ids if p not in proposal_ids]
    found = {element: "" for element in there if any(element.startswith(f"proposal:{p}:") for p in gone)}
    for proposal in await work.uow.trajectories.some_proposals([p for p in proposal_ids if p not in before.proposal_ids]):
        found |= {f"proposal:{proposal.id}:{name}": words for name, words in proposal.texts.items()}
    return found
