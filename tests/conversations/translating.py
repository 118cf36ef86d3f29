"""What translators, parents and coordinators do in the golden conversations about putting words into another language."""

from dataclasses import replace

from bot.domain.person import Person
from bot.rehearsal.demo.stage import Somebody
from bot.services import drafting, translating
from bot.services.drafting import Change
from tests.conversations.paper import visible
from tests.conversations.parents import FULL, QUESTION, SHORT
from tests.conversations.player import COALITION, Player
from tests.conversations.scripts import for_coordinators

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
    play.scene("Elif has nothing to do", elif_)
    await play.types(elif_, "/vertalen")
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
