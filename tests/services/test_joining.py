"""How parents and coordinators come in."""

from dataclasses import replace

import pytest

from bot.domain.actor import Role, operator
from bot.domain.consent import Consent, Purpose
from bot.domain.errors import Refused
from bot.domain.person import Address, Person, PersonState, Reading
from bot.services.people import consenting, joining
from bot.services.speaking import languages
from tests.people import BOT, FATMA, LOTTE, NOOR, SPIEGEL, VOORBEELDSTAD
from tests.services.conftest import Town

OPERATOR = operator(VOORBEELDSTAD.id)


def phone(number: str = "42") -> Address:
    """A phone that we do not know."""
    return Address(f"address-{number}", VOORBEELDSTAD.id, BOT.id, "telegram", number)


async def opened(
    town: Town, *, number: str = "42", phone_language: str = "nl", role: Role = Role.PARENT, handed_in: str | None = None
) -> Person:
    (invitation,) = await joining.invite(town.work, OPERATOR, SPIEGEL.id, 1, role, language=handed_in)
    return await joining.open_invitation(town.work, BOT, phone(number), invitation.token, phone_language)


async def agrees(town: Town, somebody: Person) -> Consent:
    """Yes, to the words as they are."""
    shown = await consenting.question(town.work, somebody.actor, Purpose.UPDATES)
    return await consenting.give(town.work, somebody.actor, Purpose.UPDATES, shown)


async def test_a_stranger_with_a_link_is_invited_and_not_joined(town: Town) -> None:
    stranger = await opened(town)
    assert stranger.state is PersonState.INVITED
    assert stranger.trajectory_id == SPIEGEL.id
    assert stranger.roles == {Role.PARENT}
    assert town.rows.addresses["address-42"].person_id == stranger.id
    assert town.done() == ["people_invited", "invitation_opened"]


@pytest.mark.parametrize(
    ("phone_says", "we_speak"),
    [("tr", "tr"), ("tr-TR", "tr"), ("ar_MA", "ar"), ("PL", "pl"), ("ti", "nl"), ("zz", "nl"), ("", "nl")],
)
async def test_the_phone_language_is_a_guess_among_offered_languages(town: Town, phone_says: str, we_speak: str) -> None:
    assert (await opened(town, phone_language=phone_says)).language == we_speak


@pytest.mark.parametrize(
    ("handed_in", "phone_says", "we_speak"),
    [("tr", "nl", "tr"), ("tr", "pl", "tr"), ("ti", "pl", "pl"), (None, "pl", "pl"), ("nl", "zz", "nl"), ("nl", "pl", "pl")],
)
async def test_the_language_of_the_invitation_comes_before_that_of_the_phone(
    town: Town, handed_in: str | None, phone_says: str, we_speak: str
) -> None:
    assert (await opened(town, phone_language=phone_says, handed_in=handed_in)).language == we_speak


async def test_an_unknown_link_opens_nothing(town: Town) -> None:
    with pytest.raises(Refused, match="invitation_unknown"):
        await joining.open_invitation(town.work, BOT, phone(), "no-such-token")


async def test_the_same_person_may_open_it_again_and_nobody_else(town: Town) -> None:
    (invitation,) = await joining.invite(town.work, OPERATOR, SPIEGEL.id)
    first = await joining.open_invitation(town.work, BOT, phone(), invitation.token)
    again = await joining.open_invitation(town.work, BOT, town.rows.addresses["address-42"], invitation.token)
    assert again == first
    with pytest.raises(Refused, match="invitation_used"):
        await joining.open_invitation(town.work, BOT, phone("43"), invitation.token)


async def test_joining_needs_a_yes_first(town: Town) -> None:
    stranger = await opened(town)
    with pytest.raises(Refused, match="consent_missing"):
        await joining.join(town.work, stranger.actor)
    consent = await agrees(town, stranger)
    assert (consent.version, consent.language) == ("updates-nl", "nl")
    joined = await joining.join(town.work, stranger.actor)
    assert (joined.state, joined.joined_at) == (PersonState.ACTIVE, town.clock.now())


async def test_joining_plans_the_day_after_the_conversation_at_a_decent_hour(town: Town) -> None:
    stranger = await opened(town)
    await agrees(town, stranger)
    await joining.join(town.work, stranger.actor)
    await joining.join(town.work, stranger.actor)
    (planned,) = town.rows.follow_ups.values()
    assert (planned.kind, planned.person_id) == ("day_after", stranger.id)
    assert planned.due_at.isoformat() == "2026-11-24T08:00:00+00:00"


async def test_nobody_is_asked_how_they_are_a_week_after_the_conversation(town: Town) -> None:
    town.clock.move(days=7)
    stranger = await opened(town)
    await agrees(town, stranger)
    await joining.join(town.work, stranger.actor)
    assert town.planned("day_after") == []


async def test_a_coordinator_named_in_a_file_becomes_that_person_by_a_link(town: Town) -> None:
    marit = replace(NOOR, id="marit", state=PersonState.INVITED, joined_at=None)
    town.rows.people[marit.id] = marit
    first, second = await joining.invite(town.work, OPERATOR, SPIEGEL.id, 2, Role.COORDINATOR)
    person = await joining.open_invitation(town.work, BOT, phone(), first.token)
    other = await joining.open_invitation(town.work, BOT, phone("43"), second.token)
    assert person.id == "marit"
    assert other.id != "marit"
    assert other.roles == {Role.COORDINATOR}
    assert (await joining.join(town.work, person.actor)).state is PersonState.ACTIVE


async def test_a_file_coordinators_link_is_used_once(town: Town) -> None:
    marit = replace(NOOR, id="marit", state=PersonState.INVITED, joined_at=None)
    town.rows.people[marit.id] = marit
    (first,) = await joining.invite(town.work, OPERATOR, SPIEGEL.id, 1, Role.COORDINATOR)
    (again,) = await joining.invite(town.work, OPERATOR, SPIEGEL.id, 1, Role.COORDINATOR)
    await joining.open_invitation(town.work, BOT, phone(), first.token)
    with pytest.raises(Refused, match="invitation_used"):
        await joining.open_invitation(town.work, BOT, phone("43"), again.token)


async def test_offered_are_switched_on_languages_of_which_the_safety_texts_are_approved(town: Town) -> None:
    assert await joining.offered_languages(town.work, VOORBEELDSTAD.id) == ("nl", "en", "tr", "ar", "pl")
    del town.rows.approvals[VOORBEELDSTAD.id, "stop-tr", "tr"]
    del town.rows.approvals[VOORBEELDSTAD.id, "common.ready_begun-pl", "pl"]
    del town.rows.switched_on[VOORBEELDSTAD.id, "en"]
    town.rows.coalitions[VOORBEELDSTAD.id] = replace(VOORBEELDSTAD, languages=("tr", "pl", "ar", "so"))
    assert await joining.offered_languages(town.work, VOORBEELDSTAD.id) == ("nl", "pl", "ar")


@pytest.mark.parametrize(
    ("hints", "first"),
    [
        ((), "nl en tr ar pl"),
        (("tr", "ar-MA"), "tr ar nl en pl"),
        (("nl", "pl_PL"), "nl pl en tr ar"),
        (("PL",), "pl nl en tr ar"),
        (("ti", "", "zz-ZZ"), "nl en tr ar pl"),
    ],
)
async def test_a_hint_puts_a_language_in_front_and_decides_nothing(town: Town, hints: tuple[str, ...], first: str) -> None:
    assert await joining.offered_languages(town.work, VOORBEELDSTAD.id, *hints) == tuple(first.split())


@pytest.mark.parametrize(
    ("phone", "meant"),
    [("zh-hans", "zh_Hans"), ("zh-CN", "zh_Hans"), ("zh", "zh_Hans"), ("ar-SA", "ar"), ("", "nl"), ("z", "nl")],
)
def test_a_phone_may_name_a_script_or_a_country(phone: str, meant: str) -> None:
    assert languages.spoken_as(phone, ("nl", "ar", "zh_Hans")) == meant


async def test_fatma_chooses_among_what_is_offered(town: Town) -> None:
    assert (await joining.choose_language(town.work, FATMA.actor, "ar")).language == "ar"
    with pytest.raises(Refused, match="language_not_offered"):
        await joining.choose_language(town.work, FATMA.actor, "ti")
    assert (await joining.choose_reading(town.work, FATMA.actor, Reading.LISTEN)).reading is Reading.LISTEN


async def test_coordinators_choose_between_dutch_and_english(town: Town) -> None:
    assert (await joining.choose_language(town.work, NOOR.actor, "en")).language == "en"
    with pytest.raises(Refused, match="language_not_offered"):
        await joining.choose_language(town.work, NOOR.actor, "tr")


async def test_lotte_stopped_and_comes_back(town: Town) -> None:
    town.put(replace(LOTTE, state=PersonState.STOPPED))
    back = await joining.come_back(town.work, LOTTE.actor)
    assert (back.state, back.joined_at) == (PersonState.ACTIVE, LOTTE.joined_at)


async def test_lotte_stopped_and_opens_a_new_link(town: Town) -> None:
    town.put(replace(LOTTE, state=PersonState.STOPPED))
    (invitation,) = await joining.invite(town.work, OPERATOR, SPIEGEL.id)
    address = town.rows.addresses["address-lotte"]
    assert (await joining.open_invitation(town.work, BOT, address, invitation.token)).id == LOTTE.id
    assert (await joining.join(town.work, LOTTE.actor)).state is PersonState.ACTIVE


async def test_who_stopped_before_joining_comes_back_to_the_invitation(town: Town) -> None:
    town.put(replace(LOTTE, state=PersonState.STOPPED, joined_at=None))
    assert (await joining.come_back(town.work, LOTTE.actor)).state is PersonState.INVITED


@pytest.mark.parametrize("count", [0, -1, 501])
async def test_a_slip_of_the_hand_makes_no_links(town: Town, count: int) -> None:
    with pytest.raises(Refused, match="count_out_of_range"):
        await joining.invite(town.work, OPERATOR, SPIEGEL.id, count)


async def test_who_chooses_a_regional_form_reads_its_language_and_it_is_remembered(town: Town) -> None:
    with pytest.raises(Refused, match="language_not_offered"):
        await joining.choose_language(town.work, FATMA.actor, "ary")
    town.rows.coalitions[VOORBEELDSTAD.id] = replace(VOORBEELDSTAD, languages=("nl", "tr", "ar", "ary"))
    assert await joining.offered_languages(town.work, VOORBEELDSTAD.id) == ("nl", "tr", "ar", "ary", "en", "pl")
    chose = await joining.choose_language(town.work, FATMA.actor, "ary")
    assert (chose.language, chose.variant) == ("ar", "ary")
    back = await joining.choose_language(town.work, FATMA.actor, "ar")
    assert (back.language, back.variant) == ("ar", None)
    del town.rows.switched_on[VOORBEELDSTAD.id, "ar"]
    assert "ary" not in await joining.offered_languages(town.work, VOORBEELDSTAD.id)
