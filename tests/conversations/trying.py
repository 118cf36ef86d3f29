"""What people do in the golden conversations about a bulletin that is looked at, and tried out, before it goes."""

from dataclasses import replace

from bot.domain.consent import Purpose
from bot.domain.person import Person
from bot.rehearsal.demo.stage import Somebody
from bot.services.people import consenting
from bot.services.people import panel as reading_along
from tests.conversations.colleagues import another_trajectory
from tests.conversations.coordinators import FIRST, SECOND
from tests.conversations.parents import FULL, NO, OTHER, OWN_NAME, QUESTION, SHORT, STOP, YES
from tests.conversations.player import COALITION, Player
from tests.conversations.scripts import for_coordinators, for_parents

TELLS = {"nl": "Er komt een koffie-ochtend. En later een tolk.", "ar": "سيكون هناك صباح قهوة. ولاحقا مترجم."}
TURKISH = "Bir kahve sabahı olacak."


async def reads_along(play: Player, *people: Somebody) -> None:
    """They said yes to the panel before, without a word of that on paper."""
    for somebody in people:
        person = await _person(play, somebody)
        async with play.stage.house.work() as work:
            shown = await consenting.question(work, person.actor, Purpose.PANEL)
            await reading_along.join(work, person.actor, shown)


async def _person(play: Player, somebody: Somebody) -> Person:
    async with play.stage.house.work() as work:
        [account] = await work.uow.coalitions.bot_accounts(COALITION)
        address = await work.uow.people.find_address(account.id, "telegram", str(somebody.phone.user.id))
        assert address is not None
        assert address.person_id is not None
        return await work.uow.people.get(address.person_id)


async def tries_out(play: Player, marit: Somebody, bulletin: str = FIRST) -> None:
    """A coordinator sends it to the panel."""
    await play.types(marit, "/uitproberen")
    await play.taps(marit, bulletin)
    await play.taps(marit, "try_out.who.choices.yes")


@for_parents
async def panel(play: Player) -> None:
    lotte, sem, fatma = [await play.parent(name) for name in ("Lotte", "Sem", "Fatma")]
    play.scene("Lotte wants to read before others do, and leaves it at that the next time she looks", lotte)
    await play.types(lotte, "/proeflezen")
    await play.taps(lotte, "panel.ask.choices.yes")
    await play.types(lotte, "/proeflezen")
    await play.taps(lotte, "panel.already.choices.yes")
    play.scene("Lotte looks at what is kept, and stops", lotte)
    await play.types(lotte, "/gegevens")
    await play.taps(lotte, "know_forget.known.choices.no_panel")
    await play.taps(lotte, "panel.already.choices.no")
    await play.types(lotte, "/gegevens")
    play.scene("Sem would rather not", sem)
    await play.types(sem, "/proeflezen")
    await play.types(sem, NO[play.language])
    play.scene("Fatma says yes, and stops again", fatma)
    await play.types(fatma, "/proeflezen")
    await play.types(fatma, YES[play.language])
    await play.types(fatma, "/proeflezen")
    await play.taps(fatma, "panel.already.choices.no")
    play.cut()
    amal = await play.parent("Amal", OTHER[play.language])
    await play.types(amal, "/proeflezen")
    await play.types(amal, "/taal")
    await play.taps(amal, OWN_NAME[play.language])
    play.scene("Amal was asked in another language, and is asked once more in the one that she chose since", amal)
    await play.taps(amal, "panel.ask.choices.yes")
    await play.types(amal, STOP[play.language])
    play.scene("Amal stopped, and asks for it all the same", amal)
    await play.types(amal, "/proeflezen")


@for_parents
async def panel_offer(play: Player) -> None:
    people = [await play.parent(name) for name in ("Lotte", "Sem", "Fatma")]
    await play.bulletin_goes_out(FULL)
    for somebody in people:
        await play.taps(somebody, "react.understood.choices.helps")
        await play.taps(somebody, "react_proposal.plan.choices.helps")
        await play.taps(somebody, "react_proposal.plan.choices.helps")
    lotte, sem, fatma = people
    play.scene("Lotte reacted to everything, and is asked something", lotte)
    await play.taps(lotte, "react_proposal.refusal.choices.helps")
    await play.taps(lotte, "panel_offer.offer.choices.more")
    await play.taps(lotte, "panel.ask.choices.yes")
    play.scene("Sem would rather not", sem)
    await play.taps(sem, "react_proposal.refusal.choices.helps")
    await play.types(sem, NO[play.language])
    play.scene("Fatma says something else", fatma)
    await play.taps(fatma, "react_proposal.refusal.choices.helps")
    await play.types(fatma, QUESTION[play.language])
    await play.taps(fatma, "unprompted.send_it.choices.yes")


@for_parents
async def panel_read(play: Player) -> None:
    lotte, sem, fatma, marit = [await play.parent(n) for n in ("Lotte", "Sem", "Fatma")] + [await play.coordinator()]
    await reads_along(play, lotte, sem, fatma)
    play.scene("Lotte reads a full bulletin before others do, and types", lotte)
    await tries_out(play, marit)
    await play.types(lotte, TELLS[play.language])
    play.scene("Sem says it", sem)
    await play.speaks(sem)
    play.scene("Fatma would rather say nothing, and taps again", fatma)
    await play.taps(fatma, "common.skip")
    play.scene("Lotte reads a short one, too late", lotte)
    await tries_out(play, marit, SECOND)
    await play.waits(days=7, hours=1)
    await play.types(lotte, QUESTION[play.language])


@for_coordinators
async def preview_choose(play: Player) -> None:
    marit = await play.coordinator()
    play.scene("Marit reads as parents do, in Arabic", marit)
    await play.types(marit, "/bekijk")
    await play.taps(marit, FIRST)
    await play.types(marit, "Arabisch")
    play.cut()
    await play.not_looked_at(FULL, "tr")
    await _without(play, "pl")
    await play.taps(marit, "preview_language.choose.choices.enough")
    play.scene("Nobody approved the Turkish yet, and there is no Polish", marit)
    await play.types(marit, "/bekijk")
    await play.taps(marit, FIRST)
    await play.types(marit, "Turks")
    await play.types(marit, "Pools")
    await play.taps(marit, "preview_language.choose.choices.enough")
    play.scene("The short one, in Dutch", marit)
    await play.types(marit, "/bekijk")
    await play.taps(marit, SECOND)
    await play.types(marit, "Nederlands")


@for_coordinators
async def preview_choose_nothing(play: Player) -> None:
    marit, _ = await play.coordinator(), await play.parent()
    await play.bulletin_goes_out(FULL)
    await play.bulletin_goes_out(SHORT)
    play.scene("Everything is out", marit)
    await play.types(marit, "/bekijk")
    await play.types(marit, "/uitproberen")


@for_coordinators
async def try_out_choose(play: Player) -> None:
    marit = await play.coordinator()
    play.scene("Nobody reads along yet", marit)
    await play.types(marit, "/uitproberen")
    await play.taps(marit, FIRST)
    play.cut()
    lotte = await play.parent()
    await reads_along(play, lotte)
    play.scene("One parent does", marit)
    await tries_out(play, marit)
    await play.types(marit, "/uitproberen")
    await play.taps(marit, FIRST)
    play.cut()
    fatma, amal = await play.parent("Fatma", "tr"), await play.parent("Amal", "ar")
    await reads_along(play, fatma, amal)
    play.scene("Two more do, in other languages", marit)
    await tries_out(play, marit)
    play.cut()
    await play.types(lotte, TELLS["nl"])
    await play.types(fatma, TURKISH)
    await play.speaks(amal)
    await play.waits(hours=1)
    play.scene("All three answered; Marit reads it beside the text", marit)
    await play.types(marit, "/uitproberen")
    await play.taps(marit, FIRST)
    await play.taps(marit, "try_out.nobody.choices.answers")
    play.cut()
    await play.not_looked_at(FULL, "tr")
    play.scene("The Dutch and the Turkish changed since: what was said is about an older text", marit)
    await play.types(marit, "/uitproberen")
    await play.taps(marit, FIRST)
    await play.taps(marit, "try_out.who.choices.answers")
    play.cut()
    await play.types(marit, "/uitproberen")
    await play.taps(marit, SECOND)
    await play.bulletin_goes_out(SHORT)
    play.scene("It went out meanwhile", marit)
    await play.taps(marit, "try_out.who.choices.yes")


@for_coordinators
async def try_out_answered(play: Player) -> None:
    marit, lotte, fatma = await play.coordinator(), await play.parent(), await play.parent("Fatma", "tr")
    await reads_along(play, lotte, fatma)
    await tries_out(play, marit)
    play.scene("Two answers come together; Fatma spoke", marit)
    await play.types(lotte, TELLS["nl"])
    await play.waits(minutes=10)
    await play.speaks(fatma)
    await play.waits(minutes=45)


async def _without(play: Player, language: str) -> None:
    """There are no words in this language any more."""
    async with play.stage.house.work() as work:
        bulletin = await work.uow.bulletins.get(FULL)
        assert bulletin.revision_id is not None
        revision = await work.uow.bulletins.revision(bulletin.revision_id)
        texts = {key: words for key, words in revision.texts.items() if key[0] != language}
        changed = replace(revision, id=play.chance.id(), number=revision.number + 1, texts=texts)
        await work.uow.bulletins.add_revision(changed)
        await work.uow.bulletins.save(replace(bulletin, revision_id=changed.id))


async def told_back(play: Player, somebody: Somebody) -> None:
    """Reacts to a full update, up to the question what they would tell another parent."""
    await play.taps(somebody, "react.understood.choices.helps")
    for _ in range(2):
        await play.taps(somebody, "react_proposal.plan.choices.helps")
    await play.taps(somebody, "react_proposal.refusal.choices.helps")


@for_coordinators
async def understood(play: Player) -> None:
    marit = await play.coordinator()
    play.scene("Nothing has gone out yet", marit)
    await play.types(marit, "/begrepen")
    play.cut()
    lotte, sem, fatma = await play.parent("Lotte"), await play.parent("Sem"), await play.parent("Fatma", "tr")
    await reads_along(play, lotte, fatma)
    await play.bulletin_goes_out(FULL)
    play.scene("Lotte reads along: after a message she is asked what she would tell another parent", lotte)
    await told_back(play, lotte)
    await play.types(lotte, TELLS["nl"])
    await play.taps(lotte, "keep_words.keep.choices.yes")
    play.scene("Sem is not asked", sem)
    await told_back(play, sem)
    play.scene("Fatma says it aloud, in Turkish", fatma)
    await told_back(play, fatma)
    await play.speaks(fatma)
    await play.taps(fatma, "keep_words.keep.choices.yes")
    play.scene("Marit reads it beside the text", marit)
    await play.types(marit, "/begrepen")
    await play.taps(marit, "2 juni: Ouders vertelden over de eerste…")
    play.scene("She has every parent asked from now on", marit)
    await play.types(marit, "/begrepen")
    await play.taps(marit, "understood.choose.choices.whom")
    await play.taps(marit, "ask_back.see.choices.everyone")
    play.cut()
    await another_trajectory(play)
    play.scene("With two trajectories she says of which: in one, only who reads along", marit)
    await play.types(marit, "/begrepen")
    await play.taps(marit, "understood.choose.choices.whom")
    await play.taps(marit, "De eerste weken met je baby")
    await play.taps(marit, "ask_back.see.choices.panel")


@for_parents
async def teach_back(play: Player) -> None:
    lotte = await play.parent()
    await reads_along(play, lotte)
    await play.bulletin_goes_out(FULL)
    play.scene("After her reactions Lotte says aloud what she would tell another parent, and lets it be heard", lotte)
    await told_back(play, lotte)
    await play.speaks(lotte)
    await play.taps(lotte, "keep_words.keep.choices.yes")
