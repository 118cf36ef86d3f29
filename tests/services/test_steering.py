"""A broadcast is scheduled, begins, is halted, expires, and is withdrawn; what is uncertain is settled by a person."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.actor import Actor, Role, operator, system
from bot.domain.bulletin import BulletinState, Halt
from bot.domain.delivery import Settle, State
from bot.domain.errors import NotAllowed, NotThere, Refused, Stale
from bot.domain.proposal import ProposalStatus
from bot.services.delivery import halting, lateness, scheduling, sending, steering, uncertain
from bot.services.delivery.halting import Touched
from bot.services.writing import looking
from tests.people import BRAM, COORDINATORS, FATMA, KASIA, LOTTE, NOOR, PARENTS, SANNE, SPIEGEL, VOORBEELDSTAD, YUSUF, parent
from tests.services.conftest import PLAYGROUP, Town, full_revision

EVERYBODY = sorted(coordinator.id for coordinator in COORDINATORS)
TOMORROW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


async def scheduled(town: Town) -> None:
    await scheduling.schedule(town.work, NOOR.actor, "full", TOMORROW)


async def test_one_that_is_scheduled_begins_at_its_moment_with_whoever_takes_part_then(town: Town) -> None:
    await scheduled(town)
    assert str(town.rows.bulletins["full"].state) == "scheduled"
    assert town.rows.deliveries == {}
    status = await steering.status(town.work, NOOR.actor, "full")
    assert (status.recipients, status.counts, status.reasons) == (6, {"waiting": 6}, {"scheduled": 6})
    assert not await scheduling.begin_if_due(town.work, "full")
    town.put(parent("Noah", "nl"))
    town.clock.set(TOMORROW)
    assert await scheduling.begin_if_due(town.work, "full")
    assert not await scheduling.begin_if_due(town.work, "full")
    assert len(town.rows.deliveries) == 7
    assert str(town.rows.bulletins["full"].state) == "sending"
    assert town.rows.trajectories[SPIEGEL.id].last_heard_at == TOMORROW
    assert town.done() == ["bulletin_scheduled", "bulletin_sent"]


async def test_scheduling_refuses_what_cannot_be(town: Town) -> None:
    with pytest.raises(Refused, match="at_too_early"):
        await scheduling.schedule(town.work, NOOR.actor, "full", town.clock.now())
    with pytest.raises(Refused, match="until_too_early"):
        await scheduling.schedule(town.work, NOOR.actor, "full", TOMORROW, TOMORROW)
    with pytest.raises(Refused, match="next_day_past"):
        await scheduling.schedule(town.work, NOOR.actor, "full", datetime(2026, 12, 8, 9, 0, tzinfo=UTC))
    with pytest.raises(NotAllowed):
        await scheduling.schedule(town.work, LOTTE.actor, "full", TOMORROW)
    await sending.send(town.work, NOOR.actor, "full")
    with pytest.raises(Stale, match="already_sent"):
        await scheduled(town)


async def test_another_moment_may_be_chosen_and_it_may_go_at_once(town: Town) -> None:
    await scheduled(town)
    later = TOMORROW + timedelta(days=1)
    assert (await scheduling.schedule(town.work, BRAM.actor, "full", later)).send_at == later
    assert (await sending.send(town.work, BRAM.actor, "full")).recipients == 6


async def test_paused_before_it_began_it_does_not_begin_and_goes_on_to_its_moment(town: Town) -> None:
    await scheduled(town)
    await steering.pause(town.work, BRAM.actor, "full")
    town.clock.set(TOMORROW)
    assert not await scheduling.begin_if_due(town.work, "full")
    assert (await steering.status(town.work, BRAM.actor, "full")).reasons == {"bulletin_paused": 6}
    assert (await steering.resume(town.work, BRAM.actor, "full")).state is BulletinState.SCHEDULED
    assert await scheduling.begin_if_due(town.work, "full")


async def test_withdrawn_before_it_began_nobody_gets_it(town: Town) -> None:
    await scheduled(town)
    assert (await steering.cancel(town.work, BRAM.actor, "full")).state is BulletinState.CANCELLED
    town.clock.set(TOMORROW)
    assert not await scheduling.begin_if_due(town.work, "full")
    assert town.rows.deliveries == {}


async def test_a_new_text_before_it_began_needs_another_look_and_coordinators_are_asked(town: Town) -> None:
    await scheduled(town)
    town.revise(full_revision(2))
    town.clock.set(TOMORROW)
    assert await scheduling.begin_if_due(town.work, "full")
    bulletin = town.rows.bulletins["full"]
    assert (bulletin.state, bulletin.halted, bulletin.has_begun) == (BulletinState.PAUSED, Halt.NOT_READY, False)
    assert sorted(town.told("bulletin_halted")) == EVERYBODY
    with pytest.raises(Refused, match="not_ready"):
        await steering.resume(town.work, BRAM.actor, "full")


@pytest.mark.parametrize("goes", ["scheduled", "sending"])
async def test_a_status_that_changes_under_it_pauses_it_and_asks(town: Town, goes: str) -> None:
    await (scheduled(town) if goes == "scheduled" else sending.send(town.work, NOOR.actor, "full"))
    changed = replace(PLAYGROUP, status=ProposalStatus.DONE)
    assert (await halting.halt_what_changed(town.work, operator(VOORBEELDSTAD.id), changed)).halted == ("full",)
    assert await halting.halt_what_changed(town.work, operator(VOORBEELDSTAD.id), changed) == Touched()
    bulletin = town.rows.bulletins["full"]
    assert (bulletin.state, bulletin.halted) == (BulletinState.PAUSED, Halt.STATUS_CHANGED)
    assert sorted(town.told("bulletin_halted")) == EVERYBODY
    if goes == "scheduled":
        with pytest.raises(Refused, match="not_ready"):
            await steering.resume(town.work, BRAM.actor, "full")
        await looking.agree(town.work, BRAM.actor, "full", str(bulletin.revision_id))
    resumed = await steering.resume(town.work, BRAM.actor, "full")
    assert (str(resumed.state), resumed.halted) == (goes, None)
    assert [what for what in town.done() if what.startswith("bulletin_")][-2:] == ["bulletin_halted", "bulletin_resumed"]


async def test_what_is_left_at_the_latest_time_expires_with_a_word_to_the_coordinators(town: Town) -> None:
    town.put(replace(KASIA, language="ti"))
    await sending.send(town.work, NOOR.actor, "full", until=TOMORROW)
    town.deliver(FATMA, YUSUF)
    assert not await lateness.expire_if_late(town.work, "full")
    town.clock.set(TOMORROW)
    assert await sending.why_wait(town.work, town.delivery(LOTTE)) == "too_late"
    assert await lateness.expire_if_late(town.work, "full")
    assert not await lateness.expire_if_late(town.work, "full")
    assert await steering.finish_if_done(town.work, "full")
    status = await steering.status(town.work, NOOR.actor, "full")
    assert (status.state, status.counts, status.reasons) == ("sent", {"sent": 2, "expired": 4}, {"too_late": 4})
    assert sorted(town.told("bulletin_expired")) == EVERYBODY


async def test_one_that_is_due_to_be_opened_too_late_expires_instead(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full", until=TOMORROW)
    town.clock.set(TOMORROW)
    assert not await sending.may_open(town.work, town.delivery(LOTTE).id)
    assert town.delivery(LOTTE).state is State.PENDING, "coordinators are told of all that expire at once"
    assert await lateness.expire_if_late(town.work, "full")
    assert (town.delivery(LOTTE).state, town.delivery(LOTTE).reason) == (State.EXPIRED, "too_late")
    assert sorted(town.told("bulletin_expired")) == EVERYBODY


@pytest.mark.parametrize(
    ("own", "promised", "days"),
    [
        (None, date(2027, 1, 30), timedelta(days=14)),
        (3, date(2027, 1, 30), timedelta(days=3)),
        (None, date(2026, 11, 27), timedelta(days=4, hours=13, minutes=30)),
        (None, date(2026, 11, 23), timedelta(days=1)),
    ],
    ids=["the coalition's days", "its own days", "until the end of the promised day", "a day in any case"],
)
async def test_its_latest_time_unless_somebody_chose_one(town: Town, own: int | None, promised: date, days: timedelta) -> None:
    bulletin = replace(town.rows.bulletins["full"], send_within_days=own)
    start = town.clock.now()
    revision = full_revision(next_promised=promised)
    assert await lateness.latest(town.work, bulletin, revision, start, None) == start + days


async def test_withdrawn_before_anybody_had_it_parents_last_heard_what_came_before(town: Town) -> None:
    before = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
    town.rows.trajectories[SPIEGEL.id] = replace(SPIEGEL, last_heard_at=before, next_promised=date(2026, 11, 24))
    await sending.send(town.work, NOOR.actor, "full")
    await steering.cancel(town.work, NOOR.actor, "full")
    trajectory = town.rows.trajectories[SPIEGEL.id]
    assert (trajectory.last_heard_at, trajectory.next_promised) == (before, date(2026, 11, 24))


async def test_withdrawn_when_one_parent_has_it_the_promise_to_them_stands(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    sent_at = town.clock.now()
    town.deliver(LOTTE)
    await steering.cancel(town.work, NOOR.actor, "full")
    trajectory = town.rows.trajectories[SPIEGEL.id]
    assert (trajectory.last_heard_at, trajectory.next_promised) == (sent_at, date(2026, 12, 7))


async def test_what_another_bulletin_promised_since_is_left_alone(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    newer = town.clock.now() + timedelta(hours=1)
    town.rows.trajectories[SPIEGEL.id] = replace(SPIEGEL, last_heard_at=newer, next_promised=date(2026, 12, 24))
    await steering.cancel(town.work, NOOR.actor, "full")
    assert town.rows.trajectories[SPIEGEL.id].last_heard_at == newer


async def uncertain_ones(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    town.deliver(*(p for p in PARENTS if p not in {LOTTE, SANNE}))
    town.deliver(LOTTE, SANNE, state=State.UNCERTAIN)
    assert await steering.finish_if_done(town.work, "full")


@pytest.mark.parametrize(
    ("how", "becomes", "bulletin"),
    [
        (Settle.RESEND, State.PENDING, BulletinState.SENDING),
        (Settle.RECEIVED, State.SENT, BulletinState.SENT),
        (Settle.DROP, State.CANCELLED, BulletinState.SENT),
    ],
)
async def test_a_person_settles_what_is_uncertain(town: Town, how: Settle, becomes: State, bulletin: BulletinState) -> None:
    await uncertain_ones(town)
    rows = await uncertain.rows(town.work, NOOR.actor, "full")
    assert len({row.code for row in rows}) == 2
    assert await uncertain.settle(town.work, operator(VOORBEELDSTAD.id), "full", how, [rows[0].code]) == 1
    states = sorted([town.delivery(LOTTE).state, town.delivery(SANNE).state])
    assert states == sorted([becomes, State.UNCERTAIN])
    assert town.rows.bulletins["full"].state is bulletin
    assert await uncertain.settle(town.work, NOOR.actor, "full", how) == 1
    assert town.done()[-2:] == [f"uncertain_{how}", f"uncertain_{how}"]
    with pytest.raises(Stale, match="nothing_uncertain"):
        await uncertain.settle(town.work, NOOR.actor, "full", how)


async def test_what_is_over_is_not_sent_once_more(town: Town) -> None:
    await uncertain_ones(town)
    town.clock.move(days=15)
    with pytest.raises(Stale, match="over"):
        await uncertain.settle(town.work, NOOR.actor, "full", Settle.RESEND)
    with pytest.raises(NotThere, match="uncertain_row"):
        await uncertain.settle(town.work, NOOR.actor, "full", Settle.DROP, ["nonsense"])
    assert await uncertain.settle(town.work, NOOR.actor, "full", Settle.RECEIVED) == 2


@pytest.mark.parametrize("actor", [LOTTE.actor, system(VOORBEELDSTAD.id), Actor("noor", "elders", frozenset({Role.COORDINATOR}))])
async def test_only_coordinators_and_the_operator_steer(town: Town, actor: Actor) -> None:
    await uncertain_ones(town)
    for attempt in (
        uncertain.rows(town.work, actor, "full"),
        uncertain.settle(town.work, actor, "full", Settle.DROP),
        scheduling.schedule(town.work, actor, "full", TOMORROW),
        steering.cancel(town.work, actor, "full"),
    ):
        with pytest.raises(NotAllowed):
            await attempt
