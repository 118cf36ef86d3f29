"""What a parent asks reaches the coordinators where they sit: a topic of its own in a forum, else their group, else each of them.

Under the question's pseudonym; the parent's words are looked up late, under the parent's key.
"""

from bot.domain import wording
from bot.domain.coalition import BotAccount
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind, State
from bot.domain.question import Question, QuestionMessage
from bot.domain.wording import Content, Values
from bot.services.work import Work

ABOUT = "question:"
"""How the ledger marks a message that is about a question: a reply to it is an answer."""


async def to_coordinators(
    work: Work, account: BotAccount, question: Question, message: QuestionMessage, key: str = "topic_more"
) -> None:
    """One message of the parent, or an edit of it (`topic_edited`), told to the coordinators under the text `common.<key>`.

    The first message of a question goes with `topic_header` before it, in a topic that is made for it.
    """
    group = await work.uow.coalitions.coordinators_group(question.coalition_id)
    if group is not None:
        needs_topic = group.is_forum and (question.topic_id is None or question.group_id != group.id)
        needs_topic = needs_topic and not await work.uow.ledger.has_topic_pending(question.id)
        recipient = Recipient(RecipientKind.GROUP, group.id, topic_of=question.id if group.is_forum else None)
        await _deliver(work, account, question, message, recipient, key, needs_topic=needs_topic)
        return
    for coordinator in await work.uow.people.coordinators(question.coalition_id):
        recipient = Recipient(RecipientKind.PERSON, coordinator.id)
        if await work.uow.people.address_of(coordinator.id, account.id) is not None:
            await _deliver(work, account, question, message, recipient, key)


async def _deliver(
    work: Work,
    account: BotAccount,
    question: Question,
    message: QuestionMessage,
    recipient: Recipient,
    key: str,
    *,
    needs_topic: bool = False,
) -> None:
    delivery_id = work.chance.id()
    values = _values(question, message)
    first = key == "topic_header"
    contents: list[tuple[PartKind, Content]] = []
    if needs_topic:
        name = wording.text("common.topic_name")
        contents.append((PartKind.CREATE_TOPIC, Content(values=values, topic_name=name)))
    contents.append((PartKind.SEND, Content((f"common.{key}",), values)))
    if first and message.text:
        contents.append((PartKind.SEND, Content(("common.topic_question",), values)))
    if message.media_id is not None:
        contents.append((PartKind.SEND, Content(("common.topic_voice",), values, media_id=message.media_id)))
    parts = tuple(
        Part(work.chance.id(), delivery_id, number, kind, content, State.PENDING if number == 1 else State.QUEUED)
        for number, (kind, content) in enumerate(contents, 1)
    )
    delivery = Delivery(
        delivery_id,
        question.coalition_id,
        account.id,
        recipient,
        Purpose.REPLY,
        f"{key}:{message.id}:{recipient}:{work.clock.now().isoformat()}",
        work.clock.now(),
        parts=parts,
    )
    await work.uow.ledger.add(delivery, conversation_id=f"{ABOUT}{question.id}")


def _values(question: Question, message: QuestionMessage) -> Values:
    danger = wording.text("common.topic_danger")
    return {
        "mark": danger if question.danger else "",
        "pseudonym": question.pseudonym,
        "language_word": wording.language_name(question.language),
        "answer_by": wording.day(question.answer_by),
        "asked": wording.message(message.id),
    }
