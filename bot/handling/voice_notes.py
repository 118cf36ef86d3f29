"""A voice note that somebody sent, passed on as it is beside what a flow says."""

from bot.domain.delivery import Delivery, Part, PartKind, Purpose
from bot.domain.wording import Content
from bot.handling.context import Context


async def pass_on(context: Context, media_id: str, purpose: Purpose) -> None:
    """Sends it to where the conversation is held; once in a conversation, however often it is asked for."""
    work = context.work
    delivery_id = work.chance.id()
    part = Part(work.chance.id(), delivery_id, 1, PartKind.SEND, Content(media_id=media_id))
    delivery = Delivery(
        delivery_id,
        context.person.coalition_id,
        context.account.id,
        context.place,
        purpose,
        f"voice:{media_id}:{context.conversation_id}",
        work.clock.now(),
        parts=(part,),
    )
    await work.uow.ledger.add(delivery, conversation_id=context.conversation_id)
