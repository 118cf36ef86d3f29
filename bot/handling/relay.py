"""What a parent asks reaches the coordinators where they sit: a topic of its own in a forum, else their group, else each of them.

Under the question's pseudonym; the parent's words are looked up late, under the parent's key.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.domain import wording
from bot.domain.coalition import BotAccount
from bot.domain.conversation import Conversation
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind, State
from bot.domain.errors import NotThere
from bot.domain.question import Question, QuestionMessage
from bot.domain.wording import Content, Values
from bot.services.absence import on_duty
from bot.services.work import Work

ABOUT = "question:"
"""How the ledger marks a message that is about a question: a reply to it is an answer."""
LOST_WITHIN = timedelta(days=7)
"""So long after it was due an answer is looked after; a part is tried for hours at the most."""


async def to_coordinators(
    work: Work, account: BotAccount, question: Question, message: QuestionMessage, key: str = "topic_more"
) -> None:
    """One message of the parent, or an edit of it (`topic_edited`), told to the coordinators under the text `common.<key>`.

    The first message of a question goes with `topic_header` before it, in a topic that is made for it. How one answers depends on
    where they sit.
    """
    values = _values(question, message)
    said = []
    if key == "topic_header" and message.text:
        said.append(Content(("common.topic_question",), values))
    if message.media_id is not None:
        said.append(Content(("common.topic_voice",), values, media_id=message.media_id))
    group = await work.uow.coalitions.coordinators_group(question.coalition_id)
    texts = [f"common.{key}"]
    if key == "topic_header":
        # Who is in danger was promised no day, as that would be too late (flows/danger.yaml).
        texts.append("common.topic_not_promised" if question.danger else "common.topic_promised")
        texts.append("common.topic_answer_here" if group and group.is_forum else "common.topic_answer_by_reply")
    contents = [Content(tuple(texts), values), *said]
    await _deliver(work, account, question, contents, f"{key}:{message.id}:{work.clock.now().isoformat()}")


async def tell_dropped(work: Work, account: BotAccount, question: Question) -> None:
    """Coordinators hear that its parent left, under the pseudonym that they know. Messages may be gone by then."""
    await _deliver(
        work,
        account,
        question,
        [_notice("topic_dropped", question)],
        f"topic_dropped:{question.id}:{work.clock.now().isoformat()}",
    )


@dataclass(frozen=True, slots=True)
class LostAnswer:
    """A delivery of an answer that did not reach its parent, or perhaps did not, and the parent's conversation about it."""

    delivery: Delivery
    conversation_id: str

    @property
    def id(self) -> str:
        return self.delivery.id


async def lost_answers(work: Work) -> list[LostAnswer]:
    """Of the last days; those that coordinators heard of are among them."""
    lost = await work.uow.ledger.lost(Purpose.ANSWER, work.clock.now() - LOST_WITHIN)
    return [LostAnswer(delivery, conversation_id) for delivery, conversation_id in lost]


async def tell_lost_answer(work: Work, lost: LostAnswer) -> int:
    """Coordinators hear of it, once: 1 when they did now, else 0."""
    try:
        conversation = await work.uow.conversations.get(lost.conversation_id)
        question_id, message_id = _answer(conversation)
        question = await work.uow.questions.get(question_id)
    except (NotThere, KeyError):
        return 0
    key = "answer_uncertain" if lost.delivery.state is State.UNCERTAIN else "answer_not_delivered"
    account = await work.uow.coalitions.bot_account(lost.delivery.bot_account_id)
    return await _deliver(work, account, question, [_notice(key, question)], f"answer_lost:{message_id}")


async def _deliver(work: Work, account: BotAccount, question: Question, contents: Sequence[Content], cause: str) -> bool:
    """To the group, or to each coordinator who has joined; whether it was new to any of them."""
    group = await work.uow.coalitions.coordinators_group(question.coalition_id)
    if group is not None:
        needs_topic = group.is_forum and (question.topic_id is None or question.group_id != group.id)
        needs_topic = needs_topic and not await work.uow.ledger.has_topic_pending(question.id)
        recipient = Recipient(RecipientKind.GROUP, group.id, topic_of=question.id if group.is_forum else None)
        return await _deliver_to(work, account, question, contents, recipient, cause, needs_topic=needs_topic)
    new = False
    for coordinator in await on_duty(work, question.coalition_id):
        if await work.uow.people.address_of(coordinator.id, account.id) is not None:
            recipient = Recipient(RecipientKind.PERSON, coordinator.id)
            new |= await _deliver_to(work, account, question, contents, recipient, cause)
    return new


async def _deliver_to(
    work: Work,
    account: BotAccount,
    question: Question,
    contents: Sequence[Content],
    recipient: Recipient,
    cause: str,
    *,
    needs_topic: bool = False,
) -> bool:
    delivery_id = work.chance.id()
    calls = [(PartKind.SEND, content) for content in contents]
    if needs_topic:
        topic = Content(values=contents[0].values, topic_name=wording.text("common.topic_name"))
        calls.insert(0, (PartKind.CREATE_TOPIC, topic))
    parts = tuple(
        Part(work.chance.id(), delivery_id, number, kind, content, State.PENDING if number == 1 else State.QUEUED)
        for number, (kind, content) in enumerate(calls, 1)
    )
    delivery = Delivery(
        delivery_id,
        question.coalition_id,
        account.id,
        recipient,
        Purpose.REPLY,
        f"{cause}:{recipient}",
        work.clock.now(),
        parts=parts,
    )
    return await work.uow.ledger.add(delivery, conversation_id=f"{ABOUT}{question.id}")


def _notice(key: str, question: Question) -> Content:
    return Content((f"common.{key}",), {"pseudonym": question.pseudonym})


def _answer(conversation: Conversation) -> tuple[str, str]:
    """The question and the message that the parent's conversation began with. Raises KeyError for another conversation."""
    frames = conversation.state.get("frames") or [{"values": {}}]
    values = frames[0]["values"]
    return values["question_id"], values["message_id"]


def _values(question: Question, message: QuestionMessage) -> Values:
    danger = wording.text("common.topic_danger")
    return {
        "mark": danger if question.danger else "",
        "pseudonym": question.pseudonym,
        "language_word": wording.language_name(question.language),
        "answer_by": wording.day(question.answer_by),
        "asked": wording.message(message.id),
    }
