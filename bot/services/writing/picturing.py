"""A picture beside a proposal in a draft, sent in a chat. (Of the proposal itself: `services.following_up.proposal_pictures`.)

Another picture, or other words for it, is another revision: it is looked at anew, and its words are translated with the others.
"""

from bot.domain.actor import Actor, Role
from bot.domain.bulletin import PICTURE, Revision
from bot.domain.errors import NotThere, Refused
from bot.domain.media import MediaState
from bot.domain.picture import MOST_BYTES, MOST_TOLD, CoalitionPicture, key_of, without_metadata
from bot.services.auditing import note
from bot.services.speaking.languages import SOURCE
from bot.services.work import Work
from bot.services.writing import composing, drafting
from bot.services.writing.drafting import Change, Changed


def element_of(proposal_id: str) -> str:
    """The element that tells its picture."""
    return f"proposal:{proposal_id}:{PICTURE}"


def told(revision: Revision, proposal_id: str) -> str:
    """What its picture shows, in Dutch; empty without one."""
    return revision.texts.get((SOURCE, element_of(proposal_id)), "") if proposal_id in revision.pictures else ""


async def take(work: Work, actor: Actor, media_id: str) -> CoalitionPicture:
    """The actor's own photo, without where and when it was taken.

    Refused: `still_fetched`; `no_picture` (it is lost, too large, no photo or somebody else's).
    """
    actor.must_be(Role.COORDINATOR)
    content = await _content(work, actor, media_id)
    return CoalitionPicture(actor.coalition_id, key_of(content), {}, actor.id, content, from_file=False)


def checked(shows: str, proposal_id: str) -> str:
    """The words that tell it. Refused: `nothing_said`, `too_long` (with `most`)."""
    words = shows.strip()
    if not words:
        raise Refused("nothing_said")
    if len(words) > MOST_TOLD:
        raise Refused("too_long", part=element_of(proposal_id), most=MOST_TOLD)
    return words


async def add(
    work: Work, actor: Actor, bulletin_id: str, base_id: str, proposal_id: str, picture: CoalitionPicture, shows: str
) -> Changed:
    """It stands beside the proposal from now on, in place of another one. `shows` tells it to who does not see it.

    Refused: as `checked`, and as `drafting.change`.
    """
    await _must_have(work, actor, bulletin_id, proposal_id)
    wanted = Change({element_of(proposal_id): checked(shows, proposal_id)}, pictures={proposal_id: picture.text_hash})
    changed = await drafting.change(work, actor, bulletin_id, base_id, wanted)
    await work.uow.pictures.save(picture)
    await note(work, actor, "picture_added", changed.revision.id)
    return changed


async def take_away(work: Work, actor: Actor, bulletin_id: str, base_id: str, proposal_id: str) -> Changed:
    """The proposal has no picture any more, nor words for it. As `drafting.change`."""
    await _must_have(work, actor, bulletin_id, proposal_id)
    changed = await drafting.change(work, actor, bulletin_id, base_id, Change(pictures={proposal_id: ""}))
    await note(work, actor, "picture_taken_away", changed.revision.id)
    return changed


async def _must_have(work: Work, actor: Actor, bulletin_id: str, proposal_id: str) -> None:
    actor.must_be(Role.COORDINATOR)
    desk = await composing.desk(work, actor, bulletin_id)
    if proposal_id not in desk.revision.proposal_ids:
        raise NotThere("proposal", id=proposal_id)


async def _content(work: Work, actor: Actor, media_id: str) -> bytes:
    media = await work.uow.media.get(media_id)
    if media.kind != "photo" or media.person_id != actor.id:
        raise Refused("no_picture")
    if media.state is MediaState.WANTED:
        raise Refused("still_fetched")
    content = await work.uow.media.content(media.id) or b""
    try:
        content = without_metadata(content)
    except ValueError:
        raise Refused("no_picture") from None
    if len(content) > MOST_BYTES:
        raise Refused("no_picture")
    return content
