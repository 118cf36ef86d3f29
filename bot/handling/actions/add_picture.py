"""A photo stands beside a proposal of a draft, with the words that tell it.

Noor: {add_picture: {bulletin_id: bulletin-2, revision_id: revision-2, proposal_id: proposal-2, media_id: p1, shows: A}} → done
Noor: {add_picture: {bulletin_id: bulletin-1, revision_id: revision-1, proposal_id: proposal-1, media_id: p1, shows: A}} → gone
Noor: {add_picture: {bulletin_id: bulletin-7, revision_id: revision-7-1, proposal_id: proposal-2, media_id: p1, shows: A}} → clash
Noor: {add_picture: {bulletin_id: bulletin-2, revision_id: revision-2, proposal_id: proposal-2, media_id: p2, shows: A}} → waits
Noor: {add_picture: {bulletin_id: bulletin-2, revision_id: revision-2, proposal_id: proposal-2, media_id: file, shows: A}} → lost
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.errors import Refused
from bot.handling.arguments import OfDraft
from bot.handling.changing import CHANGES, changed
from bot.handling.context import Context, Done
from bot.services.writing import picturing


class AddPicture(OfDraft):
    """`media_id` is the photo; `shows` tells it to who does not see it."""

    proposal_id: str
    media_id: str
    shows: str


OUTCOMES = {"still_fetched": "waits", "no_picture": "lost"}
SPEC = ActionSpec(
    "add_picture",
    AddPicture,
    CHANGES["outcomes"] | set(OUTCOMES.values()),
    CHANGES["gives"],
    gives_on=CHANGES["gives_on"],
)


async def run(context: Context, args: AddPicture) -> Done:
    """As `changed` has it. `waits`: it is still to be fetched. `lost`: it cannot be, or is no picture that we can send on."""
    work, actor = context.work, context.actor
    try:
        picture = await picturing.take(work, actor, args.media_id)
    except Refused as refused:
        if refused.code not in OUTCOMES:
            raise
        return Done(OUTCOMES[refused.code])
    about = args.bulletin_id, args.revision_id, args.proposal_id
    return await changed(context, picturing.add(work, actor, *about, picture, args.shows))
