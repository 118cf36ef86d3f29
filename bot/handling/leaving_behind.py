"""What somebody who leaves leaves behind: questions that nobody could hear the answer to."""

from collections.abc import Awaitable, Callable

from bot.domain.actor import Actor
from bot.domain.delivery import Delivery, Part, PartKind, Purpose
from bot.domain.person import Person
from bot.domain.question import QuestionState
from bot.domain.wording import Content
from bot.handling import relay
from bot.handling.context import Context
from bot.services.work import Work


async def leave(context: Context, how: Callable[[Work, Actor], Awaitable[Person]]) -> bool:
    """The person leaves by `how`, and coordinators hear which questions that closed. Whether one of those was still open."""
    threads = await context.work.uow.questions.of_person(context.person.id)
    left = [question for question in threads if question.state is not QuestionState.CLOSED]
    await how(context.work, context.person.actor)
    for question in left:
        await relay.tell_dropped(context.work, context.account, question)
    return any(question.state is QuestionState.OPEN for question in left)


async def tell_question_is_closed(context: Context) -> None:
    """The parent hears it beside what the flow says; once in a conversation."""
    work = context.work
    delivery_id = work.chance.id()
    delivery = Delivery(
        delivery_id,
        context.person.coalition_id,
        context.account.id,
        context.place,
        Purpose.REPLY,
        f"question_dropped:{context.conversation_id}",
        work.clock.now(),
        parts=(Part(work.chance.id(), delivery_id, 1, PartKind.SEND, Content(("common.question_dropped",))),),
    )
    await work.uow.ledger.add(delivery, conversation_id=context.conversation_id)
