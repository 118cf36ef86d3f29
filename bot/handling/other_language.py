"""Who does not understand may just read the wrong language: a way to another one, beside the question that is asked once more."""

from bot.dialogue.commands import Say
from bot.dialogue.pages import words_of_next
from bot.domain.conversation import Conversation
from bot.domain.delivery import RecipientKind
from bot.domain.wording import Button
from bot.handling.cards import Entrance, bound
from bot.handling.moment import Moment
from bot.services.speaking import languages
from bot.texts.languages import language

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
