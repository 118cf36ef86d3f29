"""What coordinators and parents do in the golden conversations about questions: cards, handing over, changed answers."""

from tests.conversations.coordinators import ANSWER
from tests.conversations.parents import QUESTION
from tests.conversations.player import Player
from tests.conversations.scripts import for_coordinators


async def _asked(play: Player, words: str = QUESTION["nl"]) -> None:
    """Lotte asks; Marit and Bram have a forum."""
    lotte = await play.parent()
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await play.group(marit, bram)
    await play.types(lotte, "/vraag")
    await play.types(lotte, words)


@for_coordinators
async def answer_take(play: Player) -> None:
    """One takes it, the other sees who, and takes it over."""
    await _asked(play)
    marit, bram = play.stage.people["Marit"], play.stage.people["Bram"]
    play.scene("Marit takes it, and Bram is too late", "Lijster", bram)
    await play.taps(marit, "common.button_take", group=True)
    await play.taps(bram, "common.button_hand", group=True)
    await play.taps(bram, "answer_hand.who.choices.stay", group=True)


@for_coordinators
async def answer_handed(play: Player) -> None:
    await _asked(play)
    marit, bram = play.stage.people["Marit"], play.stage.people["Bram"]
    play.scene("Marit takes it and hands it to Bram, who answers in his own chat", "Lijster", bram)
    await play.taps(marit, "common.button_take", group=True)
    await play.taps(marit, "common.button_hand", group=True)
    await play.taps(marit, "Bram", group=True)
    await play.taps(bram, "answer_handed.handed.choices.yes")
    await play.types(bram, ANSWER["nl"])
