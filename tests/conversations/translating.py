"""What translators, parents and coordinators do in the golden conversations about putting words into another language."""

from dataclasses import replace
from typing import Any

from bot.domain.actor import operator
from bot.domain.person import Person
from bot.domain.picture import CoalitionPicture, key_of
from bot.domain.translation import Direction
from bot.rehearsal.demo.stage import TRAJECTORY, Somebody
from bot.services.delivery import steering
from bot.services.hearing import questions
from bot.services.translation import assigning, translating, translating_words
from bot.services.writing import drafting, picturing
from bot.services.writing.drafting import Change
from tests.conversations.coordinators import FIRST, SECOND
from tests.conversations.paper import visible
from tests.conversations.parents import FULL, MORE, QUESTION, SHORT
from tests.conversations.player import COALITION, PICTURE, VOICE, Player
from tests.conversations.scripts import for_coordinators, for_parents

ASKED = {"tr": "Annem de gelebilir mi?", "en": "Can my mother come along?", "ar": QUESTION["ar"]}
IN_DUTCH = "Mag mijn moeder ook komen?"
ANSWER = "Ja, graag! Je moeder is welkom."
IN_TURKISH = "Evet, lütfen! Anneniz de gelebilir."
SPEAKS = {"nl": "en", "ar": "ar"}
"""The language of parents who need a translator, in each golden of parents."""


async def without(play: Player, bulletin_id: str, language: str, *elements: str) -> None:
    """Nobody put it into this language yet; or only these elements are missing."""
    async with play.stage.house.work() as work:
        bulletin = await work.uow.bulletins.get(bulletin_id)
        revision = await work.uow.bulletins.revision(bulletin.revision_id or "")
        gone = {key for key in revision.texts if key[0] == language and (not elements or key[1] in elements)}
        texts = {key: words for key, words in revision.texts.items() if key not in gone}
        changed = replace(revision, id=play.chance.id(), number=revision.number + 1, texts=texts)
        await work.uow.bulletins.add_revision(changed)
        await work.uow.bulletins.save(replace(bulletin, revision_id=changed.id))
        if look := await work.uow.bulletins.second_look(revision.id):
            await work.uow.bulletins.add_second_look(replace(look, revision_id=changed.id))


async def coordinator_of(play: Player) -> Person:
    async with play.stage.house.work() as work:
        return next(p for p in await work.uow.people.coordinators(COALITION) if p.joined_at)


async def asked(play: Player, bulletin_id: str, language: str) -> None:
    """By a coordinator, off paper."""
    marit = await coordinator_of(play)
    async with play.stage.house.work() as work:
        await translating.ask(work, marit.actor, bulletin_id, language)
    await play.settle()


async def dutch_changes(play: Player, bulletin_id: str, element: str, words: str) -> None:
    """By a coordinator, off paper."""
    marit = await coordinator_of(play)
    async with play.stage.house.work() as work:
        bulletin = await work.uow.bulletins.get(bulletin_id)
        await drafting.change(work, marit.actor, bulletin.id, bulletin.revision_id or "", Change({element: words}))
    await play.settle()


async def asks(play: Player, parent: Somebody, language: str = "tr") -> None:
    """A parent asks a question, off paper."""
    await play.types(parent, "/vraag")
    await play.types(parent, ASKED[language])


async def taps_on(play: Player, somebody: Somebody, part: str) -> None:
    """The newest button that has this in its label."""
    keyboards = [message.keyboard or [] for message in somebody.phone.messages[::-1]]
    labels = [button["text"] for keyboard in keyboards for row in keyboard for button in row]
    await play.taps(somebody, next(label for label in labels if part in visible(label)))


async def short_in_turkish(play: Player, *, readers: int = 1) -> tuple[Somebody, Somebody]:
    """A short bulletin that nobody put into Turkish yet, and who could."""
    marit = await play.coordinator()
    elif_ = await play.translator("Elif", "tr")
    for name in ("Leyla", "Deniz")[: readers - 1]:
        await play.translator(name, "tr")
    await play.parent("Fatma", "tr")
    await without(play, SHORT, "tr")
    return marit, elif_


@for_coordinators
async def translate(play: Player) -> None:
    marit = await play.coordinator()
    elif_ = await play.translator("Elif", "tr")
    fatma = await play.parent("Fatma", "tr")
    play.scene("Elif has nothing to do; whatever she types brings her there", elif_)
    await play.types(elif_, "/vertalen")
    await play.types(elif_, "Merhaba")
    play.cut()
    await without(play, FULL, "tr", "meaning", "follow_up")
    await asked(play, FULL, "tr")
    await play.taps(elif_, "translation_asked.ask.choices.later")
    await asks(play, fatma)
    await play.taps(elif_, "translation_asked.ask.choices.later")
    play.scene("Elif looks at her queue, and begins with a question", elif_)
    await play.types(elif_, "/vertalen")
    await taps_on(play, elif_, "Lijster")
    await play.types(elif_, IN_DUTCH)
    play.scene("Then a bulletin, in which two parts are missing", elif_)
    await taps_on(play, elif_, "Ouders vertelden")
    await play.taps(elif_, "translate_bulletin.write.choices.next")
    await play.taps(elif_, "translate_bulletin.write.choices.before")
    await play.types(elif_, "Anladıklarımız: geceleri yardım yok.")
    await play.taps(elif_, "translate_bulletin.write.choices.later")
    play.scene("Later on she writes the rest, and reads both aloud", elif_)
    await taps_on(play, elif_, "Ouders vertelden")
    await play.types(elif_, "Şimdi ne oluyor: haziranda başlıyoruz.")
    play.cut()
    await play.types(marit, "/vertalingen")


@for_coordinators
async def translate_what_goes_otherwise(play: Player) -> None:
    await play.coordinator()
    elif_ = await play.translator("Elif", "tr")
    fatma = await play.parent("Fatma", "tr")
    for _ in range(9):
        await asks(play, fatma)
    play.scene("Elif has as much as may wait for one person; she hands one back, says why, and nobody else can", elif_)
    await play.types(elif_, "/vertalen")
    await taps_on(play, elif_, "Vrij")
    await play.taps(elif_, "translate_one.free.choices.yes")
    play.cut()
    await taps_on(play, elif_, "vraag van")
    play.scene("She hands one back, and keeps another", elif_)
    await play.taps(elif_, "translate_words.words.choices.hand_back")
    await play.types(elif_, "Ik ken deze ouder.")
    play.cut()
    await taps_on(play, elif_, "vraag van")
    await play.taps(elif_, "translate_words.words.choices.hand_back")
    play.scene("Another one she keeps, for later", elif_)
    await play.taps(elif_, "translate_hand_back.why.choices.keep")
    play.cut()
    await taps_on(play, elif_, "vraag van")
    play.scene("And one was in Dutch", elif_)
    await play.taps(elif_, "translate_words.words.choices.later")
    play.cut()
    await taps_on(play, elif_, "vraag van")
    play.scene("It was in Dutch already", elif_)
    await play.taps(elif_, "translate_words.words.choices.dutch")


@for_coordinators
async def translate_aloud(play: Player) -> None:
    marit, elif_ = await short_in_turkish(play, readers=2)
    await asked(play, SHORT, "tr")
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.types(elif_, "Tercüman için çalışıyoruz.")
    play.scene("Elif reads it aloud; the first time it is too long", elif_)
    await play.taps(elif_, "translate_bulletin.all.choices.speak")
    elif_.phone.send_file("voice", VOICE.read_bytes(), duration=45)
    await play.settle()
    await play.speaks(elif_)
    await play.taps(elif_, "translate_bulletin.all.choices.look")
    await play.taps(elif_, "translate_bulletin.write.choices.next")
    play.scene("Leyla reads it, and hears it", play.stage.people["Leyla"])
    await play.taps(elif_, "translate_bulletin.all.choices.ready")
    await play.taps(play.stage.people["Leyla"], "translation_to_read.ask.choices.now")
    assert marit


@for_coordinators
async def translation_asked(play: Player) -> None:
    marit, elif_ = await short_in_turkish(play)
    play.scene("Elif is asked, and cannot; nobody else can, and Marit hears it", elif_, marit)
    await asked(play, SHORT, "tr")
    await play.taps(elif_, "translation_asked.ask.choices.hand_back")
    await play.taps(elif_, "translate_hand_back.why.choices.silent")


@for_coordinators
async def translation_answer(play: Player) -> None:
    marit, elif_ = await play.coordinator(), await play.translator("Elif", "tr")
    fatma = await play.parent("Fatma", "tr")
    await play.group(marit)
    play.scene("Fatma asks in Turkish, and Elif puts it into Dutch", fatma, elif_, "Lijster")
    await asks(play, fatma)
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.types(elif_, IN_DUTCH)
    play.scene("Marit answers in Dutch, and Fatma gets it in Turkish", fatma, elif_, "Lijster")
    await play.types(marit, ANSWER, topic="Lijster")
    await play.taps(elif_, "translation_asked.ask.choices.later")
    await play.types(elif_, "/vertalen")
    await taps_on(play, elif_, "Lijster")
    await play.types(elif_, IN_TURKISH)
    await play.waits(hours=1)
    play.scene("Another answer, which Elif speaks", fatma, elif_, "Lijster")
    await play.types(marit, ANSWER, topic="Lijster")
    await taps_on(play, elif_, "Ja, nu")
    await play.speaks(elif_)
    await play.waits(hours=1)


@for_coordinators
async def words_changed(play: Player) -> None:
    await play.coordinator()
    elif_ = await play.translator("Elif", "tr")
    fatma = await play.parent("Fatma", "tr")
    await play.types(fatma, "/vraag")
    said = await play.types(fatma, ASKED["tr"])
    await play.taps(elif_, "translation_asked.ask.choices.now")
    play.scene("Fatma changes what she asked, while Elif translates it", elif_)
    await play.changes(fatma, said, "Babam da gelebilir mi?")
    await play.types(elif_, IN_DUTCH)
    await play.types(elif_, "Mag mijn vader ook komen?")
    play.cut()
    await play.waits(hours=1)
    await play.types(fatma, "/vraag")
    said = await play.types(fatma, ASKED["tr"])
    await play.taps(elif_, "translation_asked.ask.choices.later")
    play.scene("Another time Elif had put it off", elif_)
    await play.changes(fatma, said, "Babam da gelebilir mi?")
    await play.taps(elif_, "words_changed.tell.choices.later")


@for_coordinators
async def translation_reminder(play: Player) -> None:
    marit, elif_ = await short_in_turkish(play)
    await asked(play, SHORT, "tr")
    await play.taps(elif_, "translation_asked.ask.choices.later")
    play.scene("A day later Elif is reminded, and after another day Marit hears who is late", elif_, marit)
    await play.waits(days=1)
    await play.taps(elif_, "translation_reminder.ask.choices.later")
    await play.waits(days=1)
    await play.taps(marit, "translation_stuck.choose.choices.wait")


@for_coordinators
async def translation_stuck(play: Player) -> None:
    marit, elif_ = await play.coordinator(), await play.translator("Elif", "tr")
    fatma = await play.parent("Fatma", "tr")
    await play.group(marit)
    await asks(play, fatma)
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.types(elif_, IN_DUTCH)
    await play.types(marit, ANSWER, topic="Lijster")
    play.scene("An answer waits for a day; there is nobody else to ask, and Marit sends it as it is", marit, fatma)
    await play.waits(days=1)
    await play.taps(marit, "translation_stuck.choose.choices.other")
    play.cut()
    await play.types(marit, MORE["nl"], topic="Lijster")
    await play.waits(days=1, hours=2)
    play.scene("Another one waits for a day, and Marit sends it as it is", marit, fatma)
    await play.waits(hours=1)
    await play.taps(marit, "translation_stuck.choose.choices.as_it_is")
    await play.waits(hours=1)


@for_coordinators
async def translation_changed(play: Player) -> None:
    marit, elif_ = await play.coordinator(), await play.translator("Elif", "tr")
    await play.parent("Fatma", "tr")
    await without(play, FULL, "tr", "follow_up")
    await asked(play, FULL, "tr")
    await play.taps(elif_, "translation_asked.ask.choices.later")
    play.scene("The Dutch changes while Elif is at it", elif_)
    await dutch_changes(play, FULL, "meaning", "Een tolk is nu het belangrijkst.")
    await play.taps(elif_, "translation_changed.tell.choices.later")
    await dutch_changes(play, FULL, "acknowledgement", "Ouders voelden zich alleen.")
    await play.taps(elif_, "translation_changed.tell.choices.now")
    await dutch_changes(play, FULL, "acknowledgement", "")
    await play.types(elif_, "Anne babalar kendini yalnız hissetti.")
    assert marit


@for_coordinators
async def translation_to_read(play: Player) -> None:
    marit, elif_ = await short_in_turkish(play, readers=2)
    leyla = play.stage.people["Leyla"]
    await asked(play, SHORT, "tr")
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.types(elif_, "Tercüman için uğraşıyoruz.")
    play.scene("Elif is ready; Leyla reads it, and would change something", elif_, leyla)
    await play.taps(elif_, "translate_bulletin.all.choices.ready")
    await play.taps(leyla, "translation_to_read.ask.choices.later")
    await play.types(leyla, "/vertalen")
    await taps_on(play, leyla, "We werken")
    await play.taps(leyla, "translation_read.verdict.choices.no")
    await play.types(leyla, "Schrijf: 'ayarlıyoruz'.")
    play.cut()
    await play.taps(elif_, "translation_sent_back.tell.choices.now")
    await play.taps(elif_, "translate_bulletin.all.choices.look")
    await play.types(elif_, "Tercümanı ayarlıyoruz.")
    await play.taps(elif_, "translate_bulletin.all.choices.ready")
    play.scene("Leyla reads it again, and agrees; Marit hears that all languages are ready", leyla, marit)
    await play.taps(leyla, "translation_to_read.ask.choices.now")
    await play.taps(leyla, "translation_read.verdict.choices.not_now")
    await play.types(leyla, "/vertalen")
    await taps_on(play, leyla, "We werken")
    await play.taps(leyla, "translation_read.verdict.choices.yes")


@for_coordinators
async def translation_read_by_another(play: Player) -> None:
    marit, elif_ = await short_in_turkish(play, readers=2)
    nur, leyla = await play.translator("Nur", "tr"), play.stage.people["Leyla"]
    await asked(play, SHORT, "tr")
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.types(elif_, "Tercüman için uğraşıyoruz.")
    await play.taps(elif_, "translate_bulletin.all.choices.ready")
    play.scene("Nur cannot read it, and Leyla is asked; nobody is left when she cannot either", nur, leyla, marit)
    await play.taps(nur, "translation_to_read.ask.choices.cannot")
    await play.taps(leyla, "translation_to_read.ask.choices.now")
    await play.taps(leyla, "translation_read.verdict.choices.cannot")


@for_coordinators
async def translation_not_read(play: Player) -> None:
    marit, elif_ = await short_in_turkish(play, readers=2)
    await play.translator("Nur", "tr")
    await asked(play, SHORT, "tr")
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.types(elif_, "Tercüman için uğraşıyoruz.")
    await play.taps(elif_, "translate_bulletin.all.choices.ready")
    await play.waits(days=1)
    play.scene("Nur says nothing for two days, and Marit asks Leyla", marit)
    await play.waits(days=1)
    await play.taps(marit, "translation_stuck.choose.choices.reader")
    play.cut()
    await play.waits(days=4)
    play.scene("Leyla says nothing either", marit)
    await play.waits(days=1)
    await play.taps(marit, "translation_stuck.choose.choices.reader")
    await play.taps(marit, "translation_stuck.approve_or_wait.choices.wait")


@for_coordinators
async def translations_read_by_another(play: Player) -> None:
    marit, elif_ = await short_in_turkish(play, readers=2)
    await play.translator("Nur", "tr")
    await asked(play, SHORT, "tr")
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.types(elif_, "Tercüman için uğraşıyoruz.")
    await play.taps(elif_, "translate_bulletin.all.choices.ready")
    await play.types(marit, "/vertalingen")
    await play.taps(marit, SECOND)
    play.scene("Marit asks another reader, and another one", marit)
    await taps_on(play, marit, "Turks")
    await play.taps(marit, "translations.one.choices.reader")
    await taps_on(play, marit, "Turks")
    await play.taps(marit, "translations.one.choices.reader")


@for_coordinators
async def translation_sent_back(play: Player) -> None:
    _, elif_ = await short_in_turkish(play, readers=2)
    leyla = play.stage.people["Leyla"]
    await asked(play, SHORT, "tr")
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.types(elif_, "Tercüman için uğraşıyoruz.")
    await play.taps(elif_, "translate_bulletin.all.choices.ready")
    await play.taps(leyla, "translation_to_read.ask.choices.now")
    await play.taps(leyla, "translation_read.verdict.choices.no")
    play.scene("Leyla sends it back, and Elif looks at it later", elif_)
    await play.types(leyla, "Schrijf: 'ayarlıyoruz'.")
    await play.taps(elif_, "translation_sent_back.tell.choices.later")


@for_coordinators
async def translation_unread(play: Player) -> None:
    marit, elif_ = await short_in_turkish(play)
    bram = await play.coordinator("Bram")
    await asked(play, SHORT, "tr")
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.types(elif_, "Tercüman için uğraşıyoruz.")
    play.scene("Nobody else reads Turkish; Bram waits, Marit approves it and says why", elif_, bram, marit)
    await play.taps(elif_, "translate_bulletin.all.choices.ready")
    await play.taps(bram, "translation_unread.ask.choices.wait")
    await play.taps(marit, "translation_unread.ask.choices.approve")
    await play.types(marit, "Elif tolkt al 10 jaar voor ons.")


async def pictured(play: Player, bulletin_id: str) -> None:
    """Off paper: a picture stands beside its first proposal, told in Dutch alone; and it was looked at so."""
    async with play.stage.house.work() as work:
        bulletin = await work.uow.bulletins.get(bulletin_id)
        before = await work.uow.bulletins.revision(bulletin.revision_id or "")
        [proposal_id, *_] = before.proposal_ids
        picture = CoalitionPicture(bulletin.coalition_id, key_of(PICTURE), {}, "marit", PICTURE, from_file=False)
        await work.uow.pictures.save(picture)
        texts = {**before.texts, ("nl", picturing.element_of(proposal_id)): "Een foto van het buurthuis."}
        told: dict[str, Any] = {"texts": texts, "pictures": {proposal_id: picture.text_hash}}
        after = replace(before, id=play.chance.id(), number=before.number + 1, **told)
        await work.uow.bulletins.add_revision(after)
        await work.uow.bulletins.save(replace(bulletin, revision_id=after.id))
        if look := await work.uow.bulletins.second_look(before.id):
            await work.uow.bulletins.add_second_look(replace(look, revision_id=after.id))


@for_coordinators
async def send_without_a_picture(play: Player) -> None:
    await play.parent()
    amal = await play.parent("Amal", "ar")
    marit = await play.coordinator("Marit")
    await pictured(play, FULL)
    play.scene("What the picture shows stands there in Dutch alone: Marit sees it before she sends", marit)
    await play.types(marit, "/klaar")
    await play.taps(marit, FIRST)
    await play.types(marit, "/vertalingen")
    await play.taps(marit, FIRST)
    await taps_on(play, marit, "Arabisch")
    await play.taps(marit, "translations.one.choices.back_to_all")
    await play.taps(marit, "translations.show.choices.ready")
    await play.types(marit, "/stuur")
    await play.taps(marit, FIRST)
    play.scene("Amal gets the message, without the picture", amal)
    await play.taps(marit, "send.confirm.choices.yes")
    await play.taps(amal, "react.understood.choices.helps")


@for_coordinators
async def translations_choose(play: Player) -> None:
    marit, bram = await play.coordinator(), await play.coordinator("Bram")
    for name, language in (("Fatma", "tr"), ("Aylin", "tr"), ("Zofia", "pl"), ("Amal", "ar"), ("Lotte", "nl")):
        await play.parent(name, language)
    elif_, leyla = await play.translator("Elif", "tr"), await play.translator("Leyla", "tr")
    for language in ("tr", "pl"):
        await without(play, SHORT, language)
    play.scene("Marit asks for what is missing; nobody translates Polish", marit)
    await play.types(marit, "/vertalingen")
    await play.taps(marit, SECOND)
    await play.taps(marit, "translations.show.choices.ask_all")
    play.scene("She looks at Polish, and asks Elif once more", marit)
    await taps_on(play, marit, "Pools")
    await play.taps(marit, "translations.one.choices.other")
    await taps_on(play, marit, "Turks")
    await play.taps(marit, "translations.one.choices.again")
    play.scene("She asks Leyla instead", marit)
    await taps_on(play, marit, "Turks")
    await play.taps(marit, "translations.one.choices.other")
    await taps_on(play, marit, "Leyla")
    play.cut()
    await play.taps(leyla, "translation_asked.ask.choices.now")
    await play.types(leyla, "Tercümanı ayarlıyoruz.")
    await play.taps(leyla, "translate_bulletin.all.choices.ready")
    play.scene("Leyla wrote it, Elif reads it, and Arabic was ready", marit)
    await taps_on(play, marit, "Turks")
    await play.taps(marit, "translations.one.choices.back_to_all")
    await taps_on(play, marit, "Arabisch")
    await play.taps(marit, "translations.one.choices.back_to_all")
    await play.taps(marit, "translations.show.choices.ready")
    assert bram
    assert elif_


@for_coordinators
async def translations_choose_one(play: Player) -> None:
    marit, _ = await short_in_turkish(play)
    await without(play, SHORT, "ar")
    play.scene("Marit asks one language, of which nobody needs the other", marit)
    await play.types(marit, "/vertalingen")
    await play.taps(marit, SECOND)
    await taps_on(play, marit, "Arabisch")
    await play.taps(marit, "translations.one.choices.ask")
    play.scene("And Turkish, which Elif has", marit)
    await taps_on(play, marit, "Turks")
    await play.taps(marit, "translations.one.choices.ask")
    play.cut()
    elif_ = play.stage.people["Elif"]
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.types(elif_, "Tercümanı ayarlıyoruz.")
    await play.taps(elif_, "translate_bulletin.all.choices.ready")
    play.scene("It is written, and nobody else reads Turkish", marit)
    await taps_on(play, marit, "Turks")
    await play.taps(marit, "translations.one.choices.approve")
    await play.types(marit, "Elif tolkt al 10 jaar voor ons.")


@for_coordinators
async def translations_ready(play: Player) -> None:
    marit, elif_ = await short_in_turkish(play, readers=2)
    leyla = play.stage.people["Leyla"]
    await asked(play, SHORT, "tr")
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.types(elif_, "Tercümanı ayarlıyoruz.")
    await play.taps(elif_, "translate_bulletin.all.choices.ready")
    await play.taps(leyla, "translation_to_read.ask.choices.now")
    play.scene("The last language is approved", marit)
    await play.taps(leyla, "translation_read.verdict.choices.yes")


@for_parents
async def who_translates(play: Player) -> None:
    language = SPEAKS[play.language]
    await play.coordinator()
    await play.translator("Hanan", language)
    await play.translator("Samir", language)
    amal, yara = await play.parent("Amal", language), await play.parent("Yara", language)
    play.scene("Amal asks for the first time, and hears who translates; she would rather have somebody else", amal)
    await asks(play, amal, language)
    await taps_on(play, amal, "Hanan")
    await taps_on(play, amal, "Samir")
    play.scene("Yara thinks it is fine", yara)
    await asks(play, yara, language)
    await play.taps(yara, "who_translates.tell.choices.yes")


@for_parents
async def interpreters(play: Player) -> None:
    language = SPEAKS[play.language]
    lotte, amal = await play.parent("Lotte", "nl"), await play.parent("Amal", language)
    play.scene("Lotte writes Dutch", lotte)
    await play.types(lotte, "/tolk")
    play.scene("Nobody translates for Amal", amal)
    await play.types(amal, "/tolk")
    play.cut()
    await play.translator("Hanan", language)
    await play.translator("Samir", language)
    play.scene("Now two do; she declines one, and thinks otherwise", amal)
    await play.types(amal, "/tolk")
    await taps_on(play, amal, "Hanan")
    await taps_on(play, amal, "Hanan")
    await play.taps(amal, "interpreters.choose.choices.ready")


@for_coordinators
async def translations_choose_nothing(play: Player) -> None:
    marit = await play.coordinator()
    await play.parent("Lotte")
    for bulletin_id in (FULL, SHORT):
        await play.bulletin_goes_out(bulletin_id)
    await play.waits(hours=1)
    play.scene("Everything is out", marit)
    await play.types(marit, "/vertalingen")


async def moved(play: Player, name: str, bulletin_id: str = "") -> None:
    """A coordinator gives the work on a bulletin (or on a question) to somebody else, off paper."""
    marit = await coordinator_of(play)
    async with play.stage.house.work() as work:
        tasks = await work.uow.translations.open(COALITION)
        task = next(task for task in tasks if (task.bulletin_id or "") == bulletin_id)
        other = next(p for p in await assigning.could_do(work, task) if p.name == name)
        await translating.move(work, marit.actor, task.id, other.id)
    await play.settle()


async def words_change(play: Player, bulletin_id: str, language: str, words: str) -> None:
    """Somebody changes a translation, off paper."""
    marit = await coordinator_of(play)
    async with play.stage.house.work() as work:
        await drafting.translate(work, marit.actor, bulletin_id, language, {"message": words})


@for_coordinators
async def translate_too_late(play: Player) -> None:
    await play.coordinator()
    elif_, leyla = await play.translator("Elif", "tr"), await play.translator("Leyla", "tr")
    fatma = await play.parent("Fatma", "tr")
    await without(play, FULL, "tr", "meaning", "follow_up")
    await asked(play, FULL, "tr")
    await play.taps(elif_, "translation_asked.ask.choices.now")
    play.scene("Elif skips two parts, and is not ready", elif_)
    await play.taps(elif_, "translate_bulletin.write.choices.next")
    await play.taps(elif_, "translate_bulletin.write.choices.next")
    await play.taps(elif_, "translate_bulletin.all.choices.ready")
    play.scene("Meanwhile Leyla was asked", elif_, leyla)
    await moved(play, "Leyla", FULL)
    await play.types(elif_, "Anladıklarımız.")
    play.cut()
    await moved(play, "Elif", FULL)
    await moved(play, "Leyla", FULL)
    play.scene("Once more, before Elif began", elif_)
    await play.taps(elif_, "translation_asked.ask.choices.now")
    play.cut()
    await asks(play, fatma)
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await moved(play, "Leyla")
    play.scene("And a question", elif_)
    await play.types(elif_, IN_DUTCH)


@for_coordinators
async def translation_to_read_too_late(play: Player) -> None:
    _, elif_ = await short_in_turkish(play, readers=2)
    leyla = play.stage.people["Leyla"]
    await asked(play, SHORT, "tr")
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.types(elif_, "Tercüman için uğraşıyoruz.")
    await play.taps(elif_, "translate_bulletin.all.choices.ready")
    await play.taps(leyla, "translation_to_read.ask.choices.now")
    play.scene("The words change while Leyla reads them; then the Dutch does", leyla)
    await words_change(play, SHORT, "tr", "Tercümanı ayarlıyoruz.")
    await play.taps(leyla, "translation_read.verdict.choices.yes")
    await dutch_changes(play, SHORT, "message", "De tolk komt er.")
    await play.taps(leyla, "translation_read.verdict.choices.yes")


@for_coordinators
async def translation_unread_too_late(play: Player) -> None:
    marit, elif_ = await short_in_turkish(play)
    bram = await play.coordinator("Bram")
    await asked(play, SHORT, "tr")
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.types(elif_, "Tercüman için uğraşıyoruz.")
    await play.taps(elif_, "translate_bulletin.all.choices.ready")
    await play.taps(marit, "translation_unread.ask.choices.approve")
    await play.types(marit, "Elif tolkt al 10 jaar voor ons.")
    play.scene("Marit was quicker than Bram", bram)
    await play.taps(bram, "translation_unread.ask.choices.approve")
    await play.types(bram, "Elif kan dit.")
    play.cut()
    await without(play, SHORT, "tr")
    await words_change(play, SHORT, "tr", "Tercüman geliyor.")
    await asked(play, SHORT, "tr")
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.taps(elif_, "translate_bulletin.all.choices.ready")
    await play.taps(bram, "translation_unread.ask.choices.approve")
    await play.translator("Leyla", "tr")
    play.scene("Meanwhile Leyla joined, who could read it", bram)
    await play.types(bram, "Elif kan dit.")


@for_coordinators
async def translation_stuck_without_a_reader(play: Player) -> None:
    marit, elif_ = await short_in_turkish(play)
    await asked(play, SHORT, "tr")
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.types(elif_, "Tercümanı ayarlıyoruz.")
    await play.taps(elif_, "translate_bulletin.all.choices.ready")
    await play.taps(marit, "translation_unread.ask.choices.wait")
    play.scene("It waits for a second reader, for a day", marit)
    await play.waits(days=1)
    await play.taps(marit, "translation_stuck.choose.choices.approve")
    await play.types(marit, "Elif tolkt al 10 jaar voor ons.")


@for_coordinators
async def translation_stuck_too_late(play: Player) -> None:
    marit, bram = await play.coordinator(), await play.coordinator("Bram")
    elif_, fatma = await play.translator("Elif", "tr"), await play.parent("Fatma", "tr")
    await asks(play, fatma)
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.types(elif_, IN_DUTCH)
    await play.types(marit, "/vragen")
    await play.taps(marit, "Lijster · 4 juni")
    await play.types(marit, ANSWER)
    await play.waits(days=1)
    await play.taps(marit, "translation_stuck.choose.choices.as_it_is")
    play.scene("Marit sent it already", bram)
    await play.taps(bram, "translation_stuck.choose.choices.as_it_is")


@for_coordinators
async def translations_choose_too_late(play: Player) -> None:
    marit, elif_ = await short_in_turkish(play, readers=2)
    await asked(play, SHORT, "tr")
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.types(marit, "/vertalingen")
    await play.taps(marit, SECOND)
    await taps_on(play, marit, "Turks")
    await play.taps(marit, "translations.one.choices.other")
    await play.types(elif_, "Tercümanı ayarlıyoruz.")
    await play.taps(elif_, "translate_bulletin.all.choices.ready")
    play.scene("Marit asks somebody else, but Elif wrote it meanwhile", marit)
    await taps_on(play, marit, "Leyla")
    play.cut()
    await without(play, SHORT, "tr")
    async with play.stage.house.work() as work:
        for task in await translating.open_of(work, SHORT):
            await assigning.drop(work, task)
    await play.types(marit, "/vertalingen")
    await play.taps(marit, SECOND)
    async with play.stage.house.work() as work:
        await steering.cancel(work, operator(COALITION), SHORT)
    play.scene("It is withdrawn meanwhile", marit)
    await play.taps(marit, "translations.show.choices.ask_all")
    async with play.stage.house.work() as work:
        for switched in await work.uow.own_texts.switched_on(COALITION):
            await work.uow.own_texts.switch_off(COALITION, switched.language)
        for person in await work.uow.people.parents("eerste-weken"):
            await work.uow.people.save(replace(person, language="nl"))
    play.scene("Everybody reads Dutch", marit)
    await play.types(marit, "/vertalingen")
    await taps_on(play, marit, "Ouders vertelden")


HITS = {"en": "He hits me.", "ar": "زوجي يضربني."}
CALL = {"en": "Call 112 now.", "ar": "اتصلي بالرقم 112 الآن."}


@for_parents
async def answer_changed_in_danger(play: Player) -> None:
    language = SPEAKS[play.language]
    await play.coordinator()
    await play.translator("Hanan", language)
    yara = await play.parent("Yara", language)
    marit = await coordinator_of(play)
    play.scene("Yara is in danger: the answer comes at once, and then in her language", yara)
    async with play.stage.house.work() as work:
        [parent] = await work.uow.people.parents(TRAJECTORY)
        question = await questions.ask(work, parent.actor, HITS[language])
        await questions.answer(work, marit.actor, question.id, "Bel nu 112.")
    await play.settle()
    async with play.stage.house.work() as work:
        [task] = [one for one in await work.uow.translations.open(COALITION) if one.direction is Direction.ANSWER]
        hanan = await work.uow.people.get(str(task.translator_id))
        await translating_words.write(work, hanan.actor, task.id, CALL[language])
    await play.settle()
