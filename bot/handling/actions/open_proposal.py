"""A proposal as it stands: for a coordinator, or for who sees to it.

Noor: {open_proposal: proposal-1} → done
Owner: {open_proposal: proposal-1} → done
Owner: {open_proposal: proposal-2} → not_yours
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import NotAllowed
from bot.handling.arguments import OfProposal
from bot.handling.context import Context, Done
from bot.handling.proposal_values import GIVES, values_of
from bot.services.following_up import proposing

SPEC = ActionSpec("open_proposal", OfProposal, frozenset({"not_yours"}), GIVES)


async def run(context: Context, args: OfProposal) -> Done:
    """`not_yours`: somebody else sees to it now."""
    look = proposing.look if context.person.is_coordinator else proposing.owned
    try:
        proposal = await look(context.work, context.actor, args.proposal_id)
    except NotAllowed:
        return Done("not_yours")
    return Done(values=await values_of(context, proposal))
