"""Somebody steers a bulletin while a part of it is being opened, sent or written down: what they said holds, and all adds up.

On PostgreSQL such transactions really run beside each other; on SQLite one comes after the other.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.actor import Role, operator
from bot.domain.bulletin import BulletinKind, BulletinState, Halt, Revision, SecondLook
from bot.domain.delivery import Part, PartKind, Purpose, Settle, State
from bot.domain.errors import Refused, Stale
from bot.domain.person import Person
from bot.domain.proposal import Proposal, ProposalStatus
from bot.domain.wording import Content
from bot.outbox.outcome import Why
from bot.services.delivery import outages, sending, steering, uncertain
from bot.services.following_up import proposing
from bot.services.people import colleagues
from bot.services.ports import UnitOfWork
from bot.services.work import Work
from bot.services.writing import drafting, readiness
from bot.services.writing.drafting import Change
from bot.storage import settling
from bot.storage.delivery_state import refresh
from bot.storage.transaction import Transaction
from tests.databases import somebody_waits
from tests.fakes.channel import AMBIGUOUS, not_delivered
from tests.fakes.words import FakeWords
from tests.people import BRAM, LOTTE, NOOR, SPIEGEL, VOORBEELDSTAD
from tests.scheduler.conftest import BULLETIN, Town, person

BESIDE_EACH_OTHER = pytest.mark.parametrize("database", ["postgresql"], indirect=True)
DUO = operator(VOORBEELDSTAD.id)
PLAN = Proposal("plan", VOORBEELDSTAD.id, SPIEGEL.id, ProposalStatus.PLANNED)


def work(town: Town, uow: UnitOfWork) -> Work:
    return Work(uow, town.clock, town.chance, FakeWords(), ())


async def does(town: Town, what: Callable[[Work], Awaitable[object]]) -> object:
    """In a unit of work of its own."""
    async with town.units() as uow:
        return await what(work(town, uow))


async def cancels(work: Work) -> None:
    await steering.cancel(work, DUO, BULLETIN.id)


async def unopened(town: Town, state: State = State.PENDING, reason: str | None = None) -> str:
    delivery = town.delivery(person(LOTTE), purpose=Purpose.BROADCAST)
    async with town.units() as uow:
        await uow.ledger.add_broadcast([replace(delivery, opened=False, state=state, reason=reason)])
    return delivery.id


def words(town: Town, delivery_id: str) -> list[Part]:
    return [Part(town.chance.id(), delivery_id, 1, PartKind.SEND, Content(texts=("news",)))]


async def test_after_its_latest_time_nothing_more_goes_out(town: Town) -> None:
    """Also before anybody looked which bulletins are too late."""
    async with town.units() as uow:
        until = town.clock.now() + timedelta(hours=1)
        await uow.bulletins.save(replace(BULLETIN, sent_at=town.clock.now(), send_until=until))
    late = await town.plans(person(LOTTE), "news", purpose=Purpose.BROADCAST)
    town.clock.move(hours=2)
    await town.dispatcher().drain()
    assert (town.channel.texts(), await town.state(late)) == ([], State.PENDING)


@pytest.mark.parametrize("what", ["cancel", "expire", "hold and drop", "stop"])
async def test_what_may_have_arrived_is_said_to_be_uncertain(town: Town, what: str) -> None:
    town.channel.will_say("news", AMBIGUOUS)
    news = await town.plans(person(LOTTE), "news", purpose=Purpose.BROADCAST)
    await town.dispatcher().drain()
    async with town.units() as uow:
        if what == "cancel":
            await uow.bulletins.save(replace(BULLETIN, sent_at=town.clock.now()))
            await cancels(work(town, uow))
        elif what == "expire":
            await uow.ledger.expire(BULLETIN.id, "too_late")
        elif what == "hold and drop":
            await uow.ledger.hold_overdue(VOORBEELDSTAD.id, town.clock.now() + timedelta(minutes=15), "after_outage")
            await uow.ledger.drop_waiting(VOORBEELDSTAD.id, "after_outage")
        else:
            await uow.ledger.cancel(recipient=person(LOTTE), reason="stopped")
        assert await uow.ledger.reached(BULLETIN.id)
    assert await town.state(news) is State.UNCERTAIN


async def test_behind_what_may_have_arrived_nothing_waits_for_somebody_who_is_gone(town: Town) -> None:
    town.channel.will_say("one", AMBIGUOUS, not_delivered(Why.BLOCKED))
    news = await town.plans(person(LOTTE), "one", "two", purpose=Purpose.ANSWER)
    await town.dispatcher().drain()
    town.clock.move(minutes=1)
    await town.dispatcher().drain()
    assert [part.state for part in (await town.get(news)).parts] == [State.UNCERTAIN, State.BLOCKED]


@BESIDE_EACH_OTHER
@pytest.mark.parametrize("ends", [State.CANCELLED, State.EXPIRED])
async def test_what_ended_since_it_was_looked_at_is_not_opened(town: Town, ends: State) -> None:
    news = await unopened(town)
    async with town.units() as uow:
        assert not (await uow.ledger.get(news)).state.is_final
        if ends is State.CANCELLED:
            await does(town, cancels)
        else:
            await does(town, lambda work: work.uow.ledger.expire(BULLETIN.id, "too_late"))
        with pytest.raises(Stale):
            await uow.ledger.fill(news, words(town, news), conversation_id="conversation")
    await town.dispatcher().drain()
    assert (town.channel.texts(), await town.state(news)) == ([], ends)


@BESIDE_EACH_OTHER
async def test_what_was_cancelled_since_it_was_looked_at_does_not_wait(town: Town) -> None:
    news = await unopened(town)
    async with town.units() as uow:
        await uow.ledger.get(news)
        await does(town, cancels)
        await uow.ledger.set_waiting(news, "language_not_approved")
    assert await town.state(news) is State.CANCELLED


@BESIDE_EACH_OTHER
async def test_who_cancels_while_a_delivery_is_being_opened_waits_for_it(town: Town) -> None:
    news = await unopened(town)
    async with town.units() as uow:
        assert await sending.may_open(work(town, uow), news) is True
        cancelling = asyncio.create_task(does(town, cancels))
        await somebody_waits(town.units.store)
        await uow.ledger.fill(news, words(town, news), conversation_id="conversation")
    await cancelling
    assert await town.state(news) is State.CANCELLED


@BESIDE_EACH_OTHER
async def test_who_resumes_while_a_delivery_is_being_opened_leaves_nobody_waiting(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town.units() as uow:
        await uow.bulletins.save(replace(BULLETIN, state=BulletinState.PAUSED, sent_at=town.clock.now()))
    news = await unopened(town)
    resuming: list[asyncio.Task[object]] = []

    async def paused(_: Work, __: object) -> str:
        resuming.append(asyncio.create_task(does(town, lambda work: steering.resume(work, DUO, BULLETIN.id))))
        await somebody_waits(town.units.store)
        return steering.BULLETIN_PAUSED

    monkeypatch.setattr(sending, "why_wait", paused)
    await does(town, lambda work: sending.may_open(work, news))
    await asyncio.gather(*resuming)
    assert await town.state(news) is State.PENDING


@BESIDE_EACH_OTHER
async def test_an_outcome_knows_of_a_cancel_that_came_just_before_it(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.channel.will_say("news", AMBIGUOUS)
    news = await town.plans(person(LOTTE), "news", purpose=Purpose.BROADCAST)
    look, cancelling = settling._still_ours, list[asyncio.Task[object]]()

    async def look_while_somebody_cancels(tx: Transaction, settled: object) -> object:
        found = await look(tx, settled)  # type: ignore[arg-type]
        if found and not cancelling:
            cancelling.append(asyncio.create_task(does(town, cancels)))
            await somebody_waits(town.units.store)
        return found

    monkeypatch.setattr(settling, "_still_ours", look_while_somebody_cancels)
    await town.dispatcher().drain()
    await asyncio.gather(*cancelling)
    town.clock.move(hours=1)
    await town.dispatcher().drain()
    assert (town.channel.texts(), await town.state(news)) == (["news"], State.UNCERTAIN)


@BESIDE_EACH_OTHER
async def test_an_outcome_and_a_cancel_do_not_wait_for_each_other(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    news = await town.plans(person(LOTTE), "one", "two", purpose=Purpose.BROADCAST)
    cancelling: list[asyncio.Task[object]] = []

    async def refresh_while_somebody_cancels(tx: Transaction, ids: set[str]) -> None:
        if ids and not cancelling:
            cancelling.append(asyncio.create_task(does(town, cancels)))
            await somebody_waits(town.units.store)
        await refresh(tx, ids)

    monkeypatch.setattr("bot.storage.settling.refresh", refresh_while_somebody_cancels)
    await town.dispatcher().drain()
    await asyncio.gather(*cancelling)
    one, two = (await town.get(news)).parts
    # Whichever was first: both are said truly, and neither was broken off.
    assert (one.state, two.state) in {(State.SENT, State.CANCELLED), (State.SENT, State.SENT)}
    assert len(town.channel.texts()) == [one.state, two.state].count(State.SENT)


@BESIDE_EACH_OTHER
async def test_what_was_cancelled_meanwhile_is_not_released(town: Town) -> None:
    news = await unopened(town, State.WAITING, "language_not_approved")
    async with town.units() as uow:
        await cancels(work(town, uow))
        release = does(town, lambda work: work.uow.ledger.release_waiting(VOORBEELDSTAD.id, "language_not_approved"))
        releasing = asyncio.create_task(release)
        await somebody_waits(town.units.store)
    await releasing
    assert await town.state(news) is State.CANCELLED


@BESIDE_EACH_OTHER
@pytest.mark.parametrize("decide", [outages.send_after_all, outages.drop])
async def test_what_was_decided_about_one_bulletin_holds_when_all_are_decided_about(
    town: Town, decide: Callable[..., Awaitable[object]]
) -> None:
    halted = replace(BULLETIN, state=BulletinState.PAUSED, halted=Halt.AFTER_OUTAGE, send_at=town.clock.now())
    async with town.units() as uow:
        await uow.bulletins.save(halted)
    async with town.units() as uow:
        bulletin = await uow.bulletins.lock(BULLETIN.id)
        deciding = asyncio.create_task(does(town, lambda work: decide(work, DUO)))
        await somebody_waits(town.units.store)
        await uow.bulletins.save(replace(bulletin, state=BulletinState.DRAFT, halted=None))
    await deciding
    async with town.units.reading() as uow:
        assert (await uow.bulletins.get(BULLETIN.id)).state is BulletinState.DRAFT


@BESIDE_EACH_OTHER
async def test_a_bulletin_is_not_done_while_one_is_sent_anew_by_hand(town: Town) -> None:
    town.channel.will_say("news", AMBIGUOUS, AMBIGUOUS)
    news = await town.plans(person(LOTTE), "news", purpose=Purpose.BROADCAST)
    await town.dispatcher().drain()
    town.clock.move(minutes=1)
    await town.dispatcher().drain()
    assert await town.state(news) is State.UNCERTAIN
    async with town.units() as uow:
        await uncertain.settle(work(town, uow), DUO, BULLETIN.id, Settle.RESEND)
        finishing = asyncio.create_task(does(town, lambda work: steering.finish_if_done(work, BULLETIN.id)))
        await somebody_waits(town.units.store)
    assert await finishing is False
    async with town.units.reading() as uow:
        assert (await uow.bulletins.get(BULLETIN.id)).state is BulletinState.SENDING


async def a_draft_with_a_proposal(town: Town) -> None:
    """Noor wrote it, and Bram agreed."""
    revision = Revision(
        "revision",
        VOORBEELDSTAD.id,
        BULLETIN.id,
        1,
        BulletinKind.FULL,
        {},
        (PLAN.id,),
        written_by=NOOR.id,
        standings={PLAN.id: "planned"},
    )
    async with town.units() as uow:
        for coordinator in (NOOR, BRAM):
            await uow.people.add(coordinator)
        await uow.trajectories.save_proposal(PLAN)
        await uow.bulletins.add_revision(revision)
        await uow.bulletins.add_second_look(SecondLook(revision.id, VOORBEELDSTAD.id, BRAM.id, town.clock.now()))
        await uow.bulletins.save(replace(BULLETIN, state=BulletinState.DRAFT, revision_id=revision.id))


async def moves(work: Work) -> proposing.Moved:
    return await proposing.move(work, NOOR.actor, PLAN.id, ProposalStatus.DONE, seen=ProposalStatus.PLANNED)


@BESIDE_EACH_OTHER
async def test_a_proposal_that_moves_while_its_bulletin_is_sent_halts_it(town: Town) -> None:
    await a_draft_with_a_proposal(town)
    async with town.units() as uow:
        sent = replace(await uow.bulletins.lock(BULLETIN.id), state=BulletinState.SENDING, sent_at=town.clock.now())
        assert (await uow.trajectories.proposal(PLAN.id)).status is ProposalStatus.PLANNED
        moving = asyncio.create_task(does(town, moves))
        await somebody_waits(town.units.store)
        await uow.bulletins.save(sent)
    await moving
    async with town.units.reading() as uow:
        bulletin = await uow.bulletins.get(BULLETIN.id)
    assert (bulletin.state, bulletin.halted) == (BulletinState.PAUSED, Halt.STATUS_CHANGED)


@BESIDE_EACH_OTHER
async def test_who_sends_while_a_proposal_of_it_moves_finds_that_its_yes_is_gone(town: Town) -> None:
    await a_draft_with_a_proposal(town)

    async def obstacles(work: Work) -> list[str]:
        return [o.code for o in await readiness.obstacles(work, await work.uow.bulletins.lock(BULLETIN.id))]

    assert "second_look_missing" not in await does(town, obstacles)  # type: ignore[operator]
    async with town.units() as uow:
        await moves(work(town, uow))
        sending_it = asyncio.create_task(does(town, obstacles))
        await somebody_waits(town.units.store)
    assert "second_look_missing" in await sending_it  # type: ignore[operator]


@BESIDE_EACH_OTHER
async def test_who_takes_a_proposal_into_a_draft_while_it_moves_takes_it_as_it_stands_then(town: Town) -> None:
    await a_draft_with_a_proposal(town)

    async def takes(work: Work) -> str:
        started = await drafting.start(work, BRAM.actor, SPIEGEL.id, BulletinKind.FULL)
        change = Change(proposal_ids=(PLAN.id,))
        taken = await drafting.change(work, BRAM.actor, started.bulletin.id, started.revision.id, change)
        return taken.revision.standings[PLAN.id]

    async with town.units() as uow:
        await moves(work(town, uow))
        taking = asyncio.create_task(does(town, takes))
        await somebody_waits(town.units.store)
    assert await taking == "done"


@BESIDE_EACH_OTHER
@pytest.mark.parametrize("how", ["both leave", "each takes the role from the other"])
async def test_of_two_coordinators_who_go_at_once_the_later_one_stays(town: Town, how: str) -> None:
    async with town.units() as uow:
        for coordinator in (NOOR, BRAM):
            await uow.people.add(coordinator)

    def goes(work: Work, somebody: Person, other: Person) -> Awaitable[Person]:
        if how == "both leave":
            return colleagues.lay_down(work, somebody.actor, warned=False)
        return colleagues.take_away(work, other.actor, somebody.id, Role.COORDINATOR)

    async with town.units() as uow:
        await goes(work(town, uow), NOOR, BRAM)
        going = asyncio.create_task(does(town, lambda work: goes(work, BRAM, NOOR)))
        await somebody_waits(town.units.store)
    with pytest.raises(Refused, match="last_coordinator"):
        await going
