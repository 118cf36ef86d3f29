"""Words of danger in a question: every coordinator on duty hears of it at once, also outside the group."""

from bot.domain import wording
from bot.domain.coalition import BotAccount
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind
from bot.domain.question import Question
from bot.domain.wording import Content
from bot.handling.cards import Entrance, bound
from bot.handling.question_card import ABOUT
from bot.services.people.absence import on_duty
from bot.services.work import Work


async def tell_danger(work: Work, account: BotAccount, question: Question) -> None:
    """Once for each question, in their own chats, at any hour: it says that nobody is obliged to anything at night.

    Without a group they have the question itself there already.
    """
    if await work.uow.coalitions.coordinators_group(question.coalition_id) is None:
        return
    for person in await on_duty(work, question.coalition_id):
        if await work.uow.people.address_of(person.id, account.id) is None:
            continue
        id_, card_id = work.chance.id(), f"{ABOUT}{question.id}:danger"
        about = {"question_id": question.id}
        entrances = [[Entrance(wording.text(f"common.button_{what}"), flow, about)] for what, flow in BUTTONS]
        buttons = await bound(work, question.coalition_id, card_id, entrances, None)
        values = {"pseudonym": question.pseudonym, "language_word": wording.language_name(question.language)}
        part = Part(work.chance.id(), id_, 1, PartKind.SEND, Content(("common.danger_private",), values, buttons))
        to = Recipient(RecipientKind.PERSON, person.id)
        key = f"danger:{question.id}:{person.id}"
        delivery = Delivery(id_, question.coalition_id, account.id, to, Purpose.REPLY, key, work.clock.now(), parts=(part,))
        await work.uow.ledger.add(delivery, conversation_id=f"{ABOUT}{question.id}")


BUTTONS = (("read", "answer_one"), ("take", "answer_take"))
"""Their labels, and what they start."""
