"""A recording goes before its text, and never holds it up."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.delivery import Part, PartKind, Purpose, State
from bot.domain.errors import Refused
from bot.domain.wording import Content
from bot.outbox.outcome import Outcome, Why
from bot.outbox.withheld import Nothing, Waiting
from tests.fakes.channel import AMBIGUOUS, not_delivered
from tests.people import FATMA
from tests.scheduler.conftest import BULLETIN, Town, person


async def plans_spoken(town: Town) -> str:
    """Fatma hears something of the bulletin, then reads it."""
    delivery = town.delivery(person(FATMA), "heard", "read", purpose=Purpose.BROADCAST)
    voice, text = delivery.parts
    spoken = Content(texts=("heard",), voice={"text": "heard"})
    return await town.plans_this(replace(delivery, parts=(replace(voice, content=spoken), text)))


async def parts_of(town: Town, delivery_id: str) -> list[tuple[State, str | None]]:
    return [(part.state, part.reason) for part in (await town.get(delivery_id)).parts]


async def counts(town: Town) -> dict[State, int]:
    async with town.units.reading() as uow:
        return dict(await uow.ledger.counts(BULLETIN.id))


async def test_it_is_heard_first(town: Town) -> None:
    delivery_id = await plans_spoken(town)
    await town.dispatcher().drain()
    assert town.channel.texts() == ["heard", "read"]
    assert await town.state(delivery_id) is State.SENT


@pytest.mark.parametrize(
    ("instead", "reason"),
    [
        (Nothing("no_recording"), "no_recording"),
        (Refused("value_missing"), "value_missing"),
    ],
    ids=["none there", "cannot be said"],
)
async def test_without_one_there_is_text_only_and_the_delivery_counts_as_sent(
    town: Town, instead: Nothing | Refused, reason: str
) -> None:
    town.renderer.instead["heard"] = instead
    delivery_id = await plans_spoken(town)
    await town.dispatcher().drain()
    assert town.channel.texts() == ["read"]
    assert await parts_of(town, delivery_id) == [(State.SENT, reason), (State.SENT, None)]
    assert await counts(town) == {State.SENT: 1}


@pytest.mark.parametrize(
    ("outcomes", "arrived", "reason"),
    [
        ([not_delivered(Why.REFUSED)], ["read"], "refused"),
        ([AMBIGUOUS, AMBIGUOUS], ["heard", "heard", "read"], "ambiguous"),
    ],
    ids=["a phone that lets in no voice notes", "nobody knows, twice"],
)
async def test_when_it_does_not_come_through_the_text_does(
    town: Town, outcomes: list[Outcome], arrived: list[str], reason: str
) -> None:
    town.channel.will_say("heard", *outcomes)
    delivery_id = await plans_spoken(town)
    await town.dispatcher().drain()
    town.clock.move(minutes=1)
    await town.dispatcher().drain()
    assert town.channel.texts() == arrived
    assert await parts_of(town, delivery_id) == [(State.SENT, reason), (State.SENT, None)]
    assert await counts(town) == {State.SENT: 1}


async def test_who_blocked_us_gets_neither(town: Town) -> None:
    town.channel.will_say("heard", not_delivered(Why.BLOCKED))
    delivery_id = await plans_spoken(town)
    await town.dispatcher().drain()
    assert town.channel.texts() == []
    assert {state for state, _ in await parts_of(town, delivery_id)} == {State.BLOCKED}


async def test_a_language_that_waits_for_its_words_waits_with_both(town: Town) -> None:
    town.renderer.instead["heard"] = Waiting("language_not_approved")
    delivery_id = await plans_spoken(town)
    await town.dispatcher().drain()
    assert town.channel.texts() == []
    assert await town.state(delivery_id) is State.WAITING


async def test_a_process_that_dies_while_it_is_sent_sends_it_once_more_at_the_most_and_the_text_once(town: Town) -> None:
    delivery_id = await plans_spoken(town)
    town.channel.hold()
    dying = town.dispatcher()
    await dying.run_once()
    await dying.run_once()
    await asyncio.sleep(0)
    assert [call.text for call in town.channel.calls] == ["heard"]
    await dying._flights.abandon()
    town.channel.hold().set()
    for _ in range(3):
        town.lease_clock.move(200)
        town.clock.move(seconds=10)
        await town.dispatcher().drain()
    assert await town.state(delivery_id) is State.SENT
    assert [call.text for call in town.channel.calls] == ["heard", "heard", "read"]


def test_only_a_recording_is_beside_its_text() -> None:
    text = Part("p", "d", 1, PartKind.SEND, Content(texts=("welcome.language.say",)))
    assert not text.is_beside
    assert replace(text, content=Content(voice={"text": "welcome.language.say"})).is_beside
