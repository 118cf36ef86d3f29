"""Golden conversations about reading aloud: a coalition's own voices, and parents who only tap and speak."""

from contextlib import suppress
from dataclasses import replace

from bot.domain.person import Person
from bot.domain.recording import Recording, heard
from bot.rehearsal.demo.stage import Somebody
from bot.services.speaking import own_voice
from bot.services.speaking.recordings import own_words
from bot.texts.errors import MissingValue
from tests.conversations.coordinators import FIRST_SENT
from tests.conversations.parents import FULL, OWN_NAME, SHORT, YES
from tests.conversations.player import COALITION, VOICE, Player
from tests.conversations.scripts import for_coordinators, for_parents
from tests.conversations.translating import asked, coordinator_of, short_in_turkish, taps_on

KNOWN = {"nl": "gegevens", "ar": "بياناتي"}
"""What a parent types to see what is kept."""


async def all_read_aloud(play: Player, language: str, *, but: int = 0) -> None:
    """Off paper: every fixed text but the last so many has an approved recording in this language. When some are left, the first
    of them was recorded before, when it said something else.
    """
    who = await coordinator_of(play)
    if not but:
        await _each_read_aloud(play, language, who)
        return
    async with play.stage.house.work() as work:
        person = await work.uow.people.get(who.id)
        await work.uow.people.save(replace(person, translates=person.translates | {language}))
        while text := await own_voice.next_to_speak(work, who.actor, language):
            is_left = text.left == but
            words = "Iets anders." if is_left else text.words
            about = (COALITION, language, heard(text.key, words), who.id, work.clock.now(), 1, VOICE.read_bytes())
            await work.uow.recordings.save(Recording(*about, approved_by="somebody else", name=text.key))
            if is_left:
                break
        await work.uow.people.save(person)


async def _each_read_aloud(play: Player, language: str, who: Person) -> None:
    """All of them at once: one by one, each is looked for among all others."""
    async with play.stage.house.work() as work:
        own = own_words(await work.uow.coalitions.get(COALITION))
        for key in work.words.said_to_parents():
            with suppress(MissingValue):
                words = work.words.aloud(key, language, own)
                about = (COALITION, language, heard(key, words), who.id, work.clock.now(), 1, VOICE.read_bytes())
                await work.uow.recordings.save(Recording(*about, approved_by="somebody else", name=key))
        person = await work.uow.people.get(who.id)
        await work.uow.people.save(replace(person, translates=person.translates | {language}))
        assert await own_voice.next_to_speak(work, who.actor, language) is None
        await work.uow.people.save(person)


async def plays_nowhere(play: Player, somebody: Somebody) -> None:
    """A voice note that no phone can play; it is found out when it has been fetched."""
    play.paper.acted(somebody.name, "(a voice note that nothing can play)")
    somebody.phone.send_file("voice", b"no Ogg at all", duration=5)
    await play.settle()


@for_coordinators
async def own_voice_of_the_coalition(play: Player) -> None:
    marit, bram = await play.coordinator("Marit"), await play.coordinator("Bram")
    play.scene("Marit reads the first fixed texts aloud, and thinks twice", marit)
    await play.types(marit, "/inspreken")
    await taps_on(play, marit, "Inspreken")
    await play.speaks(marit)
    await play.taps(marit, "speak_texts.listen.choices.again")
    await play.speaks(marit)
    await play.taps(marit, "speak_texts.listen.choices.keep")
    await play.speaks(marit)
    await play.taps(marit, "speak_texts.listen.choices.keep")
    await play.taps(marit, "speak_texts.speak.choices.next")
    await play.taps(marit, "speak_texts.speak.choices.enough")
    play.scene("Bram listens: one is good, one is not", bram)
    await play.waits(minutes=1)
    await play.types(bram, "/inspreken")
    await taps_on(play, bram, "Luisteren")
    await play.taps(bram, "hear_recordings.hear.choices.yes")
    await play.taps(bram, "hear_recordings.hear.choices.no")
    play.scene("The one that was not good is asked again, before what was skipped", marit)
    await taps_on(play, marit, "Nu niets")
    await play.types(marit, "/inspreken")
    await taps_on(play, marit, "Inspreken")
    await play.taps(marit, "speak_texts.speak.choices.enough")


@for_coordinators
async def own_voice_of_the_last_texts(play: Player) -> None:
    marit = await play.coordinator()
    elif_ = await play.translator("Elif", "tr")
    await all_read_aloud(play, "nl")
    await all_read_aloud(play, "tr", but=2)
    play.scene("Elif reads what is left aloud; one text has changed, and one takes her too long", elif_)
    await play.types(elif_, "/inspreken")
    await taps_on(play, elif_, "Inspreken")
    elif_.phone.send_file("voice", VOICE.read_bytes(), duration=200)
    await play.settle()
    await play.taps(elif_, "speak_texts.listen.choices.keep")
    await play.speaks(elif_)
    await play.taps(elif_, "speak_texts.listen.choices.keep")
    await play.speaks(elif_)
    await play.taps(elif_, "speak_texts.listen.choices.keep")
    play.scene("Nobody else knows Turkish: Marit approves on Elif's word", marit)
    await play.waits(minutes=1)
    await play.types(marit, "/inspreken")
    await taps_on(play, marit, "Luisteren")
    await play.taps(marit, "hear_recordings.hear.choices.next")
    await play.taps(marit, "hear_recordings.hear.choices.yes")
    await taps_on(play, marit, "Wie het maakte")
    await taps_on(play, marit, "Luisteren")
    await play.taps(marit, "hear_recordings.hear.choices.yes")
    await play.taps(marit, "hear_recordings.why.choices.not_now")
    await taps_on(play, marit, "Luisteren")
    await play.taps(marit, "hear_recordings.hear.choices.yes")
    await taps_on(play, marit, "Iemand van buiten")


@for_coordinators
async def own_voice_not_kept(play: Player) -> None:
    marit = await play.coordinator()
    play.scene("What Marit speaks is no voice that phones can play; she tries again", marit)
    await play.types(marit, "/inspreken")
    await taps_on(play, marit, "Inspreken")
    await plays_nowhere(play, marit)
    await play.taps(marit, "speak_texts.listen.choices.keep")
    await play.taps(marit, "speak_texts.speak.choices.enough")
    await taps_on(play, marit, "Nu niets")
    await play.waits(minutes=30)
    marit.phone.send_file("voice", VOICE.read_bytes(), duration=200)
    await play.settle()
    await play.speaks(marit)
    play.scene("Another time she leaves it", marit)
    await play.types(marit, "/inspreken")
    await taps_on(play, marit, "Inspreken")
    await plays_nowhere(play, marit)
    await play.taps(marit, "speak_texts.listen.choices.keep")
    await play.taps(marit, "speak_texts.speak.choices.enough")
    await taps_on(play, marit, "Nu niets")
    await play.waits(minutes=30)
    await play.taps(marit, "own_voice_not_kept.tell.choices.no")


@for_coordinators
async def voice_not_kept(play: Player) -> None:
    _, elif_ = await short_in_turkish(play)
    await asked(play, SHORT, "tr")
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.types(elif_, "Tercümanı ayarlıyoruz.")
    await play.taps(elif_, "translate_bulletin.all.choices.speak")
    play.scene("What Elif speaks is no voice that phones can play; she tries again, first too long", elif_)
    await plays_nowhere(play, elif_)
    await play.waits(minutes=30)
    elif_.phone.send_file("voice", VOICE.read_bytes(), duration=200)
    await play.settle()
    await play.speaks(elif_)


@for_parents
async def by_tap_and_voice(play: Player) -> None:
    """A whole loop in which a parent types nothing at all: joining, a message, what would help, and a question."""
    lotte = play.stranger("Lotte")
    play.scene("Lotte joins by taps alone", lotte)
    await play.opens_invitation(lotte)
    await play.taps(lotte, OWN_NAME[play.language])
    await play.taps(lotte, "welcome.age.choices.adult")
    await play.taps(lotte, "welcome.reading.choices.listen")
    await play.taps(lotte, "consent.ask.choices.yes")
    play.scene("A message comes: she taps what she thinks, and says what would help", lotte)
    await play.bulletin_goes_out(FULL)
    await play.taps(lotte, "react.understood.choices.a_little")
    await play.speaks(lotte)
    await play.taps(lotte, "keep_words.keep.choices.yes")
    await play.taps(lotte, "keep_words.hear.choices.yes")
    await play.taps(lotte, "react_proposal.plan.choices.not")
    await play.speaks(lotte)
    await play.taps(lotte, "keep_words.keep.choices.no")
    await play.taps(lotte, "react_proposal.plan.choices.helps")
    await play.taps(lotte, "react_proposal.refusal.choices.helps")
    await play.taps(lotte, "panel_offer.offer.choices.no")
    play.scene("She has a question, and asks it aloud", lotte)
    await play.speaks(lotte)
    await play.taps(lotte, "unprompted.send_it.choices.yes")
    typed = [message.text for message in lotte.phone.messages if message.sender == lotte.phone.user and message.text]
    assert all(words.startswith("/start ") for words in typed), typed


async def bulletin_read_aloud(play: Player, bulletin_id: str, language: str) -> None:
    """Off paper: somebody read every element of it aloud, and somebody else approved that."""
    who = await coordinator_of(play)
    async with play.stage.house.work() as work:
        bulletin = await work.uow.bulletins.get(bulletin_id)
        revision = await work.uow.bulletins.revision(bulletin.revision_id or "")
        for (code, element), words in revision.texts.items():
            if code == language:
                about = (COALITION, code, heard(element, words), who.id, work.clock.now(), 1, VOICE.read_bytes())
                await work.uow.recordings.save(Recording(*about, approved_by="somebody else", name=element))


@for_parents
async def hears_before_reading(play: Player) -> None:
    """Who chose to listen gets a voice with a short text and the buttons under it, and all of the text by a tap."""
    await play.coordinator()
    await all_read_aloud(play, play.language)
    await bulletin_read_aloud(play, FULL, play.language)
    lotte = play.stranger("Lotte")
    play.scene("Lotte is not asked yet what she likes: she hears it and reads it", lotte)
    await play.opens_invitation(lotte)
    await play.taps(lotte, OWN_NAME[play.language])
    await play.taps(lotte, "welcome.age.choices.adult")
    play.scene("She would rather listen: consent stands there whole, and then a short text under each voice", lotte)
    await play.taps(lotte, "welcome.reading.choices.listen")
    await play.taps(lotte, "consent.ask.choices.yes")
    await play.bulletin_goes_out(FULL)
    play.scene("She reads all of what was understood, and answers", lotte)
    await play.taps(lotte, "common.button_read_whole")
    await play.taps(lotte, "react.understood.choices.helps")
    await play.taps(lotte, "common.button_read_whole")
    await play.taps(lotte, "react_proposal.plan.choices.helps")


@for_parents
async def keep_words(play: Player) -> None:
    """Who may read what somebody says beside a reaction, and who may listen to it."""
    lotte, sem = await play.parent("Lotte"), await play.parent("Sem")
    await play.bulletin_goes_out(FULL)
    await play.taps(lotte, "react.understood.choices.not")
    play.scene("Lotte says what was not understood; it may be read, and somebody may listen", lotte)
    await play.speaks(lotte)
    await play.taps(lotte, "keep_words.keep.choices.yes")
    await play.taps(lotte, "keep_words.hear.choices.yes")
    play.scene("What she says next is not asked about again, and she hears that somebody listens", lotte)
    await play.taps(lotte, "react_proposal.plan.choices.not")
    await play.speaks(lotte)
    await play.types(lotte, YES[play.language])
    play.scene("She takes it back: nobody listens any more; what may be read stays so", lotte)
    await play.types(lotte, "/gegevens")
    await play.taps(lotte, "know_forget.known.choices.no_voice")
    await play.taps(lotte, "know_forget.no_voice.choices.yes")
    await play.types(lotte, "/gegevens")
    await play.taps(lotte, "know_forget.known.choices.keep")
    play.cut()
    await play.taps(sem, "react.understood.choices.not")
    await play.speaks(sem)
    play.scene("Sem answers both questions aloud, which no machine hears; he taps, and types a number", sem)
    await play.speaks(sem)
    await play.taps(sem, "keep_words.keep.choices.yes")
    await play.speaks(sem)
    await play.speaks(sem)
    await play.types(sem, "2")
    play.cut()
    await play.taps(sem, "react_proposal.plan.choices.not")
    await play.speaks(sem)
    await play.taps(sem, "keep_words.keep.choices.yes")
    play.scene("Asked about another voice, he first looks at what is kept, by the word for it; it is Ja that he types", sem)
    await play.types(sem, KNOWN[play.language])
    await play.taps(sem, "know_forget.known.choices.keep")
    await play.types(sem, YES[play.language])


@for_coordinators
async def keep_words_heard(play: Player) -> None:
    """What becomes of a Dutch voice with a yes, without one, and with one that is taken back; and of a Turkish one."""
    marit, elif_ = await play.coordinator(), await play.translator("Elif", "tr")
    lotte, sem, zofia = await play.parent("Lotte"), await play.parent("Sem"), await play.parent("Zofia")
    fatma = await play.parent("Fatma", "tr")
    await play.bulletin_goes_out(FULL)
    for somebody in (lotte, sem, zofia, fatma):
        await play.taps(somebody, "react.understood.choices.not")
        await play.speaks(somebody)
        await play.taps(somebody, "keep_words.keep.choices.yes")
    play.scene("Nobody said yet whether somebody may listen: Marit sees that four spoke, and can make no proposal of it", marit)
    await play.types(marit, "/reacties")
    await play.taps(marit, FIRST_SENT)
    await play.taps(marit, "1")
    play.scene("Lotte says yes: Elif hears her, and writes down what she says, in Dutch", elif_)
    await play.taps(lotte, "keep_words.hear.choices.yes")
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.types(elif_, "Er was geen tijd voor vragen.")
    play.scene("Sem says no: nobody hears anything", elif_)
    await play.taps(sem, "keep_words.hear.choices.no")
    play.scene("Zofia says yes, and takes it back while Elif listens", elif_)
    await play.taps(zofia, "keep_words.hear.choices.yes")
    await play.taps(elif_, "translation_asked.ask.choices.now")
    await play.types(zofia, "/gegevens")
    await play.taps(zofia, "know_forget.known.choices.no_voice")
    await play.taps(zofia, "know_forget.no_voice.choices.yes")
    await play.types(elif_, "Ik was alleen.")
    play.scene("Fatma says yes, in Turkish; Elif puts it off, and finds it in her queue", elif_)
    await play.taps(fatma, "keep_words.hear.choices.yes")
    await play.taps(elif_, "translation_asked.ask.choices.later")
    play.scene("Marit reads what may be read, and sees what waits", marit)
    await play.types(marit, "/reacties")
    await play.taps(marit, FIRST_SENT)
    play.scene("Elif does what waited", elif_)
    await play.types(elif_, "/vertalen")
    await taps_on(play, elif_, "stembericht")
    await play.types(elif_, "Ik wil een tolk.")
    play.scene("Then Marit reads that too", marit)
    await play.types(marit, "/reacties")
    await play.taps(marit, FIRST_SENT)


@for_coordinators
async def keep_words_heard_by_a_coordinator(play: Player) -> None:
    marit, lotte = await play.coordinator(), await play.parent("Lotte")
    await play.bulletin_goes_out(FULL)
    await play.taps(lotte, "react.understood.choices.not")
    await play.speaks(lotte)
    await play.taps(lotte, "keep_words.keep.choices.yes")
    play.scene("Nobody translates here: Marit writes it down herself", marit)
    await play.taps(lotte, "keep_words.hear.choices.yes")
    await play.taps(marit, "translation_asked.ask.choices.now")
    await play.types(marit, "Er was geen tijd voor vragen.")
    await play.types(marit, "/reacties")
    await play.taps(marit, FIRST_SENT)
