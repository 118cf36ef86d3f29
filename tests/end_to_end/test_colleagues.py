"""Nothing hangs on one person: coordinators come, go and are away, and what they owed goes on."""

from dataclasses import replace

from bot.domain.actor import Role
from bot.domain.person import PersonState
from bot.rehearsal.demo.stage import LONG_STEP, Stage
from tests.end_to_end.town import (
    asks,
    coordinators,
    forum,
    group_says,
    in_group,
    invitation,
    joined,
    nothing_new,
    person_of,
    set_aside,
    stranger,
    words,
)


async def take(stage: Stage, who: str) -> None:
    """Every open question is this one's."""
    async with stage.house.work() as work:
        person = await person_of(work, stage.people[who])
        assert person is not None
        for question in await work.uow.questions.open(person.coalition_id):
            await work.uow.questions.save(replace(question, taken_by=person.id))


async def named(stage: Stage, who: str) -> str:
    """As colleagues see them: the links of this town go by the data file's order, whosever phone it is."""
    async with stage.house.work() as work:
        person = await person_of(work, stage.people[who])
    assert person is not None
    return person.name


async def leaves(stage: Stage, who: str, *, to: str) -> None:
    """By /weg, to a successor."""
    somebody = stage.people[who]
    await stage.say(somebody, "/weg")
    await stage.tap(somebody, "", label=await named(stage, to))
    await stage.tap(somebody, "leave.sure_to.choices.yes")


async def test_a_coordinator_leaves_and_the_successor_gets_everything_in_one_message(stage: Stage) -> None:
    marit, bram = await coordinators(stage)
    lotte = await joined(stage, "Lotte")
    await asks(stage, lotte, "Mag mijn moeder mee?")
    await take(stage, "Marit")
    bram.fresh()
    await leaves(stage, "Marit", to="Bram")
    stage.expect(marit, "leave.goodbye.say")
    [all_of_it, left] = stage.expect(bram, "handed_over.all_of_it.say")
    assert stage.pattern("colleague_left.left.say", "nl").search(left.text)
    said = words([all_of_it])
    assert "Vragen van ouders" in said
    assert f"van {await named(stage, 'Bram')}" in said
    assert "Mag mijn moeder mee?" not in said
    async with stage.house.work() as work:
        gone = await person_of(work, marit)
        assert gone is not None
        assert (gone.state, gone.roles) == (PersonState.STOPPED, frozenset())
    # What comes is for who stayed.
    marit.fresh()
    await stage.pass_time(days=16, most=LONG_STEP)
    assert nothing_new(marit)
    stage.expect(bram, "silence_warning.warn.say")
    assert await set_aside(stage) == 0


async def test_a_former_coordinator_can_reach_nothing(stage: Stage) -> None:
    await forum(stage)
    marit, bram = stage.people["Marit"], stage.people["Bram"]
    await joined(stage, "Lotte")
    await stage.say(marit, "/stuur")
    await stage.say(marit, "/stand", in_group=True)
    await leaves(stage, "Marit", to="Bram")
    stage.expect(bram, "colleague_left.group.say")
    marit.fresh()
    for word in ("/stuur", "/vragen", "/mensen", "/weg", "/start", "stand", "hallo?"):
        await stage.say(marit, word)
        [answer] = stage.expect(marit, "common.no_colleague")
        assert not answer.buttons
    # A button of before, in their own chat and in the group.
    old = next(message for message in marit.phone.received if message.buttons)
    marit.phone.tap(old.buttons[0][0], message=old)
    await stage.settle()
    stage.expect(marit, "common.no_colleague")
    before = len(bram.phone.messages_in(stage.forum.chat if stage.forum else None))
    await stage.say(marit, "/stuur", in_group=True)
    assert len(bram.phone.messages_in(stage.forum.chat if stage.forum else None)) == before + 1
    assert await set_aside(stage) == 0


async def test_a_new_link_lets_a_former_coordinator_in_again(stage: Stage) -> None:
    marit, bram = await coordinators(stage)
    await leaves(stage, "Marit", to="Bram")
    marit.phone.open_link(await invitation(stage, Role.COORDINATOR))
    await stage.settle()
    await stage.tap(marit, "coordinator_welcome.hello.choices.yes")
    stage.expect(marit, "coordinator_welcome.joined.say")
    await stage.say(marit, "/vandaag")
    stage.expect(marit, "today.due.say")
    assert bram.phone.received


async def test_a_stand_in_gets_the_warnings_and_the_limit_goes_to_both(stage: Stage) -> None:
    marit, bram = await coordinators(stage)
    await joined(stage, "Lotte")
    await stage.say(bram, "/vakantie")
    await stage.say(bram, "vandaag")
    await stage.tap(bram, "away_until.last.choices.unknown")
    await stage.tap(bram, "", label=await named(stage, "Marit"))
    stage.expect(marit, "stand_in.told.say")
    bram.fresh()
    await stage.pass_time(days=13, most=LONG_STEP)
    stage.expect(marit, "norm_warning.summary.say")
    assert nothing_new(bram)
    await stage.pass_time(days=2)
    stage.expect(marit, "silence_warning.warn.say")
    stage.expect(bram, "silence_warning.warn.say")


async def test_who_works_along_never_gets_what_is_for_parents(stage: Stage) -> None:
    await coordinators(stage)
    ana = stranger(stage, "Ana")
    ana.phone.open_link(await invitation(stage, Role.READER))
    await stage.settle()
    await stage.tap(ana, "reader_welcome.hello.choices.yes")
    await stage.say(ana, "Ana")
    await stage.tap(ana, "introduce.language.choices.en")
    ana.language = "en"
    stage.expect(ana, "reader_welcome.joined.say")
    for word in ("/vraag", "/stop", "stop", "Ik ben bang", "/gegevens", "/taal"):
        await stage.say(ana, word)
        stage.expect(ana, "colleague_help.menu.say")
    token = await invitation(stage)
    ana.phone.open_link(token)
    await stage.settle()
    stage.expect(ana, "common.invitation_for_parents")
    lotte = stranger(stage, "Lotte")
    lotte.phone.open_link(token)
    await stage.settle()
    stage.expect(lotte, "welcome.language.say")


async def test_a_reader_gets_the_report(stage: Stage) -> None:
    await coordinators(stage)
    ana = await joined(stage, "Ana", role=Role.READER)
    await stage.say(ana, "/verslag")
    await stage.tap(ana, "", label="De eerste weken met je baby")
    await stage.pass_time(minutes=2)
    stage.expect(ana, "make_report.made.say")


async def test_a_role_that_is_taken_ends_what_was_going_on_and_taps_twice_do_nothing(stage: Stage) -> None:
    marit, bram = await coordinators(stage)
    await stage.say(bram, "/mensen")
    await stage.tap(bram, "people.show.choices.take")
    await stage.say(marit, "/mensen")
    await stage.tap(marit, "people.show.choices.take")
    await stage.tap(marit, "", label=await named(stage, "Bram"))
    await stage.tap(marit, "common.role_coordinator")
    await stage.tap(marit, "people.sure.choices.yes")
    stage.expect(marit, "people.taken.say")
    stage.expect(bram, "common.role_taken")
    old = [message for message in bram.phone.received if message.buttons][-1]
    bram.phone.tap(old.buttons[0][0], message=old)
    bram.phone.tap(old.buttons[0][0], message=old)
    await stage.settle()
    stage.expect(bram, "common.no_colleague")
    async with stage.house.work() as work:
        person = await person_of(work, marit)
        assert person is not None
        assert person.is_coordinator
    assert await set_aside(stage) == 0


async def test_who_says_no_to_one_more_role_keeps_what_they_were(stage: Stage) -> None:
    """A coordinator tries out an owner's link; a translator is asked to be a key person too."""
    marit, _ = await coordinators(stage)
    ana = await joined(stage, "Ana", role=Role.TRANSLATOR)
    for somebody, role, entrance in ((marit, Role.OWNER, "owner_welcome"), (ana, Role.KEY_PERSON, "translator_welcome")):
        somebody.phone.open_link(await invitation(stage, role))
        await stage.settle()
        await stage.tap(somebody, f"{entrance}.hello.choices.no")
        stage.expect(somebody, f"{entrance}.stays.say")
    await stage.pass_time(days=2)
    async with stage.house.work() as work:
        people = [await person_of(work, somebody) for somebody in (marit, ana)]
    assert [set(person.roles) for person in people if person] == [{Role.COORDINATOR}, {Role.TRANSLATOR}]
    assert await set_aside(stage) == 0


async def test_nobody_leaves_hands_over_or_goes_on_holiday_by_the_tap_of_another_one(stage: Stage) -> None:
    await forum(stage)
    marit = stage.people["Marit"]
    for word, flow in (("/weg", "leave"), ("/overdragen", "handover"), ("/vakantie", "away")):
        await stage.say(marit, word, in_group=True)
        assert group_says(stage, f"{flow}.elsewhere.say")
        assert not [message for message in in_group(stage) if message.buttons]
    assert await set_aside(stage) == 0
