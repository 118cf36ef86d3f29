"""The page's live line: everything at first, then what changed."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from bot.rehearsal.chats import BotAccount
from bot.rehearsal.faults import Fault, Trouble
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.phones import Phone
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.world import World
from tests.rehearsal.client import Client


class Line:
    """What a page hears."""

    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self._answer = answer

    async def event(self, name: str) -> Any:
        """The next event of this name."""
        async with asyncio.timeout(5):
            while True:
                lines = [(await self._answer.content.readline()).decode().strip() for _ in range(3)]
                if lines[0] == f"event: {name}":
                    return json.loads(lines[1].removeprefix("data: "))


@asynccontextmanager
async def looking(client: Client) -> AsyncIterator[Line]:
    async with client.session.get(f"{client.url}/rehearsal/feed") as answer:
        assert answer.content_type == "text/event-stream"
        yield Line(answer)


async def test_a_page_first_hears_everything(client: Client, fatma: Phone, forum: Gathering, bot: BotAccount) -> None:
    topic = forum.open_topic("Spreeuw")
    async with looking(client) as line:
        everything = await line.event("all")
    people = {one["name"]: one for one in everything["overview"]["people"]}
    assert people["Fatma"]["chats"] == [{"key": f"{bot.id}:{fatma.user.id}", "bot_id": bot.id, "blocked": False}]
    [group] = everything["overview"]["groups"]
    assert (group["title"], group["topics"]) == ("Duo Lindenborg", [{"id": topic.id, "name": "Spreeuw", "closed": False}])
    assert "/start welkom" in [message["text"] for message in everything["messages"]]
    assert (everything["now"], everything["room"]) == (1_780_308_000.0, False)


async def test_then_it_hears_only_what_changed(client: Client, fatma: Phone) -> None:
    async with looking(client) as line:
        await line.event("all")
        said = fatma.say("Merhaba")
        changes = await line.event("changes")
        assert [(one["id"], one["text"], one["deleted"]) for one in changes["messages"]] == [(said.id, "Merhaba", False)]
        assert "overview" not in changes
        fatma.edit(said, "Merhaba!")
        fatma.delete(said)
        changes = await line.event("changes")
        assert [(one["text"], one["deleted"]) for one in changes["messages"]] == [("Merhaba!", True)]
        fatma.block()
        changes = await line.event("changes")
        [shown] = [one for one in changes["overview"]["people"] if one["name"] == "Fatma"]
        assert shown["chats"][0]["blocked"] is True


async def test_it_hears_what_a_tap_was_answered_with(client: Client, fatma: Phone) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Evet", "callback_data": "y"}]]}
    await client.result("sendMessage", chat_id=fatma.user.id, text="Tamam mı?", reply_markup=keyboard)
    async with looking(client) as line:
        await line.event("all")
        query = fatma.tap("Evet")
        await client.result("answerCallbackQuery", callback_query_id=query.id, text="Teşekkürler")
        [answer] = (await line.event("changes"))["answers"]
    assert (answer["query_id"], answer["user_id"], answer["text"]) == (query.id, fatma.user.id, "Teşekkürler")


async def test_it_hears_that_the_clock_was_moved(client: Client) -> None:
    async with looking(client) as line:
        await line.event("all")
        await client.session.post(f"{client.url}/rehearsal/clock", json={"advance": 3600})
        assert (await line.event("changes"))["now"] == 1_780_308_000.0 + 3600


async def test_faults_are_in_the_overview_until_they_happened(client: Client, fatma: Phone) -> None:
    async with looking(client) as line:
        await line.event("all")
        await client.session.post(f"{client.url}/rehearsal/faults", json={"trouble": "429", "method": "sendMessage"})
        assert [fault["trouble"] for fault in (await line.event("changes"))["overview"]["faults"]] == ["429"]
        await client.call("sendMessage", chat_id=fatma.user.id, text="Merhaba")
        await client.result("sendMessage", chat_id=fatma.user.id, text="Merhaba")
        assert (await line.event("changes"))["overview"]["faults"] == []


async def test_what_others_tell_is_told_to_who_comes_later_too(client: Client, server: RehearsalServer) -> None:
    server.feed.tell("room", {"life": "running"})
    async with looking(client) as line:
        assert await line.event("room") == {"life": "running"}
        server.feed.tell("room", {"life": "running"})
        server.feed.tell("room", {"life": "killed"})
        assert await line.event("room") == {"life": "killed"}


async def test_earlier_messages_are_asked_for(client: Client, world: World, fatma: Phone, bot: BotAccount) -> None:
    for number in range(70):
        fatma.say(f"{number}")
    key = f"{bot.id}:{fatma.user.id}"
    async with looking(client) as line:
        shown = [one["text"] for one in (await line.event("all"))["messages"]]
    assert (len(shown), shown[0], shown[-1]) == (60, "10", "69")
    first = min(one.id for one in world.messages(fatma.messages[0].chat) if one.text == "10")
    async with client.session.get(f"{client.url}/rehearsal/chats/{key}/messages?before={first}&most=5") as answer:
        assert [one["text"] for one in await answer.json()] == ["5", "6", "7", "8", "9"]
    async with client.session.get(f"{client.url}/rehearsal/chats/{bot.id}:1/messages") as answer:
        assert answer.status == 400


async def test_a_server_that_stops_lets_its_pages_go(world: World, bot: BotAccount) -> None:
    async with aiohttp.ClientSession() as session:
        async with RehearsalServer(world) as server:
            answer = await session.get(f"{server.url}/rehearsal/feed")
            await Line(answer).event("all")
        async with asyncio.timeout(5):
            assert await answer.content.read() is not None


async def test_faults_without_end_are_shown_as_such(client: Client, world: World) -> None:
    world.faults.add(Fault(Trouble.SLOW, times=None, seconds=2.0))
    async with looking(client) as line:
        [fault] = (await line.event("all"))["overview"]["faults"]
    assert (fault["trouble"], fault["times"], fault["seconds"]) == ("slow", None, 2.0)


async def test_half_a_character_in_a_name_stops_nobody(client: Client) -> None:
    async with looking(client) as line:
        await line.event("all")
        body = b'{"first_name": "half \\ud83d"}'
        headers = {"Content-Type": "application/json"}
        async with client.session.post(f"{client.url}/rehearsal/users", data=body, headers=headers) as answer:
            assert answer.status == 200
        assert [one["name"] for one in (await line.event("changes"))["overview"]["people"]] == ["half \ud83d"]
    async with looking(client) as line:
        await line.event("all")


async def test_one_fault_is_taken_back_and_the_others_stay(client: Client, world: World) -> None:
    world.faults.add(Fault(Trouble.SLOW, times=None), Fault(Trouble.TOO_MANY, "sendMessage"), Fault(Trouble.SLOW, "sendMessage"))
    await client.session.delete(f"{client.url}/rehearsal/faults", json={"trouble": "slow"})
    assert [(fault.trouble, fault.method) for fault in world.faults.waiting] == [("429", "sendMessage"), ("slow", "sendMessage")]
    await client.session.delete(f"{client.url}/rehearsal/faults")
    assert world.faults.waiting == ()
