"""What a person decides about a part of which nobody knows whether it arrived, and what is held after an outage."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.bulletin import Bulletin, BulletinKind, BulletinState
from bot.domain.delivery import Delivery, Purpose, Recipient, RecipientKind, Settle, State, Uncertain
from bot.storage.delivery_state import refresh
from bot.storage.tables.ledger import parts
from bot.storage.uncertain import GIVEN_UP, RECEIVED
from tests.fakes.clock import MONDAY_MORNING
from tests.storage.conftest import COALITION, TRAJECTORY, Town
from tests.storage.test_ledger import delivery, part

GOING = Bulletin("b", COALITION, TRAJECTORY, BulletinKind.FULL, BulletinState.SENDING)


async def half_arrived(town: Town) -> Delivery:
    """Of three parts the first is there, the second perhaps, the third waits for it."""
    samira = await town.joins("Samira")
    to = Recipient(RecipientKind.PERSON, samira.id)
    made = replace(delivery(1, to, *(part(1, n) for n in (1, 2, 3)), purpose=Purpose.BROADCAST), bulletin_id="b")
    async with town.units() as uow:
        await uow.bulletins.save(GOING)
        await uow.ledger.add_broadcast([made])
    async with town.units.transaction() as tx:
        for number, state in ((1, State.SENT), (2, State.UNCERTAIN)):
            await tx.change(parts.update().where(parts.c.number == number).values(state=state, ambiguous=2))
        await refresh(tx, [made.id])
    return made


async def now(town: Town, made: Delivery) -> tuple[State, list[State], list[str | None]]:
    async with town.units.reading() as uow:
        kept = await uow.ledger.get(made.id)
    return kept.state, [one.state for one in kept.parts], [one.reason for one in kept.parts]


async def settle(town: Town, how: Settle) -> int:
    async with town.units() as uow:
        return await uow.ledger.settle_uncertain(await uow.ledger.uncertain("b"), how)


async def test_it_is_told_without_whom_it_is_for(town: Town) -> None:
    made = await half_arrived(town)
    async with town.units.reading() as uow:
        assert await uow.ledger.uncertain("b") == [Uncertain("p000001-2", made.id, 2, 3, MONDAY_MORNING)]
        assert await uow.ledger.uncertain("another") == []


@pytest.mark.parametrize(
    ("how", "state", "states", "reason"),
    [
        (Settle.RESEND, State.PENDING, [State.SENT, State.PENDING, State.QUEUED], "resent_by_hand"),
        (Settle.RECEIVED, State.PENDING, [State.SENT, State.SENT, State.PENDING], RECEIVED),
        (Settle.DROP, State.CANCELLED, [State.SENT, State.CANCELLED, State.CANCELLED], GIVEN_UP),
    ],
)
async def test_what_comes_behind_it_goes_on_accordingly(
    town: Town, how: Settle, state: State, states: list[State], reason: str
) -> None:
    made = await half_arrived(town)
    assert await settle(town, how) == 1
    found = await now(town, made)
    assert found[:2] == (state, states)
    assert found[2][1] == reason
    assert await settle(town, how) == 0


async def test_what_two_people_decide_is_decided_once(town: Town) -> None:
    made = await half_arrived(town)
    async with town.units() as uow:
        seen = await uow.ledger.uncertain("b")
        assert await uow.ledger.settle_uncertain(seen, Settle.RECEIVED) == 1
        assert await uow.ledger.settle_uncertain(seen, Settle.DROP) == 0
    assert (await now(town, made))[0] is State.PENDING


async def test_overdue_ones_are_held_counted_released_and_dropped(town: Town) -> None:
    samira = await town.joins("Samira")
    to = Recipient(RecipientKind.PERSON, samira.id)
    made = [
        delivery(1, to, part(1), purpose=Purpose.ANSWER),
        delivery(2, to, part(2), purpose=Purpose.REPLY),
        replace(delivery(3, to, purpose=Purpose.BROADCAST, opened=False), bulletin_id="b"),
        replace(delivery(4, to, purpose=Purpose.BROADCAST, opened=False), due_at=MONDAY_MORNING + timedelta(hours=1)),
    ]

    async def states() -> list[State]:
        async with town.units.reading() as uow:
            return [(await uow.ledger.get(one.id)).state for one in made]

    async with town.units() as uow:
        await uow.bulletins.save(GOING)
        for one in made:
            await uow.ledger.add(one)
        held = await uow.ledger.hold_overdue(COALITION, MONDAY_MORNING, "after_outage")
        assert held == {Purpose.ANSWER: 1, Purpose.BROADCAST: 1}
        assert await uow.ledger.waiting_counts(COALITION, "after_outage") == held
        assert not await uow.ledger.reached("b")
    assert await states() == [State.WAITING, State.PENDING, State.WAITING, State.PENDING]
    async with town.units() as uow:
        assert await uow.ledger.release_waiting(COALITION, "after_outage", bulletin_id="b") == 1
    assert await states() == [State.WAITING, State.PENDING, State.PENDING, State.PENDING]
    async with town.units() as uow:
        assert await uow.ledger.drop_waiting(COALITION, "after_outage") == 1
        assert await uow.ledger.expire("b", "too_late") == 1
    assert await states() == [State.CANCELLED, State.PENDING, State.EXPIRED, State.PENDING]
