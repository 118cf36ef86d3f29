"""Who is due gets the bulletin's conversation, a window of them at a time."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.bulletin import BulletinState
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, State
from bot.domain.person import Person
from bot.domain.wording import Content
from bot.storage.openings import MOST_TELLINGS, TOLD_AGAIN
from tests.people import AMINA, FATMA, KASIA, LOTTE, PARENTS, SANNE
from tests.scheduler.conftest import Town, person


async def broadcast(town: Town, *people: Person) -> list[Delivery]:
    made = [
        replace(town.delivery(person(who), purpose=Purpose.BROADCAST, key=f"bulletin:{who.id}"), opened=False) for who in people
    ]
    async with town.units() as uow:
        assert await uow.ledger.add_broadcast(made) == len(made)
        assert await uow.ledger.add_broadcast(made) == 0
    return made


async def told(town: Town) -> list[str]:
    """Who the inbox has something for, in order, once each; it is handled."""
    found = []
    async with town.units() as uow:
        while (row := await uow.inbox.next(town.clock.now())) is not None:
            assert row.happened is not None
            assert row.happened.name == "bulletin_due"
            found.append(row.happened.person_id)
            await uow.inbox.mark_handled(row.id)
    return found


async def opens(town: Town, delivery: Delivery) -> None:
    """The parent's conversation says its first words."""
    part = Part(town.chance.id(), delivery.id, 1, PartKind.SEND, Content(texts=("news",)))
    async with town.units() as uow:
        await uow.ledger.fill(delivery.id, [part], conversation_id="conversation")


async def test_everybody_is_told_once(town: Town) -> None:
    await broadcast(town, *PARENTS)
    opening = town.opening()
    assert await opening.run_once() == 6
    assert await opening.run_once() == 0
    assert sorted(await told(town)) == sorted(parent.id for parent in PARENTS)


async def test_no_more_than_a_window_is_open_at_a_time(town: Town) -> None:
    made = await broadcast(town, LOTTE, SANNE, KASIA, FATMA)
    opening = town.opening(window=2)
    assert await opening.run_once() == 2
    assert await told(town) == [LOTTE.id, SANNE.id]
    assert await opening.run_once() == 0
    for delivery in made[:2]:
        await opens(town, delivery)
    assert await opening.run_once() == 0
    await town.dispatcher().drain()
    assert await opening.run_once() == 2
    assert await told(town) == [KASIA.id, FATMA.id]


async def test_one_that_cannot_be_handled_does_not_hold_up_the_rest(town: Town) -> None:
    await broadcast(town, LOTTE, SANNE)
    opening = town.opening(window=1)
    assert await opening.run_once() == 1
    assert await opening.run_once() == 0
    town.lease_clock.move(601)
    assert await opening.run_once() == 1
    assert await told(town) == [LOTTE.id, SANNE.id]


async def test_a_paused_bulletin_opens_nothing(town: Town) -> None:
    await broadcast(town, LOTTE)
    await town.bulletin_is(BulletinState.PAUSED)
    assert await town.opening().run_once() == 0
    await town.bulletin_is(BulletinState.SENDING)
    assert await town.opening().run_once() == 1


async def test_in_quiet_hours_it_is_put_off_until_the_morning(town: Town) -> None:
    made = await broadcast(town, LOTTE)
    town.clock.move(hours=12)
    opening = town.opening()
    assert await opening.run_once() == 1
    assert await told(town) == []
    assert (await town.get(made[0].id)).due_at == town.clock.now() + timedelta(hours=10, minutes=30)
    town.clock.move(hours=10.5)
    assert await opening.run_once() == 1
    assert await told(town) == [LOTTE.id]


async def test_one_that_had_to_wait_is_told_again(town: Town) -> None:
    made = await broadcast(town, LOTTE)
    opening = town.opening()
    await opening.run_once()
    assert await told(town) == [LOTTE.id]
    async with town.units() as uow:
        await uow.ledger.set_waiting(made[0].id, "language_not_approved")
        assert await uow.ledger.reasons("bulletin") == {"language_not_approved": 1}
    assert await opening.run_once() == 0
    async with town.units() as uow:
        assert await uow.ledger.release_waiting("voorbeeldstad", "language_not_approved") == 1
    assert await opening.run_once() == 1
    assert await told(town) == [LOTTE.id]


async def test_the_counts_add_up_to_the_recipients_at_every_moment(town: Town) -> None:
    made = await broadcast(town, *PARENTS)
    late = replace(town.delivery(person(AMINA), purpose=Purpose.BROADCAST, key="late"), opened=False, counted=False)
    await town.plans_this(late)

    async def total() -> int:
        async with town.units.reading() as uow:
            return sum((await uow.ledger.counts("bulletin")).values())

    assert await total() == 6
    await town.opening().run_once()
    for delivery in made[:4]:
        await opens(town, delivery)
    async with town.units() as uow:
        await uow.ledger.fill(made[4].id, [])
    dispatcher = town.dispatcher()
    for _ in range(12):
        await dispatcher.run_once()
        assert await total() == 6
    await dispatcher.drain()
    async with town.units() as uow:
        await uow.ledger.cancel(bulletin_id="bulletin", reason="bulletin_cancelled")
        counts = dict(await uow.ledger.counts("bulletin"))
    assert counts == {State.SENT: 5, State.CANCELLED: 1}


async def test_one_that_was_told_and_never_opened_is_told_again_some_times(town: Town) -> None:
    [made] = await broadcast(town, LOTTE)
    for _ in range(MOST_TELLINGS):
        assert await town.opening().run_once() == 1
        assert await told(town) == [LOTTE.id]
        town.lease_clock.move(TOLD_AGAIN - 1)
        assert await town.opening().run_once() == 0
        town.lease_clock.move(2)
    assert await town.opening().run_once() == 0
    assert await town.state(made.id) is State.PENDING


async def test_one_that_was_opened_is_not_told_again(town: Town) -> None:
    [made] = await broadcast(town, LOTTE)
    await town.opening().run_once()
    assert await told(town) == [LOTTE.id]
    await opens(town, made)
    town.lease_clock.move(TOLD_AGAIN + 1)
    assert await town.opening().run_once() == 0
