"""How updates reach a bot: offset, limit, waiting, conflict, and what time does to them."""

import asyncio

import aiohttp
import pytest

from bot.rehearsal.clock import ManualClock
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.phones import Phone
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.world import World
from tests.rehearsal.client import Client

CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


async def texts(client: Client, **arguments: object) -> list[str]:
    """The texts of the messages among the updates."""
    return [update["message"]["text"] for update in await client.result("getUpdates", **arguments)]


async def test_what_is_not_confirmed_comes_again(client: Client, fatma: Phone) -> None:
    fatma.say("Een vraag")
    first = await client.result("getUpdates")
    assert await client.result("getUpdates") == first
    assert await client.result("getUpdates", offset=first[0]["update_id"]) == first
    assert await client.result("getUpdates", offset=first[0]["update_id"] + 1) == first[1:]
    assert await client.result("getUpdates") == first[1:]


async def test_ids_go_up_by_one(client: Client, fatma: Phone) -> None:
    fatma.say("Nog een")
    first, second = await client.result("getUpdates")
    assert second["update_id"] == first["update_id"] + 1


async def test_a_limit_takes_the_oldest(client: Client, fatma: Phone) -> None:
    fatma.say("Later")
    assert await texts(client, limit=1) == ["/start welkom"]


async def test_a_negative_offset_keeps_the_newest_and_forgets_the_rest(client: Client, fatma: Phone) -> None:
    fatma.say("Laatste")
    assert await texts(client, offset=-1) == ["Laatste"]
    assert await texts(client) == ["Laatste"]


async def test_an_offset_far_in_the_future_is_not_believed(client: Client, fatma: Phone) -> None:
    assert await texts(client, offset=2_000_000_000) == ["/start welkom"]


async def test_ids_may_start_anew_after_an_idle_week(client: Client, fatma: Phone, clock: ManualClock) -> None:
    clock.advance(8 * 86_400)
    fatma.world.queues[fatma.bot.id].restart_ids(12)
    fatma.say("Ik ben er weer")
    (update,) = await client.result("getUpdates", offset=700_000_002)
    assert update["update_id"] == 12


async def test_a_waiting_bot_hears_at_once(client: Client, fatma: Phone) -> None:
    (start,) = await client.result("getUpdates")
    waiting = asyncio.create_task(texts(client, offset=start["update_id"] + 1, timeout=30))
    await fatma.wait_until(lambda phone: phone.world.queues[phone.bot.id].polled)
    fatma.say("Hallo?")
    assert await waiting == ["Hallo?"]


async def test_the_older_of_two_who_wait_is_sent_away(client: Client, fatma: Phone) -> None:
    (start,) = await client.result("getUpdates")
    older = asyncio.create_task(client.call("getUpdates", offset=start["update_id"] + 1, timeout=30))
    await fatma.wait_until(lambda phone: phone.world.queues[phone.bot.id].polled)
    newer = asyncio.create_task(texts(client, offset=start["update_id"] + 1, timeout=30))
    assert await older == {"ok": False, "error_code": 409, "description": CONFLICT}
    await fatma.wait_until(lambda phone: phone.world.queues[phone.bot.id].polled)
    fatma.say("Wie luistert?")
    assert await newer == ["Wie luistert?"]


async def test_who_only_looks_sends_nobody_away(client: Client, fatma: Phone) -> None:
    (start,) = await client.result("getUpdates")
    waiting = asyncio.create_task(texts(client, offset=start["update_id"] + 1, timeout=30))
    await fatma.wait_until(lambda phone: phone.world.queues[phone.bot.id].polled)
    assert await client.result("getUpdates", offset=start["update_id"] + 1) == []
    fatma.say("Hallo?")
    assert await waiting == ["Hallo?"]


async def test_nobody_waits_for_a_client_that_hung_up(client: Client, fatma: Phone) -> None:
    (start,) = await client.result("getUpdates")
    waiting = asyncio.create_task(client.call("getUpdates", offset=start["update_id"] + 1, timeout=30))
    await fatma.wait_until(lambda phone: phone.world.queues[phone.bot.id].polled)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    await fatma.wait_until(lambda phone: not phone.world.queues[phone.bot.id].polled)
    fatma.say("Toch bewaard")
    assert await texts(client, offset=start["update_id"] + 1) == ["Toch bewaard"]


async def test_a_message_is_kept_for_a_day(client: Client, fatma: Phone, clock: ManualClock) -> None:
    clock.advance(86_399)
    assert await texts(client) == ["/start welkom"]
    clock.advance(1)
    assert await texts(client) == []


async def test_a_tap_after_150_seconds_is_gone(client: Client, fatma: Phone, clock: ManualClock) -> None:
    await _ask(client, fatma)
    fatma.tap("Ja")
    clock.advance(149)
    assert [next(iter(update.keys() - {"update_id"})) for update in await client.result("getUpdates")] == [
        "message",
        "callback_query",
    ]
    clock.advance(1)
    assert await texts(client) == ["/start welkom"]


async def test_only_the_kinds_asked_for_are_queued_from_then_on(client: Client, fatma: Phone) -> None:
    await client.result("getUpdates", allowed_updates=["callback_query"])
    await _ask(client, fatma)
    fatma.say("Ongehoord")
    fatma.tap("Ja")
    updates = await client.result("getUpdates")
    assert [sorted(update.keys() - {"update_id"}) for update in updates] == [["message"], ["callback_query"]]


async def test_others_coming_and_going_is_told_only_when_asked_for(client: Client, fatma: Phone, forum: Gathering) -> None:
    forum.join(fatma.user)
    await client.result("getUpdates", allowed_updates=["chat_member"])
    forum.leave(fatma.user)
    kinds = [update for update in await client.result("getUpdates") if "chat_member" in update]
    assert [update["chat_member"]["new_chat_member"]["status"] for update in kinds] == ["left"]


async def test_the_server_can_stop_while_a_bot_waits(client: Client, fatma: Phone) -> None:
    (start,) = await client.result("getUpdates")
    task = asyncio.create_task(client.call("getUpdates", offset=start["update_id"] + 1, timeout=50))
    await fatma.wait_until(lambda phone: phone.world.queues[phone.bot.id].polled)
    fatma.world.queues[fatma.bot.id].release()
    assert (await task)["result"] == []


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot4200001:rehearsal-of-the-loop/danceTango", 404, "Not Found: method not found"),
        ("/bot4200001:rehearsal-of-nothing/getMe", 401, "Unauthorized"),
        ("/botnonsense/getMe", 404, "Not Found"),
        ("/elsewhere", 404, "Not Found"),
        ("/file/bot4200001:rehearsal-of-nothing/voice/file_0.oga", 401, "Unauthorized"),
        ("/file/bot4200001:rehearsal-of-the-loop/voice/file_9.oga", 404, "Not Found"),
    ],
)
async def test_who_knocks_at_the_wrong_door_is_told(client: Client, path: str, status: int, description: str) -> None:
    async with client.session.get(client.url + path) as answer:
        assert answer.status == status
        assert await answer.json() == {"ok": False, "error_code": status, "description": description}


async def test_a_call_may_be_a_get_a_form_or_json_in_any_case(client: Client, fatma: Phone) -> None:
    address = f"{client.url}/bot{client.token}/SENDmessage"
    keyboard = '{"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]}'
    given = {"chat_id": str(fatma.user.id), "text": "Dag", "reply_markup": keyboard, "disable_notification": "true"}
    form = aiohttp.FormData(given)
    multipart = aiohttp.FormData(given, default_to_multipart=True)
    for answer in (
        client.session.get(address, params=given),
        client.session.post(address, data=form),
        client.session.post(address, data=multipart),
        client.session.post(address, json=given),
    ):
        async with answer as body:
            assert (await body.json())["ok"] is True
    assert [message.buttons for message in fatma.received] == [[["Ja"]]] * 4
    assert all(message.silent for message in fatma.received)


async def test_of_what_is_said_twice_the_first_counts_and_the_address_before_the_body(client: Client, fatma: Phone) -> None:
    address = f"{client.url}/bot{client.token}/sendMessage?text=adres&chat_id={fatma.user.id}"
    async with client.session.post(address, json={"text": "lichaam"}) as answer:
        assert (await answer.json())["result"]["text"] == "adres"
    async with client.session.post(address, data=aiohttp.FormData({"text": "lichaam"})) as answer:
        assert (await answer.json())["result"]["text"] == "adres"
    async with client.session.get(f"{address}&text=later") as answer:
        assert (await answer.json())["result"]["text"] == "adres"


async def test_nothing_in_json_is_the_word_null(client: Client, fatma: Phone) -> None:
    assert (await client.result("sendMessage", chat_id=fatma.user.id, text=None))["text"] == "null"
    words = await client.refusal("sendMessage", chat_id=fatma.user.id, text="Dag", parse_mode=None)
    assert words == "Bad Request: unsupported parse_mode"


async def test_a_number_is_the_digits_it_begins_with(client: Client, fatma: Phone) -> None:
    fatma.say("Later")
    for limit in ("1.9", "1e9", 1.5, True, "x"):
        assert await texts(client, limit=limit) == ["/start welkom"]


async def _ask(client: Client, fatma: Phone) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]}
    await client.result("sendMessage", chat_id=fatma.user.id, text="Helpt dit?", reply_markup=keyboard)


async def test_a_server_that_restarts_has_forgotten_nothing(world: World, fatma: Phone, client: Client) -> None:
    async with RehearsalServer(world) as again:
        assert await texts(Client(client.session, again.url)) == ["/start welkom"]
        waiting = asyncio.create_task(client.call("getUpdates", offset=700_000_002, timeout=50))
        await fatma.wait_until(lambda phone: phone.world.queues[phone.bot.id].polled)
    assert (await waiting)["result"] == []
    assert await client.result("sendMessage", chat_id=fatma.user.id, text="Er weer")
