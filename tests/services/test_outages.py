"""After a long outage nothing overdue goes out until a coordinator says so."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.bulletin import BulletinState, Halt
from bot.domain.delivery import Delivery, Purpose, Recipient, RecipientKind, State
from bot.domain.errors import NotAllowed, Stale
from bot.domain.follow_up import FollowUp, FollowUpState
from bot.services.delivery import outages, scheduling, sending, steering
from bot.services.delivery.outages import AFTER_OUTAGE
from tests.people import BOT, BRAM, COORDINATORS, FATMA, LOTTE, NOOR, PARENTS, VOORBEELDSTAD
from tests.services.conftest import DAY_AFTER, Town

EVERYBODY = sorted(coordinator.id for coordinator in COORDINATORS)


def said(town: Town, purpose: Purpose) -> Delivery:
    """Something for Lotte that is due."""
    to = Recipient(RecipientKind.PERSON, LOTTE.id)
    made = Delivery(f"{purpose}-1", VOORBEELDSTAD.id, BOT.id, to, purpose, f"{purpose}-1", town.clock.now())
    town.rows.deliveries[made.id] = made
    return made


def due(town: Town, kind: str) -> FollowUp:
    made = FollowUp(f"{kind}-1", VOORBEELDSTAD.id, f"{kind}-1", kind, town.clock.now(), FATMA.id)
    town.rows.follow_ups[made.id] = made
    return made


async def overdue(town: Town) -> None:
    """A broadcast, an answer, a reply, a reminder, an ending and the day after; then half a day without anybody."""
    await sending.send(town.work, NOOR.actor, "full")
    for purpose in (Purpose.ANSWER, Purpose.REPLY):
        said(town, purpose)
    for kind in ("remind", "until", DAY_AFTER.name):
        due(town, kind)
    town.clock.move(hours=12)


async def held(town: Town) -> outages.Held:
    return await outages.hold(town.work, VOORBEELDSTAD.id, town.clock.now() - timedelta(hours=12))


def states(town: Town) -> dict[str, State]:
    return {d.id: d.state for d in town.rows.deliveries.values() if d.bulletin_id is None}


async def test_what_is_overdue_and_disturbs_is_held_and_everybody_is_asked_once(town: Town) -> None:
    await overdue(town)
    found = await held(town)
    assert (found.deliveries, found.follow_ups) == ({Purpose.BROADCAST: 6, Purpose.ANSWER: 1}, 2)
    assert states(town) == {"answer-1": State.WAITING, "reply-1": State.PENDING}
    assert town.rows.follow_ups["until-1"].state is FollowUpState.PENDING
    assert town.rows.follow_ups["remind-1"].state is FollowUpState.HELD
    assert (await steering.status(town.work, NOOR.actor, "full")).reasons == {AFTER_OUTAGE: 6}
    assert not await sending.may_open(town.work, next(d.id for d in town.rows.deliveries.values() if d.bulletin_id))
    assert await held(town) == found, "it waits still"
    assert sorted(town.told("outage_over")) == EVERYBODY


async def test_what_is_due_later_is_not_held(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    later = town.clock.now() + timedelta(days=2)
    for delivery in [*town.rows.deliveries.values()]:
        town.rows.deliveries[delivery.id] = replace(delivery, due_at=later)
    town.clock.move(hours=12)
    assert (await held(town)).is_nothing
    assert town.told("outage_over") == []


async def test_it_goes_out_after_all(town: Town) -> None:
    await overdue(town)
    await held(town)
    assert (await outages.send_after_all(town.work, BRAM.actor)).total == 9
    assert {d.state for d in town.rows.deliveries.values()} == {State.PENDING}
    assert {f.state for f in town.rows.follow_ups.values()} == {FollowUpState.PENDING}
    assert town.done()[-2:] == ["overdue_held", "overdue_sent"]
    with pytest.raises(Stale, match="nothing_held"):
        await outages.drop(town.work, NOOR.actor)


async def test_it_is_dropped(town: Town) -> None:
    await overdue(town)
    await held(town)
    await outages.drop(town.work, BRAM.actor)
    status = await steering.status(town.work, NOOR.actor, "full")
    assert (status.counts, status.reasons) == ({"cancelled": 6}, {AFTER_OUTAGE: 6})
    assert states(town) == {"answer-1": State.CANCELLED, "reply-1": State.PENDING}
    assert town.rows.follow_ups["remind-1"].state is FollowUpState.CANCELLED


async def test_one_bulletin_may_go_on_by_itself(town: Town) -> None:
    await overdue(town)
    await held(town)
    assert (await steering.resume(town.work, BRAM.actor, "full")).state is BulletinState.SENDING
    assert {d.state for d in town.rows.deliveries.values() if d.bulletin_id} == {State.PENDING}
    assert states(town)["answer-1"] is State.WAITING
    with pytest.raises(Stale, match="not_paused"):
        await steering.resume(town.work, BRAM.actor, "full")


@pytest.mark.parametrize("sent", [True, False])
async def test_one_that_was_to_begin_meanwhile_waits_for_the_same_word(town: Town, sent: bool) -> None:
    await scheduling.schedule(town.work, NOOR.actor, "full", town.clock.now() + timedelta(hours=1))
    town.clock.move(hours=12)
    assert (await held(town)).bulletins == ("full",)
    assert town.rows.bulletins["full"].halted is Halt.AFTER_OUTAGE
    assert not await scheduling.begin_if_due(town.work, "full")
    await (outages.send_after_all if sent else outages.drop)(town.work, BRAM.actor)
    assert await scheduling.begin_if_due(town.work, "full") is sent
    assert len(town.rows.deliveries) == (len(PARENTS) if sent else 0)


async def test_parents_do_not_decide(town: Town) -> None:
    await overdue(town)
    await held(town)
    with pytest.raises(NotAllowed):
        await outages.send_after_all(town.work, LOTTE.actor)
