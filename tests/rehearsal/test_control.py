"""The people's side over HTTP, as a page would use it."""

import asyncio
import base64
from typing import Any

from bot.rehearsal.phones import Phone
from tests.rehearsal.client import OGG, Client


async def do(client: Client, path: str, status: int = 200, method: str = "POST", /, **body: Any) -> Any:
    async with client.session.request(method, f"{client.url}/rehearsal/{path}", json=body) as answer:
        assert answer.status == status, await answer.text()
        return await answer.json()


async def look(client: Client, path: str) -> Any:
    async with client.session.get(f"{client.url}/rehearsal/{path}") as answer:
        assert answer.status == 200
        return await answer.json()


async def test_a_page_can_play_a_whole_visit(client: Client) -> None:
    amal = (await do(client, "users", first_name="Amal", language_code="ar"))["id"]
    await do(client, f"users/{amal}/start", payload="abc")
    keyboard = {"inline_keyboard": [[{"text": "نعم", "callback_data": "y"}]]}
    sent = await client.result("sendMessage", chat_id=amal, text="أهلا", reply_markup=keyboard)
    query = (await do(client, f"users/{amal}/tap", label="نعم", message_id=sent["message_id"]))["query_id"]
    assert await look(client, f"queries/{query}") is None
    await client.result("answerCallbackQuery", callback_query_id=query, text="شكرا")
    assert (await look(client, f"queries/{query}"))["text"] == "شكرا"
    said = await do(client, f"users/{amal}/say", text="سؤال", reply_to=sent["message_id"])
    await do(client, f"users/{amal}/edit", message_id=said["id"], text="سؤال؟")
    await do(client, f"users/{amal}/forward", message_id=sent["message_id"])
    voice = await do(client, f"users/{amal}/file", kind="voice", content=base64.b64encode(OGG).decode(), duration=2)
    shown = await look(client, f"users/{amal}/messages")
    assert [(one["kind"], one["text"], one["from_bot"]) for one in shown] == [
        ("text", "/start abc", False),
        ("text", "أهلا", True),
        ("text", "سؤال؟", False),
        ("text", "أهلا", False),
        ("voice", "", False),
    ]
    async with client.session.get(client.url + voice["file"]) as answer:
        assert (await answer.read(), answer.content_type) == (OGG, "audio/ogg")
    await do(client, f"users/{amal}/block")
    await do(client, f"users/{amal}/unblock")
    await do(client, f"users/{amal}/deactivate")
    assert await client.refusal("sendMessage", chat_id=amal, text="x") == "Forbidden: user is deactivated"
    assert [call["method"] for call in await look(client, f"calls?chat_id={amal}")] == ["sendMessage"]


async def test_a_page_can_run_a_forum(client: Client, marieke: Phone, fatma: Phone) -> None:
    group = await do(client, "groups", owner=marieke.user.id, title="Duo", forum=True)
    chat = f"groups/{group['chat_id']}"
    await do(client, f"{chat}/add_bot")
    await do(client, f"{chat}/join", user_id=fatma.user.id)
    (topic,) = (await do(client, f"{chat}/open_topic", name="Vraag"))["topics"]
    thread = topic["message_thread_id"]
    await do(client, f"users/{marieke.user.id}/say", text="Ik", chat_id=group["chat_id"], topic=thread)
    seen = await look(client, f"users/{marieke.user.id}/messages?chat_id={group['chat_id']}&topic={thread}")
    assert [one["text"] for one in seen] == ["", "Ik"]
    assert (await do(client, f"{chat}/delete_topic", topic=thread))["topics"] == []
    await do(client, f"{chat}/delete_topic", 409, topic=thread)
    await do(client, f"{chat}/leave", user_id=fatma.user.id)
    await do(client, f"{chat}/remove", user_id=marieke.bot.id)
    plain = await do(client, "groups", owner=marieke.user.id, title="Koffie")
    moved = await do(client, f"groups/{plain['chat_id']}/upgrade", forum=True)
    assert moved["chat_id"] != plain["chat_id"]


async def test_days_go_by_at_a_call(client: Client, fatma: Phone) -> None:
    before = (await look(client, "clock"))["now"]
    assert await do(client, "clock", advance=86_400) == {"now": before + 86_400}
    assert await client.result("getUpdates") == []


async def test_trouble_can_be_asked_for_and_called_off(client: Client, fatma: Phone) -> None:
    await do(client, "faults", trouble="500", times=2)
    assert await client.refusal("sendMessage", chat_id=fatma.user.id, text="x") == "Internal Server Error"
    await do(client, "faults", 200, "DELETE")
    assert await client.result("sendMessage", chat_id=fatma.user.id, text="x")


async def test_a_page_hears_of_changes_without_asking_again_and_again(client: Client, fatma: Phone) -> None:
    seen = (await look(client, "changes?seen=0"))["changes"]
    waiting = asyncio.create_task(look(client, f"changes?seen={seen}"))
    fatma.say("Nieuws")
    assert (await waiting)["changes"] > seen
    seen = fatma.world.changes.rung
    assert (await look(client, f"changes?seen={seen}&timeout=0"))["changes"] == seen


async def test_a_page_is_told_what_is_wrong(client: Client, fatma: Phone) -> None:
    assert "error" in await do(client, "users", 400)
    assert "error" in await do(client, "bots", 400, token="x")
    assert "error" in await do(client, f"users/{fatma.user.id}/dance", 400)
    assert "Fatma sees no button" in (await do(client, f"users/{fatma.user.id}/tap", 409, label="Ja"))["error"]
    assert "no message 9" in (await do(client, f"users/{fatma.user.id}/edit", 409, message_id=9, text="x"))["error"]
    async with client.session.get(f"{client.url}/rehearsal/files/none") as answer:
        assert answer.status == 404


async def test_with_two_bots_a_page_says_which(client: Client, fatma: Phone) -> None:
    other = await do(client, "bots", token="4200002:another", username="other_bot", first_name="Ander")
    await do(client, f"users/{fatma.user.id}/start", 409)
    await do(client, f"users/{fatma.user.id}/start", bot_id=other["id"])
    assert [one["text"] for one in await look(client, f"users/{fatma.user.id}/messages?bot_id={other['id']}")] == ["/start"]
