"""Pictures and documents that we made for somebody who asked: kept under that person's key until they were sent.

They have no name on the channel, so they are sent as they are. Nothing refers to them but the message that brings them, so they
go with all loose media, a week after they were made (`services.tidying`), or with the person.
"""

from bot.domain.actor import Actor, Role
from bot.domain.media import Media, MediaState
from bot.services.work import Work


async def keep(work: Work, actor: Actor, bot_account_id: str, kind: str, content: bytes, *, filename: str | None = None) -> Media:
    """Made for a coordinator. `kind`: `photo` or `document`."""
    actor.must_be(Role.COORDINATOR)
    media = Media(
        id=work.chance.id(),
        coalition_id=actor.coalition_id,
        bot_account_id=bot_account_id,
        person_id=actor.id,
        kind=kind,
        external_ref="",
        came_at=work.clock.now(),
        state=MediaState.FETCHED,
        size=len(content),
        filename=filename,
    )
    await work.uow.media.save(media, content)
    return media
