"""Gerda is the contact person of Fatma, who said yes; Lotte came by a link of hers."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.domain.actor import Role
from bot.domain.delivery import Delivery, Purpose, Recipient, RecipientKind, State
from bot.domain.errors import NotAllowed, NotThere, Refused
from bot.domain.follow_up import FollowUp
from bot.domain.person import HoldReason, Person, PersonState
from bot.services.delivery import sending, steering
from bot.services.following_up import due
from bot.services.people import colleagues, contacts, joining, leaving
from tests.fakes.clock import MONDAY_MORNING
from tests.people import BOT, ELIF, FATMA, JOINED_AT, LOTTE, NOOR, SANNE, SPIEGEL, VOORBEELDSTAD, WILLEM
from tests.services.conftest import Town

GERDA = Person("gerda", VOORBEELDSTAD.id, PersonState.ACTIVE, frozenset({Role.CONTACT_PERSON}), name="Gerda", joined_at=JOINED_AT)
FRIDAY = date(2026, 11, 27)


@pytest.fixture
def tied(town: Town) -> Town:
    town.put(GERDA)
    town.put(replace(FATMA, contact_id=GERDA.id, name="Fatma"))
    return town


async def held(town: Town) -> Person:
    return await contacts.hold(town.work, GERDA.actor, FATMA.id, FRIDAY, HoldReason.TOO_MUCH)


async def by_her_link(town: Town, parent: Person) -> None:
    (link,) = await joining.invite(town.work, GERDA.actor, SPIEGEL.id)
    await joining.open_invitation(town.work, BOT, town.rows.addresses[f"address-{parent.id}"], link.token)


async def test_a_bulletin_waits_for_who_is_held_and_coordinators_see_the_reason_and_no_name(tied: Town) -> None:
    await held(tied)
    await sending.send(tied.work, NOOR.actor, "full")
    assert (tied.delivery(FATMA).state, tied.delivery(FATMA).reason) == (State.WAITING, contacts.HELD)
    assert tied.delivery(LOTTE).state is State.PENDING
    status = await steering.status(tied.work, NOOR.actor, "full")
    assert status.reasons == {contacts.HELD: 1}


async def test_what_was_under_way_waits_too_and_goes_when_she_lets_it(tied: Town) -> None:
    await sending.send(tied.work, NOOR.actor, "full")
    await held(tied)
    assert tied.delivery(FATMA).reason == contacts.HELD
    assert await sending.why_wait(tied.work, tied.delivery(FATMA)) == contacts.HELD
    await contacts.release(tied.work, GERDA.actor, FATMA.id)
    assert tied.delivery(FATMA).state is State.PENDING
    assert await sending.why_wait(tied.work, tied.delivery(FATMA)) is None


async def test_the_answer_to_a_parents_own_question_is_never_held(tied: Town) -> None:
    to = Recipient(RecipientKind.PERSON, FATMA.id)
    answer = Delivery("answer", VOORBEELDSTAD.id, BOT.id, to, Purpose.ANSWER, "answer", MONDAY_MORNING)
    tied.rows.deliveries[answer.id] = answer
    await held(tied)
    assert tied.rows.deliveries["answer"].state is State.PENDING


async def test_it_is_over_by_itself_after_its_last_day(tied: Town) -> None:
    await sending.send(tied.work, NOOR.actor, "full")
    await held(tied)
    (end,) = over(tied)
    tied.clock.set(end.due_at)
    assert end.due_at.date() == date(2026, 11, 27)  # in UTC: midnight in Voorbeeldstad
    await due.carry_out(tied.work, end)
    assert tied.delivery(FATMA).state is State.PENDING
    assert tied.person(FATMA).held_until is None


async def test_a_longer_hold_does_not_end_at_the_earlier_day(tied: Town) -> None:
    await held(tied)
    await contacts.hold(tied.work, GERDA.actor, FATMA.id, FRIDAY + timedelta(days=7), HoldReason.ASKED)
    first = over(tied)[0]
    tied.clock.set(first.due_at)
    await due.carry_out(tied.work, first)
    assert tied.person(FATMA).held_because is HoldReason.ASKED


def over(town: Town) -> list[FollowUp]:
    return [each for each in town.rows.follow_ups.values() if each.kind == contacts.HOLD_OVER]


@pytest.mark.parametrize(("day", "code"), [(date(2026, 11, 22), "too_early"), (date(2026, 12, 22), "too_late")])
async def test_a_hold_is_for_four_weeks_at_the_most(tied: Town, day: date, code: str) -> None:
    with pytest.raises(Refused, match=code):
        await contacts.hold(tied.work, GERDA.actor, FATMA.id, day, HoldReason.ABSENT)


async def test_nobody_holds_messages_to_who_did_not_say_yes(tied: Town) -> None:
    await by_her_link(tied, LOTTE)
    for parent in (LOTTE, SANNE):
        with pytest.raises(NotThere):
            await contacts.hold(tied.work, GERDA.actor, parent.id, FRIDAY, HoldReason.ASKED)
    for other in (NOOR, ELIF, FATMA, WILLEM):
        with pytest.raises(NotAllowed):
            await contacts.hold(tied.work, other.actor, FATMA.id, FRIDAY, HoldReason.ASKED)


async def test_a_parent_who_came_by_her_link_says_by_which_name_she_is_known(tied: Town) -> None:
    await by_her_link(tied, LOTTE)
    assert tied.person(LOTTE).contact_id is None
    offer = await contacts.offer(tied.work, LOTTE.actor)
    assert offer is not None
    assert (offer.contact.id, offer.agreed) == (GERDA.id, False)
    await contacts.agree(tied.work, LOTTE.actor, "  Lot ")
    assert [(p.id, p.name) for p in await contacts.tied(tied.work, GERDA.actor)] == [(FATMA.id, "Fatma"), (LOTTE.id, "Lot")]


async def test_nobody_is_offered_to_who_came_by_a_coordinators_link(tied: Town) -> None:
    assert await contacts.offer(tied.work, SANNE.actor) is None
    with pytest.raises(Refused, match="no_contact_person"):
        await contacts.agree(tied.work, SANNE.actor, "Sanne")


async def test_who_would_rather_not_gets_what_was_held_and_her_name_is_gone(tied: Town) -> None:
    await held(tied)
    await sending.send(tied.work, NOOR.actor, "full")
    await contacts.decline(tied.work, FATMA.actor)
    assert tied.delivery(FATMA).state is State.PENDING
    after = tied.person(FATMA)
    assert (after.name, after.contact_id, after.held_until, after.held_because) == ("", None, None, None)
    assert await contacts.tied(tied.work, GERDA.actor) == []


async def test_when_the_contact_person_leaves_nothing_is_held_any_more(tied: Town) -> None:
    await held(tied)
    await sending.send(tied.work, NOOR.actor, "full")
    await colleagues.take_away(tied.work, NOOR.actor, GERDA.id, Role.CONTACT_PERSON)
    assert tied.delivery(FATMA).state is State.PENDING
    assert tied.person(FATMA).contact_id is None


async def test_who_stops_while_messages_are_held_comes_back_to_messages(tied: Town) -> None:
    await held(tied)
    await leaving.stop(tied.work, FATMA.actor)
    assert tied.person(FATMA).held_until is None


async def test_a_contact_person_invites_parents_only_and_only_in_her_own_name(tied: Town) -> None:
    (link,) = await joining.invite(tied.work, GERDA.actor, SPIEGEL.id)
    assert link.about == GERDA.id
    with pytest.raises(NotAllowed):
        await joining.invite(tied.work, GERDA.actor, SPIEGEL.id, role=Role.COORDINATOR)
    with pytest.raises(NotThere):
        await joining.invite(tied.work, NOOR.actor, SPIEGEL.id, about=ELIF.id)


async def test_told_by_word_of_mouth_counts_each_parent_once_and_takes_nothing_back(tied: Town) -> None:
    await sending.send(tied.work, NOOR.actor, "full")
    assert await contacts.tell(tied.work, GERDA.actor, "full", FATMA.id)
    assert not await contacts.tell(tied.work, GERDA.actor, "full", FATMA.id)
    assert await contacts.tell(tied.work, GERDA.actor, "full")
    assert await contacts.count_told(tied.work, "full") == 2
    assert tied.delivery(FATMA).state is State.PENDING


async def test_nothing_is_told_of_a_draft_or_of_another_coalition(tied: Town) -> None:
    with pytest.raises(NotThere):
        await contacts.tell(tied.work, GERDA.actor, "full")
    await sending.send(tied.work, NOOR.actor, "full")
    tied.put(replace(WILLEM, roles=frozenset({Role.CONTACT_PERSON})))
    with pytest.raises(NotAllowed):
        await contacts.tell(tied.work, tied.person(WILLEM).actor, "full")
