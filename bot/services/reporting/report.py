"""What a report of one trajectory says, as data: for the return meeting and for the policy table, before it is put in words.

Of what parents said or did it has only what the disclosure modules tell, and quotes that may be shown to both who will read
it: parents at the return meeting, professionals at the policy table. An advisor gets it without any parent's words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import Bulletin, BulletinKind, BulletinState, Revision
from bot.domain.proposal import Proposal, ProposalStatus, ReasonKind, Say
from bot.domain.quote import Audience
from bot.services.auditing import note
from bot.services.hearing.disclosure import Counts
from bot.services.reporting.promises import Deadline, Message, Promise, Silence, deadlines, promises, silences
from bot.services.reporting.public_counts import READERS, Answers, PublicCounts, Sending, no_reactions, of_trajectory
from bot.services.speaking import languages
from bot.services.work import Work

READ_BY = frozenset({Audience.PROFESSIONALS, Audience.PARENTS})
"""Who read a report; a quote is shown when its parent allows it for both, and a person looked for traces."""


@dataclass(frozen=True, slots=True)
class ToldQuote:
    """A parent's words, as they were said: never translated here."""

    language: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ToldBulletin:
    """A message that parents have. `texts` by element, in `language`: the report's, or Dutch when it has no approved one."""

    id: str
    kind: BulletinKind
    on: date
    language: str
    texts: dict[str, str] = field(repr=False)
    meaning: Counts
    sending: Sending


@dataclass(frozen=True, slots=True)
class ToldProposal:
    """A proposal of which a message told parents: in that message's words, and as it stands now."""

    id: str
    status: ProposalStatus
    owner: str
    decider: str
    decision_on: date | None
    reason_kind: ReasonKind | None
    say: Say
    told_on: date
    """When parents last heard of it."""
    language: str
    title: str = field(repr=False)
    plan: str = field(repr=False)
    way_in: str = field(repr=False)
    reason: str = field(repr=False)
    reactions: Counts
    is_answer: bool = False
    """A no with its reason: parents were asked whether that is a good answer to them."""
    moves: tuple[tuple[date, ProposalStatus], ...] = ()
    """On which days it moved, and to where, oldest first."""


@dataclass(frozen=True, slots=True)
class UntoldProposal:
    """One that parents do not know of yet: by its own title in Dutch, else by its name in the data file."""

    id: str
    title: str = field(repr=False)
    status: ProposalStatus
    owner: str
    decider: str
    decision_on: date | None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything, fixed at one moment, for one language."""

    trajectory_id: str
    title: str
    coalition: str
    language: str
    on: date
    at: datetime
    threshold: int
    silence_limit: int
    parents: int | None
    held: tuple[date, ...]
    """Spiegelgesprekken that were held, and their days."""
    planned: tuple[date, ...]
    meetings: tuple[tuple[datetime, str], ...]
    """Return meetings: when, on the clock where the coalition is, and where."""
    with_words: bool
    """False: it is for somebody who gets no parent's words."""
    quotes: tuple[ToldQuote, ...]
    bulletins: tuple[ToldBulletin, ...]
    """Oldest first."""
    proposals: tuple[ToldProposal, ...]
    """In order of hope."""
    untold: tuple[UntoldProposal, ...]
    promises: tuple[Promise, ...]
    silences: tuple[Silence, ...]
    deadlines: tuple[Deadline, ...]
    answers: Answers
    words: int | None
    """'At least' so many parents let coordinators read words beside their reactions."""


async def gather(work: Work, actor: Actor, trajectory_id: str, language: str) -> Report:
    """In `language`: `nl` or `en`. For coordinators, the command line and an advisor. NotThere, NotAllowed; audited as
    `report_made`."""
    trajectory = await work.uow.trajectories.get(trajectory_id)
    actor.must_be(*READERS, coalition_id=trajectory.coalition_id)
    coalition = await work.uow.coalitions.get(trajectory.coalition_id)
    zone = ZoneInfo(coalition.zone)
    now = work.clock.now()
    today = now.astimezone(zone).date()
    sent = await _sent(work, trajectory.coalition_id, trajectory.id)
    counts = await of_trajectory(work, actor, trajectory, [bulletin for bulletin, _ in sent])
    messages = [
        Message(bulletin.id, bulletin.kind, bulletin.sent_at.astimezone(zone).date(), revision.next_promised)
        for bulletin, revision in sent
        if bulletin.sent_at is not None
    ]
    days = sorted(c.held_on for c in await work.uow.trajectories.conversations(trajectory.id))
    held = tuple(day for day in days if day <= today)
    proposals = await work.uow.trajectories.proposals(trajectory.id)
    told = await _proposals(work, proposals, sent, messages, counts, language, zone)
    with_words = bool(actor.roles & {Role.COORDINATOR, Role.OPERATOR})
    norms = work.norms.of(trajectory)
    await note(work, actor, "report_made", trajectory.id)
    return Report(
        trajectory_id=trajectory.id,
        title=trajectory.title,
        coalition=coalition.name,
        language=language,
        on=today,
        at=now,
        threshold=coalition.threshold,
        silence_limit=norms.silence_limit_days,
        parents=counts.parents,
        held=held,
        planned=tuple(day for day in days if day > today),
        meetings=tuple((m.starts_at.astimezone(zone), m.place) for m in await work.uow.trajectories.meetings(trajectory.id)),
        with_words=with_words,
        quotes=await _quotes(work, trajectory.id) if with_words else (),
        bulletins=tuple([await _bulletin(work, *each, m.on, counts, language) for each, m in zip(sent, messages, strict=True)]),
        proposals=told,
        untold=_untold(proposals, told),
        promises=tuple(promises(messages, today)),
        silences=tuple(silences(min(held, default=None), messages, today, norms.silence_limit_days)),
        deadlines=tuple(deadlines(held, messages, await _all_told_on(work, proposals, sent, messages), norms, today)),
        answers=counts.answers,
        words=counts.words,
    )


async def _sent(work: Work, coalition_id: str, trajectory_id: str) -> list[tuple[Bulletin, Revision]]:
    """Those that parents have or are getting, oldest first. One that ended without reaching anybody was never heard."""
    found = []
    for bulletin in await work.uow.bulletins.of(coalition_id):
        if bulletin.trajectory_id != trajectory_id or bulletin.sent_at is None or bulletin.revision_id is None:
            continue
        going = bulletin.state in {BulletinState.SENDING, BulletinState.PAUSED}
        if going or await work.uow.ledger.reached(bulletin.id):
            found.append((bulletin.sent_at, bulletin, await work.uow.bulletins.revision(bulletin.revision_id)))
    return [(bulletin, revision) for _, bulletin, revision in sorted(found, key=lambda each: (each[0], each[1].id))]


async def _bulletin(
    work: Work, bulletin: Bulletin, revision: Revision, on: date, counts: PublicCounts, language: str
) -> ToldBulletin:
    own = await _language(work, revision, language)
    texts = {element: revision.texts.get((own, element), "").strip() for element in revision.elements()}
    meaning = counts.meanings[bulletin.id]
    return ToldBulletin(bulletin.id, bulletin.kind, on, own, texts, meaning, counts.sending[bulletin.id])


async def _proposals(
    work: Work,
    proposals: Sequence[Proposal],
    sent: Sequence[tuple[Bulletin, Revision]],
    messages: Sequence[Message],
    counts: PublicCounts,
    language: str,
    zone: ZoneInfo,
) -> tuple[ToldProposal, ...]:
    """In order of hope; each in the words of the newest message that told of it."""
    newest = {id_: (revision, m.on) for (_, revision), m in zip(sent, messages, strict=True) for id_ in revision.proposal_ids}
    found = []
    for proposal in proposals:
        if proposal.id not in newest:
            continue
        revision, told_on = newest[proposal.id]
        own = await _language(work, revision, language)
        words = {e: revision.texts.get((own, f"proposal:{proposal.id}:{e}"), "").strip() for e in ("title", "plan", "way_in")}
        reason = revision.texts.get((own, f"proposal:{proposal.id}:reason"), "").strip()
        found.append(
            ToldProposal(
                proposal.id,
                proposal.status,
                proposal.owner,
                proposal.decider,
                proposal.decision_on,
                proposal.reason_kind,
                proposal.say,
                told_on,
                own,
                words["title"] or proposal.texts.get("title") or proposal.id,
                words["plan"],
                words["way_in"],
                reason if proposal.status.needs_reason else "",
                counts.proposals.get(proposal.id) or no_reactions(proposal.id),
                revision.says_why(proposal.id),
                await _moves(work, proposal, zone),
            )
        )
    return tuple(sorted(found, key=lambda p: (list(ProposalStatus).index(p.status), p.id)))


async def _moves(work: Work, proposal: Proposal, zone: ZoneInfo) -> tuple[tuple[date, ProposalStatus], ...]:
    """Where it stood at the end of each day on which it moved."""
    found: dict[date, ProposalStatus] = {}
    for move in await work.uow.trajectories.moves(proposal.id):
        if move.made:
            found[move.at.astimezone(zone).date()] = move.after
    return tuple(found.items())


def _untold(proposals: Sequence[Proposal], told: Sequence[ToldProposal]) -> tuple[UntoldProposal, ...]:
    known = {proposal.id for proposal in told}
    return tuple(
        UntoldProposal(p.id, p.texts.get("title", ""), p.status, p.owner, p.decider, p.decision_on)
        for p in sorted(proposals, key=lambda p: (list(ProposalStatus).index(p.status), p.id))
        if p.id not in known
    )


async def _all_told_on(
    work: Work, proposals: Sequence[Proposal], sent: Sequence[tuple[Bulletin, Revision]], messages: Sequence[Message]
) -> date | None:
    """The day since which parents know of every proposal, while none is explored still; None when they do not."""
    first: dict[str, date] = {}
    for (_, revision), message in zip(sent, messages, strict=True):
        for id_ in revision.proposal_ids:
            first.setdefault(id_, message.on)
    open_still = any(p.status is ProposalStatus.EXPLORING or p.id not in first for p in proposals)
    return None if open_still or not proposals else max(first[p.id] for p in proposals)


async def _quotes(work: Work, trajectory_id: str) -> tuple[ToldQuote, ...]:
    found = await work.uow.trajectories.quotes(trajectory_id)
    return tuple(ToldQuote(q.language, q.text) for q in found if q.audiences >= READ_BY and q.looked_for_traces)


async def _language(work: Work, revision: Revision, language: str) -> str:
    """The report's own when the revision was approved in it, else the source."""
    return language if await languages.may_read(work, revision, language) else languages.SOURCE
