"""What comes after: who was away is offered what they missed, nobody is left waiting for an answer, and nothing stays behind."""

import asyncio
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.channels.telegram_bot import make_bot
from bot.domain.coalition import BotAccount
from bot.domain.errors import Mistake
from bot.inbound.polling import Polling
from bot.rehearsal.demo.stage import Stage
from bot.services.people import leaving
from bot.storage.tables.conversations import buttons, conversations
from bot.storage.tables.people import addresses, invitations, people
from tests.databases import on_both
from tests.end_to_end.town import (
    asks,
    coordinators,
    forum,
    in_group,
    invitation,
    joined,
    nothing_new,
    person_of,
    sends,
    set_aside,
    stranger,
    words,
)
from tests.fakes.telegram import hang_up

pytestmark = on_both

ACCOUNT = BotAccount("elsewhere", "elders", "telegram", "elders_bot")


async def count(stage: Stage, table: sa.Table) -> int:
    async with stage.house.store.reading() as connection:
        return int((await connection.execute(sa.select(sa.func.count()).select_from(table))).scalar_one())


async def test_who_comes_back_may_see_what_they_missed_also_at_night(stage: Stage) -> None:
    await coordinators(stage)
    lotte = await joined(stage, "Lotte")
    await joined(stage, "Sem")
    lotte.phone.block()
    await stage.settle()
    await sends(stage)
    await stage.pass_time(hours=12)
    lotte.phone.unblock()
    await stage.settle()
    stage.expect(lotte, "returned.still_here.say", "last_bulletin.offer.ask")
    await stage.tap(lotte, "last_bulletin.offer.choices.yes")
    stage.expect(lotte, "bulletin.acknowledgement.say")


async def test_who_had_the_bulletin_before_leaving_is_only_welcomed_back(stage: Stage) -> None:
    await coordinators(stage)
    lotte = await joined(stage, "Lotte")
    await sends(stage)
    await stage.pass_time(minutes=5)
    stage.expect(lotte, "bulletin.acknowledgement.say")
    lotte.phone.block()
    await stage.pass_time(minutes=20)
    lotte.phone.unblock()
    await stage.settle()
    came = stage.expect(lotte, "returned.still_here.say")
    assert not [message for message in came if stage.pattern("last_bulletin.offer.ask", "nl").search(message.text)]


async def test_who_stops_with_a_bulletin_in_the_queue_gets_an_answer_and_no_bulletin(stage: Stage) -> None:
    await coordinators(stage)
    lotte = await joined(stage, "Lotte")
    await stage.say(lotte, "/vraag")
    await sends(stage)
    await stage.say(lotte, "stop")
    await stage.tap(lotte, "stop.stopped.choices.nothing")
    stage.expect(lotte, "stop.stopped.say", "stop.goodbye.say")
    await stage.pass_time(hours=1)
    assert nothing_new(lotte)
    assert await set_aside(stage) == 0


async def test_who_pauses_with_a_bulletin_in_the_queue_gets_it_when_the_pause_is_over(stage: Stage) -> None:
    await coordinators(stage)
    lotte = await joined(stage, "Lotte")
    await stage.say(lotte, "/vraag")
    await sends(stage)
    async with stage.house.work() as work:
        person = await person_of(work, lotte)
        assert person is not None
        until = work.clock.now() + timedelta(days=7)
        await leaving.pause(work, person.actor, until)
    lotte.fresh()
    await stage.pass_time(hours=2)
    assert nothing_new(lotte)
    await stage.pass_time(days=8)
    stage.expect(lotte, "bulletin.acknowledgement.say")
    assert await set_aside(stage) == 0


async def test_an_answer_to_a_parent_who_blocked_us_is_told_to_the_coordinators_once(stage: Stage) -> None:
    await forum(stage)
    lotte = await joined(stage, "Lotte")
    await asks(stage, lotte, "Mag mijn moeder mee?")
    stage.bot.allowed_updates = frozenset({"message", "edited_message", "callback_query"})
    lotte.phone.block()
    [topic] = [topic.id for topic in stage.forum.topics] if stage.forum else []
    await stage.say(stage.people["Marit"], "Ja, graag!", topic=topic)
    await stage.pass_time(minutes=5)
    told = words(in_group(stage, topic))
    assert told.count("kwam niet aan bij") == 1


async def test_who_stops_with_an_open_question_hears_that_it_is_closed_and_so_do_the_coordinators(stage: Stage) -> None:
    await forum(stage)
    lotte = await joined(stage, "Lotte")
    await asks(stage, lotte, "Mag mijn moeder mee?")
    await stage.say(lotte, "stop")
    stage.expect(lotte, "common.question_dropped", "stop.stopped.say")
    assert "doet niet meer mee. De vraag is gesloten." in words(in_group(stage))


async def test_a_guest_who_never_answered_is_gone_after_a_month_and_the_link_is_good_again(stage: Stage) -> None:
    token = await invitation(stage)
    before = await count(stage, people)
    lotte, sem = stranger(stage, "Lotte"), stranger(stage, "Sem")
    lotte.phone.open_link(token)
    await stage.settle()
    assert await count(stage, people) == before + 1
    stage.world.clock.advance(timedelta(days=31).total_seconds())
    await stage.settle()
    assert await count(stage, people) == before
    assert await count(stage, conversations) == await count(stage, buttons) == 0
    sem.phone.open_link(token)
    await stage.settle()
    stage.expect(sem, "welcome.language.say")


async def test_a_stranger_is_answered_and_leaves_no_address(stage: Stage) -> None:
    sem = stranger(stage, "Sem")
    sem.phone.open_link()
    await stage.settle()
    stage.expect(sem, "common.no_invitation")
    assert await count(stage, addresses) == 0


async def test_who_is_too_young_gives_the_link_back(stage: Stage) -> None:
    token = await invitation(stage)
    finn, sem = stranger(stage, "Finn"), stranger(stage, "Sem")
    finn.phone.open_link(token)
    await stage.settle()
    await stage.tap(finn, "", label="Nederlands")
    await stage.tap(finn, "welcome.age.choices.younger")
    await stage.pass_time(minutes=2)
    async with stage.house.store.reading() as connection:
        used = (await connection.execute(sa.select(invitations.c.used_by, invitations.c.used_at))).all()
    assert [(row.used_by, row.used_at is None) for row in used] == [(None, True)]
    sem.phone.open_link(token)
    await stage.settle()
    stage.expect(sem, "welcome.language.say")
    await stage.tap(sem, "", label="Nederlands")
    finn.phone.open_link(token)
    await stage.settle()
    stage.expect(finn, "common.used_invitation")


async def test_one_bot_account_with_a_wrong_token_does_not_stop_the_others(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    house, right = stage.house, stage.house.polling[0]
    nobodys = make_bot("4200009:wrong", stage.settings.telegram_api_url)
    wrong = Polling(nobodys, ACCOUNT, house.units, house.outside.clock, jitter=lambda: 0.5)
    stop = asyncio.Event()
    house.running.served = 2
    serving = asyncio.create_task(house.running.serve(right, stop))
    await house.running.serve(wrong, stop)
    assert "The other bot accounts go on without it." in caplog.text
    assert not serving.done()
    with pytest.raises(Mistake, match="does not know the token of bot account elsewhere"):
        await house.running.serve(wrong, stop)
    stop.set()
    await serving
    await hang_up(nobodys)
