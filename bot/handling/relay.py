"""What a parent asks reaches the coordinators where they sit: a topic of its own in a forum, else their group, else each of them.

Under the question's pseudonym; the parent's words are looked up late, under the parent's key.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from bot.domain import wording
from bot.domain.coalition import BotAccount
from bot.domain.conversation import Conversation
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, State
from bot.domain.errors import NotThere
from bot.domain.question import Question, QuestionMessage
from bot.domain.translation import TranslationTask
from bot.domain.wording import Content, Values
from bot.handling import alarm, question_card, translators
from bot.handling.question_card import ABOUT
from bot.services.translation import translating_words
from bot.services.work import Work

LOST_WITHIN = timedelta(days=7)
"""So long after it was due an answer is looked after; a part is tried for hours at the most."""
WITHOUT_WORDS = {"photo": "topic_photo", "document": "topic_document"}
"""What stands above what somebody sent, by its kind; above all else that it is a voice."""


async def to_coordinators(
    work: Work, account: BotAccount, question: Question, message: QuestionMessage, key: str = "topic_more"
) -> None:
    """One message of the parent, or an edit of it (`topic_edited`), told to the coordinators under the text `common.<key>`.

    The first message of a question (`topic_header`) goes with its card before it, in a topic that is made for it. After every
    other one the card says how the question stands now.
    """
    values = _values(question, message)
    said = []
    if key == "topic_header" and message.text:
        said.append(Content(("common.topic_question",), values))
    if key != "topic_header":
        known, more = await translators.said_with(work, message, first=False)
        said.append(Content((f"common.{key}", *known), values | more))
    if message.media_id is not None and key != "topic_edited":
        above = WITHOUT_WORDS.get((await work.uow.media.get(message.media_id)).kind, "topic_voice")
        said.append(Content((f"common.{above}",), values, media_id=message.media_id))
    cause = f"{key}:{message.id}:{work.clock.now().isoformat()}"
    await _deliver(work, account, question, said, cause, first=key == "topic_header")
    if question.danger and message.from_parent and key != "topic_closed":
        await alarm.tell_danger(work, account, question)


async def tell_translated(work: Work, account: BotAccount, task: TranslationTask) -> None:
    """A translator put a parent's message into Dutch, or an answer into the parent's language: said where the question stands."""
    if task.message_id is None or not (task.words or task.media_id):
        return
    message = await work.uow.questions.message(task.message_id)
    question = await work.uow.questions.get(message.question_id)
    values = {"pseudonym": question.pseudonym, **await translators.values_of(work, task)}
    contents = [Content((f"common.topic_translated_{task.direction}",), values)]
    await _deliver(work, account, question, contents, f"translated:{task.id}")


async def tell_answer_waits(work: Work, account: BotAccount, question: Question, message: QuestionMessage) -> bool:
    """Coordinators hear that an answer waits for a translator; whether it does."""
    task = await translating_words.open_for(work, message.id)
    if task is None:
        return False
    key = "topic_answer_went_before" if question.danger else "topic_answer_waits"
    values = {"pseudonym": question.pseudonym, **await translators.values_of(work, task)}
    await _deliver(work, account, question, [Content((f"common.{key}",), values)], f"answer_waits:{task.id}")
    return True


async def tell_dropped(work: Work, account: BotAccount, question: Question) -> None:
    """Coordinators hear that its parent left, under the pseudonym that they know. Messages may be gone by then."""
    cause = f"topic_dropped:{question.id}:{work.clock.now().isoformat()}"
    await _deliver(work, account, question, [_notice("topic_dropped", question)], cause)


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


async def _deliver(
    work: Work, account: BotAccount, question: Question, contents: Sequence[Content], cause: str, *, first: bool = False
) -> bool:
    """To the group, or to each coordinator who has joined; whether it was new to any of them. `first`: after its card."""
    new = False
    for place in await question_card.places(work, account, question):
        new |= await _deliver_to(work, account, question, contents, place, cause, first=first)
    if new and not first:
        await question_card.refresh(work, account, question.id)
    return new


async def _deliver_to(
    work: Work,
    account: BotAccount,
    question: Question,
    contents: Sequence[Content],
    place: Recipient,
    cause: str,
    *,
    first: bool,
) -> bool:
    id_ = work.chance.id()
    makes_topic = place.topic_of is not None and (question.topic_id is None or question.group_id != place.id)
    pending = makes_topic and await work.uow.ledger.has_topic_pending(question.id)
    parts: list[Part] = []
    if makes_topic and not pending:
        called = "topic_name_danger" if question.danger else "topic_name"
        topic = Content(values={"pseudonym": question.pseudonym}, topic_name=wording.text(f"common.{called}"))
        parts.append(Part(work.chance.id(), id_, 1, PartKind.CREATE_TOPIC, topic))
    if first:
        face = await question_card.face(work, question, place)
        parts.append(await question_card.part(work, question, place, id_, len(parts) + 1, face))
    for content in contents:
        parts.append(Part(work.chance.id(), id_, len(parts) + 1, PartKind.SEND, content))
    # What is dangerous goes before all else, but not before the topic in which it stands.
    purpose = Purpose.REPLY if question.danger and not pending else Purpose.NOTICE
    now = work.clock.now()
    delivery = Delivery(
        id_, question.coalition_id, account.id, place, purpose, f"{cause}:{place}", now, parts=tuple(_queued(parts))
    )
    return await work.uow.ledger.add(delivery, conversation_id=f"{ABOUT}{question.id}")


def _queued(parts: Sequence[Part]) -> list[Part]:
    return [replace(part, state=State.PENDING if number == 0 else State.QUEUED) for number, part in enumerate(parts)]


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
        "answer_by": wording.day(question.promised),
        "asked": wording.message(message.id),
    }
