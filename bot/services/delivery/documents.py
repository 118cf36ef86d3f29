"""A document that somebody sent to us is there, or will never be: their conversation, which waits for it, is told."""

from bot.domain.events import Happened
from bot.domain.media import Media, MediaState
from bot.services.ports import UnitOfWork

SETTLED = "document_settled"


async def settle(uow: UnitOfWork, media: Media) -> bool:
    """Whether anybody was told: whoever works along is, of a document or a photo. Nobody waits for anything else."""
    if media.kind not in {"document", "photo"} or media.state not in {MediaState.FETCHED, MediaState.LOST}:
        return False
    person = await uow.people.find(media.person_id)
    if person is None or not person.is_staff:
        return False
    key = f"{SETTLED}:{media.id}"
    return await uow.inbox.tell(Happened(SETTLED, media.coalition_id, person.id, key, {"media_id": media.id}))
