"""What coordinators are told: each question once, in order, where they sit; and of each answer that did not arrive."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.coalition import Group
from bot.domain.conversation import Conversation, Standing
from bot.domain.delivery import Delivery, PartKind, Purpose, Recipient, RecipientKind, State
from bot.domain.person import PersonState
from bot.handling import relay
from tests.handling.stories import Story
from tests.people import BOT, BRAM, FATMA, NOOR, VOORBEELDSTAD

BY_REPLY = [
    ("common.topic_header", "common.topic_promised", "common.card_open", "common.topic_answer_by_reply"),
    ("common.topic_question",),
]
ALONE = [
    ("common.topic_header", "common.topic_promised", "common.card_open", "common.topic_answer_alone"),
    ("common.topic_question",),
]
IN_TOPIC = ("common.topic_header", "common.topic_promised", "common.card_open", "common.topic_answer_here")
TO_FATMA = Recipient(RecipientKind.PERSON, FATMA.id)


def sits(story: Story, *, is_forum: bool) -> None:
    story.town.rows.groups["group"] = Group("group", VOORBEELDSTAD.id, BOT.id, "-1", is_forum=is_forum)


async def asks(story: Story, key: str = "topic_header") -> None:
    uow = story.town.work.uow
    question, asked = await uow.questions.get("question-1"), await uow.questions.message("question-1-asked")
    await relay.to_coordinators(story.town.work, BOT, question, asked, key)


def _made(story: Story) -> list[Delivery]:
    """Not what waited before."""
    return [delivery for delivery in story.town.rows.deliveries.values() if delivery.bulletin_id is None]


def abouts(story: Story) -> set[str]:
    """What a reply to any of these would be about."""
    rows = story.town.rows
    return {rows.spoken_by[delivery.id] for delivery in _made(story)}


async def test_in_a_plain_group_the_question_comes_once_in_order_and_a_reply_is_about_it(story: Story) -> None:
    sits(story, is_forum=False)
    await asks(story)
    await asks(story)
    assert story.parts("group") == BY_REPLY
    assert abouts(story) == {"question:question-1"}


async def test_in_a_forum_a_topic_is_made_first(story: Story) -> None:
    sits(story, is_forum=True)
    await asks(story)
    [delivery] = _made(story)
    assert [part.kind for part in delivery.parts] == [PartKind.CREATE_TOPIC, PartKind.EDIT, PartKind.SEND]
    assert delivery.recipient.topic_of == "question-1"
    assert delivery.parts[1].content.texts == IN_TOPIC


async def test_nobody_in_danger_was_promised_a_day(story: Story) -> None:
    questions = story.town.rows.questions
    questions["question-1"] = replace(questions["question-1"], danger=True)
    await asks(story)
    card = ("common.topic_header", "common.topic_not_promised", "common.card_open", "common.topic_answer_alone")
    assert story.parts(NOOR.id)[0] == card


async def test_without_a_group_each_coordinator_who_joined_gets_it_once(story: Story) -> None:
    story.town.rows.people[BRAM.id] = replace(BRAM, state=PersonState.STOPPED)
    await asks(story)
    await asks(story)
    assert story.parts(NOOR.id) == ALONE
    assert story.parts(BRAM.id) == []
    assert abouts(story) == {"question:question-1"}


async def tell_lost_answers(story: Story) -> int:
    """As the tick does it."""
    work = story.town.work
    return sum([await relay.tell_lost_answer(work, lost) for lost in await relay.lost_answers(work)])


async def answered(story: Story, state: State, reason: str | None = None) -> None:
    """Noor's answer went to Fatma, and this became of it."""
    now = story.town.clock.now()
    values = {"question_id": "question-1", "message_id": "answer-1"}
    talk = Conversation(
        "talk", VOORBEELDSTAD.id, FATMA.id, TO_FATMA, "answer_received", Standing.OPEN, {"frames": [{"values": values}]}, now, now
    )
    await story.town.work.uow.conversations.save(talk)
    for id_ in ("voice", "words"):
        sent = Delivery(id_, VOORBEELDSTAD.id, BOT.id, TO_FATMA, Purpose.ANSWER, id_, now, state, reason)
        await story.town.work.uow.ledger.add(sent, conversation_id=talk.id)


@pytest.mark.parametrize(
    ("state", "reason", "key"),
    [
        (State.BLOCKED, "blocked", "common.answer_not_delivered"),
        (State.FAILED, "refused", "common.answer_not_delivered"),
        (State.CANCELLED, "blocked", "common.answer_not_delivered"),
        (State.UNCERTAIN, "ambiguous", "common.answer_uncertain"),
    ],
)
async def test_coordinators_hear_once_of_an_answer_that_did_not_arrive(story: Story, state: State, reason: str, key: str) -> None:
    sits(story, is_forum=False)
    await answered(story, state, reason)
    assert await tell_lost_answers(story) == 1
    story.town.clock.move(minutes=1)
    assert await tell_lost_answers(story) == 0
    assert story.parts("group")[:1] == [(key,)]
    assert len([texts for texts in story.parts("group") if texts == (key,)]) == 1


@pytest.mark.parametrize(("state", "reason"), [(State.SENT, None), (State.PENDING, None), (State.CANCELLED, "stopped")])
async def test_of_an_answer_that_arrived_or_may_still_or_was_dropped_they_hear_nothing(
    story: Story, state: State, reason: str | None
) -> None:
    sits(story, is_forum=False)
    await answered(story, state, reason)
    assert await tell_lost_answers(story) == 0


async def test_what_was_lost_long_ago_or_cannot_be_placed_is_left_alone(story: Story) -> None:
    sits(story, is_forum=False)
    await answered(story, State.BLOCKED)
    talk = story.town.rows.conversations.pop("talk")
    assert await tell_lost_answers(story) == 0
    story.town.rows.conversations["talk"] = replace(talk, state={"frames": []})
    assert await tell_lost_answers(story) == 0
    story.town.rows.conversations["talk"] = talk
    story.town.clock.move(seconds=(relay.LOST_WITHIN + timedelta(seconds=1)).total_seconds())
    assert await tell_lost_answers(story) == 0
