"""A renderer that says a part's first text key as it stands, so that tests read what was sent."""

from bot.domain.delivery import Delivery, Part, PartKind, RecipientKind
from bot.domain.errors import Refused
from bot.outbox.call import Call
from bot.outbox.withheld import Nothing, Waiting
from bot.services.ports import UnitOfWork


class FakeRenderer:
    """`instead` says, by text, what to give or raise in place of a call."""

    def __init__(self) -> None:
        self.instead: dict[str, Waiting | Nothing | Refused] = {}

    async def render(self, uow: UnitOfWork, delivery: Delivery, part: Part) -> Call | Waiting | Nothing:
        text = part.content.texts[0] if part.content.texts else ""
        instead = self.instead.get(text)
        if isinstance(instead, Refused):
            raise instead
        if instead is not None:
            return instead
        topic = None
        chat = delivery.recipient.id
        if delivery.recipient.kind is RecipientKind.GROUP:
            chat = (await uow.coalitions.group(delivery.recipient.id)).external_id
            if delivery.recipient.topic_of:
                topic = (await uow.questions.get(delivery.recipient.topic_of)).topic_id
        if part.kind is PartKind.CREATE_TOPIC:
            return Call(part.kind, chat, topic_name=str(part.content.topic_name or "topic"))
        message_id = None
        if part.kind is not PartKind.SEND:
            message_id = await uow.ledger.last_card(delivery.recipient, part.card or "")
            if message_id is None and part.kind is PartKind.DELETE:
                return Nothing("card_not_sent")
        kind = PartKind.SEND if part.kind is PartKind.EDIT and message_id is None else part.kind
        return Call(kind, chat, topic=topic, text=text, message_id=message_id)
