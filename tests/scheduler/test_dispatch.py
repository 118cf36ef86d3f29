"""What people get, in which order, and what is known of it."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.domain.bulletin import BulletinState
from bot.domain.delivery import Part, PartKind, Purpose, Recipient, RecipientKind, State
from bot.domain.errors import Refused
from bot.domain.person import PersonState
from bot.domain.wording import Content
from bot.outbox.outcome import Why
from bot.outbox.withheld import Nothing, Waiting
from scheduler.bounds import Bounds
from tests.fakes.channel import AMBIGUOUS, not_delivered
from tests.people import AMINA, FATMA, KASIA, LOTTE, SANNE, YUSUF
from tests.scheduler.conftest import FORUM, Town, person


async def test_lotte_gets_her_messages_in_order(town: Town) -> None:
    first = await town.plans(person(LOTTE), "hello", "how are you", "until then")
    second = await town.plans(person(LOTTE), "and another thing")
    assert await town.dispatcher().drain() == 4
    assert town.channel.texts() == ["hello", "how are you", "until then", "and another thing"]
    assert town.channel.most_at_once == 1
    assert await town.state(first) is await town.state(second) is State.SENT
    assert [part.external_id for part in (await town.get(first)).parts] == ["m1", "m2", "m3"]


async def test_several_people_are_written_to_at_once_six_at_the_most(town: Town) -> None:
    town.per_second = 1000.0
    everybody = (FATMA, YUSUF, KASIA, LOTTE, SANNE, AMINA)
    for parent in everybody:
        await town.plans(person(parent), f"hello {parent.id}")
    await town.dispatcher(Bounds(in_flight=3)).drain()
    assert town.channel.most_at_once == 3
    assert sorted(town.channel.texts()) == sorted(f"hello {parent.id}" for parent in everybody)


async def test_a_reply_overtakes_a_broadcast(town: Town) -> None:
    await town.plans(person(LOTTE), "news", purpose=Purpose.BROADCAST)
    await town.plans(person(SANNE), "news", purpose=Purpose.BROADCAST)
    await town.plans(person(LOTTE), "reply")
    await town.dispatcher(Bounds(in_flight=1)).drain()
    assert town.channel.texts() == ["reply", "news", "news"]


async def test_a_broadcast_leaves_a_place_for_replies(town: Town) -> None:
    town.per_second = 1000.0
    for parent in (FATMA, YUSUF, KASIA, LOTTE):
        await town.plans(person(parent), "news", purpose=Purpose.BROADCAST)
    back = town.channel.hold()
    dispatcher = town.dispatcher(Bounds(in_flight=3))
    for _ in range(6):
        await dispatcher.run_once()
        await asyncio.sleep(0)
    assert len(town.channel.calls) == 2
    await town.plans(person(SANNE), "reply")
    for _ in range(6):
        await dispatcher.run_once()
        await asyncio.sleep(0)
    assert [call.text for call in town.channel.calls] == ["news", "news", "reply"]
    back.set()
    await dispatcher.drain()
    assert len(town.channel.arrived) == 5


async def test_the_same_cause_never_makes_a_second_message(town: Town) -> None:
    delivery = town.delivery(person(LOTTE), "hello", key="inbox:1")
    again = town.delivery(person(LOTTE), "hello", key="inbox:1")
    async with town.units() as uow:
        assert await uow.ledger.add(delivery)
        assert not await uow.ledger.add(again)
    await town.dispatcher().drain()
    assert town.channel.texts() == ["hello"]


async def test_nobody_is_disturbed_in_the_evening(town: Town) -> None:
    """It was planned for the afternoon; the bot was down until 21:00."""
    await town.plans(person(LOTTE), "news", purpose=Purpose.FOLLOW_UP)
    await town.plans(person(SANNE), "reply")
    town.clock.move(hours=10.5)
    dispatcher = town.dispatcher()
    await dispatcher.drain()
    assert town.channel.texts() == ["reply"]
    town.clock.move(hours=12)
    await dispatcher.drain()
    assert town.channel.texts() == ["reply", "news"]


async def test_a_message_in_parts_does_not_begin_just_before_quiet_hours(town: Town) -> None:
    town.clock.move(hours=9.5, seconds=-30)
    id_ = await town.plans(person(LOTTE), "news", "more news", purpose=Purpose.BROADCAST)
    await town.dispatcher().drain()
    delivery = await town.get(id_)
    assert (delivery.state, delivery.reason) == (State.PENDING, "quiet_hours")
    assert delivery.parts[0].due_at == town.clock.now() + timedelta(hours=13, seconds=30)
    assert delivery.parts[0].attempts == 0


async def test_a_pause_holds_what_was_claimed_but_not_started(town: Town) -> None:
    id_ = await town.plans(person(LOTTE), "news", purpose=Purpose.BROADCAST)
    dispatcher = town.dispatcher()
    await dispatcher.run_once()
    assert await town.state(id_) is State.LEASED
    await town.bulletin_is(BulletinState.PAUSED)
    assert await dispatcher.drain() == 0
    assert await town.state(id_) is State.PENDING
    await town.bulletin_is(BulletinState.SENDING)
    assert await dispatcher.drain() == 1
    assert await town.state(id_) is State.SENT


async def test_a_pause_holds_no_reply(town: Town) -> None:
    await town.bulletin_is(BulletinState.PAUSED)
    delivery = replace(town.delivery(person(LOTTE), "thank you"), bulletin_id="bulletin")
    await town.plans_this(delivery)
    await town.dispatcher().drain()
    assert town.channel.texts() == ["thank you"]


async def test_what_was_claimed_is_not_sent_after_a_cancel(town: Town) -> None:
    claimed = await town.plans(person(LOTTE), "news", purpose=Purpose.BROADCAST)
    dispatcher = town.dispatcher()
    await dispatcher.run_once()
    async with town.units() as uow:
        assert await uow.ledger.cancel(bulletin_id="bulletin", reason="bulletin_cancelled") == 1
    assert await dispatcher.drain() == 0
    delivery = await town.get(claimed)
    assert (delivery.state, delivery.reason) == (State.CANCELLED, "bulletin_cancelled")


async def test_what_was_being_sent_during_a_cancel_is_not_tried_again(town: Town) -> None:
    too_fast = await town.plans(person(LOTTE), "news", "more", purpose=Purpose.BROADCAST)
    maybe = await town.plans(person(SANNE), "news for Sanne", purpose=Purpose.BROADCAST)
    arrives = await town.plans(person(KASIA), "news for Kasia", purpose=Purpose.BROADCAST)
    town.channel.will_say("news", not_delivered(Why.TOO_FAST, retry_after=1.0))
    town.channel.will_say("news for Sanne", AMBIGUOUS)
    back = town.channel.hold()
    dispatcher = town.dispatcher()
    while len(town.channel.calls) < 3:
        await dispatcher.run_once()
        await town.waits.wait(0.05, asyncio.Event())
    async with town.units() as uow:
        await uow.ledger.cancel(bulletin_id="bulletin", reason="bulletin_cancelled")
    back.set()
    await dispatcher.drain()
    assert len(town.channel.calls) == 3
    assert [await town.state(id_) for id_ in (too_fast, maybe, arrives)] == [State.CANCELLED, State.UNCERTAIN, State.SENT]


async def test_who_blocked_the_bot_is_marked_and_not_tried_again(town: Town) -> None:
    town.channel.will_say("hello", not_delivered(Why.BLOCKED))
    now = await town.plans(person(LOTTE), "hello", "and more")
    later = await town.plans(person(LOTTE), "later", due_at=town.clock.now() + timedelta(days=1))
    unopened = replace(town.delivery(person(LOTTE), purpose=Purpose.BROADCAST), opened=False)
    await town.plans_this(unopened)
    other = await town.plans(person(SANNE), "hello Sanne")
    dispatcher = town.dispatcher()
    await dispatcher.drain()
    town.clock.move(days=2)
    await dispatcher.drain()
    assert len(town.channel.calls) == 2
    for id_ in (now, later, unopened.id):
        assert ((await town.get(id_)).state, (await town.get(id_)).reason) == (State.BLOCKED, "blocked")
    assert {part.state for part in (await town.get(now)).parts} == {State.BLOCKED}
    assert await town.state(other) is State.SENT
    async with town.units.reading() as uow:
        assert (await uow.people.get(LOTTE.id)).state is PersonState.UNREACHABLE
        address = await uow.people.address_of(LOTTE.id, "bot-voorbeeldstad")
        assert address is not None
        assert not address.reachable
        assert (await uow.people.get(SANNE.id)).state is PersonState.ACTIVE


async def test_429_stops_the_whole_account_for_as_long_as_it_says(town: Town) -> None:
    town.channel.will_say("hello", not_delivered(Why.TOO_FAST, retry_after=30.0))
    id_ = await town.plans(person(LOTTE), "hello")
    dispatcher = town.dispatcher()
    while not town.channel.calls:
        await dispatcher.run_once()
        await asyncio.sleep(0)
    paused_at = town.lease_clock.seconds
    await town.plans(person(SANNE), "hello Sanne")
    sent_at: list[float] = []
    town.channel.on_call = lambda _: sent_at.append(town.lease_clock.seconds)
    await dispatcher.drain()
    assert len(sent_at) == 2
    assert min(sent_at) >= paused_at + 30.0
    assert (await town.get(id_)).parts[0].attempts == 1


async def test_the_account_keeps_its_pace_and_a_chat_its_own(town: Town) -> None:
    for _ in range(4):
        for parent in (FATMA, YUSUF, KASIA, LOTTE, SANNE, AMINA):
            await town.plans(person(parent), "hello")
    sent_at: list[tuple[str, float]] = []
    town.channel.on_call = lambda call: sent_at.append((call.chat, town.lease_clock.seconds))
    await town.dispatcher().drain()
    assert len(sent_at) == 24
    moments = [at for _, at in sent_at]
    assert max(sum(1 for at in moments if start <= at < start + 1) for start in moments) <= 30
    of_lotte = [at for chat, at in sent_at if chat == LOTTE.id]
    assert of_lotte[3] - of_lotte[0] >= 1.0 - 1e-6


async def test_a_group_gets_no_more_than_twenty_a_minute(town: Town) -> None:
    for number in range(24):
        await town.plans(Recipient(RecipientKind.GROUP, FORUM.id), f"message {number}")
    sent_at: list[float] = []
    town.channel.on_call = lambda _: sent_at.append(town.lease_clock.seconds)
    await town.dispatcher().drain()
    assert town.channel.texts() == [f"message {number}" for number in range(24)]
    assert max(sum(1 for at in sent_at if start <= at < start + 60) for start in sent_at) <= 20


async def test_an_outage_of_the_network_is_waited_out(town: Town) -> None:
    town.channel.will_say("hello", *[not_delivered(Why.NETWORK)] * 3)
    id_ = await town.plans(person(LOTTE), "hello")
    behind = await town.plans(person(LOTTE), "and then")
    dispatcher = town.dispatcher()
    for seconds in (0, 1, 2):
        town.clock.move(seconds=seconds)
        await dispatcher.drain()
        assert await town.state(id_) is await town.state(behind) is State.PENDING
    town.clock.move(seconds=4)
    await dispatcher.drain()
    assert town.channel.texts() == ["hello", "and then"]
    assert (await town.get(id_)).parts[0].attempts == 4


async def test_what_cannot_be_said_fails_with_its_reason_and_stops_nobody(town: Town) -> None:
    town.renderer.instead = {
        "bad": Refused("no_text"),
        "unapproved": Waiting("language_not_approved"),
        "senseless": Nothing("forgotten"),
    }
    ids = [
        await town.plans(person(p), t) for p, t in ((LOTTE, "bad"), (FATMA, "unapproved"), (SANNE, "senseless"), (AMINA, "hello"))
    ]
    await town.dispatcher().drain()
    found = [await town.get(id_) for id_ in ids]
    assert [(d.state, d.reason) for d in found] == [
        (State.FAILED, "no_text"),
        (State.WAITING, "language_not_approved"),
        (State.CANCELLED, "forgotten"),
        (State.SENT, None),
    ]
    town.renderer.instead = {}
    async with town.units() as uow:
        assert await uow.ledger.release_waiting("voorbeeldstad", "language_not_approved") == 1
    await town.dispatcher().drain()
    assert town.channel.texts() == ["hello", "unapproved"]


async def test_a_card_is_edited_and_sent_anew_when_it_is_gone(town: Town) -> None:
    await town.plans_parts(person(LOTTE), (PartKind.SEND, "card", "choices"))
    await town.plans_parts(person(LOTTE), (PartKind.EDIT, "card, changed", "choices"))
    town.channel.will_say("card, changed again", not_delivered(Why.MESSAGE_GONE))
    anew = await town.plans_parts(person(LOTTE), (PartKind.EDIT, "card, changed again", "choices"))
    await town.plans_parts(person(LOTTE), (PartKind.EDIT, "card, at last", "choices"))
    await town.dispatcher().drain()
    made = [(call.kind, call.message_id if call.kind is PartKind.EDIT else None) for call in town.channel.arrived]
    assert made == [(PartKind.SEND, None), (PartKind.EDIT, "m1"), (PartKind.SEND, None), (PartKind.EDIT, "m4")]
    assert (await town.get(anew)).parts[0].kind is PartKind.SEND


async def test_a_deleted_card_is_no_card_and_deleting_it_again_is_done(town: Town) -> None:
    await town.plans_parts(person(LOTTE), (PartKind.SEND, "card", "choices"), (PartKind.DELETE, "", "choices"))
    again = await town.plans_parts(person(LOTTE), (PartKind.DELETE, "", "choices"), (PartKind.SEND, "bye", None))
    await town.dispatcher().drain()
    async with town.units.reading() as uow:
        assert await uow.ledger.last_card(person(LOTTE), "choices") is None
    assert await town.state(again) is State.SENT
    assert town.channel.texts()[-1] == "bye"


async def test_a_group_that_moved_is_followed(town: Town) -> None:
    town.channel.will_say("hello", not_delivered(Why.MOVED, moved_to="-2002"))
    await town.plans(Recipient(RecipientKind.GROUP, FORUM.id), "hello")
    await town.dispatcher().drain()
    assert [call.chat for call in town.channel.calls] == ["-1001", "-2002"]


async def test_somebody_who_was_forgotten_leaves_a_row_without_content(town: Town) -> None:
    sent = await town.plans(person(LOTTE), "hello", purpose=Purpose.BROADCAST)
    await town.dispatcher().drain()
    waiting = await town.plans(person(LOTTE), "later", due_at=town.clock.now() + timedelta(days=1))
    async with town.units() as uow:
        await uow.people.forget(LOTTE.id)
    assert [await town.state(id_) for id_ in (sent, waiting)] == [State.SENT, State.CANCELLED]
    kept = await town.get(sent)
    assert kept.recipient.id == ""
    assert (kept.parts[0].content, kept.parts[0].external_id) == (Content(), None)
    async with town.units.reading() as uow:
        assert await uow.ledger.counts("bulletin") == {State.SENT: 1}


async def test_a_channel_that_raises_is_ambiguous_and_the_rest_goes_on(town: Town) -> None:
    raised: list[str] = []

    def breaks(call: object) -> None:
        if getattr(call, "text", "") == "bad":
            raised.append("once more")
            raise RuntimeError("this should never happen")

    town.channel.on_call = breaks
    id_ = await town.plans(person(LOTTE), "bad")
    fine = await town.plans(person(SANNE), "hello")
    dispatcher = town.dispatcher()
    await dispatcher.drain()
    town.clock.move(seconds=5)
    await dispatcher.drain()
    assert len(raised) == 2
    assert [await town.state(i) for i in (id_, fine)] == [State.UNCERTAIN, State.SENT]


async def test_an_orderly_stop_writes_down_what_landed_and_gives_back_the_rest(town: Town) -> None:
    first = await town.plans(person(LOTTE), "hello", "more")
    dispatcher, stop = town.dispatcher(), asyncio.Event()
    town.channel.on_call = lambda _: stop.set()
    await dispatcher.run(stop)
    parts: tuple[Part, ...] = (await town.get(first)).parts
    assert [part.state for part in parts] == [State.SENT, State.PENDING]
    town.channel.on_call = lambda _: None
    await town.dispatcher().drain()
    assert town.channel.texts() == ["hello", "more"]
