"""What every arrival needs: the address it came from, and what has to be fetched."""

from bot.domain.delivery import Recipient
from bot.domain.inbound import Inbound, InboundKind
from bot.domain.media import Media
from bot.domain.person import Address, Person, PersonState
from bot.handling.moment import Moment

SPOKEN = frozenset({InboundKind.TEXT, InboundKind.VOICE, InboundKind.PHOTO, InboundKind.DOCUMENT})
"""What can be an answer or a question."""
LONGEST = 3000
"""Characters of one message that we pass on, as many as an answer may have; Telegram cuts a person's message at 4096."""
ROOM = 3600
"""UTF-16 units of it, with an isolate at each line, that fit one message with a header beside them."""
LARGEST = 20 * 1024 * 1024
"""Bytes of a file that a bot may fetch (the Bot API's getFile)."""


def is_too_long(text: str) -> bool:
    """Whether it does not fit one message when it is passed on, beside what we say with it."""
    room = len(text.encode("utf-16-le", "surrogatepass")) // 2 + 2 * len(text.splitlines())
    return len(text) > LONGEST or room > ROOM


async def new_address(moment: Moment, inbound: Inbound, value: str) -> Address:
    """An address that belongs to nobody yet."""
    address = Address(
        id=moment.work.chance.id(),
        coalition_id=moment.account.coalition_id,
        bot_account_id=moment.account.id,
        kind=inbound.address_kind,
        value=value,
    )
    await moment.work.uow.people.save_address(address)
    return address


def said_at(place: Recipient, inbound: Inbound | None) -> str | None:
    """Where something was said, to follow an edit of it: channels number messages within a chat."""
    return f"{place.kind}:{place.id}/{inbound.message_id}" if inbound is not None and inbound.message_id else None


async def with_media(moment: Moment, inbound: Inbound, person: Person) -> Moment:
    """The moment, with what came along noted down to be fetched (by a tick). Nothing is fetched of who did not say yes."""
    if not inbound.file_ref or person.state not in {PersonState.ACTIVE, PersonState.PAUSED, PersonState.UNREACHABLE}:
        return moment
    media = Media(
        id=moment.work.chance.id(),
        coalition_id=person.coalition_id,
        bot_account_id=moment.account.id,
        person_id=person.id,
        kind=inbound.kind.value,
        external_ref=inbound.file_ref,
        came_at=moment.work.clock.now(),
        seconds=inbound.seconds,
        size=inbound.size,
    )
    await moment.work.uow.media.add(media)
    return moment.with_media(media.id)
