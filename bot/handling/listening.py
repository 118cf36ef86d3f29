"""What of a message a parent hears: approved recordings of its texts, and of the bulletin's words in it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from bot.dialogue.commands import Say
from bot.domain import wording
from bot.domain.bulletin import PICTURE
from bot.domain.coalition import Coalition
from bot.domain.conversation import Conversation
from bot.domain.delivery import RecipientKind
from bot.domain.errors import Refused
from bot.domain.recording import heard
from bot.domain.wording import Content, Value, Values
from bot.handling.moment import Moment
from bot.handling.resolving import NoWords, resolve
from bot.services.ports import UnitOfWork
from bot.services.speaking.fixed_texts import wordbook
from bot.services.speaking.languages import SOURCE
from bot.services.speaking.recordings import listens, own_words

TOLD = "told"
"""The value that tells a picture which was sent in a chat."""
BESIDE = frozenset({"plan", PICTURE})
"""What of a proposal it stands beside: parents read the plan in every answer, translators the words that tell the picture."""


class Texts(Protocol):
    """How a text is read aloud."""

    def aloud(self, key: str, language: str, values: Values) -> str: ...


async def recorded(moment: Moment, conversation: Conversation, said: Say) -> list[Value]:
    """What of it has a recording now in this person's language, in the order of hearing; nothing for who reads, or for a group.
    A card only when it comes: it is edited at every tap, and would be heard at every tap. What is said in a language of its own
    is a preview, and heard by whoever looks.

    Looked up again when it is sent: by then another language may be chosen, or the recording be gone.
    """
    card = said.card and f"{conversation.id}:{said.card}"
    if not said.voice or conversation.place.kind is not RecipientKind.PERSON:
        return []
    if card and await moment.work.uow.ledger.last_card(conversation.place, card) is not None:
        return []
    return await told(moment, conversation.person_id, said)


async def told(moment: Moment, person_id: str, said: Say) -> list[Value]:
    """The same, of what is said to somebody in their own chat, whoever says it."""
    uow = moment.work.uow
    person = await uow.people.find(person_id)
    if person is None or not (said.language or listens(person)):
        return []
    language = said.language or person.language
    if said.asked_in:
        said = replace(said, texts=said.texts[:-1])
    coalition = await uow.coalitions.get(person.coalition_id)
    words = await wordbook(moment.work, coalition.id)
    hashes: dict[str, Value] = {}
    for value in await _audible(uow, said, language):
        try:
            hashes[await hash_of(uow, words, coalition, value, language)] = value
        except (Refused, NoWords):
            continue  # it names what differs from message to message, or has no words: nobody recorded it
    there = await uow.recordings.there(coalition.id, language, [*hashes])
    heard_now = [value for text_hash, value in hashes.items() if text_hash in there]
    return [] if _only_asks(said, heard_now) else heard_now


def _only_asks(said: Say, heard_now: Sequence[Value]) -> bool:
    """Nobody is asked 'is that all right?' about something that they cannot hear."""
    return len(said.texts) > 1 and said.texts[-1].endswith(".ask") and list(heard_now) == [wording.text(said.texts[-1])]


async def asked(moment: Moment, conversation: Conversation, said: Say) -> list[Content]:
    """The question that chooses a language, in each language that has a button and a recording of it, in the order of the
    buttons: for who listens, and for who was not asked yet, who may read none of them.
    """
    uow = moment.work.uow
    person = await uow.people.find(conversation.person_id) if said.asked_in and said.texts else None
    if person is None or conversation.place.kind is not RecipientKind.PERSON or not listens(person):
        return []
    question = wording.text(said.texts[-1])
    coalition = await uow.coalitions.get(person.coalition_id)
    words = await wordbook(moment.work, coalition.id)
    found = []
    for language in said.asked_in:
        try:
            text_hash = await hash_of(uow, words, coalition, question, language)
        except (Refused, NoWords):
            continue
        if await uow.recordings.there(coalition.id, language, [text_hash]):
            found.append(Content(voice=question, language=language))
    return found


async def pictured(moment: Moment, conversation: Conversation, said: Say) -> list[Content]:
    """The coalition's own pictures beside the bulletin's words that it says: those of a data file, which tell themselves, and
    those that were sent in a chat, which an element tells."""
    uow = moment.work.uow
    named = [v for v in said.values.values() if isinstance(v, dict) and {"bulletin", "element"} <= v.keys()]
    if not named or conversation.place.kind is not RecipientKind.PERSON:
        return []
    hashes: dict[str, Values] = {}
    for value in named:
        revision = await uow.bulletins.revision(value["bulletin"])
        hashes.setdefault(heard(value["element"], revision.texts.get((SOURCE, value["element"]), "")), {})
        beside, _, name = value["element"].rpartition(":")
        key = revision.pictures.get(beside.removeprefix("proposal:"))
        if key is not None and name in BESIDE:
            hashes.setdefault(key, {TOLD: {**value, "element": f"{beside}:{PICTURE}"}})
    there = await uow.pictures.there(conversation.coalition_id, [*hashes])
    return [
        Content(picture=f"{wording.OWN_PICTURE}{text_hash}", values=values)
        for text_hash, values in hashes.items()
        if text_hash in there
    ]


async def hash_of(uow: UnitOfWork, texts: Texts, coalition: Coalition, value: Value, language: str) -> str:
    """What a recording of `value` (a text or an element) is bound to. Raises NoWords; Refused when it cannot be recorded."""
    match value:
        case {"bulletin": str(revision_id), "element": str(element)}:
            words = await resolve(uow, value, language)
            ready_made = (await uow.bulletins.revision(revision_id)).ready_made
            return heard(ready_made or element, words)
        case {"text": str(key)}:
            return heard(key, texts.aloud(key, language, own_words(coalition)))
        case _:
            raise Refused("not_audible")


async def _audible(uow: UnitOfWork, said: Say, language: str) -> list[Value]:
    """The first text, the elements it names in the order of their revision, and the other texts."""
    texts = [wording.text(key) for key in said.texts]
    named: list[dict[str, str]] = [v for v in said.values.values() if isinstance(v, dict) and {"bulletin", "element"} <= v.keys()]
    elements: list[Value] = []
    for revision_id in dict.fromkeys(value["bulletin"] for value in named):
        names = {value["element"] for value in named if value["bulletin"] == revision_id}
        elements += [wording.element(revision_id, name) for name in await _in_order(uow, revision_id, language) if name in names]
    return [*texts[:1], *elements, *texts[1:]]


async def _in_order(uow: UnitOfWork, revision_id: str, language: str) -> Sequence[str]:
    revision = await uow.bulletins.revision(revision_id)
    return [element for of, element in revision.texts if of == language]
