"""What coordinators do in the golden conversations about writing: short messages, drafts, looking along, two at once."""

from dataclasses import replace

from bot.domain.quote import Audience
from bot.domain.trajectory import Trajectory
from bot.rehearsal.demo.stage import TRAJECTORY, Somebody
from bot.rehearsal.faults import Fault, Trouble
from bot.rehearsal.files import FileStore
from tests.conversations.parents import FULL, SHORT
from tests.conversations.player import COALITION, PICTURE, Player
from tests.conversations.scripts import for_coordinators

LOOK = "👀 Laat \u2068Bram\u2069 meelezen"
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


ACKNOWLEDGEMENT = "Ouders vertelden over de nacht. Ze waren vaak alleen. Dank je wel voor je verhaal."
MEANING = "We begrepen: je wilt iemand die je kunt bellen. Dat weegt voor ons het zwaarst."
FOLLOW_UP = "Marit zoekt een tolk die je kunt bellen. Over 2 weken vertellen we hoe het gaat."
HARD = (
    "Naar aanleiding van de uitkomsten zal er binnenkort een integrale aanpak worden geïmplementeerd, "
    "waarbij de ketenpartners t.a.v. de doelgroep gezamenlijk zorg dragen voor de borging van het traject."
)
REASON = "Zo staat het in de wet, en dat willen ouders zien."
WHOLE = f"Erkenning: {ACKNOWLEDGEMENT}\n\nDuiding: {MEANING}\n\nOpvolging: {FOLLOW_UP}"
FILE = f"""
next_promised: in 10 days
quotes: [nacht-alleen]
texts:
  nl:
    acknowledgement: "{ACKNOWLEDGEMENT}"
    meaning: "{MEANING}"
    follow_up: "{FOLLOW_UP}"
  tr:
    acknowledgement: "Anne babalar geceyi anlattı."
    meaning: "Arayabileceğiniz birini istiyorsunuz."
    follow_up: "Marit bir tercüman arıyor."
"""
WRONG_FILE = FILE.replace("quotes: [nacht-alleen]", "quotes: [steeds-opnieuw]").replace("meaning:", "betekenis:")


async def begins(play: Player, somebody: Somebody, how: str) -> None:
    """A new bulletin."""
    await play.types(somebody, "/schrijf")
    await play.taps(somebody, "compose.choose.choices.new")
    await play.taps(somebody, f"compose.kind.choices.{how}")


async def writes(play: Player, somebody: Somebody) -> None:
    """A whole one, until the overview, off the paper."""
    await begins(play, somebody, "whole")
    await play.types(somebody, WHOLE)
    await play.taps(somebody, "compose_draft.overview.choices.day")
    await play.taps(somebody, "\u2068dinsdag 9 juni\u2069")


@for_coordinators
async def compose(play: Player) -> None:
    await play.parent()
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    play.scene("Marit writes, step by step; Bram looks along, and she sends it", marit, bram)
    await begins(play, marit, "steps")
    await play.taps(marit, "In de nacht was ik alleen met de…")
    await play.taps(marit, "compose_draft.quotes.done")
    await play.types(marit, ACKNOWLEDGEMENT)
    await play.types(marit, HARD)
    await play.taps(marit, "compose_draft.write.choices.again")
    await play.taps(marit, "Neem over: \u2068Naar aanleiding van\u2069 → \u2068na\u2069")
    await play.types(marit, MEANING)
    await play.types(marit, FOLLOW_UP)
    await play.taps(marit, "▶️ Koffie-ochtend voor ouders")
    await play.taps(marit, "compose_draft.proposals.done")
    await play.taps(marit, "\u2068dinsdag 9 juni\u2069")
    await play.taps(marit, LOOK)
    await play.taps(bram, "look_at.agree.choices.yes")
    await play.taps(bram, "Laat dat aan \u2068Marit\u2069")
    await play.taps(marit, "compose_draft.overview.choices.send")
    await play.taps(marit, "send.confirm.choices.yes")


@for_coordinators
async def compose_with_a_picture(play: Player) -> None:
    marit = await play.coordinator("Marit")
    await begins(play, marit, "whole")
    await play.types(marit, WHOLE)
    play.scene("There is no proposal yet", marit)
    await play.taps(marit, "compose_draft.overview.choices.change")
    await play.taps(marit, "compose_draft.change.choices.picture")
    play.cut()
    await play.taps(marit, "compose_draft.overview.choices.change")
    await play.taps(marit, "compose_draft.change.choices.proposals")
    await play.taps(marit, "▶️ Koffie-ochtend voor ouders")
    await play.taps(marit, "compose_draft.proposals.done")
    await play.taps(marit, "compose_draft.write.choices.overview")
    play.scene("Marit puts a picture beside a proposal, and tells it to who does not see it", marit)
    await play.taps(marit, "compose_draft.overview.choices.change")
    await play.taps(marit, "compose_draft.change.choices.picture")
    await play.taps(marit, "Koffie-ochtend voor…")
    await play.sends(marit, "document", PICTURE)
    await play.sends(marit, "photo", PICTURE)
    await play.types(marit, "Een foto van het buurthuis, met een groene deur.")
    play.scene("She looks as parents do", marit)
    await play.taps(marit, "compose_draft.overview.choices.read")
    await play.taps(marit, "✅ Nederlands")
    await play.taps(marit, "preview_language.choose.choices.enough")
    play.scene("She takes it away again", marit)
    await play.taps(marit, "compose_draft.overview.choices.change")
    await play.taps(marit, "compose_draft.change.choices.picture")
    await play.taps(marit, "Koffie-ochtend voor…")
    await play.taps(marit, "draft_picture.now.choices.away")


@for_coordinators
async def compose_with_a_picture_of_two(play: Player) -> None:
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await begins(play, marit, "whole")
    await play.types(marit, WHOLE)
    await play.taps(marit, "compose_draft.overview.choices.change")
    await play.taps(marit, "compose_draft.change.choices.proposals")
    await play.taps(marit, "▶️ Koffie-ochtend voor ouders")
    await play.taps(marit, "compose_draft.proposals.done")
    await play.taps(marit, "compose_draft.write.choices.overview")

    async def picture(somebody: Somebody) -> None:
        await play.taps(somebody, "compose_draft.overview.choices.change")
        await play.taps(somebody, "compose_draft.change.choices.picture")
        await play.taps(somebody, "Koffie-ochtend voor…")
        await play.sends(somebody, "photo", PICTURE)

    faults = play.stage.world.faults
    faults.add(Fault(Trouble.INTERNAL, "getFile", times=None))
    play.scene("The photo of Marit does not come through", marit)
    await picture(marit)
    await play.types(marit, "Een foto van het buurthuis.")
    await play.waits(hours=2)
    faults.clear()
    await play.sends(marit, "photo", PICTURE)
    play.cut()
    await play.types(bram, "/schrijf")
    await play.taps(bram, "Lang: \u2068Ouders vertelden over de nacht…\u2069")
    await picture(bram)
    await play.types(bram, "Een foto van een kop koffie.")
    play.scene("Meanwhile Bram put one there", marit)
    await play.types(marit, "Een foto van het buurthuis, met een groene deur.")


@for_coordinators
async def compose_in_one_go(play: Player) -> None:
    await play.parent()
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    play.scene("Marit sends one text, with headings", marit)
    await begins(play, marit, "whole")
    await play.types(marit, f"Erkenning: {ACKNOWLEDGEMENT} {'Dank je wel. ' * 70}")
    await play.types(marit, WHOLE)
    await play.taps(marit, "compose_draft.overview.choices.change")
    await play.taps(marit, "Opvolging")
    await play.types(marit, f"{FOLLOW_UP} Marit belt je niet zelf.")
    await play.taps(marit, "compose_draft.overview.choices.away")
    play.scene("The next day she goes on; what she thought better of goes away", marit)
    await play.waits(days=1)
    await play.types(marit, "/schrijf")
    await play.taps(marit, "Lang: \u2068Ouders vertelden over de nacht…\u2069")
    await play.taps(marit, "compose_draft.overview.choices.read")
    await play.taps(marit, "preview_language.choose.choices.enough")
    await play.taps(marit, "compose_draft.overview.choices.languages")
    await play.taps(marit, "translations.show.choices.ready")
    await play.taps(marit, "compose_draft.overview.choices.try")
    await play.taps(marit, "compose_draft.overview.choices.drop")
    await play.taps(marit, "compose_draft.sure.choices.no")
    await play.taps(marit, "compose_draft.overview.choices.drop")
    await play.taps(marit, "compose_draft.sure.choices.yes")
    play.scene("A file with mistakes, and a good one", marit)
    await begins(play, marit, "whole")
    await play.sends(marit, "document", WRONG_FILE.encode())
    await play.sends(marit, "document", FILE.encode())
    play.cut()
    await begins(play, marit, "whole")
    play.scene("A file that never arrives", marit)
    marit.phone.send_file("document", FILE.encode())
    play.stage.world.files = FileStore()
    await play.settle()
    await play.waits(hours=2)
    play.cut()
    await begins(play, marit, "whole")
    play.scene("A voice note: Bram types from it", marit, bram)
    await play.speaks(marit)
    await play.taps(marit, "compose_draft.write.choices.overview")
    await play.types(bram, "/schrijf")
    await play.taps(bram, "Lang: \u2068De eerste weken met je baby\u2069")
    await play.taps(bram, "compose_draft.overview.choices.notes")
    await play.types(bram, ACKNOWLEDGEMENT)


@for_coordinators
async def compose_short(play: Player) -> None:
    await play.parent()
    marit = await play.coordinator()
    play.scene("A short one in her own words, hard to read, and alone", marit)
    await begins(play, marit, "own_short")
    await play.types(marit, "Dank je wel voor je verhaal. We zijn er nog mee bezig.")
    await play.taps(marit, "\u2068dinsdag 9 juni\u2069")
    await play.taps(marit, "compose_draft.overview.choices.alone")
    await play.types(marit, "Bram is er nog niet.")
    await play.taps(marit, "compose_draft.overview.choices.send")
    await play.taps(marit, "send.confirm.choices.no")
    play.scene("A ready-made one after all", marit)
    await begins(play, marit, "short")
    await play.taps(marit, "short_of.offer.choices.no")
    play.cut()
    await another_trajectory(play)
    play.scene("Another trajectory has no quotes and no proposals yet", marit)
    await play.types(marit, "/schrijf")
    await play.taps(marit, "compose.choose.choices.new")
    await play.taps(marit, "Op weg naar school")
    await play.taps(marit, "compose.kind.choices.steps")
    await play.types(marit, ACKNOWLEDGEMENT)
    await play.types(marit, MEANING)
    await play.types(marit, FOLLOW_UP)


@for_coordinators
async def compose_hard(play: Player) -> None:
    await play.parent()
    marit = await play.coordinator()
    await says_no_without_a_reason(play)
    play.scene("Hard words, and a proposal that says no without a reason", marit)
    await begins(play, marit, "steps")
    await play.taps(marit, "compose_draft.quotes.done")
    await play.types(marit, f"{HARD} {HARD}")
    await play.types(marit, HARD)
    await play.types(marit, "Te lang. " * 110)
    await play.types(marit, HARD)
    await play.taps(marit, "✖️ Hulp in de nacht")
    await play.taps(marit, "compose_draft.proposals.done")
    await play.taps(marit, "compose_draft.reason_kind.choices.rules")
    await play.types(marit, "Wij maken de regels niet. We vertellen wel wat ouders vroegen.")
    await play.taps(marit, "\u2068dinsdag 9 juni\u2069")
    await play.taps(marit, "compose_draft.overview.choices.overrule")
    await play.types(marit, REASON)
    await play.taps(marit, "compose_draft.overview.choices.change")
    await play.taps(marit, "\u2068Hulp in de nacht\u2069: naam")
    await play.types(marit, "Hulp in de nacht. " * 10)


@for_coordinators
async def compose_with_two(play: Player) -> None:
    await play.parent()
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await begins(play, marit, "whole")
    await play.types(marit, WHOLE)
    draft = "Lang: \u2068Ouders vertelden over de nacht…\u2069"
    for somebody in (marit, bram):
        await play.types(somebody, "/schrijf")
        await play.taps(somebody, draft)
        await play.taps(somebody, "compose_draft.overview.choices.change")
    play.scene("Both write the meaning, and Marit is quicker", marit, bram)
    await play.taps(marit, "Duiding")
    await play.taps(bram, "Duiding")
    await play.types(marit, f"{MEANING} Ook bij ons.")
    await play.types(bram, "We begrepen: een tolk is nu het belangrijkst.")
    await play.taps(bram, "compose_draft.clash.choices.mine")
    play.cut()
    for somebody, part in ((marit, "Erkenning"), (bram, "Opvolging")):
        await play.types(somebody, "/schrijf")
        await play.taps(somebody, draft)
        await play.taps(somebody, "compose_draft.overview.choices.change")
        await play.taps(somebody, part)
    play.scene("Each writes another part, and both stay", marit, bram)
    await play.types(marit, "Ouders vertelden over de nacht. Dank je wel.")
    await play.types(bram, "Marit zoekt een tolk. Dat is over 2 weken klaar.")
    play.cut()
    for somebody in (marit, bram):
        await play.types(somebody, "/schrijf")
        await play.taps(somebody, draft)
        await play.taps(somebody, "compose_draft.overview.choices.day")
    play.scene("Both choose a day", marit, bram)
    await play.taps(marit, "\u2068dinsdag 9 juni\u2069")
    await play.taps(bram, "\u2068maandag 8 juni\u2069")


@for_coordinators
async def compose_with_two_at_once(play: Player) -> None:
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await begins(play, marit, "whole")
    await play.types(marit, f"Erkenning: {HARD}\n\nDuiding: {HARD}\n\nOpvolging: {HARD}")
    draft = "Lang: \u2068Naar aanleiding van de…\u2069"

    async def both(*keys: str) -> None:
        """Both stand before the same choice."""
        play.cut()
        for somebody in (marit, bram):
            await play.types(somebody, "/schrijf")
            await play.taps(somebody, draft)
            for key in keys:
                await play.taps(somebody, f"compose_draft.{key}")

    await both("overview.choices.change", "change.choices.quotes")
    await play.taps(marit, "In de nacht was ik alleen met de…")
    await play.taps(bram, "Mijn man moest tolken. Sommige dingen…")
    play.scene("Both choose quotes; Bram looks again", bram)
    await play.taps(marit, "compose_draft.quotes.done")
    await play.taps(bram, "compose_draft.quotes.done")
    await both("overview.choices.change", "change.choices.quotes")
    await play.taps(bram, "Mijn man moest tolken. Sommige dingen…")
    await may_be_told(play)
    play.scene("Parents may not see any of them by then", bram)
    await play.taps(bram, "compose_draft.quotes.done")
    await both("overview.choices.change", "change.choices.proposals")
    await play.taps(marit, "▶️ Koffie-ochtend voor ouders")
    await play.taps(bram, "📅 Een tolk bij de verloskundige")
    play.scene("Both choose proposals", bram)
    await play.taps(marit, "compose_draft.proposals.done")
    await play.taps(bram, "compose_draft.proposals.done")
    await play.types(bram, "/schrijf")
    await play.taps(bram, draft)
    await play.taps(bram, "compose_draft.overview.choices.change")
    await play.taps(bram, "\u2068Koffie-ochtend voor…\u2069: plan")
    await play.types(marit, "/schrijf")
    await play.taps(marit, draft)
    await play.taps(marit, "compose_draft.overview.choices.change")
    play.scene("What is told of is ticked already; Marit takes it out", marit)
    await play.taps(marit, "compose_draft.change.choices.proposals")
    await play.taps(marit, "✓ \u2068▶️ Koffie-ochtend voor ouders\u2069")
    await play.taps(marit, "compose_draft.proposals.done")
    play.scene("Bram writes about a proposal that Marit took out", bram)
    await play.types(bram, "Elke week is er koffie.")
    await both("overview.choices.overrule")
    play.scene("Marit writes hard words while Bram says why they may be hard", bram)
    await play.types(marit, "/schrijf")
    await play.taps(marit, draft)
    await play.taps(marit, "compose_draft.overview.choices.change")
    await play.taps(marit, "🟠 \u2068Duiding\u2069")
    await play.types(marit, f"{HARD} {HARD} {HARD}")
    await play.types(bram, "Zo zeggen ouders het zelf.")
    await both("overview.choices.overrule")
    play.scene("Both say why it may be hard", bram)
    await play.types(marit, REASON)
    await play.types(bram, "Zo zeggen ouders het zelf.")
    await play.taps(bram, "compose_draft.hard_clash.choices.mine")
    await both("overview.choices.change", "change.choices.whole")
    play.scene("Both send a whole text; Bram sees both, and takes his own", bram)
    await play.types(marit, f"Duiding: {HARD} {HARD}")
    await play.types(bram, f"Duiding: {MEANING}")
    await play.taps(bram, "compose_draft.which_whole.choices.mine")
    await both("overview.choices.change", "change.choices.whole")
    play.scene("Both do so again; Bram chooses for each part, and Marit writes once more meanwhile", bram)
    await play.types(marit, f"Erkenning: {HARD} {HARD}\n\nDuiding: {HARD}")
    await play.types(bram, f"Erkenning: {ACKNOWLEDGEMENT}\n\nDuiding: {MEANING} Dank je wel.\n\nOpvolging: {FOLLOW_UP}")
    await play.taps(bram, "compose_draft.which_whole.choices.each")
    await play.taps(bram, "choose_difference.choose.choices.mine")
    await changes(play, marit, "Dit weegt zwaar.", "🟠 \u2068Duiding\u2069")
    await play.taps(bram, "choose_difference.choose.choices.mine")
    await play.taps(bram, "Die van \u2068Marit\u2069")
    play.scene("What Bram sent lies beside the draft", bram)
    await play.taps(bram, "compose_draft.overview.choices.notes")
    play.cut()
    draft = "Lang: \u2068Ouders vertelden over de nacht…\u2069"
    await both("overview.choices.change", "change.choices.whole")
    play.scene("Both send a whole text, and then Marit throws it away", bram)
    await play.types(marit, f"Duiding: {HARD} {HARD}")
    await play.types(bram, f"Duiding: {MEANING}")
    await play.types(marit, "/schrijf")
    await play.taps(marit, draft)
    await play.taps(marit, "compose_draft.overview.choices.drop")
    await play.taps(marit, "compose_draft.sure.choices.yes")
    await play.taps(bram, "compose_draft.which_whole.choices.mine")


@for_coordinators
async def compose_with_two_files(play: Player) -> None:
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await writes(play, marit)

    async def both() -> None:
        for somebody in (marit, bram):
            await play.types(somebody, "/schrijf")
            await play.taps(somebody, "Lang: \u2068Ouders vertelden over de nacht…\u2069")
            await play.taps(somebody, "compose_draft.overview.choices.change")
            await play.taps(somebody, "compose_draft.change.choices.whole")

    await both()
    play.scene("Both send a file; of his, Bram wants the quotes and the day", bram)
    other = FILE.replace("in 10 days", "in 20 days").replace("[nacht-alleen]", "[geen-tolk]").replace(MEANING, "Anders.")
    await play.sends(marit, "document", other.encode())
    await play.sends(
        bram, "document", FILE.replace("[nacht-alleen]", "[nacht-alleen, geen-tolk]").replace(MEANING, HARD).encode()
    )
    await play.taps(bram, "compose_draft.which_whole.choices.each")
    await play.taps(bram, "Die van \u2068Marit\u2069")
    await play.taps(bram, "choose_difference.choose.choices.mine")
    await may_be_told(play)
    play.scene("Parents may not see those quotes by then", bram)
    await play.taps(bram, "choose_difference.choose.choices.mine")
    await may_be_told(play, Audience.PARENTS)
    await both()
    play.scene("The same, for all of it at once", bram)
    await play.sends(marit, "document", other.replace("in 20 days", "in 25 days").encode())
    await play.sends(bram, "document", FILE.encode())
    await may_be_told(play)
    await play.taps(bram, "compose_draft.which_whole.choices.mine")


@for_coordinators
async def look_asked(play: Player) -> None:
    await play.parent()
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await writes(play, marit)
    play.scene("Marit asks, and changes a word while Bram reads; he agrees to what it says then", marit, bram)
    await play.taps(marit, LOOK)
    play.cut()
    await changes(play, marit, FOLLOW_UP + " We bellen je op dinsdag.")
    play.scene("What Bram saw is not what it says now", bram)
    await play.taps(bram, "look_at.agree.choices.yes")
    await play.taps(bram, "look_at.agree.choices.later")
    play.cut()
    await play.taps(marit, LOOK)
    play.scene("Bram has a remark, and later agrees", marit, bram)
    await play.taps(bram, "look_at.agree.choices.remark")
    await play.types(bram, "Schrijf erbij wie belt.")
    await play.taps(marit, LOOK)
    await play.taps(bram, "look_at.agree.choices.yes")
    await play.taps(bram, "look_at.ready.choices.send")
    await play.taps(bram, "send.confirm.choices.yes")


@for_coordinators
async def look_given(play: Player) -> None:
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await writes(play, marit)
    await play.taps(marit, LOOK)
    play.scene("Bram agrees, but nobody would get it yet; then it is gone", marit, bram)
    await play.taps(bram, "look_at.agree.choices.yes")
    await play.taps(marit, "compose_draft.overview.choices.drop")
    await play.taps(marit, "compose_draft.sure.choices.yes")


@for_coordinators
async def look_asked_again(play: Player) -> None:
    await play.parent()
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await writes(play, marit)
    await play.taps(marit, "compose_draft.overview.choices.change")
    await play.taps(marit, "compose_draft.change.choices.proposals")
    await play.taps(marit, "▶️ Koffie-ochtend voor ouders")
    await play.taps(marit, "compose_draft.proposals.done")
    await play.taps(marit, LOOK)
    await play.taps(bram, "look_at.agree.choices.yes")
    await play.taps(bram, "Laat dat aan \u2068Marit\u2069")
    play.scene("Bram agreed; then Marit moves a proposal that it tells of", marit, bram)
    await play.types(marit, "/voorstellen")
    await play.taps(marit, "Koffie-ochtend voor ouders")
    await play.taps(marit, "proposal.show.choices.move")
    await play.taps(marit, "move_proposal.where.choices.ready")
    await play.types(marit, "/stuur")
    await play.taps(bram, "look_at.agree.choices.yes")


@for_coordinators
async def look_asked_too_late(play: Player) -> None:
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await writes(play, marit)
    await play.taps(marit, LOOK)
    await play.types(marit, "/schrijf")
    await play.taps(marit, "Lang: \u2068Ouders vertelden over de nacht…\u2069")
    await play.taps(marit, "compose_draft.overview.choices.alone")
    await play.types(marit, "Bram is op vakantie.")
    play.scene("Marit went on alone meanwhile", bram)
    await play.taps(bram, "look_at.agree.choices.yes")


@for_coordinators
async def look_waits(play: Player) -> None:
    await play.parent()
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await writes(play, marit)
    await play.taps(marit, LOOK)
    await play.waits(hours=12)
    play.scene("Nobody answered for a working day: both hear it, and Marit asks again", marit, bram)
    await play.waits(hours=12)
    await play.taps(marit, "look_waits.mine.choices.again")


@for_coordinators
async def look_at_the_others_words(play: Player) -> None:
    await play.parent()
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await writes(play, marit)
    await play.taps(marit, LOOK)
    await play.taps(bram, "look_at.agree.choices.yes")
    await play.taps(bram, "Laat dat aan \u2068Marit\u2069")
    await changes(play, bram, FOLLOW_UP + " Bram belt mee.")
    play.scene("Bram agreed, and wrote since, so it is Marit who looks; she sends it tomorrow", marit, bram)
    await play.types(marit, "/schrijf")
    await play.taps(marit, "Lang: \u2068Ouders vertelden over de nacht…\u2069")
    await play.taps(marit, "compose_draft.overview.choices.own_look")
    await play.taps(marit, "look_at.agree.choices.yes")
    await play.taps(marit, "look_at.ready.choices.send")
    await play.taps(marit, "send.confirm.choices.tomorrow")
    play.scene("Bram changes a word of what is planned, and both know that it goes nowhere now", marit, bram)
    await changes(play, bram, FOLLOW_UP)


async def changes(play: Player, somebody: Somebody, words: str, part: str = "Opvolging") -> None:
    """A part of the newest draft, off the paper."""
    await play.types(somebody, "/schrijf")
    await play.taps(somebody, "Lang: \u2068Ouders vertelden over de nacht…\u2069")
    await play.taps(somebody, "compose_draft.overview.choices.change")
    await play.taps(somebody, part)
    await play.types(somebody, words)


async def may_be_told(play: Player, *audiences: Audience) -> None:
    """The quotes of the trajectory, to these; to nobody without any."""
    async with play.stage.house.work() as work:
        for quote in await work.uow.trajectories.quotes(TRAJECTORY):
            await work.uow.trajectories.save_quote(replace(quote, audiences=frozenset(audiences)))


async def says_no_without_a_reason(play: Player) -> None:
    async with play.stage.house.work() as work:
        proposal = await work.uow.trajectories.proposal("nachthulp")
        texts = {name: words for name, words in proposal.texts.items() if name != "reason"}
        await work.uow.trajectories.save_proposal(replace(proposal, reason_kind=None, texts=texts))


@for_coordinators
async def to_send(play: Player) -> None:
    await play.parent()
    marit = await play.coordinator()
    await play.bulletin_goes_out(FULL)
    await play.bulletin_goes_out(SHORT)
    play.scene("Nothing is left to send, or to go on with", marit)
    await play.types(marit, "/stuur")
    await play.types(marit, "/schrijf")


async def another_trajectory(play: Player) -> None:
    async with play.stage.house.work() as work:
        await work.uow.trajectories.save(Trajectory("school", COALITION, "Op weg naar school"))
