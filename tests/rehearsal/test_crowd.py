"""People whom nobody plays tap through what they are asked."""

import asyncio

from bot.rehearsal.chats import BotAccount
from bot.rehearsal.phones import Phone
from bot.rehearsal.world import World
from tests.rehearsal.client import Client


def keyboard(*labels: str) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label}] for label in labels]}


async def test_they_answer_each_question_once(client: Client, world: World, bot: BotAccount, fatma: Phone) -> None:
    async def asks(number: int) -> None:
        await client.result(
            "sendMessage", chat_id=fatma.user.id, text=f"{number}?", reply_markup=keyboard("a", "b", "c", "later")
        )

    async def answers() -> None:
        for number in (2, 3):
            await client.result("getUpdates", offset=-1, timeout=5)
            await asks(number)

    await asks(1)
    async with asyncio.timeout(20), asyncio.TaskGroup() as group:
        group.create_task(answers())
        crowd = group.create_task(
            client.session.post(f"{client.url}/rehearsal/crowd", json={"users": [fatma.user.id]}),
        )
    answer = await crowd
    assert await answer.json() == {"taps": 3}
    tapped = [(query.message.text, query.data) for query in world.queries.values()]
    assert [text for text, _ in tapped] == ["1?", "2?", "3?"]
    assert {data for _, data in tapped} <= {"a", "b", "c"}


async def test_who_blocked_the_bot_answers_nothing(client: Client, world: World, fatma: Phone) -> None:
    await client.result("sendMessage", chat_id=fatma.user.id, text="?", reply_markup=keyboard("a"))
    fatma.block()
    async with client.session.post(f"{client.url}/rehearsal/crowd", json={"users": [fatma.user.id]}) as answer:
        assert answer.status == 200
    assert world.queries == {}
