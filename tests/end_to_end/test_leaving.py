"""Who blocks the bot and comes back, and who is too young or says no: marked, or gone without a trace."""

import sqlalchemy as sa

from bot import steering
from bot.domain.person import PersonState
from bot.rehearsal.demo.stage import Stage
from bot.storage.tables.audit import audit
from bot.storage.tables.inbox import inbox
from bot.storage.tables.ledger import parts
from bot.storage.tables.schema import metadata
from tests.databases import on_both
from tests.end_to_end.town import BULLETIN, coordinators, invitation, joined, nothing_new, person_of, sends, set_aside, stranger

pytestmark = on_both

KEPT = {"alembic_version"}


async def rows(stage: Stage) -> dict[str, int]:
    """Rows of every table."""
    async with stage.house.store.reading() as connection:
        counted = {t.name: (await connection.execute(sa.select(sa.func.count()).select_from(t))).scalar_one() for t in TABLES}
    return {name: count for name, count in counted.items() if name not in KEPT}


TABLES = [table for table in metadata.sorted_tables if table is not audit]
"""The audit log says that somebody came and went, by an id that means nothing any more."""


async def traces(stage: Stage, *names: str) -> list[str]:
    """Where one of these names or ids stands; what is sealed cannot be seen here, and is counted by `rows`."""
    found = []
    async with stage.house.store.reading() as connection:
        for table in TABLES:
            for row in (await connection.execute(sa.select(table))).mappings():
                found += [f"{table.name}.{column}" for column, value in row.items() for name in names if name in str(value)]
    return found


async def payloads(stage: Stage) -> int:
    """Inbox rows and parts that still say something."""
    async with stage.house.store.reading() as connection:
        counts = [
            await connection.execute(sa.select(sa.func.count()).where(column.is_not(None)))
            for column in (inbox.c.payload, parts.c.content)
        ]
    return sum(count.scalar_one() for count in counts)


async def test_who_comes_back_by_pressing_start_is_welcomed_once(stage: Stage) -> None:
    """The apps then send both: that the bot may write again, and /start."""
    await coordinators(stage)
    lotte = await joined(stage, "Lotte")
    lotte.phone.block()
    await stage.settle()
    lotte.phone.open_link()
    await stage.settle()
    welcome = stage.pattern("returned.still_here.say", "nl")
    assert len([message for message in lotte.fresh() if welcome.search(message.text)]) == 1
    # Who asks later is answered as ever.
    await stage.pass_time(minutes=1)
    await stage.say(lotte, "/start")
    stage.expect(lotte, "returned.still_here.say")


async def test_a_parent_who_blocks_the_bot_is_marked_and_not_tried_again_and_is_welcomed_back(stage: Stage) -> None:
    await coordinators(stage)
    lotte, sem = await joined(stage, "Lotte"), await joined(stage, "Sem")
    lotte.phone.block()
    await stage.settle()
    await sends(stage)
    await stage.pass_time(minutes=5)
    stage.expect(sem, "bulletin.acknowledgement.say")
    assert nothing_new(lotte)
    lotte.phone.unblock()
    await stage.settle()
    stage.expect(lotte, "returned.still_here.say")
    await stage.pass_time(days=1)
    stage.expect(lotte, "day_after.how_are_you.say")


async def test_who_blocks_the_bot_while_a_bulletin_goes_out_is_in_the_status_and_gets_what_comes_next(stage: Stage) -> None:
    """The channel finds out by itself: the news of the block comes later than our call."""
    await coordinators(stage)
    lotte, sem = await joined(stage, "Lotte"), await joined(stage, "Sem")
    stage.bot.allowed_updates = frozenset({"message", "edited_message", "callback_query"})
    lotte.phone.block()
    await sends(stage)
    await stage.pass_time(minutes=5)
    stage.expect(sem, "bulletin.acknowledgement.say")
    status = await steering.bulletin_in(stage.house, "status", BULLETIN)
    assert status == {
        "id": BULLETIN,
        "state": "sent",
        "recipients": 2,
        "counts": {"sent": 1, "blocked": 1},
        "reasons": {"blocked": 1},
    }
    calls = len(stage.world.log.calls)
    await stage.pass_time(hours=6)
    assert [c.chat_id for c in stage.world.log.calls[calls:] if c.chat_id == lotte.phone.user.id] == []
    async with stage.house.work() as work:
        person = await person_of(work, lotte)
    assert person is not None
    assert person.state is PersonState.UNREACHABLE
    lotte.phone.unblock()
    await stage.say(lotte, "Ik ben er weer")
    assert lotte.fresh()
    async with stage.house.work() as work:
        person = await person_of(work, lotte)
    assert person is not None
    assert person.state is PersonState.ACTIVE


async def test_who_is_under_sixteen_gets_a_goodbye_and_leaves_nothing_behind(stage: Stage) -> None:
    token = await invitation(stage)
    before, said = await rows(stage), await payloads(stage)
    finn = stranger(stage, "Finn")
    finn.phone.open_link(token)
    await stage.settle()
    await stage.tap(finn, "", label="Nederlands")
    async with stage.house.work() as work:
        person = await person_of(work, finn)
    assert person is not None
    assert await traces(stage, person.id)
    await stage.tap(finn, "welcome.age.choices.younger")
    stage.expect(finn, "welcome.too_young.say")
    await stage.pass_time(minutes=1)
    async with stage.house.work() as work:
        assert await person_of(work, finn) is None
    assert await traces(stage, person.id, str(finn.phone.user.id), "Finn") == []
    assert await payloads(stage) == said
    after = await rows(stage)
    grew = {name: count - before[name] for name, count in after.items() if count > before[name]}
    assert set(grew) <= LEFT_OVER
    await stage.say(finn, "Hallo?")
    stage.expect(finn, "common.no_invitation")
    assert await set_aside(stage) == 0


LEFT_OVER = {"inbox", "deliveries", "parts", "account_paces", "lane_paces", "heartbeats"}
"""Without person or content: to know the same update again, that something was sent, how fast, and when this was done
(Invariants 1 and 2)."""


async def test_a_stopped_parent_comes_back_by_one_word_and_a_new_yes(stage: Stage) -> None:
    lotte = await joined(stage, "Lotte")
    await stage.say(lotte, "stop")
    stage.expect(lotte, "stop.stopped.say")
    await stage.pass_time(days=3)
    lotte.fresh()
    await stage.say(lotte, "start")
    stage.expect(lotte, "returned.consent.say")
    await stage.tap(lotte, "consent.ask.choices.yes")
    stage.expect(lotte, "returned.back_again.say")
