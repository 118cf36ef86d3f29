"""A voice beside a reaction, on its way to who writes it down."""

from dataclasses import replace

from bot.domain import wording
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind
from bot.domain.media import Media, MediaState
from bot.domain.wording import Content
from bot.handling.rendering import Renderer
from bot.outbox.call import Attachment, Call
from tests.fakes.clock import MONDAY_MORNING
from tests.handling.stories import Story
from tests.handling.test_own_words import Texts
from tests.handling.translators import EWA
from tests.people import BOT, KASIA, VOORBEELDSTAD

SPOKEN = "spoken-kasia"


async def attached(story: Story) -> Attachment | None:
    """What Ewa gets to hear, when it is sent now."""
    part = Part("p", "d", 1, PartKind.SEND, Content(("stop",), media_id=wording.voice_beside(SPOKEN)))
    recipient = Recipient(RecipientKind.PERSON, EWA.id)
    delivery = Delivery("d", VOORBEELDSTAD.id, BOT.id, recipient, Purpose.REPLY, "key", MONDAY_MORNING, parts=(part,))
    call = await Renderer(Texts(), story.town.clock).render(story.town.work.uow, delivery, part)
    assert isinstance(call, Call)
    return call.attachment


async def test_ewa_hears_kasia_as_long_as_that_may_be_at_the_moment_of_sending(story: Story) -> None:
    rows = story.town.rows
    rows.media["voice-kasia"] = Media(
        "voice-kasia", VOORBEELDSTAD.id, BOT.id, KASIA.id, "voice", "file", MONDAY_MORNING, MediaState.FETCHED
    )
    assert await attached(story) == Attachment("voice", ref="file")
    allowed = rows.reactions[SPOKEN]
    for taken_back in (replace(allowed, may_hear=False), replace(allowed, may_show=False)):
        rows.reactions[SPOKEN] = taken_back
        assert await attached(story) is None
    del rows.reactions[SPOKEN]
    assert await attached(story) is None
