"""Proposals: made, worded, given to somebody, and moved to where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import PICTURE, PROPOSAL_ELEMENTS
from bot.domain.errors import NotAllowed, Refused, Stale
from bot.domain.events import Happened
from bot.domain.invitation import Invitation
from bot.domain.picture import MOST_TOLD
from bot.domain.proposal import Proposal, ProposalMove, ProposalStatus, ReasonKind
from bot.services.auditing import note
from bot.services.delivery import halting
from bot.services.following_up import moved
from bot.services.people import joining
from bot.services.people.absence import on_duty
from bot.services.work import Work

MOST: Mapping[str, int] = {"title": 120, "plan": 900, "way_in": 900, "reason": 900, PICTURE: MOST_TOLD}
"""Characters of each of its words: as in a data file (`services.load_model`)."""
PICTURED, UNPICTURED = "proposal_pictured", "proposal_picture_taken_away"
"""What the audit says of its picture (`services.following_up.proposal_pictures`)."""
MOST_NAME = 50
"""Characters of who owns it, and who decides."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What came of a move: the ids of the bulletins that it halted, and of those that have to be looked at again; and whether
    any parent is to hear of it."""

    proposal: Proposal
    move: ProposalMove
    halted: tuple[str, ...]
    unlooked: tuple[str, ...]
    is_told: bool


async def create(work: Work, actor: Actor, trajectory_id: str, title: str, plan: str, way_in: str = "") -> Proposal:
    """One that is still explored, in a coordinator's own words. Refused: `words_missing`, `words_too_long`."""
    trajectory = await work.uow.trajectories.get(trajectory_id)
    actor.must_be(Role.COORDINATOR, coalition_id=trajectory.coalition_id)
    texts = _checked({"title": title, "plan": plan, "way_in": way_in})
    proposal = Proposal(
        work.chance.id(), trajectory.coalition_id, trajectory.id, ProposalStatus.EXPLORING, texts=texts, decision_on=None
    )
    await work.uow.trajectories.save_proposal(proposal)
    await note(work, actor, "proposal_made", proposal.id)
    return proposal


async def rewrite(work: Work, actor: Actor, proposal_id: str, element: str, words: str) -> Proposal:
    """Other words for one of PROPOSAL_ELEMENTS. Messages that were written keep theirs. Refused: as `create`."""
    proposal = await to_change(work, actor, proposal_id)
    if element not in PROPOSAL_ELEMENTS:
        raise Refused("element_unknown", element=element)
    return await save(work, actor, replace(proposal, texts=_checked({**proposal.texts, element: words})), "proposal_reworded")


async def assign(
    work: Work,
    actor: Actor,
    proposal_id: str,
    *,
    owner: str | None = None,
    decider: str | None = None,
    decision_on: date | None = None,
) -> Proposal:
    """Whose it is, who decides, and on which day; what is None stays. Refused: `name_too_long`.

    By another owner's name the links of the one before have lost their sense: they see it no longer, and are not nudged.
    """
    proposal = await to_change(work, actor, proposal_id)
    for name in (owner, decider):
        if name is not None and len(name) > MOST_NAME:
            raise Refused("name_too_long", most=MOST_NAME)
    after = replace(
        proposal,
        owner=proposal.owner if owner is None else owner.strip(),
        decider=proposal.decider if decider is None else decider.strip(),
        decision_on=decision_on or proposal.decision_on,
    )
    if proposal.owner and after.owner.casefold() != proposal.owner.casefold():
        after = replace(after, owner_id=None)
        await _end_links(work, proposal)
    return await save(work, actor, after, "proposal_assigned")


async def invite_owner(work: Work, actor: Actor, proposal_id: str) -> Invitation:
    """A link of their own for who sees to it. Saying yes to it is being its owner (`services.owning`)."""
    proposal = await _of_coordinators(work, actor, proposal_id)
    [made] = await joining.invite(work, actor, proposal.trajectory_id, 1, Role.OWNER, about=proposal.id)
    return made


async def move(
    work: Work,
    actor: Actor,
    proposal_id: str,
    to: ProposalStatus,
    *,
    seen: ProposalStatus,
    reason_kind: ReasonKind | None = None,
    words: str = "",
) -> Moved:
    """It stands somewhere else now. Bulletins under way that carry it are halted; who reacted to it hears it (`services.moved`).

    `seen` is where it stood when this was chosen. Refused: `reason_missing` (a no has a kind of reason, and words),
    `words_too_long`. Stale: `already_moved`.
    """
    proposal = await to_change(work, actor, proposal_id)
    if proposal.status is not seen or to is seen:
        raise Stale("already_moved", id=proposal.id)
    _check_reason(to, reason_kind, words)
    made = ProposalMove(
        work.chance.id(),
        proposal.coalition_id,
        proposal.id,
        proposal.status,
        to,
        actor.id,
        work.clock.now(),
        reason_kind if to.needs_reason else None,
        words.strip(),
    )
    return await _make(work, actor, proposal, made)


async def say_where_it_stands(
    work: Work, actor: Actor, proposal_id: str, stands: ProposalStatus, *, reason_kind: ReasonKind | None = None, words: str = ""
) -> ProposalMove:
    """Its owner says so; coordinators are asked whether they move it so, by the event `owner_said`. Refused: as `move`."""
    proposal = await owned(work, actor, proposal_id)
    _check_reason(stands, reason_kind, words)
    kind = reason_kind if stands.needs_reason else None
    about = work.chance.id(), proposal.coalition_id, proposal.id, proposal.status, stands
    said = ProposalMove(*about, actor.id, work.clock.now(), kind, words.strip(), made=False)
    await work.uow.trajectories.add_move(said)
    await note(work, actor, "owner_said", proposal.id)
    for person in await on_duty(work, proposal.coalition_id):
        data = {"proposal_id": proposal.id, "move_id": said.id}
        key = f"owner_said:{said.id}:{person.id}"
        await work.uow.inbox.tell(Happened("owner_said", proposal.coalition_id, person.id, key, data))
    return said


async def newest_word(work: Work, actor: Actor, move_id: str) -> tuple[Proposal, ProposalMove]:
    """What an owner said, while it is their last word and nobody moved the proposal since. Stale: `already_moved`."""
    said = await work.uow.trajectories.move(move_id)
    proposal = await _of_coordinators(work, actor, said.proposal_id)
    newest = (await work.uow.trajectories.moves(proposal.id))[-1]
    if said.made or newest.id != said.id or proposal.status is not said.before:
        raise Stale("already_moved", id=proposal.id)
    return proposal, said


async def follow_owner(work: Work, actor: Actor, move_id: str) -> Moved:
    """It is moved as its owner says. Stale: as `newest_word`, also when the owner says that it stands where it stood."""
    await to_change(work, actor, (await work.uow.trajectories.move(move_id)).proposal_id)
    proposal, said = await newest_word(work, actor, move_id)
    if said.after is said.before:
        raise Stale("already_moved", id=proposal.id)
    made = replace(said, by=actor.id, at=work.clock.now(), made=True)
    return await _make(work, actor, proposal, made)


async def owned(work: Work, actor: Actor, proposal_id: str) -> Proposal:
    """One that this owner sees to. An owner sees no other."""
    proposal = await work.uow.trajectories.proposal(proposal_id)
    actor.must_be(Role.OWNER, coalition_id=proposal.coalition_id)
    if proposal.owner_id != actor.id:
        raise NotAllowed("not_the_owner", id=proposal_id)
    return proposal


async def owned_by(work: Work, actor: Actor) -> list[Proposal]:
    """All that this owner sees to."""
    actor.must_be(Role.OWNER)
    return [p for p in await _all(work, actor.coalition_id) if p.owner_id == actor.id]


async def of_coalition(work: Work, actor: Actor) -> list[Proposal]:
    """All of them: those that are not decided first, by their day; then in order of hope."""
    actor.must_be(Role.COORDINATOR)

    def place(proposal: Proposal) -> tuple[bool, bool, date, int]:
        day = proposal.decision_on
        return proposal.status.is_decided, day is None, day or date.max, list(ProposalStatus).index(proposal.status)

    return sorted(await _all(work, actor.coalition_id), key=place)


async def look(work: Work, actor: Actor, proposal_id: str) -> Proposal:
    """One of them, for a coordinator."""
    return await _of_coordinators(work, actor, proposal_id)


async def _end_links(work: Work, proposal: Proposal) -> None:
    """Who opens one of them, or did and says yes only now, sees to nothing."""
    for invitation in await work.uow.people.invitations(proposal.trajectory_id):
        if invitation.role is Role.OWNER and invitation.about == proposal.id:
            await work.uow.people.save_invitation(replace(invitation, about=None))


async def _make(work: Work, actor: Actor, proposal: Proposal, made: ProposalMove) -> Moved:
    texts = {name: words for name, words in proposal.texts.items() if name != "reason"}
    if made.after.needs_reason:
        texts["reason"] = made.words
    after = replace(proposal, status=made.after, reason_kind=made.reason_kind, texts=texts)
    await work.uow.trajectories.save_move(made)
    after = await save(work, actor, after, "proposal_moved")
    touched = await halting.halt_what_changed(work, actor, after)
    is_told = await moved.plan(work, after, made)
    return Moved(after, made, touched.halted, touched.unlooked, is_told)


async def save(work: Work, actor: Actor, proposal: Proposal, what: str) -> Proposal:
    proposal = replace(proposal, revision=proposal.revision + 1)
    await work.uow.trajectories.save_proposal(proposal)
    await note(work, actor, what, proposal.id)
    return proposal


async def _of_coordinators(work: Work, actor: Actor, proposal_id: str) -> Proposal:
    proposal = await work.uow.trajectories.proposal(proposal_id)
    actor.must_be(Role.COORDINATOR, coalition_id=proposal.coalition_id)
    return proposal


async def to_change(work: Work, actor: Actor, proposal_id: str) -> Proposal:
    """The same, while nobody else changes it: of two who move it at once, the second finds it moved."""
    proposal = await work.uow.trajectories.lock_proposal(proposal_id)
    actor.must_be(Role.COORDINATOR, coalition_id=proposal.coalition_id)
    return proposal


async def _all(work: Work, coalition_id: str) -> list[Proposal]:
    trajectories = await work.uow.trajectories.of(coalition_id)
    return [p for trajectory in trajectories for p in await work.uow.trajectories.proposals(trajectory.id)]


def _checked(texts: Mapping[str, str]) -> dict[str, str]:
    """Without what is empty. Refused: `words_missing` for a title or a plan, `words_too_long`."""
    kept = {name: words.strip() for name, words in texts.items() if words.strip()}
    for name, words in kept.items():
        if len(words) > MOST[name]:
            raise Refused("words_too_long", element=name, most=MOST[name])
    if missing := next((name for name in ("title", "plan") if name not in kept), None):
        raise Refused("words_missing", element=missing)
    return kept


def _check_reason(to: ProposalStatus, kind: ReasonKind | None, words: str) -> None:
    if to.needs_reason and (kind is None or not words.strip()):
        raise Refused("reason_missing", status=to)
    if len(words.strip()) > MOST["reason"]:
        raise Refused("words_too_long", element="reason", most=MOST["reason"])
