"""An owner's link is an offer: whoever opens it sees to the proposal once they say yes, and not before."""

from dataclasses import replace

from bot.domain.actor import Actor, Role
from bot.domain.invitation import Invitation
from bot.domain.person import Person
from bot.services.auditing import note
from bot.services.work import Work

OWNED, DECLINED = "proposal_owned", "proposal_declined"
"""How the audit says what somebody answered to an offer."""


async def offers(work: Work, person: Person) -> list[str]:
    """Ids of the proposals that this person opened a link for, and neither took nor declined since."""
    trajectories = await work.uow.trajectories.of(person.coalition_id)
    links = [link for trajectory in trajectories for link in await work.uow.people.invitations(trajectory.id)]
    return list(dict.fromkeys([str(i.about) for i in links if i.used_by == person.id and await is_open(work, i)]))


async def is_open(work: Work, invitation: Invitation) -> bool:
    """Whether it is an owner's link that somebody opened and gave no answer to."""
    if invitation.role is not Role.OWNER or invitation.about is None or invitation.used_at is None:
        return False
    events = await work.uow.audit.of(invitation.coalition_id, invitation.about)
    answers = [e for e in events if e.actor_id == invitation.used_by and e.what in {OWNED, DECLINED}]
    return all(answer.at < invitation.used_at for answer in answers)


async def take(work: Work, actor: Actor) -> list[str]:
    """Their yes: they see to these proposals from now on, instead of who did before."""
    person = await work.uow.people.get(actor.id)
    actor.must_be(Role.OWNER, coalition_id=person.coalition_id)
    taken = await offers(work, person)
    for proposal_id in sorted(taken):
        proposal = await work.uow.trajectories.lock_proposal(proposal_id)
        await work.uow.trajectories.save_proposal(replace(proposal, owner_id=person.id))
        await note(work, actor, OWNED, proposal_id)
    return taken


async def decline(work: Work, person: Person) -> bool:
    """Their no to what was offered: whether they see to another proposal, and so stay an owner."""
    offered = await offers(work, person)
    if not offered:
        return False
    for proposal_id in offered:
        await note(work, person.actor, DECLINED, proposal_id)
    for trajectory in await work.uow.trajectories.of(person.coalition_id):
        if any(p.owner_id == person.id for p in await work.uow.trajectories.proposals(trajectory.id)):
            return True
    return False
