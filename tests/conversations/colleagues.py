"""What people who work along do in the golden conversations: they come, go, hand over, are away, and look at what is due."""

from dataclasses import replace
from datetime import timedelta

from bot.domain.actor import Role
from bot.domain.trajectory import ReturnMeeting
from bot.rehearsal.demo.stage import TRAJECTORY, Somebody
from bot.services.people import joining
from tests.conversations.coordinators import SECOND
from tests.conversations.parents import FULL, SHORT
from tests.conversations.player import COALITION, GROUP, Player
from tests.conversations.scripts import for_coordinators
from tests.conversations.translating import asked, short_in_turkish, taps_on

LABEL_OF_SHORT = "2 juni: We werken nog aan de tolk bij…"
BOT_NAME = "weerklank_voorbeeld_bot"
TUESDAY = "\u2068dinsdag 2 juni\u2069"


async def knows_its_name(play: Player) -> None:
    """As it does once it served."""
    async with play.stage.house.work() as work:
        [account] = await work.uow.coalitions.bot_accounts(COALITION)
        await work.uow.coalitions.save_bot_account(replace(account, username=BOT_NAME))


async def another_trajectory(play: Player) -> None:
    async with play.stage.house.work() as work:
        [first] = await work.uow.trajectories.of(COALITION)
        await work.uow.trajectories.save(replace(first, id="tweede", title="Zwanger in onze stad", steps={}))


async def asks(play: Player, parent: Somebody, words: str = "Mag mijn moeder mee?") -> None:
    await play.types(parent, "/vraag")
    await play.types(parent, words)


async def taken_by(play: Player, coordinator: str) -> None:
    """Every open question is this coordinator's."""
    async with play.stage.house.work() as work:
        for question in await work.uow.questions.open(COALITION):
            await work.uow.questions.save(replace(question, taken_by=coordinator))


async def colleague(play: Player, name: str, role: Role, entrance: str) -> Somebody:
    """Somebody whom the data file does not name comes in by their link and says who they are."""
    somebody = play.stranger(name, "nl")
    await play.opens_invitation(somebody, role)
    await play.taps(somebody, f"{entrance}.hello.choices.yes")
    await play.types(somebody, name)
    await play.taps(somebody, "introduce.language.choices.nl")
    return somebody


async def goes_away(play: Player, bram: Somebody) -> None:
    """From today on, nobody knows until when; Marit stands in."""
    await play.types(bram, "/vakantie")
    await play.taps(bram, TUESDAY)
    await play.taps(bram, "away_until.last.choices.unknown")
    await play.taps(bram, "Marit")


@for_coordinators
async def today(play: Player) -> None:
    lotte = await play.parent()
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await asks(play, lotte)
    await taken_by(play, "bram")
    await play.types(marit, "/stuur")
    await play.taps(marit, SECOND)
    await play.taps(marit, "send.confirm.choices.tomorrow")
    play.scene("What is due this week", marit)
    await play.types(marit, "/vandaag")
    play.cut()
    await goes_away(play, bram)
    await play.waits(days=10)
    play.scene("Ten days later, some of it late, and Bram is away", marit)
    await play.types(marit, "/vandaag")
    play.cut()
    samira = play.stranger("Samira", "nl")
    await play.opens_invitation(samira, Role.MODERATOR)
    await play.taps(samira, "moderator_welcome.hello.choices.yes")
    play.scene("The moderator does not hear whose question it is", samira)
    await play.types(samira, "/vandaag")


@for_coordinators
async def today_nothing(play: Player) -> None:
    await play.parent()
    marit = await play.coordinator()
    await play.bulletin_goes_out(SHORT)
    await play.bulletin_goes_out(FULL)
    play.scene("Everything is done for now", marit)
    await play.types(marit, "/vandaag")


@for_coordinators
async def calendar(play: Player) -> None:
    await play.parent()
    marit = await play.coordinator()
    await play.bulletin_goes_out(SHORT)
    play.scene("Marit types a day, and takes one away", marit)
    await play.types(marit, "/agenda")
    await play.taps(marit, "calendar.change.choices.yes")
    await play.taps(marit, "common.step_following_up")
    await play.types(marit, "ergens in het najaar")
    await play.types(marit, "12 september")
    await play.taps(marit, "calendar.change.choices.yes")
    await play.taps(marit, "common.step_return_meeting")
    await play.taps(marit, "calendar.when.choices.none")
    await play.taps(marit, "calendar.change.choices.no")


@for_coordinators
async def calendar_of_a_meeting(play: Player) -> None:
    marit = await play.coordinator()
    await play.types(marit, "/agenda")
    await play.taps(marit, "calendar.change.choices.yes")
    await play.taps(marit, "common.step_return_meeting")
    async with play.stage.house.work() as work:
        meeting = ReturnMeeting("terug", COALITION, "eerste-weken", work.clock.now() + timedelta(days=30))
        await work.uow.trajectories.save_meeting(meeting)
    play.scene("A return meeting was planned meanwhile, and has a day of its own", marit)
    await play.types(marit, "7 juli")


@for_coordinators
async def invite(play: Player) -> None:
    marit = await play.coordinator()
    play.scene("The bot does not know its name yet", marit)
    await play.types(marit, "/uitnodigen")
    await play.taps(marit, "common.role_moderator")
    play.cut()
    await knows_its_name(play)
    play.scene("Marit invites five parents, and then Bram", marit)
    await play.types(marit, "/uitnodigen")
    await play.taps(marit, "common.role_parent")
    await play.taps(marit, "Türkçe")
    await play.taps(marit, "invite.how_many.choices.five")
    await play.types(marit, "/uitnodigen")
    await play.taps(marit, "common.role_coordinator")


@for_coordinators
async def invite_to_another_trajectory(play: Player) -> None:
    marit = await play.coordinator()
    await another_trajectory(play)
    await knows_its_name(play)
    play.scene("There are two trajectories: to invite for, to look at, to hand over", marit)
    await play.types(marit, "/uitnodigen")
    await play.taps(marit, "common.role_parent")
    await play.taps(marit, "Zwanger in onze stad")
    await play.taps(marit, "Nederlands")
    await play.taps(marit, "invite.how_many.choices.one")
    await play.types(marit, "/agenda")
    await play.taps(marit, "Zwanger in onze stad")
    await play.types(marit, "/overdragen")
    await play.taps(marit, "Zwanger in onze stad")
    await play.types(marit, "/vandaag")


@for_coordinators
async def coordinator_welcome_new(play: Player) -> None:
    kees = play.stranger("Kees", "nl")
    await play.coordinator("Marit")
    await play.coordinator("Bram")
    play.scene("Kees, whom no file names, says who he is", kees)
    await play.opens_invitation(kees, Role.COORDINATOR)
    await play.taps(kees, "coordinator_welcome.hello.choices.yes")
    await play.types(kees, "Kees " * 15)
    await play.types(kees, "Kees")
    await play.taps(kees, "introduce.language.choices.nl")


@for_coordinators
async def translator_welcome(play: Player) -> None:
    samira, ana = play.stranger("Samira", "nl"), play.stranger("Ana", "nl")
    play.scene("Samira is a key person, and translates two languages, one that no parent reads yet", samira)
    await play.opens_invitation(samira, Role.KEY_PERSON)
    await play.taps(samira, "translator_welcome.hello.choices.yes")
    await play.types(samira, "Samira")
    await play.taps(samira, "introduce.language.choices.nl")
    await play.taps(samira, "العربية")
    await play.types(samira, "tigrinya")
    await play.taps(samira, "known_languages.look.choices.ready")
    play.scene("Ana would rather not", ana)
    await play.opens_invitation(ana, Role.KEY_PERSON)
    await play.taps(ana, "translator_welcome.hello.choices.no")
    lotte = await play.parent()
    play.scene("Lotte is a parent, and stays that", lotte)
    await play.opens_invitation(lotte, Role.KEY_PERSON)
    await play.taps(lotte, "translator_welcome.hello.choices.no")


async def _two_ways(play: Player, role: Role, entrance: str) -> None:
    """One joins, one would rather not, and a parent would rather not either."""
    ana, ben, lotte = play.stranger("Ana", "nl"), play.stranger("Ben", "nl"), await play.parent()
    play.scene("Ana joins", ana)
    await play.opens_invitation(ana, role)
    await play.taps(ana, f"{entrance}.hello.choices.yes")
    if role is not Role.MODERATOR:
        await play.types(ana, "Ana")
        await play.taps(ana, "introduce.language.choices.nl")
    play.scene("Ben would rather not", ben)
    await play.opens_invitation(ben, role)
    await play.taps(ben, f"{entrance}.hello.choices.no")
    play.scene("Lotte is a parent, and stays that", lotte)
    await play.opens_invitation(lotte, role)
    await play.taps(lotte, f"{entrance}.hello.choices.no")


@for_coordinators
async def moderator_welcome(play: Player) -> None:
    await _two_ways(play, Role.MODERATOR, "moderator_welcome")


@for_coordinators
async def reader_welcome(play: Player) -> None:
    await _two_ways(play, Role.ADVISOR, "reader_welcome")


@for_coordinators
async def contact_welcome(play: Player) -> None:
    await _two_ways(play, Role.CONTACT_PERSON, "contact_welcome")


@for_coordinators
async def coordinator_welcome_stays(play: Player) -> None:
    lotte = await play.parent()
    play.scene("Lotte is a parent, and would rather not coordinate", lotte)
    await play.opens_invitation(lotte, Role.COORDINATOR)
    await play.taps(lotte, "coordinator_welcome.hello.choices.no")


@for_coordinators
async def colleague_help(play: Player) -> None:
    ana = await colleague(play, "Ana", Role.ADVISOR, "reader_welcome")
    play.scene("An advisor asks what she can do, and tries what is not hers", ana)
    await play.types(ana, "/help")
    await play.types(ana, "/stuur")
    await play.types(ana, "/agenda")
    await play.parent()
    await play.bulletin_goes_out(SHORT)
    await play.types(ana, "/stand")
    await play.taps(ana, LABEL_OF_SHORT)


@for_coordinators
async def people(play: Player) -> None:
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    ana = await colleague(play, "Ana", Role.ADVISOR, "reader_welcome")
    play.scene("Marit takes a role from Ana; Bram hears it, and Ana can do nothing more", marit, bram, ana)
    await play.types(marit, "/mensen")
    await play.taps(marit, "people.show.choices.take")
    await play.taps(marit, "Ana")
    await play.taps(marit, "common.role_advisor")
    await play.taps(marit, "people.sure.choices.yes")
    await play.types(ana, "/verslag")
    play.cut()
    elif_ = await play.translator("Elif", "tr")
    play.scene("Elif speaks Tigrinya too; Marit says so", marit, elif_)
    await play.types(marit, "/mensen")
    await play.taps(marit, "people.show.choices.languages")
    await play.taps(marit, "Elif")
    await play.types(marit, "Tigrinya")
    await play.taps(marit, "known_languages.look.choices.ready")


@for_coordinators
async def people_languages_that_stay(play: Player) -> None:
    marit, elif_ = await short_in_turkish(play)
    await asked(play, SHORT, "tr")
    play.scene("Something in Turkish waits for Elif: Marit cannot take that language away", marit)
    await play.types(marit, "/mensen")
    await play.taps(marit, "people.show.choices.languages")
    await play.taps(marit, "Elif")
    await taps_on(play, marit, "Turks")
    play.cut()
    await play.types(elif_, "/weg")
    await play.taps(elif_, "leave.sure.choices.yes")
    play.scene("Elif has left meanwhile", marit)
    await taps_on(play, marit, "Pools")


@for_coordinators
async def people_nobody(play: Player) -> None:
    for name, role in (
        ("Samira", Role.MODERATOR),
        ("Elif", Role.TRANSLATOR),
        ("Hanan", Role.TRANSLATOR),
        ("Ewa", Role.TRANSLATOR),
    ):
        somebody = play.stranger(name, "nl")
        entrance = "moderator_welcome" if role is Role.MODERATOR else "translator_welcome"
        await play.opens_invitation(somebody, role)
        await play.taps(somebody, f"{entrance}.hello.choices.no")
    marit, bram = await play.coordinator("Marit"), play.stranger("Bram")
    await play.opens_invitation(bram, Role.COORDINATOR)
    await play.taps(bram, "coordinator_welcome.hello.choices.no")
    await play.waits(days=1)
    play.scene("Marit is alone", marit)
    await play.types(marit, "/mensen")
    await play.taps(marit, "people.show.choices.take")


@for_coordinators
async def leave(play: Player) -> None:
    lotte = await play.parent()
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await asks(play, lotte)
    await taken_by(play, "bram")
    play.scene("Bram stays, and then leaves; Marit gets everything, and he can do nothing more", bram, marit)
    await play.types(bram, "/weg")
    await play.taps(bram, "leave.which_way.choices.stay")
    await play.types(bram, "/weg")
    await play.taps(bram, "Marit")
    await play.taps(bram, "leave.sure_to.choices.yes")
    await play.types(bram, "/stuur")
    play.scene("Marit is the last, and is warned", marit)
    await play.types(marit, "/weg")
    await play.taps(marit, "leave.sure_last.choices.no")


@for_coordinators
async def leave_to_nobody(play: Player) -> None:
    marit = await play.coordinator("Marit")
    ana = await colleague(play, "Ana", Role.ADVISOR, "reader_welcome")
    kees = await play.coordinator("Bram")
    await colleague(play, "Mo", Role.COORDINATOR, "coordinator_welcome")
    play.scene("An advisor has nothing to pass on", ana)
    await play.types(ana, "/weg")
    await play.taps(ana, "leave.sure.choices.yes")
    await play.types(kees, "/weg")
    await play.taps(kees, "Marit")
    await play.types(marit, "/weg")
    await play.taps(marit, "leave.which_way.choices.nobody")
    await play.taps(marit, "leave.sure.choices.yes")
    play.scene("Whom Kees named is gone by now", kees)
    await play.taps(kees, "leave.sure_to.choices.yes")


@for_coordinators
async def handover(play: Player) -> None:
    lotte = await play.parent()
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await asks(play, lotte)
    await taken_by(play, "marit")
    play.scene("Marit hands over to Bram", marit, bram)
    await play.types(marit, "/overdragen")
    await play.taps(marit, "Bram")
    await play.taps(marit, "handover.sure.choices.yes")
    play.cut()
    await play.types(marit, "/overdragen")
    await play.taps(marit, "Bram")
    await play.types(bram, "/weg")
    await play.taps(bram, "leave.which_way.choices.nobody")
    await play.taps(bram, "leave.sure.choices.yes")
    await knows_its_name(play)
    play.scene("Bram left meanwhile; somebody new it is", marit)
    await play.taps(marit, "handover.sure.choices.yes")
    kees = play.stranger("Kees", "nl")
    token = next(m.text for m in reversed(marit.phone.messages) if "start=" in m.text).rpartition("start=")[2]
    play.scene("Kees opens that link", kees)
    kees.phone.open_link(token.strip("\u2069\u2068\n "))
    await play.settle()
    await play.taps(kees, "coordinator_welcome.hello.choices.yes")
    await play.types(kees, "Kees")
    await play.taps(kees, "introduce.language.choices.nl")


@for_coordinators
async def handover_nameless(play: Player) -> None:
    marit = await play.coordinator("Marit")
    play.scene("The bot does not know its name yet", marit)
    await play.types(marit, "/overdragen")


@for_coordinators
async def handed_over(play: Player) -> None:
    await play.parent()
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await play.types(marit, "/overdragen")
    await play.taps(marit, "Bram")
    play.scene("Bram gets it", bram)
    await play.taps(marit, "handover.sure.choices.yes")


@for_coordinators
async def colleague_joined(play: Player) -> None:
    marit, _ = await play.coordinator("Marit"), await play.coordinator("Bram")
    play.scene("Kees says yes to his invitation, and Marit hears it once she knows his name", marit)
    await colleague(play, "Kees", Role.COORDINATOR, "coordinator_welcome")


@for_coordinators
async def colleague_left(play: Player) -> None:
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await play.types(bram, "/weg")
    await play.taps(bram, "leave.which_way.choices.nobody")
    play.scene("Bram leaves, and names nobody", marit)
    await play.taps(bram, "leave.sure.choices.yes")


@for_coordinators
async def colleague_left_a_role(play: Player) -> None:
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await play.opens_invitation(bram, Role.ADVISOR)
    await play.taps(bram, "reader_welcome.hello.choices.yes")
    kees = await colleague(play, "Kees", Role.COORDINATOR, "coordinator_welcome")
    play.scene("Marit takes one of two roles from Bram, and Kees hears it", kees, bram)
    await play.types(marit, "/mensen")
    await play.taps(marit, "people.show.choices.take")
    await play.taps(marit, "Bram")
    await play.taps(marit, "common.role_advisor")
    await play.taps(marit, "people.sure.choices.yes")


@for_coordinators
async def away(play: Player) -> None:
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    play.scene("Marit goes on holiday; Bram stands in", marit, bram)
    await play.types(marit, "/vakantie")
    await play.types(marit, "gisteren of zo")
    await play.types(marit, "1 juni")
    await play.types(marit, "8 juni")
    await play.types(marit, "volgend jaar")
    await play.types(marit, "7 juni")
    await play.types(marit, "1-1-2030")
    await play.types(marit, "21 juni")
    await play.taps(marit, "Bram")
    play.scene("Bram wants to be away at the same time", bram)
    await play.types(bram, "/vakantie")
    await play.types(bram, "12 juni")
    await play.types(bram, "14 juni")
    await play.taps(bram, "away_until.stand_in.choices.nobody")
    play.scene("Bram does not go after all", bram)
    await play.types(bram, "/vakantie")
    await play.taps(bram, "away.look.choices.over")


@for_coordinators
async def away_refused(play: Player) -> None:
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await play.types(marit, "/vakantie")
    await play.taps(marit, TUESDAY)
    await play.types(marit, "14 juni")
    await play.types(bram, "/weg")
    await play.taps(bram, "leave.which_way.choices.nobody")
    await play.taps(bram, "leave.sure.choices.yes")
    play.scene("Bram, whom she names, left meanwhile", marit)
    await play.taps(marit, "Bram")
    play.scene("She is alone, and goes without a stand-in", marit)
    await play.types(marit, "/vakantie")
    await play.taps(marit, TUESDAY)
    await play.types(marit, "14 juni")


@for_coordinators
async def translating_again(play: Player) -> None:
    await play.coordinator("Marit")
    elif_ = await play.translator("Elif", "tr")
    play.scene("Elif goes on holiday, looks at it again, and is back early", elif_)
    await play.types(elif_, "/vakantie")
    await play.taps(elif_, TUESDAY)
    await play.taps(elif_, "away_until.last.choices.unknown")
    await play.types(elif_, "/vakantie")
    await play.taps(elif_, "away.look.choices.over")


@for_coordinators
async def away_back(play: Player) -> None:
    await play.parent()
    marit = await play.coordinator("Marit")
    await play.coordinator("Bram")
    await play.types(marit, "/vakantie")
    await play.taps(marit, TUESDAY)
    await play.types(marit, "9 juni")
    await play.taps(marit, "Bram")
    await play.bulletin_goes_out(SHORT)
    await play.waits(days=7)
    play.scene("The first morning back", marit)
    await play.waits(days=1)
    play.cut()
    await goes_away_again(play, marit)
    play.scene("Back before she planned it", marit)
    await play.types(marit, "/vakantie")
    await play.taps(marit, "away.look.choices.over")


async def goes_away_again(play: Player, marit: Somebody) -> None:
    await play.types(marit, "/vakantie")
    await play.types(marit, "vandaag")
    await play.taps(marit, "away_until.last.choices.unknown")
    await play.taps(marit, "Bram")


@for_coordinators
async def stand_in(play: Player) -> None:
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    play.scene("Bram goes away, and nobody knows until when", bram, marit)
    await goes_away(play, bram)
    play.cut()
    await play.waits(days=7)
    play.scene("What comes goes to Marit; the silence limit to both", bram, marit)
    await play.waits(days=8)


@for_coordinators
async def leave_in_a_group(play: Player) -> None:
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await play.group(marit, bram)
    play.scene("A colleague could tap what is about Marit alone", GROUP)
    for word in ("/weg", "/overdragen", "/vakantie"):
        await play.types(marit, word, group=True)


@for_coordinators
async def colleague_left_the_group(play: Player) -> None:
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    kees = await colleague(play, "Kees", Role.COORDINATOR, "coordinator_welcome")
    await play.group(marit, bram, kees)
    play.scene("Bram coordinates no more, and still sits in the group", marit, kees)
    await play.types(marit, "/mensen")
    await play.taps(marit, "people.show.choices.take")
    await play.taps(marit, "Bram")
    await play.taps(marit, "common.role_coordinator")
    await play.taps(marit, "people.sure.choices.yes")


async def joins_by_link_of(play: Player, contact: Somebody, name: str, first_name: str = "") -> Somebody:
    """A parent who lets the contact person hold messages; by their first name, when they gave one."""
    parent = play.stranger(name, "nl")
    async with play.stage.house.work() as work:
        person = next(p for p in await work.uow.people.staff(COALITION) if p.name == contact.name)
        [invitation] = await joining.invite(work, person.actor, TRAJECTORY)
    parent.phone.open_link(invitation.token)
    await play.settle()
    for key in ("Nederlands", "welcome.age.choices.adult", "welcome.reading.choices.read", "consent.ask.choices.yes"):
        await play.taps(parent, key)
    await play.taps(parent, "contact.ask.choices.yes")
    await (play.types(parent, first_name) if first_name else play.taps(parent, "common.skip"))
    return parent


@for_coordinators
async def my_parents(play: Player) -> None:
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    gerda = await play.contact_person("Gerda")
    await play.group(marit, bram, gerda)
    play.scene("Nobody said yes to Gerda yet", gerda)
    await play.types(gerda, "/mijn_ouders")
    play.cut()
    lotte = await joins_by_link_of(play, gerda, "Lotte", "Lotte")
    await joins_by_link_of(play, gerda, "Sanne")
    play.scene("She holds messages to Lotte, and what goes out waits; coordinators see how many", gerda, lotte, marit)
    await play.types(gerda, "/mijn_ouders")
    await play.taps(gerda, "Lotte")
    await play.taps(gerda, "my_parents.free.choices.yes")
    await play.taps(gerda, "my_parents.why.choices.too_much")
    await play.types(gerda, "in de zomer")
    await play.types(gerda, "over 2 weken")
    await play.bulletin_goes_out(SHORT)
    await play.types(marit, "/stand")
    await play.taps(marit, LABEL_OF_SHORT)
    play.scene("She lets it go", gerda, lotte)
    await play.types(gerda, "/mijn_ouders")
    await play.taps(gerda, "Lotte")
    await play.taps(gerda, "my_parents.held.choices.release")
    play.cut()
    await play.types(gerda, "/mijn_ouders")
    await play.taps(gerda, "Lotte")
    await play.taps(gerda, "my_parents.free.choices.yes")
    await play.taps(gerda, "my_parents.why.choices.asked")
    await play.types(lotte, "/contact")
    await play.taps(lotte, "contact.ask.choices.no")
    play.scene("Lotte does not want it any more, while Gerda chooses a day", gerda)
    await play.types(gerda, "morgen")


@for_coordinators
async def my_parents_in_a_group(play: Player) -> None:
    marit = await play.coordinator()
    async with play.stage.house.work() as work:
        [person] = [p for p in await work.uow.people.coordinators(COALITION) if p.name.startswith("Marit") and p.joined_at]
        await work.uow.people.save(replace(person, roles=person.roles | {Role.CONTACT_PERSON}))
    await play.group(marit)
    play.scene("Marit is a contact person too, and asks in the group", GROUP)
    await play.types(marit, "/mijn_ouders", group=True)
    await play.types(marit, "/doorvertellen", group=True)


@for_coordinators
async def pass_on(play: Player) -> None:
    marit = await play.coordinator()
    gerda = await play.contact_person("Gerda")
    play.scene("Nothing went out yet", gerda)
    await play.types(gerda, "/doorvertellen")
    play.cut()
    await joins_by_link_of(play, gerda, "Lotte", "Lotte")
    await play.bulletin_goes_out(SHORT)
    play.scene("Gerda reads it out, and says to whom", gerda)
    await play.types(gerda, "/doorvertellen")
    await play.taps(gerda, LABEL_OF_SHORT)
    await play.taps(gerda, "✅ Nederlands")
    await play.taps(gerda, "preview_language.choose.choices.enough")
    await play.taps(gerda, "Lotte")
    await play.taps(gerda, "pass_on.to_whom.choices.phoneless")
    await play.taps(gerda, "pass_on.to_whom.choices.ready")
    play.scene("Marit sees how many", marit)
    await play.types(marit, "/stand")
    await play.taps(marit, LABEL_OF_SHORT)


@for_coordinators
async def invite_in_a_group(play: Player) -> None:
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await play.group(marit, bram)
    play.scene("Marit would show a link to everybody", GROUP)
    await play.types(marit, "/uitnodigen", group=True)


@for_coordinators
async def people_many(play: Player) -> None:
    marit = await play.coordinator()
    async with play.stage.house.work() as work:
        [person] = [p for p in await work.uow.people.coordinators(COALITION) if p.joined_at]
        for number in range(18):
            one = replace(person, id=f"reader-{number}", name=f"Meelezer {number + 1}", roles=frozenset({Role.READER}))
            await work.uow.people.add(one)
    play.scene("More people work along than fit one message", marit)
    await play.types(marit, "/mensen")


@for_coordinators
async def invite_for_a_contact_person(play: Player) -> None:
    marit, gerda = await play.coordinator(), await play.contact_person("Gerda")
    await knows_its_name(play)
    play.scene("Marit makes links for Gerda to give", marit)
    await play.types(marit, "/uitnodigen")
    await play.taps(marit, "common.role_parent")
    await play.taps(marit, "Nederlands")
    await play.taps(marit, "Gerda")
    await play.taps(marit, "invite.in_their_name.choices.one")
    play.scene("Gerda makes one herself: for parents only", gerda)
    await play.types(gerda, "/uitnodigen")
    await play.taps(gerda, "common.role_parent")
    await play.taps(gerda, "Nederlands")
    await play.taps(gerda, "invite.how_many.choices.one")
