"""Conversations, their buttons, what is due, and the audit."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.audit import AuditEvent
from bot.domain.conversation import ButtonBinding, Conversation, Standing
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind
from bot.domain.errors import NotThere
from bot.domain.follow_up import FollowUp, FollowUpState
from bot.domain.wording import Content
from bot.storage.tables.ledger import parts
from tests.fakes.clock import MONDAY_MORNING
from tests.storage.conftest import ACCOUNT, COALITION, Town

NOW = MONDAY_MORNING
AT_SAMIRAS = Recipient(RecipientKind.PERSON, "samira")
STATE = {"step": "ask", "values": {"what_would_help": "Iemand die belt", "count": 3}, "stack": []}
TALK = Conversation("c1", COALITION, "samira", AT_SAMIRAS, "react", Standing.OPEN, STATE, NOW, NOW, asks=True)
REMIND = FollowUp("f1", COALITION, "remind:c1:1", "remind", NOW, "samira", conversation_id="c1", visit=1)


async def test_a_conversation_goes_on_where_it_stood(town: Town) -> None:
    await town.joins("Samira")
    moved = replace(TALK, state={"step": "thanks"}, touched_at=NOW + timedelta(minutes=1), asks=False, delivery_id="d1")
    async with town.units() as uow:
        await uow.conversations.save(TALK)
    async with town.units() as uow:
        assert await uow.conversations.get("c1") == TALK
        await uow.conversations.save(moved)
    async with town.units.reading() as uow:
        assert await uow.conversations.get("c1") == moved
        with pytest.raises(NotThere):
            await uow.conversations.get("c2")


async def test_the_newest_of_a_flow_is_known_also_when_it_is_over(town: Town) -> None:
    await town.joins("Samira")
    later = replace(TALK, id="c2", started_at=NOW + timedelta(hours=1), standing=Standing.OVER)
    async with town.units() as uow:
        await uow.conversations.save(TALK)
        await uow.conversations.save(later)
        assert await uow.conversations.newest(TALK.person_id, TALK.flow) == later
        assert await uow.conversations.newest(TALK.person_id, "another") is None


async def test_those_that_are_not_over_come_oldest_touched_first(town: Town) -> None:
    await town.joins("Samira")
    in_topic = Recipient(RecipientKind.GROUP, "g1", "v1")
    newest = replace(TALK, id="c0", touched_at=NOW + timedelta(hours=1), place=in_topic)
    over = replace(TALK, id="c2", standing=Standing.OVER)
    queued = replace(TALK, id="c3", standing=Standing.QUEUED, touched_at=NOW + timedelta(minutes=1))
    async with town.units() as uow:
        for conversation in (newest, over, queued, TALK):
            await uow.conversations.save(conversation)
    async with town.units.reading() as uow:
        assert await uow.conversations.of("samira") == [TALK, queued, newest]
        assert await uow.conversations.of("piotr") == []


async def test_a_button_names_its_conversation_step_and_choice(town: Town) -> None:
    await town.joins("Samira")
    button = ButtonBinding("a-token", COALITION, "c1", "ask", 2, "helps", "samira")
    for_all = ButtonBinding("b-token", COALITION, "c1", "ask", 2, "helps")
    async with town.units() as uow:
        # Before its conversation is saved: the order within a unit of work does not matter.
        for binding in (button, for_all):
            await uow.conversations.bind(binding)
        await uow.conversations.save(TALK)
    async with town.units.reading() as uow:
        assert await uow.conversations.button("a-token") == button
        assert await uow.conversations.button("b-token") == for_all
        assert await uow.conversations.button("c-token") is None


async def test_a_reply_to_a_message_finds_the_conversation_that_said_it(town: Town) -> None:
    await town.joins("Samira")
    part = Part("p1", "d1", 1, PartKind.SEND, Content(("react.ask.say",)))
    delivery = Delivery("d1", COALITION, ACCOUNT, AT_SAMIRAS, Purpose.REPLY, "k1", NOW, parts=(part,))
    async with town.units() as uow:
        await uow.ledger.add(delivery, conversation_id="c1")
        await uow.tx.change(parts.update().values(state="sent", external_id="900"))
    async with town.units.reading() as uow:
        assert await uow.conversations.by_message(AT_SAMIRAS, "900") == "c1"
        assert await uow.conversations.by_message(AT_SAMIRAS, "901") is None
        assert await uow.conversations.by_message(Recipient(RecipientKind.PERSON, "piotr"), "900") is None


async def test_a_follow_up_is_planned_once_and_is_due_when_its_time_has_come(town: Town) -> None:
    later = replace(REMIND, id="f2", key="until:c1:1", kind="until", due_at=NOW + timedelta(days=14))
    async with town.units() as uow:
        assert await uow.follow_ups.plan(REMIND) is True
        assert await uow.follow_ups.plan(replace(REMIND, id="f3")) is False
        assert await uow.follow_ups.plan(later) is True
    async with town.units() as uow:
        assert await uow.follow_ups.due(NOW - timedelta(seconds=1), 10) == []
        assert await uow.follow_ups.due(NOW, 10) == [REMIND]
        assert await uow.follow_ups.due(NOW + timedelta(days=14), 10) == [REMIND, later]
        assert await uow.follow_ups.due(NOW + timedelta(days=14), 1) == [REMIND]
        await uow.follow_ups.save(replace(REMIND, state=FollowUpState.DONE))
    async with town.units.reading() as uow:
        assert (await uow.follow_ups.get("f1")).state is FollowUpState.DONE
        assert await uow.follow_ups.due(NOW + timedelta(days=14), 10) == [later]


# On SQLite a unit of work is alone.
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
async def test_two_workers_do_not_get_the_same_follow_up(town: Town) -> None:
    async with town.units() as uow:
        await uow.follow_ups.plan(REMIND)
    async with town.units() as one, town.units() as two:
        assert await one.follow_ups.due(NOW, 10) == [REMIND]
        assert await two.follow_ups.due(NOW, 10) == []


async def test_only_the_follow_ups_that_match_everything_are_cancelled(town: Town) -> None:
    async with town.units() as uow:
        await uow.follow_ups.plan(REMIND)
        await uow.follow_ups.plan(replace(REMIND, id="f2", key="until:c1:1"))
        await uow.follow_ups.plan(replace(REMIND, id="f3", key="remind:c2:1", conversation_id="c2"))
        assert await uow.follow_ups.cancel(conversation_id="c1", key="until:c1:1") == 1
        assert await uow.follow_ups.cancel(conversation_id="c1", person_id="piotr") == 0
        assert [one.id for one in await uow.follow_ups.due(NOW, 10)] == ["f1", "f3"]
        assert await uow.follow_ups.cancel(person_id="samira") == 2
        assert await uow.follow_ups.due(NOW, 10) == []
        with pytest.raises(ValueError, match="which follow-ups"):
            await uow.follow_ups.cancel()


async def test_the_audit_tells_what_was_done_in_order(town: Town) -> None:
    sent = AuditEvent(COALITION, "marieke", "bulletin_sent", "b1", NOW, reason="Joke is ziek")
    paused = AuditEvent(COALITION, "operator", "bulletin_paused", "b1", NOW + timedelta(hours=1))
    other = AuditEvent(COALITION, "marieke", "bulletin_sent", "b2", NOW + timedelta(hours=2))
    async with town.units() as uow:
        for event in (paused, sent, other):
            await uow.audit.add(event)
    async with town.units.reading() as uow:
        assert await uow.audit.of(COALITION) == [sent, paused, other]
        assert await uow.audit.of(COALITION, "b1") == [sent, paused]
        assert await uow.audit.of("elsewhere") == []


async def test_conversations_that_are_over_for_long_go_with_their_buttons_and_timers(town: Town) -> None:
    await town.joins("Samira")
    ends = {"old": (Standing.OVER, -1), "lately": (Standing.OVER, 0), "open": (Standing.OPEN, -1)}
    async with town.units() as uow:
        for id_, (standing, seconds) in ends.items():
            await uow.conversations.save(replace(TALK, id=id_, standing=standing, touched_at=NOW + timedelta(seconds=seconds)))
            await uow.conversations.bind(ButtonBinding(f"b-{id_}", COALITION, id_, "ask", 1, "helps", "samira"))
            await uow.follow_ups.plan(replace(REMIND, id=f"f-{id_}", key=f"remind:{id_}", conversation_id=id_))
    async with town.units() as uow:
        assert await uow.conversations.clear(NOW) == 1
    async with town.units.reading() as uow:
        there = {id_: await uow.conversations.button(f"b-{id_}") is not None for id_ in ends}
        assert there == {"old": False, "lately": True, "open": True}
        assert (await uow.conversations.get("lately")).standing is Standing.OVER
        assert [one.id for one in await uow.follow_ups.due(NOW, 10)] == ["f-lately", "f-open"]
        with pytest.raises(NotThere):
            await uow.conversations.get("old")
