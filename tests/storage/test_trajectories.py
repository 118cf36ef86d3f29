"""A trajectory with all that belongs to it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.errors import NotThere
from bot.domain.proposal import Proposal, ProposalStatus, ReasonKind, Say
from bot.domain.quote import Audience, Quote
from bot.domain.trajectory import MirrorConversation, ReturnMeeting, Trajectory
from tests.fakes.clock import MONDAY_MORNING
from tests.storage.conftest import COALITION, TRAJECTORY, Town


async def test_a_trajectory_keeps_its_promise_and_its_silence(town: Town) -> None:
    trajectory = Trajectory(
        TRAJECTORY, COALITION, "Rond de geboorte", {"silence_warn_days": 5}, date(2026, 12, 7), MONDAY_MORNING
    )
    async with town.units() as uow:
        await uow.trajectories.save(trajectory)
    async with town.units.reading() as uow:
        assert await uow.trajectories.get(TRAJECTORY) == trajectory
        assert await uow.trajectories.of(COALITION) == [trajectory]
        assert await uow.trajectories.of("elsewhere") == []


async def test_two_who_change_it_at_once_lose_nothing_of_each_other(town: Town) -> None:
    """A coordinator sets the day of a step while a bulletin promises another day."""
    async with town.units() as uow:
        await uow.trajectories.save(Trajectory(TRAJECTORY, COALITION, "Rond de geboorte"))

    async def change(how: Callable[[Trajectory], Trajectory]) -> None:
        async with town.units() as uow:
            before = await uow.trajectories.lock(TRAJECTORY)
            await asyncio.sleep(0)
            await uow.trajectories.save(how(before))

    day = date(2026, 12, 7)
    await asyncio.gather(
        change(lambda t: replace(t, steps={**t.steps, "goals": day})), change(lambda t: replace(t, next_promised=day))
    )
    async with town.units.reading() as uow:
        found = await uow.trajectories.get(TRAJECTORY)
    assert (found.steps, found.next_promised) == ({"goals": day}, day)


async def test_conversations_and_meetings_come_in_order_of_time(town: Town) -> None:
    late = MirrorConversation("m1", COALITION, TRAJECTORY, date(2026, 11, 20), moderator="Fatima")
    early = MirrorConversation("m2", COALITION, TRAJECTORY, date(2026, 10, 1))
    evening = ReturnMeeting("t1", COALITION, TRAJECTORY, MONDAY_MORNING + timedelta(hours=9), "Buurthuis")
    morning = ReturnMeeting("t2", COALITION, TRAJECTORY, MONDAY_MORNING)
    async with town.units() as uow:
        for conversation in (late, early):
            await uow.trajectories.save_conversation(conversation)
        for meeting in (evening, morning):
            await uow.trajectories.save_meeting(meeting)
    async with town.units.reading() as uow:
        assert await uow.trajectories.conversations(TRAJECTORY) == [early, late]
        assert await uow.trajectories.meetings(TRAJECTORY) == [morning, evening]


async def test_quotes_come_back_whoever_said_them(town: Town) -> None:
    await town.joins("Samira")
    hers = Quote("q1", COALITION, TRAJECTORY, "Niemand belde terug", "ar", "samira", frozenset({Audience.PARENTS}), True)
    nobodys = Quote("q2", COALITION, TRAJECTORY, "Ik moest het drie keer vertellen")
    async with town.units() as uow:
        for quote in (hers, nobodys):
            await uow.trajectories.save_quote(quote)
    async with town.units.reading() as uow:
        assert await uow.trajectories.quote("q1") == hers
        assert await uow.trajectories.quotes(TRAJECTORY) == [hers, nobodys]
        assert await uow.trajectories.some_quotes(["q2", "forgotten", "q1"]) == [nobodys, hers]
        with pytest.raises(NotThere):
            await uow.trajectories.quote("q3")


async def test_a_proposal_comes_back_and_moves_on(town: Town) -> None:
    proposal = Proposal(
        "p1",
        COALITION,
        TRAJECTORY,
        ProposalStatus.NOT_NOW,
        owner="Joke",
        decider="de wethouder",
        decision_on=date(2027, 1, 15),
        reason_kind=ReasonKind.MONEY,
        say=Say.ADVISE,
        quote_ids=("q1", "q2"),
        revision=2,
    )
    moved = replace(proposal, status=ProposalStatus.STARTED, reason_kind=None, revision=3)
    async with town.units() as uow:
        await uow.trajectories.save_proposal(proposal)
    async with town.units() as uow:
        assert await uow.trajectories.proposal("p1") == proposal
        await uow.trajectories.save_proposal(moved)
    async with town.units.reading() as uow:
        assert await uow.trajectories.proposals(TRAJECTORY) == [moved]


async def test_of_two_who_change_a_proposal_at_once_the_second_sees_what_the_first_did(town: Town) -> None:
    async with town.units() as uow:
        await uow.trajectories.save_proposal(Proposal("p1", COALITION, TRAJECTORY, ProposalStatus.PLANNED))

    async def second() -> ProposalStatus:
        async with town.units() as uow:
            return (await uow.trajectories.lock_proposal("p1")).status

    async with town.units() as uow:
        proposal = await uow.trajectories.lock_proposal("p1")
        other = asyncio.create_task(second())
        await uow.trajectories.save_proposal(replace(proposal, status=ProposalStatus.DONE))
    assert await other is ProposalStatus.DONE
