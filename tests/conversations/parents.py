"""What parents do in the golden conversations."""

from bot.rehearsal.demo.stage import TRAJECTORY, Somebody
from bot.services.people import joining
from tests.conversations.player import COALITION, GROUP, Player
from tests.conversations.scripts import for_parents

FULL, SHORT = "eerste-terugkoppeling", "even-laten-weten"
OWN_NAME = {"nl": "Nederlands", "ar": "العربية"}
OTHER = {"nl": "ar", "ar": "nl"}
YES = {"nl": "ja", "ar": "نعم"}
NO = {"nl": "nee", "ar": "لا"}
A_LITTLE = {"nl": "een beetje", "ar": "قليلا"}
SKIP = {"nl": "weet niet", "ar": "لا أعرف"}
START = {"nl": "start", "ar": "ابدأ"}
STOP = {"nl": "Stop!", "ar": "توقف"}
QUESTION = {"nl": "Mag mijn moeder mee naar de koffie-ochtend?", "ar": "هل يمكن لأمي أن تأتي معي إلى صباح القهوة؟"}
MORE = {"nl": "Is er ook iets te eten?", "ar": "هل يوجد طعام أيضا؟"}
WORDS = {"nl": "Een tolk die ook belt.", "ar": "مترجم يتصل بالهاتف أيضا."}
HITS = {"nl": "Hij slaat mij.", "ar": "زوجي يضربني."}
ANSWER = {"nl": "Ja, graag! Je moeder is welkom.", "ar": "نعم، أهلا بأمك."}


async def _up_to_consent(play: Player, somebody: Somebody) -> None:
    await play.opens_invitation(somebody)
    await play.taps(somebody, OWN_NAME[play.language])
    await play.taps(somebody, "welcome.age.choices.adult")


@for_parents
async def welcome(play: Player) -> None:
    lotte = play.stranger("Lotte")
    play.scene("Lotte joins, and goes back once", lotte)
    await play.opens_invitation(lotte)
    await play.taps(lotte, OWN_NAME[play.language])
    await play.taps(lotte, "common.back")
    await play.types(lotte, OWN_NAME[play.language])
    await play.taps(lotte, "welcome.age.choices.adult")
    await play.types(lotte, YES[play.language])
    await play.taps(lotte, "welcome.reading.choices.read")
    sem = play.stranger("Sem")
    play.scene("Sem is under 16", sem)
    await play.opens_invitation(sem)
    await play.taps(sem, OWN_NAME[play.language])
    await play.taps(sem, "welcome.age.choices.younger")
    play.cut()
    fatma = play.stranger("Fatma")
    await _up_to_consent(play, fatma)
    play.scene("Fatma would rather not", fatma)
    await play.taps(fatma, "consent.ask.choices.no")
    play.cut()
    amal = play.stranger("Amal", OTHER[play.language])
    await play.opens_invitation(amal)
    await play.taps(amal, OWN_NAME[amal.language])
    await play.taps(amal, "welcome.age.choices.adult")
    await play.types(amal, "/taal")
    await play.taps(amal, OWN_NAME[play.language])
    play.scene("Amal was asked in another language, and is asked once more in the one that she chose since", amal)
    await play.taps(amal, "consent.ask.choices.yes")
    play.cut()
    await play.bulletin_goes_out(FULL)
    zofia = play.stranger("Zofia")
    await _up_to_consent(play, zofia)
    play.scene("Zofia joins later, and wants to see what was sent", zofia)
    await play.taps(zofia, "consent.ask.choices.yes")
    await play.taps(zofia, "welcome.reading.choices.listen")
    await play.taps(zofia, "last_bulletin.offer.choices.yes")


@for_parents
async def bulletin(play: Player) -> None:
    lotte = await play.parent()
    play.scene("A full bulletin", lotte)
    await play.bulletin_goes_out(FULL)
    play.cut()
    await play.waits(days=7)
    play.scene("A short one, a week later", lotte)
    await play.bulletin_goes_out(SHORT)


@for_parents
async def react(play: Player) -> None:
    lotte, sem, fatma, zofia = [await play.parent(name) for name in ("Lotte", "Sem", "Fatma", "Zofia")]
    await play.bulletin_goes_out(FULL)
    play.scene("Lotte taps", lotte)
    await play.taps(lotte, "react.understood.choices.a_little")
    await play.taps(lotte, "common.skip")
    await play.taps(lotte, "react_proposal.plan.choices.helps")
    await play.taps(lotte, "react_proposal.plan.choices.not")
    await play.types(lotte, WORDS[play.language])
    await play.taps(lotte, "keep_words.keep.choices.yes")
    await play.taps(lotte, "react_proposal.refusal.choices.helps")
    play.scene("Sem types", sem)
    await play.types(sem, NO[play.language])
    await play.types(sem, WORDS[play.language])
    await play.types(sem, NO[play.language])
    await play.types(sem, "1")
    await play.types(sem, A_LITTLE[play.language])
    await play.types(sem, SKIP[play.language])
    await play.types(sem, YES[play.language])
    play.scene("Fatma speaks", fatma)
    await play.taps(fatma, "react.understood.choices.not")
    await play.speaks(fatma)
    await play.taps(fatma, "keep_words.keep.choices.yes")
    play.scene("Zofia says nothing, and taps when it is over", zofia)
    await play.waits(days=3)
    await play.waits(days=11, hours=3)
    await play.taps(zofia, "react.understood.choices.helps")


@for_parents
async def question(play: Player) -> None:
    lotte = await play.parent()
    play.scene("Lotte asks", lotte)
    await play.types(lotte, "/vraag")
    await play.types(lotte, (QUESTION[play.language] + " ") * 75)
    await play.types(lotte, QUESTION[play.language])
    play.scene("Lotte asks by voice", lotte)
    await play.types(lotte, "/vraag")
    await play.speaks(lotte)


@for_parents
async def unprompted(play: Player) -> None:
    lotte = await play.parent()
    play.scene("Lotte says something out of the blue, and sends it", lotte)
    await play.types(lotte, QUESTION[play.language])
    await play.taps(lotte, "unprompted.send_it.choices.yes")
    play.scene("Lotte does not send it", lotte)
    await play.types(lotte, MORE[play.language])
    await play.types(lotte, NO[play.language])
    play.scene("Lotte goes on talking while she is asked something; a second voice note is too much", lotte)
    await play.types(lotte, MORE[play.language])
    await play.types(lotte, QUESTION[play.language])
    await play.speaks(lotte)
    await play.speaks(lotte)
    await play.types(lotte, YES[play.language])


@for_parents
async def danger(play: Player) -> None:
    lotte, sem, marit = await play.parent(), await play.parent("Sem"), await play.coordinator()
    await play.group(marit)
    play.scene("Lotte can write, and wants help", lotte, GROUP, "❗ Lijster")
    await play.types(lotte, HITS[play.language])
    await play.taps(lotte, "danger.safe.choices.yes")
    await play.taps(lotte, "danger.call_first.choices.yes")
    play.scene("Lotte can write, and keeps it to herself", lotte)
    await play.types(lotte, HITS[play.language])
    await play.taps(lotte, "danger.safe.choices.yes")
    await play.taps(lotte, "danger.call_first.choices.no")
    play.scene("Lotte cannot write", lotte)
    await play.types(lotte, HITS[play.language])
    await play.types(lotte, NO[play.language])
    play.scene("Lotte goes on writing", lotte, "❗ Wilg")
    await play.types(lotte, HITS[play.language])
    await play.types(lotte, MORE[play.language])
    await play.types(lotte, YES[play.language])
    await play.types(lotte, WORDS[play.language])
    await play.types(lotte, YES[play.language])
    play.cut()
    await play.types(sem, STOP[play.language])
    play.scene("Sem, who stopped, is in danger: nobody would get his message", sem)
    await play.types(sem, HITS[play.language])
    await play.taps(sem, "danger.safe.choices.yes")


@for_parents
async def answer_received(play: Player) -> None:
    lotte, marit = await play.parent(), await play.coordinator()
    await play.group(marit)
    await play.types(lotte, "/vraag")
    play.scene("Lotte asks, is answered, and asks on", lotte, GROUP, "Lijster")
    await play.types(lotte, QUESTION[play.language])
    await play.types(marit, ANSWER[play.language], topic="Lijster")
    await play.taps(lotte, "answer_received.answer.choices.no")
    await play.types(lotte, MORE[play.language])
    await play.speaks(marit, topic="Lijster")
    await play.taps(lotte, "answer_received.answer.choices.yes")
    await play.types(marit, ANSWER[play.language], topic="Lijster")


@for_parents
async def answer_received_typed(play: Player) -> None:
    lotte, marit = await play.parent(), await play.coordinator()
    await play.group(marit)
    await play.types(lotte, "/vraag")
    await play.types(lotte, QUESTION[play.language])
    play.scene("Lotte does not tap, and asks on", lotte, "Lijster")
    await play.types(marit, ANSWER[play.language], topic="Lijster")
    await play.types(lotte, MORE[play.language])
    await play.taps(lotte, "answer_received.send_it.choices.yes")
    await play.types(marit, ANSWER[play.language], topic="Lijster")
    await play.speaks(lotte)
    await play.speaks(lotte)
    await play.taps(lotte, "answer_received.send_it.choices.no")


@for_parents
async def language(play: Player) -> None:
    lotte = await play.parent()
    play.scene("Lotte chooses another language", lotte)
    await play.types(lotte, "/taal")
    await play.taps(lotte, OWN_NAME[OTHER[play.language]])
    fatma = await play.parent("Fatma")
    await play.types(fatma, "/moment")
    await play.taps(fatma, "moments.choose.choices.evening")
    play.scene("What is planned for Fatma comes in the language that she chose since, by typing its English name", fatma)
    await play.bulletin_goes_out(SHORT)
    await play.types(fatma, "/taal")
    await play.types(fatma, {"nl": "Arabic", "ar": "dutch"}[play.language])
    await play.waits(hours=7, minutes=5)
    play.cut()
    sem = await play.parent("Sem")
    await play.bulletin_goes_out(FULL)
    await play.waits(days=1)
    play.scene("Sem is asked in a language that he does not read; he sees his own, and is asked the same in that", sem)
    await play.types(sem, QUESTION[OTHER[play.language]])
    await play.taps(sem, sem.phone.messages[-1].buttons[-1][0])
    await play.taps(sem, OWN_NAME[OTHER[play.language]])
    await play.types(sem, QUESTION[OTHER[play.language]])
    await play.types(sem, "1")


@for_parents
async def stop(play: Player) -> None:
    lotte, sem, fatma = [await play.parent(name) for name in ("Lotte", "Sem", "Fatma")]
    await play.bulletin_goes_out(FULL)
    await play.taps(lotte, "react.understood.choices.not")
    play.scene("Lotte stops in the middle of a question", lotte)
    await play.types(lotte, STOP[play.language])
    await play.taps(lotte, "stop.stopped.choices.nothing")
    await play.types(lotte, QUESTION[play.language])
    play.scene("Sem would rather pause", sem)
    await play.types(sem, "/stop")
    await play.taps(sem, "stop.stopped.choices.pause")
    await play.taps(sem, "consent.ask.choices.yes")
    await play.taps(sem, "pause.how_long.choices.week")
    zofia = await play.parent("Zofia")
    play.scene("Zofia would rather pause, and then not even that", zofia)
    await play.types(zofia, STOP[play.language])
    await play.taps(zofia, "stop.stopped.choices.pause")
    await play.taps(zofia, "consent.ask.choices.no")
    play.scene("Fatma wants everything erased", fatma)
    await play.types(fatma, STOP[play.language])
    await play.taps(fatma, "stop.stopped.choices.forget")
    await play.taps(fatma, "know_forget.known.choices.forget")
    await play.taps(fatma, "know_forget.sure.choices.forget")


@for_parents
async def pause(play: Player) -> None:
    lotte = await play.parent()
    play.scene("Lotte pauses for a week; a bulletin waits for her", lotte)
    await play.types(lotte, "/pauze")
    await play.taps(lotte, "pause.how_long.choices.week")
    await play.bulletin_goes_out(SHORT)
    await play.waits(days=7, hours=3)


@for_parents
async def moments(play: Player) -> None:
    lotte = await play.parent()
    play.scene("Lotte works by day; a bulletin of the morning comes in the evening", lotte)
    await play.types(lotte, "/moment")
    await play.taps(lotte, "moments.choose.choices.evening")
    await play.bulletin_goes_out(SHORT)
    await play.waits(hours=7, minutes=5)


@for_parents
async def know_forget(play: Player) -> None:
    lotte = await play.parent()
    await play.bulletin_goes_out(FULL)
    await play.taps(lotte, "react.understood.choices.helps")
    await play.taps(lotte, "react_proposal.plan.choices.not")
    await play.types(lotte, WORDS[play.language])
    await play.taps(lotte, "keep_words.keep.choices.yes")
    play.scene("Lotte takes back that her words are read, looks at what is kept, and leaves it", lotte)
    await play.types(lotte, "/gegevens")
    await play.taps(lotte, "know_forget.known.choices.no_words")
    await play.taps(lotte, "know_forget.no_words.choices.yes")
    await play.types(lotte, "/gegevens")
    await play.taps(lotte, "know_forget.known.choices.keep")
    play.cut()
    fatma = await play.parent("Fatma")
    play.scene("Fatma wants no more messages, and looks again", fatma)
    await play.types(fatma, "/gegevens")
    await play.taps(fatma, "know_forget.known.choices.no_updates")
    await play.types(fatma, "/gegevens")
    play.scene("Lotte has it erased, and is nobody from then on", lotte)
    await play.types(lotte, "/gegevens")
    await play.taps(lotte, "know_forget.known.choices.forget")
    await play.taps(lotte, "know_forget.sure.choices.forget")
    await play.types(lotte, QUESTION[play.language])


@for_parents
async def returned(play: Player) -> None:
    lotte, sem = await play.parent(), await play.parent("Sem")
    play.scene("Lotte blocks us, and comes back", lotte)
    lotte.phone.block()
    await play.settle()
    lotte.phone.unblock()
    await play.settle()
    play.cut()
    await play.types(sem, STOP[play.language])
    play.scene("Sem stopped, says start, and does not mean it", sem)
    await play.types(sem, START[play.language])
    await play.taps(sem, "consent.ask.choices.no")
    play.scene("Sem says start, and means it", sem)
    await play.waits(minutes=1)
    await play.types(sem, "/start")
    await play.taps(sem, "consent.ask.choices.yes")
    play.cut()
    await play.types(sem, "/pauze")
    await play.taps(sem, "pause.how_long.choices.month")
    play.scene("Sem paused, and comes back earlier", sem)
    await play.types(sem, START[play.language])
    await play.taps(sem, "returned.where.choices.yes")


@for_parents
async def day_after(play: Player) -> None:
    lotte, sem = await play.parent(), await play.parent("Sem")
    play.scene("Lotte is well", lotte)
    await play.waits(days=1)
    await play.taps(lotte, "day_after.how_are_you.choices.good")
    play.scene("Sem is not", sem)
    await play.taps(sem, "day_after.how_are_you.choices.not_good")


@for_parents
async def help(play: Player) -> None:  # noqa: A001
    lotte = await play.parent()
    play.scene("Lotte looks around", lotte)
    await play.types(lotte, "/help")
    await play.taps(lotte, "help.menu.choices.question")
    await play.types(lotte, QUESTION[play.language])
    await play.types(lotte, "/nonsense")
    await play.taps(lotte, "help.menu.choices.know")
    await play.taps(lotte, "know_forget.known.choices.keep")


@for_parents
async def not_joined(play: Player) -> None:
    lotte = await play.parent()
    await play.bulletin_goes_out(FULL)
    await play.types(lotte, STOP[play.language])
    play.scene("Lotte stopped, and taps a button from before, and asks something all the same", lotte)
    await play.taps(lotte, "react.understood.choices.helps")
    await play.types(lotte, "/vraag")


@for_parents
async def common(play: Player) -> None:
    lotte, zofia = await play.parent(), play.stranger("Zofia")
    play.scene("Zofia has no invitation, a wrong one, and one that was used", zofia)
    zofia.phone.open_link()
    await play.settle()
    zofia.phone.open_link("of-my-own-making")
    await play.settle()
    await play.opens_link_of(zofia, lotte)
    play.scene("Lotte opens her invitation again", lotte)
    await play.opens_link_of(lotte, lotte)
    play.scene("Lotte sends what we cannot read", lotte)
    lotte.phone.send_location(52.1, 5.1)
    await play.settle()
    lotte.phone.forward(await play.types(zofia, QUESTION[play.language]))
    await play.settle()
    play.cut()
    await play.types(lotte, "/vraag")
    said = await play.types(lotte, QUESTION[play.language])
    play.scene("Lotte changes what she asked", lotte)
    lotte.phone.edit(said, MORE[play.language])
    await play.settle()


FIRST_NAME = {"nl": "Lotte", "ar": "سلمى"}


async def contact_of(play: Player) -> str:
    """Gerda, a contact person who joined; the token of a link that she gives to a parent."""
    gerda = await play.contact_person("Gerda")
    async with play.stage.house.work() as work:
        person = next(p for p in await work.uow.people.staff(COALITION) if p.name == gerda.name)
        [invitation] = await joining.invite(work, person.actor, TRAJECTORY)
    return invitation.token


@for_parents
async def contact(play: Player) -> None:
    amal = await play.parent("Amal")
    play.scene("Nobody gave Amal a link but the coordinators", amal)
    await play.types(amal, "/contact")
    play.cut()
    token = await contact_of(play)
    lotte = play.stranger("Lotte")
    play.scene("Lotte joins by a link of Gerda's, and lets her hold messages", lotte)
    lotte.phone.open_link(token)
    await play.settle()
    await play.taps(lotte, OWN_NAME[play.language])
    await play.taps(lotte, "welcome.age.choices.adult")
    await play.taps(lotte, "consent.ask.choices.yes")
    await play.taps(lotte, "welcome.reading.choices.read")
    await play.taps(lotte, "contact.ask.choices.yes")
    await play.types(lotte, FIRST_NAME[play.language])
    play.scene("What we know of Lotte says so", lotte)
    await play.types(lotte, "/gegevens")
    await play.taps(lotte, "know_forget.known.choices.keep")
    play.cut()
    gerda = play.stage.people["Gerda"]
    await play.types(gerda, "/mijn_ouders")
    await play.taps(gerda, FIRST_NAME[play.language])
    await play.taps(gerda, "my_parents.free.choices.yes")
    await play.taps(gerda, "my_parents.why.choices.too_much")
    await play.types(gerda, "over 2 weken")
    await play.bulletin_goes_out(SHORT)
    play.scene("A message waits; Lotte sees that, and would rather have it", lotte)
    await play.types(lotte, "/contact")
    await play.taps(lotte, "contact.ask.choices.no")
