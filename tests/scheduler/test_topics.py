"""Coordinators' forum: a topic for each question, made again when somebody deleted it."""

from dataclasses import replace
from datetime import date

from bot.domain.delivery import Part, PartKind, Recipient, RecipientKind, State
from bot.domain.question import Question, QuestionState
from bot.domain.wording import Content
from bot.outbox.outcome import Why
from tests.fakes.channel import AMBIGUOUS, not_delivered
from tests.fakes.clock import MONDAY_MORNING
from tests.people import LOTTE, SPIEGEL, VOORBEELDSTAD
from tests.scheduler.conftest import FORUM, Town

TO_TOPIC = Recipient(RecipientKind.GROUP, FORUM.id, "question")


async def lotte_asks(town: Town, *texts: str) -> str:
    """Her question goes to a topic of its own."""
    question = Question(
        "question",
        VOORBEELDSTAD.id,
        SPIEGEL.id,
        LOTTE.id,
        "Lijster",
        "nl",
        QuestionState.OPEN,
        MONDAY_MORNING,
        date(2026, 11, 25),
    )
    delivery = town.delivery(TO_TOPIC, *texts)
    topic = Part(town.chance.id(), delivery.id, 0, PartKind.CREATE_TOPIC, Content(topic_name="Lijster"))
    async with town.units() as uow:
        await uow.questions.save(question)
        await uow.ledger.add(replace(delivery, parts=(topic, *delivery.parts)))
    return delivery.id


async def topic_of_question(town: Town) -> str | None:
    async with town.units.reading() as uow:
        return (await uow.questions.get("question")).topic_id


async def test_the_topic_comes_first_and_the_question_in_it(town: Town) -> None:
    id_ = await lotte_asks(town, "a question", "a voice note")
    await town.dispatcher().drain()
    assert [(call.kind, call.topic) for call in town.channel.arrived] == [
        (PartKind.CREATE_TOPIC, None),
        (PartKind.SEND, "m1"),
        (PartKind.SEND, "m1"),
    ]
    assert await town.state(id_) is State.SENT
    assert await topic_of_question(town) == "m1"


async def test_a_deleted_topic_is_made_again_under_its_name_and_nothing_is_lost(town: Town) -> None:
    await lotte_asks(town, "a question")
    await town.dispatcher().drain()
    town.channel.will_say("another word", not_delivered(Why.TOPIC_GONE))
    id_ = await town.plans(TO_TOPIC, "another word", "and another")
    behind = await town.plans(TO_TOPIC, "the last word")
    await town.dispatcher().drain()
    assert town.channel.texts() == ["Lijster", "a question", "Lijster", "another word", "and another", "the last word"]
    anew = town.channel.arrived[2:]
    assert len({call.topic for call in anew[1:]}) == 1
    assert anew[1].topic == await topic_of_question(town) != "m1"
    parts = (await town.get(id_)).parts
    assert [(part.number, part.kind) for part in parts] == [(1, PartKind.CREATE_TOPIC), (2, PartKind.SEND), (3, PartKind.SEND)]
    assert await town.state(id_) is await town.state(behind) is State.SENT


async def test_a_group_without_topics_gets_the_question_all_the_same(town: Town) -> None:
    town.channel.will_say("Lijster", not_delivered(Why.REFUSED))
    id_ = await lotte_asks(town, "a question")
    await town.dispatcher().drain()
    assert [(call.text, call.topic) for call in town.channel.arrived] == [("a question", None)]
    delivery = await town.get(id_)
    assert (delivery.state, delivery.parts[0].reason) == (State.SENT, "no_topic")


async def test_a_topic_of_which_nobody_knows_does_not_keep_a_question_back(town: Town) -> None:
    town.channel.will_say("Lijster", AMBIGUOUS, AMBIGUOUS)
    await lotte_asks(town, "a question")
    for _ in range(3):
        await town.dispatcher().drain()
        town.clock.move(minutes=1)
    assert town.channel.texts() == ["Lijster", "Lijster", "a question"]


async def test_a_group_that_put_the_bot_out_is_no_longer_active(town: Town) -> None:
    town.channel.will_say("Lijster", not_delivered(Why.KICKED))
    id_ = await lotte_asks(town, "a question")
    await town.dispatcher().drain()
    assert {part.state for part in (await town.get(id_)).parts} == {State.BLOCKED}
    async with town.units.reading() as uow:
        assert not (await uow.coalitions.group(FORUM.id)).active
