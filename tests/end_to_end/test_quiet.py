"""Nobody is disturbed: what was not asked for waits for a decent moment, an answer to a tap never does."""

from datetime import UTC, datetime, timedelta

from bot.rehearsal.demo.stage import Stage
from tests.end_to_end.town import asks, coordinators, forum, joined, nothing_new, sends, words

LOCAL = timedelta(hours=2)
"""The town's summer time."""


async def at(stage: Stage, day: int, hour: int, minute: int = 0) -> None:
    """It is then, in June 2026, by the town's clocks. The 2nd is a Tuesday, the 7th a Sunday."""
    moment = datetime(2026, 6, day, hour, minute, tzinfo=UTC) - LOCAL
    stage.world.clock.advance((moment - stage.house.outside.clock.now()).total_seconds())
    await stage.settle()


async def test_a_bulletin_that_is_sent_in_the_evening_arrives_in_the_morning(stage: Stage) -> None:
    await coordinators(stage)
    lotte = await joined(stage, "Lotte")
    await at(stage, 4, 21)
    lotte.fresh()
    await sends(stage)
    await at(stage, 5, 8, 59)
    assert nothing_new(lotte)
    await at(stage, 5, 9)
    await at(stage, 5, 9, 20)
    stage.expect(lotte, "bulletin.acknowledgement.say")


async def test_a_bulletin_that_is_sent_on_saturday_evening_waits_for_monday(stage: Stage) -> None:
    await coordinators(stage)
    lotte = await joined(stage, "Lotte")
    await at(stage, 6, 20, 30)
    lotte.fresh()
    await sends(stage)
    await at(stage, 8, 8, 59)
    assert nothing_new(lotte)
    await at(stage, 8, 9)
    await at(stage, 8, 9, 20)
    stage.expect(lotte, "bulletin.acknowledgement.say")


async def test_an_answer_of_a_coordinator_waits_for_the_morning_and_a_tap_at_night_is_answered_at_once(stage: Stage) -> None:
    group = await forum(stage)
    lotte = await joined(stage, "Lotte")
    await at(stage, 4, 22)
    lotte.fresh()
    await asks(stage, lotte, "Mag mijn moeder mee?")
    await stage.say(stage.people["Marit"], "Ja, ze is welkom.", topic=group.topics[0].id)
    await at(stage, 4, 23)
    assert nothing_new(lotte)
    await stage.say(lotte, "/help")
    stage.expect(lotte, "help.menu.say")
    await stage.tap(lotte, "help.menu.choices.know")
    stage.expect(lotte, "know_forget.known.say")
    await at(stage, 5, 8, 59)
    assert nothing_new(lotte)
    await at(stage, 5, 9)
    await at(stage, 5, 9, 20)
    assert "Ja, ze is welkom." in words(lotte.fresh())
