"""A trajectory as a calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.domain.actor import Role
from bot.domain.errors import NotAllowed, Refused
from bot.domain.trajectory import STEPS, ReturnMeeting
from bot.services.following_up import calendar
from tests.people import BRAM, ELIF, LOTTE, NOOR, SPIEGEL, VOORBEELDSTAD, WILLEM
from tests.services.conftest import Town

GOALS = date(2026, 9, 1)


async def test_the_eight_steps_stand_in_their_order_with_the_days_that_were_set(town: Town) -> None:
    await calendar.set_step(town.work, NOOR.actor, SPIEGEL.id, "goals", GOALS)
    found = await calendar.calendar(town.work, BRAM.actor, SPIEGEL.id)
    assert tuple(found.days) == STEPS
    assert found.days["goals"] == (GOALS,)
    assert found.days["following_up"] == ()
    assert found.days["conversation"]
    await calendar.set_step(town.work, NOOR.actor, SPIEGEL.id, "goals", None)
    assert (await calendar.calendar(town.work, BRAM.actor, SPIEGEL.id)).days["goals"] == ()
    assert town.done().count("step_set") == 2


async def test_a_conversation_and_a_meeting_have_days_of_their_own(town: Town) -> None:
    with pytest.raises(Refused, match="day_is_the_meetings"):
        await calendar.set_step(town.work, NOOR.actor, SPIEGEL.id, "conversation", GOALS)
    await calendar.set_step(town.work, NOOR.actor, SPIEGEL.id, "return_meeting", GOALS)
    at = datetime(2027, 1, 12, 23, 30, tzinfo=UTC)
    town.rows.meetings["terug"] = ReturnMeeting("terug", VOORBEELDSTAD.id, SPIEGEL.id, at)
    found = await calendar.calendar(town.work, NOOR.actor, SPIEGEL.id)
    assert found.days["return_meeting"] == (date(2027, 1, 13),)
    with pytest.raises(Refused, match="day_is_the_meetings"):
        await calendar.set_step(town.work, NOOR.actor, SPIEGEL.id, "return_meeting", GOALS)


async def test_an_advisor_sees_it_and_changes_nothing_and_others_see_nothing(town: Town) -> None:
    advisor = replace(ELIF, roles=frozenset({Role.ADVISOR}))
    assert (await calendar.calendar(town.work, advisor.actor, SPIEGEL.id)).trajectory.id == SPIEGEL.id
    with pytest.raises(NotAllowed):
        await calendar.set_step(town.work, advisor.actor, SPIEGEL.id, "goals", GOALS)
    for nobody in (ELIF, LOTTE, WILLEM):
        with pytest.raises(NotAllowed):
            await calendar.calendar(town.work, nobody.actor, SPIEGEL.id)


async def test_a_step_that_is_none_of_the_eight_is_refused(town: Town) -> None:
    with pytest.raises(Refused, match="step_unknown"):
        await calendar.set_step(town.work, NOOR.actor, SPIEGEL.id, "party", GOALS)
