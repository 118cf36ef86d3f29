"""A bulletin goes out, and nobody disappears silently."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.actor import Actor, operator
from bot.domain.bulletin import BulletinState
from bot.domain.delivery import Purpose, State
from bot.domain.errors import NotAllowed, Refused, Stale
from bot.domain.person import Person, PersonState
from bot.services.delivery import sending, steering
from bot.services.people import joining, leaving
from bot.services.speaking.languages import hashes
from bot.services.writing import approvals
from tests.people import AMINA, BRAM, FATMA, KASIA, LOTTE, NOOR, PARENTS, SANNE, SPIEGEL, VOORBEELDSTAD, YUSUF, parent
from tests.services.conftest import Town, full_revision


async def test_each_parent_gets_one_unopened_delivery(town: Town) -> None:
    broadcast = await sending.send(town.work, NOOR.actor, "full")
    assert (broadcast.recipients, broadcast.waiting) == (6, {})
    assert {d.recipient.id for d in town.rows.deliveries.values()} == {p.id for p in PARENTS}
    fatmas = town.delivery(FATMA)
    assert (fatmas.key, fatmas.opened, fatmas.purpose) == ("bulletin:full-1:fatma", False, Purpose.BROADCAST)
    assert fatmas.due_at == town.clock.now()
    assert town.rows.bulletins["full"].state is BulletinState.SENDING
    trajectory = town.rows.trajectories[SPIEGEL.id]
    assert (trajectory.last_heard_at, trajectory.next_promised) == (town.clock.now(), date(2026, 12, 7))
    assert town.done() == ["bulletin_sent"]


async def test_it_cannot_be_sent_twice(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    with pytest.raises(Stale, match="already_sent"):
        await sending.send(town.work, BRAM.actor, "full")
    assert len(town.rows.deliveries) == 6


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 11, 23, 20, 30, tzinfo=UTC), datetime(2026, 11, 24, 8, 0, tzinfo=UTC)),
        (datetime(2026, 11, 29, 10, 0, tzinfo=UTC), datetime(2026, 11, 30, 8, 0, tzinfo=UTC)),
    ],
    ids=["at night", "on a Sunday"],
)
async def test_nobody_is_disturbed(town: Town, now: datetime, due: datetime) -> None:
    town.clock.set(now)
    await sending.send(town.work, NOOR.actor, "full")
    assert {d.due_at for d in town.rows.deliveries.values()} == {due}


async def test_a_parents_own_quiet_moments_count(town: Town) -> None:
    town.put(replace(SANNE, quiet_from="08:00", quiet_until="18:00"))
    await sending.send(town.work, NOOR.actor, "full")
    assert town.delivery(SANNE).due_at == datetime(2026, 11, 23, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "gone",
    [
        replace(LOTTE, state=PersonState.STOPPED),
        replace(LOTTE, state=PersonState.INVITED),
        replace(LOTTE, state=PersonState.UNREACHABLE),
        replace(LOTTE, state=PersonState.FORGETTING),
        replace(LOTTE, trajectory_id="another"),
    ],
    ids=["stopped", "invited", "unreachable", "forgetting", "another trajectory"],
)
async def test_who_is_not_there_is_no_recipient(town: Town, gone: Person) -> None:
    town.put(gone)
    assert (await sending.send(town.work, NOOR.actor, "full")).recipients == 5


async def test_a_withdrawn_yes_is_no_yes(town: Town) -> None:
    for key, consent in town.rows.consents.items():
        if consent.person_id == LOTTE.id:
            town.rows.consents[key] = replace(consent, withdrawn_at=town.clock.now())
    assert (await sending.send(town.work, NOOR.actor, "full")).recipients == 5


async def test_who_paused_waits_with_that_reason(town: Town) -> None:
    await leaving.pause(town.work, LOTTE.actor, town.clock.now() + timedelta(days=7))
    broadcast = await sending.send(town.work, NOOR.actor, "full")
    assert (broadcast.recipients, broadcast.waiting) == (6, {"paused": 1})
    await leaving.resume(town.work, LOTTE.actor)
    assert town.delivery(LOTTE).state is State.PENDING


async def test_one_unapproved_element_makes_its_language_wait_until_somebody_approves_it(town: Town) -> None:
    wanted = _hash("meaning", "ar")
    del town.rows.approvals[VOORBEELDSTAD.id, wanted, "ar"]
    broadcast = await sending.send(town.work, NOOR.actor, "full")
    assert (broadcast.recipients, broadcast.waiting) == (6, {"language_not_approved": 2})
    assert await approvals.approve_text(town.work, BRAM.actor, wanted, "ar") == 2
    assert {town.delivery(p).state for p in (YUSUF, AMINA)} == {State.PENDING}


def _hash(element: str, language: str) -> str:
    return hashes(full_revision(), language)[element]


async def test_an_approval_of_one_bulletin_does_not_release_another(town: Town) -> None:
    town.put(replace(KASIA, language="ti"))
    await sending.send(town.work, NOOR.actor, "full")
    await approvals.approve_text(town.work, BRAM.actor, _hash("meaning", "ar"), "ar")
    assert (town.delivery(KASIA).state, town.delivery(KASIA).reason) == (State.WAITING, "language_not_approved")


async def test_kasia_chooses_a_language_that_is_approved_and_gets_it(town: Town) -> None:
    town.put(replace(KASIA, language="ti"))
    await sending.send(town.work, NOOR.actor, "full")
    await joining.choose_language(town.work, KASIA.actor, "pl")
    assert town.delivery(KASIA).state is State.PENDING


async def test_dutch_counts_as_approved(town: Town) -> None:
    town.rows.approvals.clear()
    await sending.send(town.work, NOOR.actor, "full")
    assert {p.id for p in PARENTS if town.delivery(p).state is State.PENDING} == {LOTTE.id, SANNE.id}


async def test_without_parents_or_a_bot_nothing_is_sent(town: Town) -> None:
    town.rows.consents.clear()
    with pytest.raises(Refused, match="no_recipients"):
        await sending.send(town.work, NOOR.actor, "full")
    town.rows.accounts.clear()
    with pytest.raises(Refused, match="no_bot_account"):
        await sending.send(town.work, NOOR.actor, "full")


async def test_pause_resume_and_cancel(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    assert (await steering.pause(town.work, BRAM.actor, "full")).state is BulletinState.PAUSED
    assert await sending.why_wait(town.work, town.delivery(LOTTE)) == "bulletin_paused"
    with pytest.raises(Stale, match="not_sending"):
        await steering.pause(town.work, BRAM.actor, "full")
    assert (await steering.resume(town.work, BRAM.actor, "full")).state is BulletinState.SENDING
    with pytest.raises(Stale, match="not_paused"):
        await steering.resume(town.work, BRAM.actor, "full")
    town.deliver(LOTTE)
    await steering.cancel(town.work, BRAM.actor, "full")
    status = await steering.status(town.work, BRAM.actor, "full")
    assert (status.state, status.recipients) == ("cancelled", 6)
    assert status.counts == {"sent": 1, "cancelled": 5}
    assert status.reasons == {"bulletin_cancelled": 5}
    with pytest.raises(Stale, match="over"):
        await steering.cancel(town.work, BRAM.actor, "full")


async def test_what_was_to_open_during_a_pause_goes_when_it_is_over(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    await steering.pause(town.work, BRAM.actor, "full")
    await town.work.uow.ledger.set_waiting(town.delivery(LOTTE).id, "bulletin_paused")
    await steering.resume(town.work, BRAM.actor, "full")
    assert (town.delivery(LOTTE).state, town.delivery(LOTTE).reason) == (State.PENDING, None)


async def test_it_is_done_when_nobody_waits_any_more(town: Town) -> None:
    town.put(replace(KASIA, language="ti"))
    await sending.send(town.work, NOOR.actor, "full")
    town.deliver(FATMA, YUSUF, LOTTE, SANNE)
    town.deliver(AMINA, state=State.UNCERTAIN)
    assert not await steering.finish_if_done(town.work, "full")
    town.deliver(KASIA, state=State.BLOCKED)
    assert await steering.finish_if_done(town.work, "full")
    assert not await steering.finish_if_done(town.work, "full")
    assert town.rows.bulletins["full"].state is BulletinState.SENT


async def test_who_joins_later_gets_the_last_one_outside_its_count(town: Town) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    meryem = parent("Meryem", "tr")
    town.put(meryem)
    assert await sending.catch_up(town.work, meryem) == town.rows.bulletins["full"]
    assert await sending.catch_up(town.work, meryem) is None
    assert await sending.catch_up(town.work, FATMA) is None
    assert not town.delivery(meryem).counted
    assert (await steering.status(town.work, NOOR.actor, "full")).recipients == 6


async def test_before_anything_went_out_there_is_nothing_to_catch_up_with(town: Town) -> None:
    assert await sending.catch_up(town.work, FATMA) is None


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (PersonState.ACTIVE, None),
        (PersonState.PAUSED, "paused"),
        (PersonState.STOPPED, "stopped"),
        (PersonState.INVITED, "stopped"),
        (PersonState.UNREACHABLE, "blocked"),
        (PersonState.FORGETTING, "forgotten"),
    ],
)
async def test_what_is_about_to_open_is_looked_at_again(town: Town, state: PersonState, reason: str | None) -> None:
    await sending.send(town.work, NOOR.actor, "full")
    town.put(replace(LOTTE, state=state))
    assert await sending.why_wait(town.work, town.delivery(LOTTE)) == reason
    assert (reason in sending.LOST) == (state not in {PersonState.ACTIVE, PersonState.PAUSED})


@pytest.mark.parametrize("actor", [NOOR.actor, BRAM.actor, operator(VOORBEELDSTAD.id)], ids=["noor", "bram", "operator"])
async def test_coordinators_and_the_operator_send(town: Town, actor: Actor) -> None:
    assert (await sending.send(town.work, actor, "full")).recipients == 6


async def test_parents_do_not_send(town: Town) -> None:
    with pytest.raises(NotAllowed):
        await sending.send(town.work, FATMA.actor, "full")
