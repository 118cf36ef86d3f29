"""A link for who sees to a proposal.

Noor: {link_owner: proposal-1} → done
Unnamed: {link_owner: proposal-1} → no_link
"""

from bot.dialogue.actions import ActionSpec
from bot.handling.arguments import OfProposal
from bot.handling.context import Context, Done
from bot.handling.links import link_of
from bot.services.following_up import proposing

SPEC = ActionSpec("link_owner", OfProposal, frozenset({"no_link"}), frozenset({"link"}))


async def run(context: Context, args: OfProposal) -> Done:
    """`no_link`: nobody knows yet what our account is called. Whoever opens it first is the owner."""
    made = await proposing.invite_owner(context.work, context.actor, args.proposal_id)
    link = link_of(context.account, made)
    return Done(values={"link": link}) if link else Done("no_link")
