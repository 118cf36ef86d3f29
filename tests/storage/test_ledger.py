"""The ledger on both databases: what is kept, what it adds up to, how fast it lets go."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.domain.bulletin import Bulletin, BulletinKind
from bot.domain.coalition import Group
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind, State, state_of
from bot.domain.errors import NotThere, Stale
from bot.domain.wording import Button, Content, Tapped, day
from bot.outbox.pace import account_pace
from bot.storage.delivery_state import refresh
from bot.storage.limiter import SqlLimiter
from bot.storage.tables.ledger import parts
from bot.storage.unit_of_work import SqlUnitsOfWork
from tests.fakes.clock import MONDAY_MORNING, FakeLeaseClock
from tests.storage.conftest import ACCOUNT, COALITION, TRAJECTORY, Town

FORUM = Recipient(RecipientKind.GROUP, "forum", "question")


def delivery(number: int, to: Recipient, *made: Part, purpose: Purpose = Purpose.REPLY, opened: bool = True) -> Delivery:
    id_ = f"d{number:06d}"
    return Delivery(id_, COALITION, ACCOUNT, to, purpose, f"key:{number}", MONDAY_MORNING, opened=opened, parts=made)


def part(
    number: int, place: int = 1, *, content: Content | None = None, kind: PartKind = PartKind.SEND, card: str | None = None
) -> Part:
    return Part(f"p{number:06d}-{place}", f"d{number:06d}", place, kind, content or Content(), card=card, due_at=MONDAY_MORNING)


async def test_what_goes_in_comes_out_and_is_ciphertext_in_between(town: Town) -> None:
    samira = await town.joins("Samira")
    content = Content(
        texts=("react.ask.say",),
        values={"words": "een heel eigen woord", "day": day(MONDAY_MORNING.date())},
        rows=((Button({"text": "react.ask.helps"}, "token"),), (Button("no", "other"),)),
        media_id="media",
        topic_name="Lijster",
        language="tr",
    )
    made = delivery(1, Recipient(RecipientKind.PERSON, samira.id), part(1, 1, content=content), part(1, 2))
    async with town.units() as uow:
        assert await uow.ledger.add(made, conversation_id="conversation")
    async with town.units.reading() as uow:
        kept = await uow.ledger.get(made.id)
    assert kept == replace(made, parts=(made.parts[0], replace(made.parts[1], state=State.QUEUED)))
    assert kept.state is state_of(kept.parts)
    async with town.units.transaction() as tx:
        stored = bytes((await tx.rows(sa.select(parts.c.content)))[0].content)
    assert b"eigen woord" not in stored
    assert b"token" not in stored


async def test_a_delivery_is_filled_once(town: Town) -> None:
    samira = await town.joins("Samira")
    made = delivery(1, Recipient(RecipientKind.PERSON, samira.id), purpose=Purpose.BROADCAST, opened=False)
    async with town.units() as uow:
        await uow.ledger.add(made)
        await uow.ledger.fill(made.id, [part(1, 1), part(1, 2)])
        with pytest.raises(Stale):
            await uow.ledger.fill(made.id, [part(2)])
        kept = await uow.ledger.get(made.id)
        with pytest.raises(NotThere):
            await uow.ledger.get("nothing")
    assert kept.opened
    assert [p.state for p in kept.parts] == [State.PENDING, State.QUEUED]


async def test_a_delivery_with_nothing_to_say_is_sent(town: Town) -> None:
    samira = await town.joins("Samira")
    made = delivery(1, Recipient(RecipientKind.PERSON, samira.id), purpose=Purpose.BROADCAST, opened=False)
    async with town.units() as uow:
        await uow.ledger.add(made)
        await uow.ledger.fill(made.id, [])
        kept = await uow.ledger.get(made.id)
    assert (kept.state, kept.reason) == (State.SENT, "nothing_to_say")


async def test_what_waits_for_a_person_is_held_listed_and_released(town: Town) -> None:
    samira, joke = await town.joins("Samira", "1"), await town.joins("Joke", "2")
    to_samira = Recipient(RecipientKind.PERSON, samira.id)
    opened = delivery(1, to_samira, part(1), purpose=Purpose.FOLLOW_UP)
    unopened = delivery(2, to_samira, purpose=Purpose.BROADCAST, opened=False)
    reply = delivery(3, to_samira, part(3))
    other = delivery(4, Recipient(RecipientKind.PERSON, joke.id), part(4), purpose=Purpose.FOLLOW_UP)
    async with town.units() as uow:
        for one in (opened, unopened, reply, other):
            await uow.ledger.add(one)
        assert await uow.ledger.hold(to_samira, "paused") == 2
        assert [d.id for d in await uow.ledger.waiting(COALITION, "paused")] == [opened.id, unopened.id]
        assert [(await uow.ledger.get(d.id)).state for d in (reply, other)] == [State.PENDING, State.PENDING]
        assert await uow.ledger.release_waiting(COALITION, "another reason") == 0
        assert await uow.ledger.release_waiting(COALITION, "paused", Recipient(RecipientKind.PERSON, joke.id)) == 0
        assert await uow.ledger.release_waiting(COALITION, "paused", to_samira) == 2
        assert [(await uow.ledger.get(d.id)).state for d in (opened, unopened)] == [State.PENDING, State.PENDING]


async def test_stopping_cancels_everything_but_replies(town: Town) -> None:
    samira = await town.joins("Samira")
    to = Recipient(RecipientKind.PERSON, samira.id)
    goodbye = delivery(1, to, part(1))
    others = [
        delivery(n, to, part(n), purpose=p) for n, p in ((2, Purpose.ANSWER), (3, Purpose.FOLLOW_UP), (4, Purpose.BROADCAST))
    ]
    async with town.units() as uow:
        await uow.ledger.add_broadcast([goodbye, *others])
        assert await uow.ledger.cancel(recipient=to, reason="stopped") == 3
        assert await uow.ledger.cancel(recipient=to, reason="stopped") == 0
        assert (await uow.ledger.get(goodbye.id)).state is State.PENDING
        assert {((await uow.ledger.get(d.id)).state, (await uow.ledger.get(d.id)).reason) for d in others} == {
            (State.CANCELLED, "stopped")
        }
        with pytest.raises(ValueError, match="name"):
            await uow.ledger.cancel(reason="everything")


async def test_what_a_message_says_now_is_what_was_sent_to_it_last(town: Town) -> None:
    samira = await town.joins("Samira")
    to = Recipient(RecipientKind.PERSON, samira.id)
    asked = Content(texts=("react.understood.ask",), rows=((Button({"text": "react.understood.choices.helps"}, "token"),),))
    tapped = Content(tapped=Tapped("900", "token", chosen=True))
    first = delivery(1, to, part(1, content=asked))
    then = delivery(2, to, part(2, content=tapped, kind=PartKind.EDIT), purpose=Purpose.TIDYING)
    async with town.units() as uow:
        assert await uow.ledger.shown(to, "900") is None
        for number, one in enumerate((first, then)):
            await uow.ledger.add(one)
            sent = {"state": State.SENT, "external_id": "900", "sent_at": float(number)}
            this = sa.update(parts).where(parts.c.delivery_id == one.id)
            await uow.tx.change(this.values(external_id="900"))
            assert await uow.ledger.shown(to, "900") == (asked if number else None)
            await uow.tx.change(this.values(**sent))
        assert await uow.ledger.shown(to, "900") == tapped
        assert await uow.ledger.shown(FORUM, "900") is None


async def test_tidying_is_not_held_and_does_not_stop_with_the_messages(town: Town) -> None:
    samira = await town.joins("Samira")
    to = Recipient(RecipientKind.PERSON, samira.id)
    tidying = delivery(1, to, part(1, kind=PartKind.EDIT), purpose=Purpose.TIDYING)
    async with town.units() as uow:
        await uow.ledger.add(tidying)
        assert await uow.ledger.hold(to, "paused") == 0
        assert await uow.ledger.cancel(recipient=to, reason="stopped") == 0
        assert await uow.ledger.hold_overdue(COALITION, MONDAY_MORNING + timedelta(days=1), "outage") == {}
        assert (await uow.ledger.get(tidying.id)).state is State.PENDING


async def test_a_topic_that_is_still_to_be_made_is_known(town: Town) -> None:
    made = delivery(1, FORUM, part(1, kind=PartKind.CREATE_TOPIC), part(1, 2))
    async with town.units() as uow:
        assert not await uow.ledger.has_topic_pending("question")
        await uow.ledger.add(made)
        assert await uow.ledger.has_topic_pending("question")
        assert not await uow.ledger.has_topic_pending("another question")


async def test_thousands_are_planned_at_once(town: Town) -> None:
    some = [
        delivery(n, Recipient(RecipientKind.PERSON, f"parent-{n}"), purpose=Purpose.BROADCAST, opened=False) for n in range(2500)
    ]
    async with town.units() as uow:
        assert await uow.ledger.add_broadcast(some[:2000]) == 2000
        assert await uow.ledger.add_broadcast(some) == 500


async def test_the_pace_of_an_account_is_shared(town: Town, lease_clock: FakeLeaseClock) -> None:
    granted: list[int] = []

    async def one_process(units: SqlUnitsOfWork) -> None:
        for _ in range(5):
            async with units.transaction() as tx:
                granted.append((await SqlLimiter(tx).take(ACCOUNT, account_pace(28), 3)).calls)

    await asyncio.gather(one_process(town.units), one_process(town.units))
    assert sum(granted) == 2
    lease_clock.move(1 / 28)
    granted.clear()
    await one_process(town.units)
    assert sum(granted) == 1


async def test_a_pause_is_for_every_process_and_the_longest_one_counts(town: Town, lease_clock: FakeLeaseClock) -> None:
    async with town.units.transaction() as tx:
        await SqlLimiter(tx).pause(ACCOUNT, 30)
        await SqlLimiter(tx).pause(ACCOUNT, 5)
    for seconds, calls in ((0, 0), (29, 0), (1, 1)):
        lease_clock.move(seconds)
        async with town.units.transaction() as tx:
            granted = await SqlLimiter(tx).take(ACCOUNT, account_pace(28), 1)
        assert granted.calls == calls
    assert granted.wait <= timedelta(seconds=1).total_seconds()


async def test_what_is_lost_is_known_by_its_conversation(town: Town) -> None:
    samira = Recipient(RecipientKind.PERSON, (await town.joins("Samira")).id)
    ends = [State.BLOCKED, State.FAILED, State.UNCERTAIN, State.SENT, State.PENDING]
    async with town.units() as uow:
        for number, state in enumerate(ends, 1):
            made = replace(part(number), state=state)
            await uow.ledger.add(delivery(number, samira, made, purpose=Purpose.ANSWER), conversation_id=f"c{number}")
        await uow.ledger.add(delivery(9, samira, replace(part(9), state=State.FAILED)), conversation_id="c9")
        await uow.ledger.cancel(recipient=samira, reason="blocked")
    async with town.units.reading() as uow:
        lost = await uow.ledger.lost(Purpose.ANSWER, MONDAY_MORNING)
        assert [conversation for _, conversation in lost] == ["c1", "c2", "c3", "c5"]
        assert await uow.ledger.lost(Purpose.ANSWER, MONDAY_MORNING + timedelta(seconds=1)) == []


async def test_what_a_conversation_said_first_is_found_by_its_purpose(town: Town) -> None:
    samira = Recipient(RecipientKind.PERSON, (await town.joins("Samira")).id)
    async with town.units() as uow:
        await uow.ledger.add(delivery(1, samira, part(1)), conversation_id="talk")
        for number in (2, 3):
            await uow.ledger.add(delivery(number, samira, part(number), purpose=Purpose.ANSWER), conversation_id="talk")
        for lock in (False, True):
            found = await uow.ledger.said_in("talk", samira, Purpose.ANSWER, lock=lock)
            assert found is not None
            assert (found.id, [one.id for one in found.parts]) == ("d000002", ["p000002-1"])
        assert await uow.ledger.said_in("other", samira, Purpose.ANSWER) is None
        assert await uow.ledger.said_in("talk", FORUM, Purpose.ANSWER) is None


async def test_a_newer_edit_of_a_card_takes_the_place_of_those_that_did_not_go_yet(town: Town) -> None:
    async def shown(number: int, card: str, *, key: str, to: Recipient = FORUM, state: State = State.PENDING) -> None:
        edit = replace(part(number, kind=PartKind.EDIT, card=card), state=state)
        await uow.ledger.add(replace(delivery(number, to, edit, purpose=Purpose.NOTICE), key=key))

    async with town.units() as uow:
        await uow.coalitions.save_group(Group("forum", COALITION, ACCOUNT, "-1001", is_forum=True))
        await shown(1, "question", key="header:1")
        await shown(2, "question", key="card:2")
        await shown(3, "another", key="card:3")
        await shown(4, "question", key="card:4", to=Recipient(RecipientKind.GROUP, "forum", "other"))
        await shown(5, "question", key="card:5", state=State.SENDING)
        assert await uow.ledger.supersede(FORUM, "question") == 1
        assert await uow.ledger.supersede(FORUM, "question") == 0
    async with town.units.reading() as uow:
        states = [(await uow.ledger.get(f"d{number:06d}")).state for number in range(1, 6)]
    assert states == [State.PENDING, State.CANCELLED, State.PENDING, State.PENDING, State.SENDING]


async def test_whether_somebody_had_a_bulletin_or_still_gets_last_words(town: Town) -> None:
    samira = Recipient(RecipientKind.PERSON, (await town.joins("Samira")).id)
    async with town.units() as uow:
        await uow.bulletins.save(Bulletin("b1", COALITION, TRAJECTORY, BulletinKind.SHORT))
        news = replace(delivery(1, samira, part(1), purpose=Purpose.BROADCAST), bulletin_id="b1")
        await uow.ledger.add(news)
        assert not await uow.ledger.had("b1", samira)
        assert not await uow.ledger.has_last_words("samira")
        await uow.tx.change(sa.update(parts).values(state=State.SENT))
        await refresh(uow.tx, [news.id])
        await uow.ledger.add(delivery(2, samira, part(2)))
    async with town.units.reading() as uow:
        assert await uow.ledger.had("b1", samira)
        assert not await uow.ledger.had("b2", samira)
        assert await uow.ledger.has_last_words("samira")
