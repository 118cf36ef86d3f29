"""A proposal has no picture any more. Messages that were written keep theirs.

Noor: {unpicture_proposal: proposal-4} → done
Noor: {unpicture_proposal: proposal-1} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import OfProposal
from bot.handling.context import Context, Done
from bot.services.following_up import proposal_pictures

SPEC = ActionSpec("unpicture_proposal", OfProposal, frozenset({"gone"}))


async def run(context: Context, args: OfProposal) -> Done:
    """`gone`: somebody else took it away meanwhile."""
    try:
        await proposal_pictures.take_away(context.work, context.actor, args.proposal_id)
    except Refused as refused:
        if refused.code != "no_picture":
            raise
        return Done("gone")
    return Done()
