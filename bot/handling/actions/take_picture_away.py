"""A proposal of a draft has no picture any more.

Noor: {take_picture_away: {bulletin_id: bulletin-2, revision_id: revision-2, proposal_id: proposal-2}} → done
Noor: {take_picture_away: {bulletin_id: bulletin-7, revision_id: revision-7-1, proposal_id: proposal-2}} → clash
Noor: {take_picture_away: {bulletin_id: bulletin-1, revision_id: revision-1, proposal_id: proposal-1}} → gone
"""

from bot.dialogue.actions import ActionSpec
from bot.handling.arguments import OfDraft
from bot.handling.changing import CHANGES, changed
from bot.handling.context import Context, Done
from bot.services.writing import picturing


class TakePictureAway(OfDraft):
    """Beside which proposal."""

    proposal_id: str


SPEC = ActionSpec("take_picture_away", TakePictureAway, CHANGES["outcomes"], CHANGES["gives"], gives_on=CHANGES["gives_on"])


async def run(context: Context, args: TakePictureAway) -> Done:
    """As `changed` has it."""
    about = args.bulletin_id, args.revision_id, args.proposal_id
    return await changed(context, picturing.take_away(context.work, context.actor, *about))
