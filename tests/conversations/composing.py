"""What coordinators do in the golden conversations about writing: short messages, drafts, looking along, two at once."""

from bot.domain.trajectory import Trajectory
from tests.conversations.player import COALITION, Player
from tests.conversations.scripts import for_coordinators

STILL_BUSY = "⏳ Nog bezig · \u2068di 9 jun\u2069"


@for_coordinators
async def short_message(play: Player) -> None:
    marit = await play.coordinator()
    play.scene("Nobody takes part yet", marit)
    await play.types(marit, "/kort")
    play.cut()
    lotte = await play.parent()
    amal = await play.parent("Amal", "ar")
    play.scene("A short message in one tap", marit, lotte, amal)
    await play.types(marit, "/kort")
    await play.taps(marit, STILL_BUSY)
    play.scene("Everybody has it already", marit)
    await play.taps(marit, "short_of.sent.choices.take_back")
    play.scene("Another one on the same day, with another day; she thinks better of it", marit)
    await play.types(marit, "/kort")
    await play.taps(marit, "short_of.offer.choices.another_day")
    await play.taps(marit, "\u2068maandag 8 juni\u2069")
    await play.taps(marit, "🙏 Dank je wel · \u2068ma 8 jun\u2069")
    await play.taps(marit, "short_of.just_heard.choices.no")


@for_coordinators
async def short_message_taken_back(play: Player) -> None:
    lotte = await play.parent()
    marit = await play.coordinator()
    await play.waits(hours=12)
    play.scene("In the evening it waits, so that it can be taken back", marit, lotte)
    await play.types(marit, "/kort")
    await play.taps(marit, STILL_BUSY)
    await play.taps(marit, "short_of.sent.choices.take_back")
    play.cut()
    await play.types(marit, "/kort")
    await play.types(lotte, "/stop")
    play.scene("The only parent stopped meanwhile", marit)
    await play.taps(marit, STILL_BUSY)
    play.cut()
    await another_trajectory(play)
    play.scene("There are two trajectories", marit)
    await play.types(marit, "/kort")
    await play.taps(marit, "Op weg naar school")


async def another_trajectory(play: Player) -> None:
    async with play.stage.house.work() as work:
        await work.uow.trajectories.save(Trajectory("school", COALITION, "Op weg naar school"))
