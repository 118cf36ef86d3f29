"""What coordinators do in the golden conversations."""

from bot.domain.actor import Role
from tests.conversations.parents import ANSWER, FULL, HITS, MORE, QUESTION, SHORT, WORDS
from tests.conversations.player import GROUP, Player
from tests.conversations.scripts import for_coordinators

FIRST, SECOND = "Lang: \u2068Ouders vertelden over de eerste…\u2069", "Kort: \u2068We werken nog aan de tolk bij de…\u2069"
"""As the buttons name the two bulletins of the example."""
FIRST_SENT = "2 juni: Ouders vertelden over de eerste…"
REASON = "Bram is op vakantie, en ouders wachten."


@for_coordinators
async def coordinator_welcome(play: Player) -> None:
    marit, bram = play.stranger("Marit"), play.stranger("Bram")
    play.scene("Marit joins, and makes a group with topics", marit, GROUP)
    await play.opens_invitation(marit, Role.COORDINATOR)
    await play.taps(marit, "coordinator_welcome.hello.choices.yes")
    await play.group(marit, bram)
    play.scene("Bram would rather not", bram)
    await play.opens_invitation(bram, Role.COORDINATOR)
    await play.taps(bram, "coordinator_welcome.hello.choices.no")


@for_coordinators
async def coordinator_help(play: Player) -> None:
    marit = await play.coordinator()
    play.scene("Marit asks what she can do", marit)
    await play.types(marit, "/help")
    play.scene("Marit makes a group without topics, and asks there; somebody else asks too", GROUP)
    stranger = play.stranger("Kees")
    await play.group(marit, stranger, forum=False)
    await play.types(marit, "/help", group=True)
    await play.types(stranger, "/help", group=True)


@for_coordinators
async def ready(play: Player) -> None:
    marit = await play.coordinator()
    play.scene("Nobody reads it yet", marit)
    await play.types(marit, "/klaar")
    await play.taps(marit, SECOND)
    play.cut()
    await play.parent()
    play.scene("It can go", marit)
    await play.types(marit, "/klaar")
    await play.taps(marit, FIRST)
    play.cut()
    await play.parent("Sem")
    play.scene("Two read it", marit)
    await play.types(marit, "/klaar")
    await play.taps(marit, FIRST)
    play.cut()
    await play.bulletin_goes_out(FULL)
    await play.bulletin_goes_out(SHORT)
    play.scene("Everything is out", marit)
    await play.types(marit, "/klaar")


@for_coordinators
async def send(play: Player) -> None:
    await play.parent()
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await play.group(marit, bram)
    play.scene("Marit sends from the group, and looks whether she can again", GROUP)
    await play.types(marit, "/stuur", group=True)
    await play.taps(marit, FIRST, group=True)
    await play.taps(marit, "send.confirm.choices.no", group=True)
    await play.types(marit, "/stuur", group=True)
    await play.taps(marit, FIRST, group=True)
    await play.taps(marit, "send.confirm.choices.yes", group=True)
    play.cut()
    await play.bulletin_goes_out(SHORT)
    play.scene("Nothing is left", GROUP)
    await play.types(bram, "/stuur", group=True)


@for_coordinators
async def send_second_look(play: Player) -> None:
    await play.parent()
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    await play.not_looked_at(SHORT)
    play.scene("Bram wrote it himself", bram)
    await play.types(bram, "/stuur")
    await play.taps(bram, SECOND)
    await play.taps(bram, "send.lacking_own.choices.later")
    play.cut()
    await play.group(marit, bram)
    play.scene("Marit looks at it in the group, where Bram is quicker", GROUP)
    await play.types(marit, "/stuur", group=True)
    await play.taps(marit, SECOND, group=True)
    await play.taps(marit, "send.lacking.choices.look", group=True)
    await play.taps(bram, "send.agree.choices.yes", group=True)
    play.scene("Marit reads along, and sends", marit)
    await play.types(marit, "/stuur")
    await play.taps(marit, SECOND)
    await play.taps(marit, "send.lacking.choices.look")
    await play.taps(marit, "send.agree.choices.yes")
    await play.taps(marit, "send.confirm.choices.yes")


@for_coordinators
async def send_alone(play: Player) -> None:
    await play.parent()
    await play.parent("Amal", "ar")
    bram = await play.coordinator("Bram")
    await play.not_looked_at(SHORT, "ar")
    await play.coordinator("Marit")
    play.scene("Bram asks Marit to look along; then he goes alone, and says why", bram)
    await play.types(bram, "/stuur")
    await play.taps(bram, SECOND)
    await play.taps(bram, "👀 Laat \u2068Marit\u2069 meelezen")
    await play.types(bram, "/stuur")
    await play.taps(bram, SECOND)
    await play.taps(bram, "send.lacking_own.choices.alone")
    await play.types(bram, REASON)
    await play.taps(bram, "send.confirm.choices.languages")
    await play.taps(bram, "translations.show.choices.ready")
    await play.taps(bram, "send.confirm.choices.yes")


@for_coordinators
async def progress(play: Player) -> None:
    lotte = await play.parent()
    sem = await play.parent("Sem")
    await play.types(sem, "/pauze")
    await play.taps(sem, "pause.how_long.choices.week")
    marit = await play.coordinator()
    play.scene("Nothing was sent", marit)
    await play.types(marit, "/stand")
    play.cut()
    await play.bulletin_goes_out(FULL)
    play.scene("Marit looks how it stands, pauses, goes on, and looks at reactions", marit)
    await play.types(marit, "/stand")
    await play.taps(marit, FIRST_SENT)
    await play.taps(marit, "progress.show.choices.pause")
    await play.taps(marit, "progress.show.choices.resume")
    await play.taps(lotte, "react.understood.choices.helps")
    await play.taps(marit, "progress.show.choices.refresh")
    await play.taps(marit, "progress.show.choices.reactions")


@for_coordinators
async def reactions(play: Player) -> None:
    marit = await play.coordinator()
    play.scene("Nothing was sent", marit)
    await play.types(marit, "/reacties")
    play.cut()
    parents = [await play.parent(name) for name in ("Lotte", "Sem", "Fatma", "Zofia", "Amal", "Grace")]
    await play.bulletin_goes_out(FULL)
    for parent in parents[:-1]:
        await play.taps(parent, "react.understood.choices.helps")
    await play.taps(parents[-1], "react.understood.choices.not")
    await play.types(parents[-1], WORDS["nl"])
    await play.taps(parents[-1], "keep_words.keep.choices.yes")
    play.scene("Marit reads what parents think", marit)
    await play.types(marit, "/reacties")
    await play.taps(marit, FIRST_SENT)


@for_coordinators
async def make_report(play: Player) -> None:
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    stranger = play.stranger("Kees")
    await play.group(marit, bram, stranger)
    play.scene("Nothing was sent", marit)
    await play.types(marit, "/verslag")
    await play.taps(marit, "De eerste weken met je baby")
    play.cut()
    parents = [await play.parent(name) for name in ("Lotte", "Sem", "Fatma", "Zofia", "Amal", "Grace")]
    await play.bulletin_goes_out(FULL)
    for parent in parents[:-1]:
        await play.taps(parent, "react.understood.choices.helps")
        await play.taps(parent, "react_proposal.plan.choices.helps")
        await play.types(parent, "/vraag")
        await play.types(parent, QUESTION["nl"])
    play.scene("Somebody whom nobody knows asks for the report in the group, and gets none; Bram gets it", GROUP)
    await play.types(stranger, "/verslag", group=True)
    await play.types(bram, "/verslag", group=True)
    await play.taps(bram, "De eerste weken met je baby", group=True)
    play.scene("A parent gets none either", parents[0])
    await play.types(parents[0], "/verslag")


@for_coordinators
async def answer(play: Player) -> None:
    lotte, sem, marit = await play.parent(), await play.parent("Sem"), await play.coordinator()
    play.scene("There are no questions", marit)
    await play.types(marit, "/vragen")
    play.cut()
    await play.types(lotte, "/vraag")
    play.scene("A question comes in Marit's own chat; she answers it there", marit, lotte)
    await play.types(lotte, QUESTION["nl"])
    await play.types(marit, "/vragen")
    await play.taps(marit, "Lijster · 4 juni")
    await play.types(marit, ANSWER["nl"])
    play.cut()
    await play.types(sem, HITS["nl"])
    await play.taps(sem, "danger.safe.choices.yes")
    play.scene("A question with words that people look at first; Marit leaves it for now", marit)
    await play.taps(sem, "danger.call_first.choices.yes")
    await play.types(marit, "/vragen")
    await play.taps(marit, "❗ Wilg")
    await play.taps(marit, "common.skip")
    play.scene("The parent stops while Marit looks at the list", marit)
    await play.types(marit, "/vragen")
    await play.types(sem, "/stop")
    await play.taps(marit, "❗ Wilg")


@for_coordinators
async def answer_in_a_group(play: Player) -> None:
    lotte, marit = await play.parent(), await play.coordinator()
    await play.group(marit, forum=False)
    await play.types(lotte, "/vraag")
    play.scene("A question comes in a group without topics; Marit replies to it", GROUP, lotte)
    await play.types(lotte, QUESTION["nl"])
    question = marit.phone.messages_in(play.stage.forum.chat if play.stage.forum else None)[-1]
    await play.types(marit, (ANSWER["nl"] + " ") * 100, group=True, reply_to=question)
    await play.types(marit, ANSWER["nl"], group=True, reply_to=question)
    await play.taps(lotte, "answer_received.answer.choices.yes")
    await play.types(marit, ANSWER["nl"], group=True, reply_to=question)


@for_coordinators
async def nudge(play: Player) -> None:
    lotte, marit = await play.parent(), await play.coordinator()
    await play.types(lotte, "/vraag")
    await play.types(lotte, QUESTION["nl"])
    await play.waits(days=1, hours=12)
    play.scene("A question waits for two working days, and three", marit)
    await play.waits(hours=12)
    await play.taps(marit, "nudge.remind.choices.later")
    await play.waits(days=1)
    await play.taps(marit, "nudge.remind.choices.yes")
    await play.types(marit, ANSWER["nl"])
    await play.types(marit, MORE["nl"])


@for_coordinators
async def silence_warning(play: Player) -> None:
    await play.parent()
    marit = await play.coordinator()
    await play.waits(days=6)
    play.scene("Parents heard nothing for a week, and for two", marit)
    await play.waits(days=1)
    await play.taps(marit, "silence_warning.warn.choices.later")
    await play.waits(days=7)
    await play.taps(marit, "silence_warning.warn.choices.yes")


@for_coordinators
async def promise_warning(play: Player) -> None:
    await play.parent()
    marit = await play.coordinator()
    await play.bulletin_goes_out(FULL)
    await play.waits(days=12)
    play.scene("Tomorrow is the day that was promised", marit)
    await play.waits(days=1)
    await play.taps(marit, "promise_warning.warn.choices.yes")


@for_coordinators
async def norm_warning(play: Player) -> None:
    await play.parent()
    marit = await play.coordinator()
    await play.waits(days=9)
    play.scene("What parents are owed after a conversation, before it is too late", marit)
    await play.waits(days=1)
    await play.taps(marit, "norm_warning.summary.choices.later")
    await play.waits(days=25)
    await play.taps(marit, "norm_warning.told_we_do.choices.later")
    await play.waits(days=35)
    await play.taps(marit, "norm_warning.proposals.choices.yes")
