"""A photo stands beside a proposal from now on, with the words that tell it: the next bulletin that takes it up has both.

Noor: {picture_proposal: {proposal_id: proposal-1, media_id: p1, shows: A}} → done
Noor: {picture_proposal: {proposal_id: proposal-1, media_id: p2, shows: A}} → waits
Noor: {picture_proposal: {proposal_id: proposal-1, media_id: file, shows: A}} → lost
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import OfProposal
from bot.handling.context import Context, Done
from bot.services.following_up import proposal_pictures
from bot.services.writing import picturing


class PictureProposal(OfProposal):
    """`media_id` is the photo; `shows` tells it to who does not see it."""

    media_id: str
    shows: str


OUTCOMES = {"still_fetched": "waits", "no_picture": "lost"}
SPEC = ActionSpec("picture_proposal", PictureProposal, frozenset(OUTCOMES.values()))


async def run(context: Context, args: PictureProposal) -> Done:
    """`waits`: it is still to be fetched. `lost`: it cannot be, or is no picture that we can send on."""
    work, actor = context.work, context.actor
    try:
        picture = await picturing.take(work, actor, args.media_id)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    await proposal_pictures.give(work, actor, args.proposal_id, picture, args.shows)
    return Done()
