"""Two broadcasts at once share the rate, and one contact that is bad never halts the rest."""

from collections import Counter
from dataclasses import replace

import pytest

from bot.domain.bulletin import BulletinState
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind, State
from bot.domain.person import PersonState
from bot.domain.wording import Content
from bot.outbox.outcome import Why
from tests.fakes.channel import not_delivered
from tests.people import LOTTE, SANNE, parent
from tests.scheduler.conftest import BULLETIN, Town, person

MANY = 100


async def broadcast_of(town: Town, name: str) -> list[Delivery]:
    """A bulletin of its own to a hundred parents of its own, begun now."""
    people = [parent(f"{name}-{number:03}", "nl") for number in range(MANY)]
    begun = replace(BULLETIN, id=name, state=BulletinState.SENDING, sent_at=town.clock.now())
    made = []
    async with town.units() as uow:
        await uow.bulletins.save(begun)
        for who in people:
            assert who.state is PersonState.ACTIVE
            await uow.people.add(who)
            delivery = town.delivery(person(who), purpose=Purpose.BROADCAST, key=f"{name}:{who.id}")
            made.append(replace(delivery, bulletin_id=name, opened=False))
        await uow.ledger.add_broadcast(made)
    return made


async def opens_what_was_told(town: Town) -> None:
    """As handling does it, in the order in which the inbox has it."""
    async with town.units() as uow:
        while (row := await uow.inbox.next(town.clock.now())) is not None:
            assert row.happened is not None
            delivery_id = row.happened.data["delivery_id"]
            text = row.happened.data["bulletin_id"]
            part = Part(town.chance.id(), delivery_id, 1, PartKind.SEND, Content(texts=(text,)))
            await uow.ledger.fill(delivery_id, [part], conversation_id="conversation")
            await uow.inbox.mark_handled(row.id)


@pytest.mark.parametrize("window", [20, 200])
async def test_of_two_broadcasts_neither_waits_for_the_other(town: Town, window: int) -> None:
    await broadcast_of(town, "first")
    town.clock.move(minutes=5)
    await broadcast_of(town, "second")
    opening, dispatcher = town.opening(window), town.dispatcher()
    while len(town.channel.arrived) < MANY:
        await opening.run_once()
        await opens_what_was_told(town)
        await dispatcher.drain()
        town.clock.move(seconds=1)
        town.lease_clock.move(1)
    first_hundred = Counter(town.channel.texts()[:MANY])
    assert set(first_hundred) == {"first", "second"}
    assert max(first_hundred.values()) <= 60


async def test_a_broadcast_that_is_paused_takes_nobody_elses_place(town: Town) -> None:
    await broadcast_of(town, "first")
    opening, dispatcher = town.opening(20), town.dispatcher()
    await opening.run_once()
    await opens_what_was_told(town)
    async with town.units() as uow:
        await uow.bulletins.save(replace(await uow.bulletins.get("first"), state=BulletinState.PAUSED))
    await broadcast_of(town, "second")
    for _ in range(10):
        await opening.run_once()
        await opens_what_was_told(town)
        await dispatcher.drain()
        town.clock.move(seconds=60)
        town.lease_clock.move(60)
    assert Counter(town.channel.texts()) == {"second": MANY}


async def test_who_blocked_us_does_not_halt_the_rest(town: Town) -> None:
    town.channel.will_say("one", not_delivered(Why.BLOCKED))
    lost = await town.plans(person(LOTTE), "one", purpose=Purpose.BROADCAST)
    there = await town.plans(person(SANNE), "two", purpose=Purpose.BROADCAST)
    await town.dispatcher().drain()
    assert (await town.state(lost), await town.state(there)) == (State.BLOCKED, State.SENT)


async def test_whose_moment_cannot_be_worked_out_does_not_halt_the_rest(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    nowhere = replace(LOTTE, zone="Nowhere/AtAll")
    made = []
    async with town.units() as uow:
        await uow.people.save(nowhere)
        for to in (LOTTE.id, SANNE.id):
            delivery = town.delivery(Recipient(RecipientKind.PERSON, to), purpose=Purpose.BROADCAST, key=f"key:{to}")
            made.append(replace(delivery, opened=False))
        await uow.ledger.add_broadcast(made)
    opening = town.opening()
    await opening.run_once()
    await opens_what_was_told(town)
    await town.dispatcher().drain()
    assert await town.state(made[1].id) is State.SENT
    assert await town.state(made[0].id) is State.PENDING
    assert f"delivery {made[0].id} cannot be opened and is tried again later: ZoneInfoNotFoundError" in caplog.messages
