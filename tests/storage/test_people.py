"""People are found by their address, and by nothing that can be read in the database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.actor import Role
from bot.domain.coalition import Coalition
from bot.domain.consent import Consent, Purpose
from bot.domain.errors import NotThere
from bot.domain.invitation import Invitation
from bot.domain.person import Address, Person, PersonState, Reading
from tests.fakes.clock import MONDAY_MORNING
from tests.storage.conftest import ACCOUNT, COALITION, TRAJECTORY, Town

ELIF = Person(
    "elif",
    COALITION,
    PersonState.PAUSED,
    frozenset({Role.PARENT, Role.KEY_PERSON}),
    language="tr",
    reading=Reading.LISTEN,
    name="Elif",
    trajectory_id=TRAJECTORY,
    zone="Europe/Istanbul",
    quiet_from="19:00",
    quiet_until="10:00",
    paused_until=datetime(2026, 12, 1, 8, tzinfo=UTC),
    joined_at=MONDAY_MORNING,
    declines=frozenset({"translator-1"}),
    laid_down=frozenset({Role.COORDINATOR, Role.MODERATOR}),
)


async def test_elif_comes_back_as_she_was(town: Town) -> None:
    async with town.units() as uow:
        await uow.people.add(ELIF)
    async with town.units.reading() as uow:
        assert await uow.people.get("elif") == ELIF
        assert await uow.people.find("elif") == ELIF
        assert await uow.people.find("nobody") is None
        with pytest.raises(NotThere):
            await uow.people.get("nobody")


async def test_what_changes_of_elif_is_kept(town: Town) -> None:
    changed = replace(ELIF, name="", state=PersonState.STOPPED, paused_until=None, roles=frozenset({Role.PARENT}))
    async with town.units() as uow:
        await uow.people.add(ELIF)
    async with town.units() as uow:
        await uow.people.save(changed)
    async with town.units.reading() as uow:
        assert await uow.people.get("elif") == changed


async def test_somebody_who_was_never_added_cannot_be_saved(town: Town) -> None:
    async with town.units() as uow:
        with pytest.raises(NotThere):
            await uow.people.save(ELIF)


async def test_parents_and_coordinators_are_told_apart(town: Town) -> None:
    for name, role in (("Samira", Role.PARENT), ("Piotr", Role.PARENT), ("Marieke", Role.COORDINATOR)):
        await town.joins(name, role=role)
    async with town.units.reading() as uow:
        assert [person.name for person in await uow.people.parents(TRAJECTORY)] == ["Piotr", "Samira"]
        assert [person.name for person in await uow.people.coordinators(COALITION)] == ["Marieke"]
        assert await uow.people.parents("elsewhere") == []


async def test_who_works_along_is_found_whatever_else_they_are_and_who_left_is_not(town: Town) -> None:
    for name, role in (("Samira", Role.PARENT), ("Marieke", Role.COORDINATOR), ("Ana", Role.READER)):
        await town.joins(name, role=role)
    async with town.units() as uow:
        await uow.people.add(replace(ELIF, roles=frozenset({Role.PARENT, Role.KEY_PERSON})))
        await uow.people.add(replace(ELIF, id="kees", roles=frozenset()))
    async with town.units.reading() as uow:
        assert [person.id for person in await uow.people.staff(COALITION)] == ["ana", "elif", "marieke"]
        assert await uow.people.staff("elsewhere") == []


async def test_samira_is_found_by_her_chat_and_a_stranger_is_not(town: Town) -> None:
    await town.joins("Samira", sender="77")
    async with town.units.reading() as uow:
        found = await uow.people.find_address(ACCOUNT, "telegram", "77")
        assert found == Address("address-samira", COALITION, ACCOUNT, "telegram", "77", "samira")
        assert await uow.people.address("address-samira") == found
        assert await uow.people.address_of("samira", ACCOUNT) == found
        assert await uow.people.find_address(ACCOUNT, "telegram", "78") is None
        assert await uow.people.find_address(ACCOUNT, "whatsapp", "77") is None
        assert await uow.people.find_address("another-bot", "telegram", "77") is None
        assert await uow.people.address_of("samira", "another-bot") is None


async def test_a_strangers_address_becomes_a_persons(town: Town) -> None:
    stranger = Address("a1", COALITION, ACCOUNT, "telegram", "77")
    async with town.units() as uow:
        await uow.people.save_address(stranger)
    async with town.units() as uow:
        assert await uow.people.find_address(ACCOUNT, "telegram", "77") == stranger
        await uow.people.add(ELIF)
        await uow.people.save_address(replace(stranger, person_id="elif", reachable=False))
    async with town.units.reading() as uow:
        found = await uow.people.find_address(ACCOUNT, "telegram", "77")
        assert found == replace(stranger, person_id="elif", reachable=False)


async def test_consent_is_kept_with_its_words_and_its_withdrawal(town: Town) -> None:
    await town.joins("Samira")
    first = Consent("samira", COALITION, Purpose.UPDATES, "hash-1", "ar", MONDAY_MORNING)
    withdrawn = replace(first, withdrawn_at=MONDAY_MORNING + timedelta(days=1))
    again = replace(first, version="hash-2", given_at=MONDAY_MORNING + timedelta(days=2))
    for consent in (first, withdrawn, again):
        async with town.units() as uow:
            await uow.people.save_consent(consent)
    async with town.units.reading() as uow:
        assert await uow.people.consents("samira") == [withdrawn, again]
        assert await uow.people.consent("samira", Purpose.UPDATES) == again
        assert await uow.people.consent("piotr", Purpose.UPDATES) is None


async def test_those_who_said_yes_and_did_not_take_it_back_are_found_at_once(town: Town) -> None:
    for name, role in (("Samira", Role.PARENT), ("Piotr", Role.PARENT), ("Elif", Role.PARENT), ("Marieke", Role.COORDINATOR)):
        await town.joins(name, role=role)

    def yes(person: str, day: int, *, withdrawn: bool = False) -> Consent:
        at = MONDAY_MORNING + timedelta(days=day)
        return Consent(person, COALITION, Purpose.UPDATES, "hash", "nl", at, at if withdrawn else None)

    said = [
        yes("samira", 0, withdrawn=True),
        yes("samira", 1),
        yes("piotr", 0),
        yes("piotr", 1, withdrawn=True),
        yes("elif", 0),
    ]
    async with town.units() as uow:
        for consent in said:
            await uow.people.save_consent(consent)
    async with town.units.reading() as uow:
        assert await uow.people.consented(["samira", "piotr", "marieke"], Purpose.UPDATES) == {"samira"}
        assert await uow.people.consented(["samira"], Purpose.WORDS) == set()


async def test_an_invitation_is_found_by_its_token_which_is_not_kept(town: Town) -> None:
    await town.joins("Samira")
    made = Invitation("i1", COALITION, TRAJECTORY, Role.PARENT, MONDAY_MORNING, token="secret-link", language="tr")
    async with town.units() as uow:
        await uow.people.save_invitation(made)
    async with town.units() as uow:
        found = await uow.people.invitation(COALITION, "secret-link")
        assert found == replace(made, token="")
        assert await uow.people.invitation(COALITION, "another") is None
        await uow.coalitions.save(Coalition("elsewhere", "Kansrijk Elders"))
        assert await uow.people.invitation("elsewhere", "secret-link") is None
        await uow.people.save_invitation(replace(found, used_by="samira", used_at=MONDAY_MORNING))
    async with town.units.reading() as uow:
        used = replace(made, token="", used_by="samira", used_at=MONDAY_MORNING)
        assert await uow.people.invitation(COALITION, "secret-link") == used
        assert await uow.people.invitations(TRAJECTORY) == [used]
