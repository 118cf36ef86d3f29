"""Who and what goes without asking: guests who never said yes, strangers, and what nothing refers to."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.conversation import Conversation, Standing
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind, State
from bot.domain.errors import NotAllowed, Refused
from bot.domain.media import Media, MediaState
from bot.domain.person import Address, Person
from bot.domain.wording import Content
from bot.services.delivery import sending
from bot.services.hearing import questions, reactions
from bot.services.people import joining, tidying
from bot.services.speaking import own_media
from tests.people import BOT, LOTTE, NOOR, SPIEGEL, VOORBEELDSTAD
from tests.services.conftest import Town


async def opens(town: Town, token: str, name: str = "guest") -> Person | str:
    """Somebody new follows a link; or how that was refused."""
    address = Address(f"address-{name}", VOORBEELDSTAD.id, BOT.id, "telegram", f"chat-of-{name}")
    await town.work.uow.people.save_address(address)
    try:
        return await joining.open_invitation(town.work, BOT, address, token)
    except Refused as refused:
        return refused.code


async def forget_guests(town: Town) -> int:
    """As the tick does it."""
    return sum([await tidying.forget_guest(town.work, guest) for guest in await tidying.guests_over_time(town.work)])


async def test_a_guest_who_never_answered_is_forgotten_and_somebody_else_may_use_the_link(town: Town) -> None:
    [invitation] = await joining.invite(town.work, NOOR.actor, SPIEGEL.id)
    guest = await opens(town, invitation.token)
    assert isinstance(guest, Person)
    town.clock.move(days=30)
    assert await forget_guests(town) == 0
    town.clock.move(seconds=1)
    assert await forget_guests(town) == 1
    assert guest.id not in town.rows.people
    assert town.done()[-1] == "guest_forgotten"
    assert isinstance(await opens(town, invitation.token, "next"), Person)


async def test_who_joined_or_said_no_keeps_the_link_used(town: Town) -> None:
    one, other = await joining.invite(town.work, NOOR.actor, SPIEGEL.id, 2)
    joins, declines = await opens(town, one.token, "joins"), await opens(town, other.token, "declines")
    assert isinstance(joins, Person)
    assert isinstance(declines, Person)
    town.rows.people[joins.id] = replace(joins, joined_at=town.clock.now())
    await town.work.uow.people.forget(declines.id)
    town.clock.move(days=31)
    assert await forget_guests(town) == 0
    assert await opens(town, one.token, "next") == "invitation_used"
    assert await opens(town, other.token, "next") == "invitation_used"


async def test_a_guest_who_answers_at_the_last_moment_stays(town: Town) -> None:
    [invitation] = await joining.invite(town.work, NOOR.actor, SPIEGEL.id)
    guest = await opens(town, invitation.token)
    assert isinstance(guest, Person)
    town.clock.move(days=31)
    [found] = await tidying.guests_over_time(town.work)
    town.rows.people[guest.id] = replace(guest, joined_at=town.clock.now())
    assert await tidying.forget_guest(town.work, found) == 0
    assert guest.id in town.rows.people


async def test_a_stranger_goes_when_the_answer_went_or_after_a_day(town: Town) -> None:
    for name, state in (("answered", State.SENT), ("waits", State.PENDING)):
        address = Address(f"address-{name}", VOORBEELDSTAD.id, BOT.id, "telegram", f"chat-of-{name}")
        await town.work.uow.people.save_address(address)
        to = Recipient(RecipientKind.ADDRESS, address.id)
        part = Part(f"part-{name}", name, 1, PartKind.SEND, Content(("common.no_invitation",)), state)
        await town.work.uow.ledger.add(
            Delivery(name, VOORBEELDSTAD.id, BOT.id, to, Purpose.REPLY, name, town.clock.now(), state, parts=(part,))
        )
    assert await tidying.forget_strangers(town.work) == 1
    assert "address-waits" in town.rows.addresses
    town.clock.move(days=1, seconds=1)
    assert await tidying.forget_strangers(town.work) == 1
    assert "address-lotte" in town.rows.addresses


async def test_conversations_that_have_been_over_for_long_go(town: Town) -> None:
    now = town.clock.now()
    place = Recipient(RecipientKind.PERSON, LOTTE.id)
    for id_, standing, ago in (("long", Standing.OVER, 31), ("lately", Standing.OVER, 29), ("open", Standing.OPEN, 31)):
        touched = now - timedelta(days=ago)
        await town.work.uow.conversations.save(
            Conversation(id_, VOORBEELDSTAD.id, LOTTE.id, place, "react", standing, {}, touched, touched)
        )
    assert await tidying.clear(town.work) == 1
    assert [*town.rows.conversations] == ["lately", "open"]


async def sends_picture(town: Town, name: str) -> Media:
    """Lotte sends something that is no answer."""
    picture = Media(name, VOORBEELDSTAD.id, BOT.id, LOTTE.id, "photo", f"file-{name}", town.clock.now(), MediaState.FETCHED)
    await town.work.uow.media.add(picture)
    town.rows.contents[name] = b"picture"
    return picture


async def dropped(town: Town) -> int:
    """How many go in one round."""
    return sum([await tidying.drop_media(town.work, media) for media in await tidying.loose_media(town.work)])


async def test_a_picture_that_was_no_answer_goes_after_a_week(town: Town) -> None:
    await sends_picture(town, "no-answer")
    town.clock.move(days=7)
    assert await dropped(town) == 0
    town.clock.move(seconds=1)
    assert await dropped(town) == 1
    assert (town.rows.media, town.rows.contents) == ({}, {})
    assert town.done()[-1] == "media_dropped"


async def test_what_belongs_to_a_question_or_a_reaction_stays(town: Town) -> None:
    await sends_picture(town, "asked")
    await sends_picture(town, "reacted")
    await questions.ask(town.work, LOTTE.actor, "", media_id="asked")
    await sending.send(town.work, NOOR.actor, "full")
    await reactions.add_words(town.work, LOTTE.actor, "full", "meaning", media_id="reacted")
    town.clock.move(days=300)
    assert await dropped(town) == 0
    assert [*town.rows.media] == ["asked", "reacted"]


async def test_what_an_open_conversation_holds_waits_until_that_is_over(town: Town) -> None:
    await sends_picture(town, "held")
    now, place = town.clock.now(), Recipient(RecipientKind.PERSON, LOTTE.id)
    state = {"frames": [{"values": {"words_media": "held"}}]}
    talk = Conversation("talk", VOORBEELDSTAD.id, LOTTE.id, place, "unprompted", Standing.OPEN, state, now, now)
    await town.work.uow.conversations.save(talk)
    town.clock.move(days=8)
    assert await dropped(town) == 0
    await town.work.uow.conversations.save(replace(talk, standing=Standing.OVER))
    assert await dropped(town) == 1


async def test_what_was_used_while_it_was_being_tidied_stays(town: Town) -> None:
    await sends_picture(town, "late")
    town.clock.move(days=8)
    [media] = await tidying.loose_media(town.work)
    await questions.ask(town.work, LOTTE.actor, "", media_id="late")
    assert await tidying.drop_media(town.work, media) == 0


async def test_what_was_made_for_a_coordinator_goes_after_a_week(town: Town) -> None:
    order = await own_media.order(town.work, NOOR.actor, BOT.id, own_media.REPORT, {})
    made = await own_media.keep(town.work, order, "document", b"%PDF-", filename="verslag.pdf")
    town.clock.move(days=7)
    assert [media.id for media in await tidying.loose_media(town.work)] == []
    town.clock.move(seconds=1)
    assert [await tidying.drop_media(town.work, media) for media in await tidying.loose_media(town.work)] == [1, 1]
    assert made.id not in town.rows.media
    with pytest.raises(NotAllowed):
        await own_media.order(town.work, LOTTE.actor, BOT.id, own_media.REPORT, {})
