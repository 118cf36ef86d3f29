"""How people come in: by an invitation that is good, used, made up or not there at all."""

from bot import steering
from bot.domain.actor import Role
from bot.rehearsal.demo.stage import Stage
from tests.end_to_end.town import BULLETIN, coordinators, invitation, joined, nothing_new, person_of, sends, set_aside, stranger


async def test_a_link_lets_one_person_in_and_tells_the_next_that_it_was_used(stage: Stage) -> None:
    token = await invitation(stage)
    lotte, sem = stranger(stage, "Lotte"), stranger(stage, "Sem")
    lotte.phone.open_link(token)
    await stage.settle()
    stage.expect(lotte, "welcome.language.say")
    sem.phone.open_link(token)
    await stage.settle()
    stage.expect(sem, "common.used_invitation")
    await stage.say(sem, "Hallo?")
    stage.expect(sem, "common.no_invitation")


async def test_who_opens_their_own_link_again_is_told_that_they_take_part(stage: Stage) -> None:
    token = await invitation(stage)
    lotte = stranger(stage, "Lotte")
    lotte.phone.open_link(token)
    await stage.settle()
    await stage.tap(lotte, "", label="Nederlands")
    await stage.tap(lotte, "welcome.age.choices.adult")
    await stage.tap(lotte, "welcome.reading.choices.read")
    await stage.tap(lotte, "consent.ask.choices.yes")
    lotte.fresh()
    lotte.phone.open_link(token)
    await stage.settle()
    stage.expect(lotte, "common.already_joined")


async def test_strangers_are_told_how_one_joins_in_the_language_of_their_phone(stage: Stage) -> None:
    sem, fatma, ilse = stranger(stage, "Sem"), stranger(stage, "Fatma", "tr"), stranger(stage, "Ilse", "de")
    sem.phone.open_link("a-token-that-nobody-made")
    fatma.phone.open_link()
    ilse.phone.open_link()
    await stage.settle()
    stage.expect(sem, "common.unknown_invitation")
    stage.expect(fatma, "common.no_invitation")
    ilse.language = "nl"
    stage.expect(ilse, "common.no_invitation")


async def test_a_guest_who_chose_no_language_yet_starts_anew_by_start(stage: Stage) -> None:
    token = await invitation(stage)
    lotte = stranger(stage, "Lotte")
    lotte.phone.open_link(token)
    await stage.settle()
    lotte.fresh()
    lotte.phone.open_link()
    await stage.settle()
    stage.expect(lotte, "welcome.language.say")
    await stage.tap(lotte, "", label="Polski")
    lotte.language = "pl"
    stage.expect(lotte, "welcome.age.ask")


async def test_a_link_that_was_sent_along_by_somebody_who_joined_still_lets_the_other_one_in(stage: Stage) -> None:
    """Whoever opens a second link of their own stays who they are."""
    lotte = await joined(stage, "Lotte")
    lotte.phone.open_link(await invitation(stage))
    await stage.settle()
    stage.expect(lotte, "common.already_joined")
    assert await set_aside(stage) == 0


async def test_who_joins_later_is_offered_the_last_bulletin_outside_its_count(stage: Stage) -> None:
    await coordinators(stage)
    await joined(stage, "Lotte")
    await sends(stage)
    await stage.pass_time(minutes=1)
    stage.expect(stage.people["Lotte"], "bulletin.acknowledgement.say")
    fatma = await stage.invite("Fatma", "tr")
    await stage.tap(fatma, "", label="Türkçe")
    await stage.tap(fatma, "welcome.age.choices.adult")
    await stage.tap(fatma, "welcome.reading.choices.read")
    await stage.tap(fatma, "consent.ask.choices.yes")
    stage.expect(fatma, "last_bulletin.offer.ask")
    await stage.tap(fatma, "last_bulletin.offer.choices.yes")
    stage.expect(fatma, "bulletin.acknowledgement.say", "bulletin.follow_up.say")
    status = await status_of(stage)
    assert (status["recipients"], status["counts"]) == (1, {"sent": 1})


async def test_who_joins_before_anything_was_sent_is_offered_nothing(stage: Stage) -> None:
    lotte = await stage.invite("Lotte", "nl")
    await stage.tap(lotte, "", label="Nederlands")
    await stage.tap(lotte, "welcome.age.choices.adult")
    await stage.tap(lotte, "welcome.reading.choices.read")
    lotte.fresh()
    await stage.tap(lotte, "consent.ask.choices.yes")
    *_, thanks = stage.expect(lotte, "welcome.thanks.say")
    assert thanks.buttons == []
    assert nothing_new(lotte)


async def status_of(stage: Stage) -> dict[str, object]:
    """As `weerklank bulletin status` has it."""
    return await steering.bulletin_in(stage.house, "status", BULLETIN)


async def test_a_coordinator_who_joins_by_the_link_is_one_whom_the_data_file_named(stage: Stage) -> None:
    marit = await stage.invite("Marit", "nl", Role.COORDINATOR)
    await stage.tap(marit, "coordinator_welcome.hello.choices.yes")
    stage.expect(marit, "coordinator_welcome.joined.say")
    async with stage.house.work() as work:
        person = await person_of(work, marit)
    assert person is not None
    assert person.id in {"marit", "bram"}
