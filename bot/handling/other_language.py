"""Who does not understand may just read the wrong language: a way to another one, beside the question that is asked once more;
and who says nothing but a language's name, means it.
"""

from functools import cache

from bot.dialogue.commands import Say
from bot.dialogue.hearing import normalise
from bot.dialogue.pages import words_of_next
from bot.domain.conversation import Conversation
from bot.domain.delivery import RecipientKind
from bot.domain.person import Person
from bot.domain.wording import Button
from bot.handling.cards import Entrance, bound
from bot.handling.moment import Moment
from bot.services.speaking import languages
from bot.services.work import Work
from bot.texts.languages import language, table

SIGN = "🌍"
FLOW = "language"
"""Where one is chosen; a step of this name asks for it already."""
ASKED_AGAIN = "common.not_understood"


async def way_to_it(moment: Moment, conversation: Conversation, said: Say) -> tuple[tuple[Button, ...], ...]:
    """A last row with one button, named by other languages in themselves; none where there is no other, or one is chosen now.

    The button is the coalition's and tells nothing of anybody: it starts choosing for whoever taps it, and stays.
    """
    work = moment.work
    private = conversation.place.kind is RecipientKind.PERSON
    if ASKED_AGAIN not in said.texts or not private or FLOW in {conversation.flow, said.step}:
        return ()
    person = await work.uow.people.find(conversation.person_id)
    if person is None or not person.is_parent:
        return ()
    phone = moment.inbound.sender_language if moment.inbound is not None else ""
    likely = await languages.likely_first(work, person.coalition_id, phone)
    others = [language(code).own_name for code in likely if code != person.language]
    if not others:
        return ()
    entrance = Entrance(words_of_next(SIGN, others), FLOW)
    return await bound(work, person.coalition_id, f"{FLOW}:{person.coalition_id}", [[entrance]], None)


async def named(work: Work, person: Person, words: str) -> str | None:
    """The language whose name, in itself or as Dutch people call it, is all that a parent says: one that they may choose, and do
    not read now. Else None. A code is no name: 'so' and 'no' are words."""
    if not person.is_parent or not (meant := _by_name().get(normalise(words))):
        return None
    found = [code for code in await languages.choosable(work, person.coalition_id) if code in meant]
    return found[0] if found and found[0] != (person.variant or person.language) else None


@cache
def _by_name() -> dict[str, frozenset[str]]:
    """Codes by a name, as it is compared."""
    found: dict[str, set[str]] = {}
    for code, each in table().items():
        for name in {*each.typed(language("nl")), each.own_name} - {code}:
            found.setdefault(normalise(name), set()).add(code)
    return {name: frozenset(codes) for name, codes in found.items()}
