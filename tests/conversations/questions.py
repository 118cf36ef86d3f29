"""What coordinators and parents do in the golden conversations about questions: cards, handing over, changed answers."""

from bot.rehearsal.demo.stage import Somebody
from bot.services.people import leaving
from tests.conversations.parents import ANSWER, HITS, MORE, QUESTION
from tests.conversations.player import COALITION, GROUP, Player
from tests.conversations.scripts import for_coordinators, for_parents

IN_TOPIC = "Lijster"
"""The first pseudonym that chance draws."""
BETTER = {"nl": "Ja, graag! Je moeder en je zus zijn welkom.", "ar": "نعم، أهلا بأمك وأختك."}


async def asked(play: Player) -> tuple[Somebody, Somebody, Somebody]:
    """Lotte asked; Marit and Bram have a forum."""
    lotte = await play.parent()
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await play.group(marit, bram)
    await play.types(lotte, "/vraag")
    return lotte, marit, bram


async def both(play: Player, first: Somebody, key: str, second: Somebody, other: str) -> None:
    """Two tap in the group before either sees what the other did."""
    assert play.stage.forum is not None
    first.phone.tap(play.library.catalogs.render(key, "nl"), chat=play.stage.forum.chat)
    await play.taps(second, other, group=True)


async def in_the_evening(play: Player) -> None:
    """From ten in the morning to half past nine."""
    await play.waits(hours=11, minutes=30)


@for_coordinators
async def answer_take(play: Player) -> None:
    lotte, marit, bram = await asked(play)
    play.scene("A question comes in; Marit takes it, Bram has a look, and tells her something", IN_TOPIC, GROUP)
    await play.types(lotte, QUESTION["nl"])
    await play.taps(marit, "common.button_take", group=True)
    await play.taps(bram, "common.button_hand", group=True)
    await play.taps(bram, "answer_hand.who.choices.stay", group=True)
    await play.types(bram, "// Zal ik anders bellen?", topic=IN_TOPIC)
    play.scene("She answers", IN_TOPIC, lotte)
    await play.types(marit, ANSWER["nl"], topic=IN_TOPIC)
    play.scene("Lotte wants to know more, and shows something", IN_TOPIC, lotte)
    await play.taps(lotte, "answer_received.answer.choices.no")
    await play.shows(lotte, caption=MORE["nl"])
    await play.shows(marit, topic=IN_TOPIC)


@for_coordinators
async def answer_take_twice(play: Player) -> None:
    """Without a group each has a card: two tap at once."""
    lotte = await play.parent()
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await play.types(lotte, "/vraag")
    play.scene("Without a group: both want to do it, and Bram is too late", marit, bram)
    await play.types(lotte, QUESTION["nl"])
    marit.phone.tap("Ik doe deze")
    await play.taps(bram, "common.button_take")
    play.scene("Lotte stops; it was closed when Bram still saw his button", bram)
    await play.types(lotte, "/stop")


@for_coordinators
async def answer_take_too_late(play: Player) -> None:
    """What others did a moment ago: nobody sees an empty screen."""
    lotte, marit, bram = await asked(play)
    await play.types(lotte, QUESTION["nl"])
    await play.types(marit, ANSWER["nl"], topic=IN_TOPIC)
    play.scene("Bram was about to hand it over when Marit closed it; and they tap the same things at once", IN_TOPIC, GROUP)
    await play.taps(bram, "common.button_hand", group=True)
    await both(play, marit, "common.button_close", bram, "common.button_close")
    await play.taps(bram, "Marit", group=True)
    await play.taps(marit, "common.button_reopen", group=True)
    await both(play, marit, "common.button_close", bram, "common.button_take")
    play.cut()
    await play.taps(marit, "common.button_reopen", group=True)
    await play.taps(bram, "common.button_hand", group=True)
    async with play.stage.house.work() as work:
        person = next(p for p in await work.uow.people.coordinators(COALITION) if p.name == "Marit")
        await leaving.stop(work, person.actor)
    play.scene("Marit is gone when he hands it to her", IN_TOPIC)
    await play.taps(bram, "Marit", group=True)


@for_coordinators
async def answer_handed(play: Player) -> None:
    lotte, marit, bram = await asked(play)
    await play.types(lotte, QUESTION["nl"])
    play.scene("Marit hands it to Bram, who answers in his own chat", IN_TOPIC, GROUP, bram)
    await play.taps(marit, "common.button_hand", group=True)
    await play.taps(marit, "Bram", group=True)
    await play.taps(bram, "answer_handed.handed.choices.yes")
    await play.types(bram, ANSWER["nl"])


@for_coordinators
async def answer_waits(play: Player) -> None:
    """Late in the evening: when it goes, and what becomes of a change."""
    lotte, marit, _ = await asked(play)
    await in_the_evening(play)
    await play.types(lotte, QUESTION["nl"])
    play.scene("It is half past nine in the evening; Marit answers, and thinks of something better", IN_TOPIC, lotte)
    said = await play.types(marit, ANSWER["nl"], topic=IN_TOPIC)
    await play.changes(marit, said, BETTER["nl"])
    await play.waits(hours=12)


@for_coordinators
async def answer_waits_for_the_floor(play: Player) -> None:
    lotte, marit, _ = await asked(play)
    await play.types(lotte, QUESTION["nl"])
    await play.types(lotte, "/taal")
    play.scene("Lotte is busy with something else", IN_TOPIC, lotte)
    await play.types(marit, ANSWER["nl"], topic=IN_TOPIC)
    await play.waits(minutes=16)
    play.scene("She takes a break, and Marit thinks of something more", IN_TOPIC)
    await play.types(lotte, "/pauze")
    await play.taps(lotte, "pause.how_long.choices.week")
    await play.types(marit, MORE["nl"], topic=IN_TOPIC)
    play.scene("She blocked us, which nobody knew", IN_TOPIC)
    lotte.phone.block()
    await play.waits(days=8)


@for_parents
async def answer_changed(play: Player) -> None:
    lotte, marit, _ = await asked(play)
    await play.types(lotte, QUESTION[play.language])
    said = await play.types(marit, ANSWER[play.language], topic=IN_TOPIC)
    play.scene("Marit changes what Lotte has already, and then wants to keep something among colleagues", lotte, IN_TOPIC)
    await play.changes(marit, said, BETTER[play.language])
    await play.changes(marit, said, "// Oeps")
    await play.taps(lotte, "answer_received.answer.choices.yes")


@for_coordinators
async def answer_close(play: Player) -> None:
    lotte, marit, bram = await asked(play)
    await play.types(lotte, QUESTION["nl"])
    play.scene("Marit thinks twice before she closes what nobody answered", IN_TOPIC, GROUP, lotte)
    await play.taps(marit, "common.button_close", group=True)
    await play.taps(marit, "answer_close.sure.choices.no", group=True)
    await play.types(marit, ANSWER["nl"], topic=IN_TOPIC)
    await play.taps(marit, "common.button_close", group=True)
    await play.types(marit, MORE["nl"], topic=IN_TOPIC)
    await play.taps(bram, "common.button_reopen", group=True)
    await play.types(marit, MORE["nl"], topic=IN_TOPIC)


@for_coordinators
async def answer_reopen(play: Player) -> None:
    lotte, marit, _ = await asked(play)
    await play.types(lotte, QUESTION["nl"])
    await play.types(marit, ANSWER["nl"], topic=IN_TOPIC)
    await play.taps(marit, "common.button_close", group=True)
    play.scene("Lotte left since: there is nobody to answer", IN_TOPIC, GROUP)
    await play.types(lotte, "/stop")
    await play.taps(marit, "common.button_reopen", group=True)


@for_parents
async def question_closed(play: Player) -> None:
    lotte, marit, _ = await asked(play)
    await play.types(lotte, QUESTION[play.language])
    play.scene("Marit closes a question that nobody answered", lotte)
    await play.taps(marit, "common.button_close", group=True)
    await play.taps(marit, "answer_close.sure.choices.yes", group=True)


@for_parents
async def danger_in_a_change(play: Player) -> None:
    lotte, marit, bram = await asked(play)
    said = await play.types(lotte, QUESTION[play.language])
    play.scene(
        "Lotte changes her question, and now it sounds like danger; coordinators hear of it at once", lotte, marit, IN_TOPIC
    )
    await play.changes(lotte, said, HITS[play.language])
    await play.taps(lotte, "danger.safe.choices.yes")
    play.scene("Bram reads it in his own chat", bram)
    await play.taps(bram, "common.button_read")
    await play.taps(bram, "common.skip")
    await play.taps(bram, "common.button_take")


@for_coordinators
async def answer_late(play: Player) -> None:
    lotte, marit, bram = await asked(play)
    await play.types(lotte, QUESTION["nl"])
    await play.taps(marit, "common.button_take", group=True)
    await play.waits(days=1, hours=12)
    play.scene("It waits for two working days: Marit, who took it, hears so; the day after both of them do", marit, bram)
    await play.waits(hours=12)
    await play.waits(days=1)
    await play.taps(bram, "nudge.remind.choices.later")
    await play.types(bram, "/vragen")
