"""Who goes without asking: guests who never said yes, and strangers."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.conversation import Conversation, Standing
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind, State
from bot.domain.errors import Refused
from bot.domain.person import Address, Person
from bot.domain.wording import Content
from bot.services import joining, tidying
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


async def test_a_guest_who_never_answered_is_forgotten_and_somebody_else_may_use_the_link(town: Town) -> None:
    [invitation] = await joining.invite(town.work, NOOR.actor, SPIEGEL.id)
    guest = await opens(town, invitation.token)
    assert isinstance(guest, Person)
    town.clock.move(days=30)
    assert await tidying.forget_guests(town.work) == 0
    town.clock.move(seconds=1)
    assert await tidying.forget_guests(town.work) == 1
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
    assert await tidying.forget_guests(town.work) == 0
    assert await opens(town, one.token, "next") == "invitation_used"
    assert await opens(town, other.token, "next") == "invitation_used"


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
