"""How people stop, pause, disappear and are forgotten."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.actor import Actor, operator, system
from bot.domain.bulletin import BulletinState
from bot.domain.conversation import Conversation, Standing
from bot.domain.delivery import Delivery, Purpose, Recipient, RecipientKind, State
from bot.domain.errors import NotAllowed, Refused
from bot.domain.follow_up import FollowUp
from bot.domain.person import Person, PersonState
from bot.domain.question import QuestionState
from bot.domain.reaction import ReactionKind
from bot.services.delivery import sending
from bot.services.following_up import due
from bot.services.hearing import questions, reactions
from bot.services.people import leaving
from bot.services.work import Work
from tests.people import BOT, FATMA, KASIA, LOTTE, NOOR, PARENTS, VOORBEELDSTAD
from tests.services.conftest import Town

Leaves = Callable[[Work, Actor], Awaitable[Person]]


async def test_stop_cancels_what_would_still_go_out(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    question = await questions.ask(town.work, FATMA.actor, "Wanneer begint het?")
    plan = FollowUp("remind", VOORBEELDSTAD.id, "remind", "remind", town.clock.now(), person_id=FATMA.id)
    await town.work.uow.follow_ups.plan(plan)
    stopped = await leaving.stop(town.work, FATMA.actor)
    assert stopped.state is PersonState.STOPPED
    assert (town.delivery(FATMA).state, town.delivery(FATMA).reason) == (State.CANCELLED, "stopped")
    assert town.delivery(KASIA).state is State.PENDING
    assert town.planned("remind") == []
    assert town.rows.questions[question.id].state is QuestionState.CLOSED
    assert town.done()[-1] == "person_stopped"


async def test_the_last_one_who_was_waited_for_stops_and_the_bulletin_is_done(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    town.deliver(*(p for p in PARENTS if p is not FATMA))
    await leaving.stop(town.work, FATMA.actor)
    assert town.rows.bulletins["full"].state is BulletinState.SENT


async def test_a_pause_holds_messages_until_it_is_over(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    until = town.clock.now() + timedelta(days=7)
    await leaving.pause(town.work, LOTTE.actor, until)
    assert (town.delivery(LOTTE).state, town.delivery(LOTTE).reason) == (State.WAITING, "paused")
    town.clock.move(days=7)
    (over,) = await town.work.uow.follow_ups.due(town.clock.now(), 10)
    await due.carry_out(town.work, over)
    assert town.person(LOTTE).state is PersonState.ACTIVE
    assert (town.delivery(LOTTE).state, town.delivery(LOTTE).reason) == (State.PENDING, None)


async def test_an_earlier_end_does_not_end_a_longer_pause(town: Town) -> None:
    await leaving.pause(town.work, LOTTE.actor, town.clock.now() + timedelta(days=7))
    await leaving.pause(town.work, LOTTE.actor, town.clock.now() + timedelta(days=28))
    town.clock.move(days=8)
    for over in await town.work.uow.follow_ups.due(town.clock.now(), 10):
        await due.carry_out(town.work, over)
    assert town.person(LOTTE).state is PersonState.PAUSED


async def test_lotte_resumes_by_herself(town: Town) -> None:
    await leaving.pause(town.work, LOTTE.actor, town.clock.now() + timedelta(days=7))
    assert (await leaving.resume(town.work, LOTTE.actor)).paused_until is None


async def test_a_pause_ends_in_the_future_and_is_for_who_joined(town: Town) -> None:
    with pytest.raises(Refused, match="until_past"):
        await leaving.pause(town.work, LOTTE.actor, town.clock.now())
    town.put(replace(LOTTE, state=PersonState.STOPPED))
    with pytest.raises(Refused, match="not_joined"):
        await leaving.pause(town.work, LOTTE.actor, town.clock.now() + timedelta(days=1))


async def test_kasia_blocks_us_and_is_not_tried_again(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    await leaving.mark_unreachable(town.work, KASIA.id)
    assert town.person(KASIA).state is PersonState.UNREACHABLE
    assert not town.rows.addresses["address-kasia"].reachable
    assert (town.delivery(KASIA).state, town.delivery(KASIA).reason) == (State.CANCELLED, "blocked")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (KASIA, PersonState.ACTIVE),
        (replace(KASIA, state=PersonState.STOPPED), PersonState.STOPPED),
        (replace(KASIA, state=PersonState.INVITED, joined_at=None), PersonState.INVITED),
    ],
    ids=["active", "stopped", "invited"],
)
async def test_kasia_unblocks_us_and_stands_where_she_stood(town: Town, before: Person, after: PersonState) -> None:
    town.put(before)
    await leaving.mark_unreachable(town.work, KASIA.id)
    assert (await leaving.returned(town.work, KASIA.id)).state is after
    assert town.rows.addresses["address-kasia"].reachable


@pytest.mark.parametrize(("away", "after"), [(2, PersonState.PAUSED), (9, PersonState.ACTIVE)])
async def test_a_pause_goes_on_or_ended_while_she_was_away(town: Town, away: int, after: PersonState) -> None:
    await leaving.pause(town.work, KASIA.actor, town.clock.now() + timedelta(days=7))
    await leaving.mark_unreachable(town.work, KASIA.id)
    town.clock.move(days=away)
    assert (await leaving.returned(town.work, KASIA.id)).state is after
    assert len(town.planned("pause_over")) == (after is PersonState.PAUSED)


async def test_fatma_is_forgotten_and_the_ledger_keeps_its_sum(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    await leaving.start_forgetting(town.work, FATMA.actor)
    await leaving.complete_forgetting(town.work, FATMA.id)
    await leaving.complete_forgetting(town.work, FATMA.id)
    assert FATMA.id not in town.rows.people
    assert sum((await town.work.uow.ledger.counts("full")).values()) == len(PARENTS)


async def looks(town: Town) -> None:
    """Whatever is due is carried out."""
    for look in await town.work.uow.follow_ups.due(town.clock.now(), 10):
        await due.carry_out(town.work, look)


async def says_goodbye(town: Town, state: State) -> Delivery:
    """The last message to Fatma, as far as it is."""
    to = Recipient(RecipientKind.PERSON, FATMA.id)
    goodbye = Delivery("goodbye", VOORBEELDSTAD.id, BOT.id, to, Purpose.REPLY, "goodbye", town.clock.now(), state)
    town.rows.deliveries[goodbye.id] = goodbye
    return goodbye


async def test_everything_goes_a_minute_after_the_goodbye_was_sent(town: Town) -> None:
    await leaving.start_forgetting(town.work, FATMA.actor)
    await says_goodbye(town, State.SENDING)
    town.clock.move(minutes=1)
    await looks(town)
    assert town.person(FATMA).state is PersonState.FORGETTING
    await says_goodbye(town, State.SENT)
    await looks(town)
    assert FATMA.id in town.rows.people
    town.clock.move(minutes=1)
    await looks(town)
    assert FATMA.id not in town.rows.people
    assert not [f for f in town.rows.follow_ups.values() if f.person_id == FATMA.id]


async def test_forgetting_is_done_after_a_day_even_when_the_last_message_never_went(town: Town) -> None:
    await leaving.start_forgetting(town.work, FATMA.actor)
    await says_goodbye(town, State.PENDING)
    for _ in range(24 * 60 - 1):
        town.clock.move(minutes=1)
        await looks(town)
    assert FATMA.id in town.rows.people
    town.clock.move(minutes=1)
    await looks(town)
    assert FATMA.id not in town.rows.people


@pytest.mark.parametrize("leaves", [leaving.stop, leaving.start_forgetting], ids=["stops", "is forgotten"])
async def test_what_queued_for_the_floor_does_not_begin_after_she_left(town: Town, leaves: Leaves) -> None:
    now, place = town.clock.now(), Recipient(RecipientKind.PERSON, FATMA.id)
    for id_, standing in (("stop", Standing.OPEN), ("bulletin", Standing.QUEUED)):
        await town.work.uow.conversations.save(Conversation(id_, VOORBEELDSTAD.id, FATMA.id, place, id_, standing, {}, now, now))
    await leaves(town.work, FATMA.actor)
    assert [c.id for c in await town.work.uow.conversations.of(FATMA.id)] == ["stop"]


async def test_nobody_is_forgotten_without_asking(town: Town) -> None:
    with pytest.raises(Refused, match="not_asked"):
        await leaving.complete_forgetting(town.work, FATMA.id)


async def test_fatma_sees_what_we_know_of_her_in_kinds_and_counts(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    await reactions.record(town.work, FATMA.actor, "full", "meaning", ReactionKind.HELPS)
    await reactions.add_words(town.work, FATMA.actor, "full", "speelgroep", "Graag ook op zaterdag")
    question = await questions.ask(town.work, FATMA.actor, "Wanneer begint het?")
    await questions.answer(town.work, NOOR.actor, question.id, "Dinsdag.")
    known = await leaving.what_we_know(town.work, FATMA.actor)
    assert (known.language, known.since) == ("tr", FATMA.joined_at)
    assert [*known.consents] == ["updates"]
    assert known.counts == {"addresses": 1, "reactions": 2, "reactions_with_words": 1, "questions": 1, "messages": 1, "trials": 0}


@pytest.mark.parametrize("somebody_else", [operator(VOORBEELDSTAD.id), system(VOORBEELDSTAD.id)], ids=["operator", "system"])
async def test_only_people_themselves_stop_and_ask_to_be_forgotten(town: Town, somebody_else: Actor) -> None:
    with pytest.raises(NotAllowed):
        await leaving.stop(town.work, somebody_else)
    with pytest.raises(NotAllowed):
        await leaving.start_forgetting(town.work, somebody_else)
    with pytest.raises(NotAllowed):
        await leaving.what_we_know(town.work, somebody_else)
