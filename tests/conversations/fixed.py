"""What people do in the golden conversations about the fixed texts, and about the languages that are on."""

from collections.abc import Iterable
from dataclasses import replace

import sqlalchemy as sa

from bot.domain.events import Happened
from bot.domain.own_text import OwnText
from bot.domain.person import Person
from bot.rehearsal.demo.stage import Somebody
from bot.rehearsal.files import FileStore
from bot.services.speaking import approving_texts, asking_again, fixed_texts, texts_by_file
from bot.storage.tables.bulletins import approvals
from tests.conversations.player import COALITION, Player
from tests.conversations.scripts import for_coordinators
from tests.conversations.translating import taps_on

SAFETY = ("stop.stopped.say", "danger.quiet.say")
OTHERS = ("help.menu.say", "help.menu.choices.pause", "common.plan_of", "common.ready_begun")
NUMBERS = "common.readers"
PAUSE, NO = "help.menu.choices.pause", "react.understood.choices.not"


async def not_approved(play: Player, *keys: str, language: str = "tr", on: bool = True) -> None:
    """Off paper: nobody approved these in the language; and nobody switched it on, unless that is said."""
    hashes = [play.library.words.fixed_hash(key, language) for key in keys]
    async with play.stage.house.units.transaction() as tx:
        await tx.change(sa.delete(approvals).where(approvals.c.language == language, approvals.c.text_hash.in_(hashes)))
    if not on:
        async with play.stage.house.work() as work:
            await work.uow.own_texts.switch_off(COALITION, language)


async def person_called(play: Player, name: str) -> Person:
    async with play.stage.house.work() as work:
        return next(person for person in await work.uow.people.staff(COALITION) if person.name == name and person.joined_at)


async def approves(play: Player, somebody: str, keys: Iterable[str], language: str = "tr") -> None:
    """Off paper."""
    person = await person_called(play, somebody)
    async with play.stage.house.work() as work:
        there = await fixed_texts.current(work, COALITION, language)
        seen = {key: there[key].text_hash for key in keys}
        await approving_texts.approve(work, person.actor, language, seen)


async def speaks(play: Player, name: str, *languages: str) -> Somebody:
    """A translator of these languages, off paper."""
    somebody = play.stage.people.get(name) or await play.translator(name, "tr")
    person = await person_called(play, name)
    async with play.stage.house.work() as work:
        await work.uow.people.save(replace(person, translates=frozenset(languages)))
    return somebody


async def retold(play: Player, somebody: Somebody) -> None:
    """Off paper: as if it was another version."""
    person = await person_called(play, somebody.name)
    async with play.stage.house.work() as work:
        key = f"{asking_again.EVENT}:{work.chance.id()}"
        await work.uow.inbox.tell(Happened(asking_again.EVENT, COALITION, person.id, key))
    await play.settle()


@for_coordinators
async def languages(play: Player) -> None:
    marit, elif_ = await play.coordinator(), await play.translator("Elif", "tr")
    await not_approved(play, *SAFETY, *OTHERS, on=False)
    play.scene("Marit wants Turkish on, sees what it waits for, and asks who knows it", marit, elif_)
    await play.types(marit, "/talen")
    await taps_on(play, marit, "Turks")
    await play.taps(marit, "languages.one.choices.back_to_all")
    await taps_on(play, marit, "Turks")
    await play.taps(marit, "languages.one.choices.ask_them")
    play.cut()
    await approves(play, "Elif", SAFETY)
    play.scene("Elif approved what was needed first; Marit turns it on, and off again", marit)
    await taps_on(play, marit, "Turks")
    await play.taps(marit, "languages.one.choices.turn_on")
    await taps_on(play, marit, "Turks")
    await play.taps(marit, "languages.one.choices.turn_off")
    await play.taps(marit, "languages.sure.choices.no")
    await not_approved(play, SAFETY[0])
    play.scene("A text that was approved first has changed", marit)
    await taps_on(play, marit, "Turks")
    await play.taps(marit, "languages.one.choices.turn_off")
    await play.taps(marit, "languages.sure.choices.yes")
    await play.taps(marit, "languages.look.choices.ready")


@for_coordinators
async def languages_on_pages(play: Player) -> None:
    marit = await play.coordinator()
    play.scene("Marit looks at the languages that she did not think of yet", marit)
    await play.types(marit, "/talen")
    await play.taps(marit, "🌍 …")
    play.scene("She knows one by another name: what is typed counts for every page", marit)
    await play.types(marit, "Dari")


@for_coordinators
async def languages_ask_again(play: Player) -> None:
    marit, _ = await play.coordinator(), await play.translator("Elif", "tr")
    await not_approved(play, SAFETY[0])
    await not_approved(play, SAFETY[1], language="pl")
    play.scene("A new version of the program changed what was approved first", marit)
    await play.waits(days=1)
    await play.taps(marit, "languages_ask_again.ask.choices.languages")
    await play.taps(marit, "languages.look.choices.ready")
    await play.types(marit, "/vandaag")
    play.cut()
    play.scene("Another day, another version", marit)
    await retold(play, marit)
    await play.taps(marit, "languages_ask_again.ask.choices.texts")
    await play.taps(marit, "fixed_texts.which.choices.not_now")
    await retold(play, marit)
    await play.taps(marit, "languages_ask_again.ask.choices.later")


@for_coordinators
async def languages_of_a_translator(play: Player) -> None:
    await play.coordinator()
    elif_ = await play.translator("Elif", "tr")
    await not_approved(play, OTHERS[0])
    play.scene("Elif looks how her language stands, and goes on to its texts", elif_)
    await play.types(elif_, "/talen")
    await taps_on(play, elif_, "Turks")
    await play.taps(elif_, "languages.one.choices.texts")
    await play.taps(elif_, "fixed_texts_in.read.choices.right")


@for_coordinators
async def fixed_texts_in_another_language(play: Player) -> None:
    await play.coordinator()
    elif_ = await play.translator("Elif", "tr")
    await not_approved(play, OTHERS[0], language="pl")
    play.scene("Elif knows Polish too, and has no time for it tonight", elif_)
    await play.types(elif_, "/teksten")
    await play.taps(elif_, "fixed_texts.which.choices.mine")
    await play.types(elif_, "Pools")
    await play.taps(elif_, "known_languages.look.choices.ready")
    await play.taps(elif_, "fixed_texts.known.choices.not_now")


@for_coordinators
async def fixed_texts_read(play: Player) -> None:
    marit, elif_ = await play.coordinator(), await play.translator("Elif", "tr")
    await not_approved(play, *SAFETY, *OTHERS, NUMBERS)
    play.scene("Elif reads: what is needed first comes first", elif_)
    await play.types(elif_, "/teksten")
    await taps_on(play, elif_, "Turks")
    await play.taps(elif_, "fixed_texts_in.read.choices.right")
    play.scene("She knows a better way to say it; the first time she loses a name", elif_)
    await play.taps(elif_, "fixed_texts_in.read.choices.pass")
    await play.types(elif_, "Onu {people} koordinatör okur.")
    await play.taps(elif_, "fixed_texts_in.read.choices.pass")
    await play.types(elif_, "Buradan mesaj alırsın.")
    await play.types(elif_, "Buradan mesaj alırsın. Gönderen: {signs_as}.")
    await play.taps(elif_, "fixed_texts_in.kept.choices.right")
    play.scene("She asks what something means, and that is no translation; then she stops", elif_)
    await play.types(elif_, "Bunu anlamadım")
    await play.taps(elif_, "fixed_texts_in.kept.choices.undo")
    await play.taps(elif_, "fixed_texts_in.read.choices.later")
    play.scene("Nobody else knows Turkish, so Marit says yes on her word; then parents read it", marit)
    await play.types(marit, "/teksten")
    await taps_on(play, marit, "Turks")
    await taps_on(play, marit, "Wie het maakte")
    await play.taps(marit, "fixed_texts_in.read.choices.right")
    play.cut()
    await approves(play, "Elif", [*SAFETY, NUMBERS])
    fatma = await play.parent("Fatma", "tr")
    play.scene("Fatma asks for help", fatma)
    await play.types(fatma, "/help")


@for_coordinators
async def fixed_texts_together(play: Player) -> None:
    elif_ = await play.translator("Elif", "tr")
    await not_approved(play, *OTHERS)
    play.scene("What is not needed first can be read ten at a time", elif_)
    await play.types(elif_, "/teksten")
    await taps_on(play, elif_, "Turks")
    await play.taps(elif_, "fixed_texts_in.read.choices.together")
    await play.taps(elif_, "fixed_texts_in.read_several.choices.one_by_one")
    await play.taps(elif_, "fixed_texts_in.read.choices.together")
    await play.taps(elif_, "fixed_texts_in.read_several.choices.right")
    await not_approved(play, *OTHERS[:2])
    play.scene("Another day she skips them, and goes on later", elif_)
    await play.types(elif_, "/teksten")
    await taps_on(play, elif_, "Turks")
    await play.taps(elif_, "fixed_texts_in.read.choices.together")
    await play.taps(elif_, "fixed_texts_in.read_several.choices.pass")
    await play.taps(elif_, "fixed_texts_in.read.choices.pass")
    await play.taps(elif_, "fixed_texts_in.read.choices.pass")
    await play.types(elif_, "/teksten")
    await taps_on(play, elif_, "Turks")
    await play.taps(elif_, "fixed_texts_in.read.choices.together")
    await play.taps(elif_, "fixed_texts_in.read_several.choices.later")


@for_coordinators
async def fixed_texts_what_goes_otherwise(play: Player) -> None:
    elif_, leyla = await play.translator("Elif", "tr"), await play.translator("Leyla", "tr")
    await not_approved(play, *OTHERS)
    play.scene("Leyla wrote other words while Elif was reading", elif_)
    await play.types(elif_, "/teksten")
    await taps_on(play, elif_, "Turks")
    play.cut()
    person = await person_called(play, "Leyla")
    async with play.stage.house.work() as work:
        await approving_texts.write(work, person.actor, "tr", OTHERS[0], ["Mesajları {signs_as} gönderir."])
    play.scene("She sees these instead", elif_)
    await play.taps(elif_, "fixed_texts_in.read.choices.right")
    await speaks(play, "Elif")
    play.scene("Elif does Turkish no more", elif_)
    await play.taps(elif_, "fixed_texts_in.read.choices.right")
    await play.types(elif_, "/teksten")
    await speaks(play, "Leyla", "tr", "ar")
    play.scene("Leyla has no time", leyla)
    await play.types(leyla, "/teksten")
    await play.taps(leyla, "fixed_texts.which.choices.not_now")


@for_coordinators
async def fixed_texts_as_a_file(play: Player) -> None:
    elif_, _ = await play.translator("Elif", "tr"), await play.translator("Leyla", "tr")
    await not_approved(play, *OTHERS)
    play.scene("Elif would rather work in an editor", elif_)
    await play.types(elif_, "/teksten")
    await taps_on(play, elif_, "Turks")
    await play.taps(elif_, "fixed_texts_in.read.choices.as_file")
    person = await person_called(play, "Elif")
    async with play.stage.house.work() as work:
        words = await texts_by_file.file_of(work, person.actor, "tr")
    corrected = words.replace('msgstr "👍 Evet"', 'msgstr "👍 Elbette"', 1).replace("{signs_as} sorunuzun", "{naam} sorunuzun", 1)
    play.scene("She sends it back with a better word, and one that lost a name", elif_)
    await play.sends(elif_, "document", corrected.encode())
    play.scene("She sends one at the next text too, as it was; then a letter, and a file in another language", elif_)
    await play.sends(elif_, "document", words.encode())
    await play.sends(elif_, "document", b"Merhaba,\nbu bir mektup.\n")
    await play.sends(elif_, "document", words.replace("Language: tr", "Language: pl").encode())
    await play.taps(elif_, "fixed_texts_in.read.choices.as_file")
    await play.taps(elif_, "fixed_texts_in.as_file.choices.in_chat")
    await play.taps(elif_, "fixed_texts_in.read.choices.as_file")
    play.scene("A file that never arrives", elif_)
    elif_.phone.send_file("document", words.encode())
    play.stage.world.files = FileStore()
    await play.settle()
    await play.waits(hours=2)
    await play.taps(elif_, "fixed_texts_in.read.choices.as_file")
    play.cut()
    await speaks(play, "Elif", "ar")
    play.scene("Elif does Turkish no more", elif_)
    await play.sends(elif_, "document", words.encode())


@for_coordinators
async def fixed_texts_of_a_button(play: Player) -> None:
    elif_, _ = await play.translator("Elif", "tr"), await play.translator("Leyla", "tr")
    await not_approved(play, PAUSE, NO)
    play.scene("Elif knows another word for a button, and it stands on another one already", elif_)
    await play.types(elif_, "/teksten")
    await taps_on(play, elif_, "Turks")
    await play.types(elif_, "Soru sormak")
    play.cut()
    leyla = await person_called(play, "Leyla")
    async with play.stage.house.work() as work:
        source, now = work.words.source_hash(PAUSE), work.clock.now()
        await work.uow.own_texts.save(OwnText(COALITION, "tr", PAUSE, ("Soru sormak",), source, leyla.id, now))
    await play.types(elif_, "/teksten")
    await taps_on(play, elif_, "Turks")
    play.scene("Leyla wrote so before another text changed; Elif cannot say yes to it, together with others or alone", elif_)
    await play.taps(elif_, "fixed_texts_in.read.choices.together")
    await play.taps(elif_, "fixed_texts_in.read_several.choices.right")
    await play.taps(elif_, "fixed_texts_in.read.choices.right")
    await play.types(elif_, "Biraz ara")
    play.scene("What stands on two buttons can still be chosen otherwise", elif_)
    await play.types(elif_, "👎 Evet")
