"""One text to somebody else than who is talked with, by what an action just did."""

from bot.domain.delivery import Delivery, Part, PartKind, Purpose
from bot.domain.wording import Content, Values
from bot.handling.context import Context
from bot.handling.speaking import own_chat


async def tell_person(context: Context, person_id: str, key: str, values: Values, purpose: Purpose = Purpose.REPLY) -> None:
    """In their own chat (as a FOLLOW_UP at a decent moment of theirs), once for each thing that the acting person did; also to
    somebody who does not work along any more."""
    work = context.work
    if await work.uow.people.address_of(person_id, context.account.id) is None:
        return
    delivery_id = work.chance.id()
    said = context.inbound.message_id if context.inbound else ""
    delivery = Delivery(
        delivery_id,
        context.person.coalition_id,
        context.account.id,
        own_chat(person_id),
        purpose,
        f"notice:{key}:{context.conversation_id}:{said}:{person_id}",
        work.clock.now(),
        parts=(Part(work.chance.id(), delivery_id, 1, PartKind.SEND, Content((key,), values)),),
    )
    await work.uow.ledger.add(delivery)
