"""The picture that a proposal has, with the words that tell it: the next bulletin that takes the proposal up has both.

Messages that were written keep theirs, as they do when a proposal gets other words. In a bulletin it is looked at by somebody
else and told in every language, as every picture there (`services.writing.picturing`).
"""

from dataclasses import replace

from bot.domain.actor import Actor
from bot.domain.bulletin import PICTURE
from bot.domain.errors import Refused
from bot.domain.picture import CoalitionPicture
from bot.domain.proposal import Proposal
from bot.services.following_up import proposing
from bot.services.work import Work
from bot.services.writing import picturing


async def give(work: Work, actor: Actor, proposal_id: str, picture: CoalitionPicture, shows: str) -> Proposal:
    """It has this picture from now on, in place of another one. Refused: as `picturing.checked`."""
    proposal = await proposing.to_change(work, actor, proposal_id)
    texts = {**proposal.texts, PICTURE: picturing.checked(shows, proposal_id)}
    await work.uow.pictures.save(picture)
    return await proposing.save(work, actor, replace(proposal, texts=texts, picture=picture.text_hash), proposing.PICTURED)


async def take_away(work: Work, actor: Actor, proposal_id: str) -> Proposal:
    """It has none any more, nor words for it. Refused: `no_picture`."""
    proposal = await proposing.to_change(work, actor, proposal_id)
    if not proposal.picture:
        raise Refused("no_picture")
    texts = {name: words for name, words in proposal.texts.items() if name != PICTURE}
    return await proposing.save(work, actor, replace(proposal, texts=texts, picture=""), proposing.UNPICTURED)
