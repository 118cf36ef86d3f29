"""Pictures and documents that we make for somebody who asked: kept under that person's key until they were sent.

They have no name on the channel, so they are sent as they are. Nothing refers to them but the message that brings them, so they
go with all loose media, a week after they were made (`services.tidying`), or with the person.
"""

from collections.abc import Mapping

from bot.domain.actor import Actor, Role
from bot.domain.media import Media, MediaState
from bot.domain.recording import Recording
from bot.services.work import Work

REPORT = "report"
"""The kind of an order of a report."""


async def order(work: Work, actor: Actor, bot_account_id: str, kind: str, recipe: Mapping[str, str]) -> Media:
    """To be made soon, outside this unit of work, by what `recipe` says: ids and codes."""
    actor.must_be(Role.COORDINATOR, Role.ADVISOR, Role.READER)
    media = _media(work, actor.coalition_id, actor.id, bot_account_id, kind, MediaState.ORDERED, recipe=recipe)
    await work.uow.media.add(media)
    return media


async def keep(work: Work, ordered: Media, kind: str, content: bytes, *, filename: str | None = None) -> Media:
    """Something that was made for an order. `kind`: `photo` or `document`."""
    about = (ordered.coalition_id, ordered.person_id, ordered.bot_account_id)
    media = _media(work, *about, kind, MediaState.FETCHED, size=len(content), filename=filename)
    await work.uow.media.save(media, content)
    return media


async def lend(work: Work, actor: Actor, bot_account_id: str, recording: Recording) -> Media:
    """A recording, to be heard by somebody who approves it."""
    size = len(recording.content)
    media = _media(work, actor.coalition_id, actor.id, bot_account_id, "voice", MediaState.FETCHED, size=size)
    await work.uow.media.save(media, recording.content)
    return media


async def hand(work: Work, actor: Actor, bot_account_id: str, content: bytes, filename: str) -> Media:
    """A document that is made while somebody waits."""
    size = len(content)
    about = (actor.coalition_id, actor.id, bot_account_id)
    media = _media(work, *about, "document", MediaState.FETCHED, size=size, filename=filename)
    await work.uow.media.save(media, content)
    return media


def _media(
    work: Work,
    coalition_id: str,
    person_id: str,
    bot_account_id: str,
    kind: str,
    state: MediaState,
    *,
    size: int | None = None,
    filename: str | None = None,
    recipe: Mapping[str, str] | None = None,
) -> Media:
    return Media(
        id=work.chance.id(),
        coalition_id=coalition_id,
        bot_account_id=bot_account_id,
        person_id=person_id,
        kind=kind,
        external_ref="",
        came_at=work.clock.now(),
        state=state,
        size=size,
        filename=filename,
        recipe=recipe,
    )
