"""How many reacted how, in steps that show nobody (the rules stand in the package)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import Bulletin
from bot.domain.errors import NotAllowed
from bot.domain.proposal import Proposal
from bot.domain.reaction import MEANING, Reaction, ReactionKind
from bot.services.auditing import note
from bot.services.delivery import steering
from bot.services.delivery.steering import Status
from bot.services.hearing.disclosure.looking import bulletin_for
from bot.services.hearing.disclosure.saying import allowed
from bot.services.reporting.steps import step_of, told, told_of_some
from bot.services.work import Work


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one subject (`meaning` or a proposal's id): 'at least' so many; None is not told."""

    subject: str
    total: int | None
    kinds: Mapping[ReactionKind, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """How a bulletin stands: where it is, and what parents made of it."""

    status: Status
    counts: tuple[Counts, ...]
    words: int
    """How many words (or voice notes) parents let us read, of all subjects."""


async def counts(work: Work, actor: Actor, bulletin_id: str) -> list[Counts]:
    """For `meaning` and each proposal of the bulletin, by the rule above."""
    bulletin = await bulletin_for(work, actor, bulletin_id)
    await note(work, actor, "counts_seen", bulletin.id)
    return await _counts(work, bulletin)


async def for_cards(work: Work, actor: Actor, bulletin_id: str) -> list[tuple[Counts, int | None]]:
    """Of each subject of the bulletin: counts, and how many words may be read, both in steps. For Weerklank itself only, which
    shows it to coordinators by the clock."""
    bulletin = await work.uow.bulletins.get(bulletin_id)
    actor.must_be(Role.SYSTEM, coalition_id=bulletin.coalition_id)
    step = step_of(await work.uow.coalitions.get(bulletin.coalition_id))
    shown = [reaction.subject for reaction in await allowed(work, bulletin)]
    return [(told_, told(shown.count(told_.subject), step)) for told_ in await _counts(work, bulletin)]


async def of_proposal(work: Work, actor: Actor, proposal: Proposal) -> Counts:
    """Over all messages that told of it; for coordinators, and for who sees to it."""
    actor.must_be(Role.COORDINATOR, Role.OWNER, coalition_id=proposal.coalition_id)
    if Role.COORDINATOR not in actor.roles and proposal.owner_id != actor.id:
        raise NotAllowed("not_the_owner", id=proposal.id)
    coalition = await work.uow.coalitions.get(proposal.coalition_id)
    recipients = [sum((await work.uow.ledger.counts(b.id)).values()) for b in await _told_of(work, proposal)]
    kinds = [r.kind for r in (await who_reacted(work, proposal)).values() if r.kind is not None]
    await note(work, actor, "counts_seen", proposal.id)
    return in_steps(proposal.id, kinds, step=step_of(coalition), recipients=max(recipients, default=0))


async def who_reacted(work: Work, proposal: Proposal) -> dict[str, Reaction]:
    """By person: their newest reaction to the proposal. To tell them of it; nobody is shown it."""
    found: dict[str, Reaction] = {}
    for bulletin in await _told_of(work, proposal):
        for reaction in await work.uow.bulletins.reactions(bulletin.id):
            before = found.get(reaction.person_id)
            if reaction.subject == proposal.id and (before is None or before.at <= reaction.at):
                found[reaction.person_id] = reaction
    return found


async def progress(work: Work, actor: Actor, bulletin_id: str) -> Progress:
    """Counts and reasons of the sending, counts of the reactions; no names."""
    found = await counts(work, actor, bulletin_id)
    status = await steering.status(work, actor, bulletin_id)
    shown = await allowed(work, await work.uow.bulletins.get(bulletin_id))
    return Progress(status, tuple(found), len(shown))


def in_steps(subject: str, kinds: Sequence[ReactionKind], *, step: int, recipients: int) -> Counts:
    """What is told of these reactions, one of each parent, by the rule above."""
    by_kind = {kind: told_of_some(kinds.count(kind), step, recipients) for kind in ReactionKind}
    return Counts(subject, told(len(kinds), step), by_kind)


async def _counts(work: Work, bulletin: Bulletin) -> list[Counts]:
    coalition = await work.uow.coalitions.get(bulletin.coalition_id)
    reactions = await work.uow.bulletins.reactions(bulletin.id)
    recipients = sum((await work.uow.ledger.counts(bulletin.id)).values())
    found = []
    for subject in await _subjects(work, bulletin):
        kinds = [r.kind for r in reactions if r.subject == subject and r.kind is not None]
        found.append(in_steps(subject, kinds, step=step_of(coalition), recipients=recipients))
    return found


async def _subjects(work: Work, bulletin: Bulletin) -> list[str]:
    if bulletin.revision_id is None:
        return []
    return [MEANING, *(await work.uow.bulletins.revision(bulletin.revision_id)).proposal_ids]


async def _told_of(work: Work, proposal: Proposal) -> list[Bulletin]:
    """The messages that told parents of it."""
    found = []
    for bulletin in await work.uow.bulletins.of(proposal.coalition_id):
        if bulletin.trajectory_id != proposal.trajectory_id or not bulletin.has_begun or bulletin.revision_id is None:
            continue
        if proposal.id in (await work.uow.bulletins.revision(bulletin.revision_id)).proposal_ids:
            found.append(bulletin)
    return found
