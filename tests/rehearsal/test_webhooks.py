"""Updates that are brought: in what order, with what secret, and what becomes of those that nobody takes."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
import telegram
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramConflictError
from aiohttp import web

from bot.rehearsal.chats import BotAccount
from bot.rehearsal.clock import ManualClock, ManualPace
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.limits import Limits
from bot.rehearsal.phones import Phone
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.world import World
from tests.rehearsal.client import TOKEN, Client
from tests.rehearsal.test_second_client import unknown

ACTIVE = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
SECRET = "Een-geheim_van-ons"


@dataclass(slots=True)
class House:
    """Where updates are brought: it answers `status`, once `gate` is open."""

    url: str = ""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    came: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    slams: bool = False
    at_the_door: int = 0
    most_at_once: int = 0
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    async def receive(self, request: web.Request) -> web.Response:
        assert request.method == "POST"
        assert request.content_type == "application/json"
        assert request.headers["Host"] == self.url.split("/")[2]
        self.came.append(await request.json())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.at_the_door += 1
        self.most_at_once = max(self.most_at_once, self.at_the_door)
        self.heard.set()
        try:
            await self.gate.wait()
        finally:
            self.at_the_door -= 1
        if self.slams and request.transport is not None:
            request.transport.close()
        return web.Response(status=self.status, headers=self.headers)

    async def hears(self, count: int) -> None:
        """Wait until so many have come in all."""
        while len(self.came) < count:
            self.heard.clear()
            await self.heard.wait()

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.came if "message" in update]


@pytest.fixture
async def house() -> AsyncIterator[House]:
    """Its door is open."""
    house = House()
    house.gate.set()
    application = web.Application()
    application.router.add_route("*", "/deur/{rest:.*}", house.receive)
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    house.url = f"http://127.0.0.1:{runner.addresses[0][1]}/deur/bel?wie=wij"
    yield house
    house.gate.set()
    await runner.cleanup()


@pytest.fixture
async def set_up(client: Client, house: House) -> None:
    assert await client.result("setWebhook", url=house.url, secret_token=SECRET) is True


async def nothing_waits(world: World, bot: BotAccount) -> None:
    while len(world.queues[bot.id]):
        await world.changes.next()


async def move(world: World, seconds: float) -> None:
    """Time goes by, and whoever waits for it looks."""
    world.clock.advance(seconds)
    world.changes.ring()
    for _ in range(20):
        await asyncio.sleep(0)


async def error_after(client: Client, phone: Phone, failures: int) -> dict[str, Any]:
    """What getWebhookInfo says after so many deliveries that failed."""
    webhook = phone.bot.webhook
    assert webhook is not None
    while webhook.failures < failures:
        await phone.world.changes.next()
    return dict(await client.result("getWebhookInfo"))


@pytest.mark.usefixtures("set_up")
async def test_what_is_said_is_brought_with_the_secret(world: World, bot: BotAccount, house: House, fatma: Phone) -> None:
    fatma.say("Hallo?")
    await nothing_waits(world, bot)
    assert house.texts == ["/start welkom", "Hallo?"]
    assert house.secrets == [SECRET] * 2
    assert [update["update_id"] for update in house.came] == [700_000_001, 700_000_002]


async def test_without_a_secret_there_is_no_header(client: Client, house: House, fatma: Phone) -> None:
    await client.result("setWebhook", url=house.url)
    await nothing_waits(fatma.world, fatma.bot)
    assert house.secrets == [None]


@pytest.mark.usefixtures("set_up")
async def test_nobody_can_ask_for_updates_while_they_are_brought(client: Client) -> None:
    assert await client.call("getUpdates") == {"ok": False, "error_code": 409, "description": ACTIVE}
    assert await client.result("deleteWebhook") is True
    assert await client.result("getUpdates") == []
    assert (await client.result("getWebhookInfo"))["url"] == ""


async def test_who_waits_for_updates_is_sent_away_when_a_webhook_is_set(client: Client, house: House, world: World) -> None:
    (queue,) = world.queues.values()
    waiting = asyncio.create_task(client.call("getUpdates", timeout=30))
    while not queue.polled:
        await world.changes.next()
    await client.result("setWebhook", url=house.url)
    assert (await waiting)["description"] == "Conflict: terminated by setWebhook request"


async def test_what_is_known_of_a_webhook(client: Client, house: House) -> None:
    house.gate.clear()
    await client.result(
        "setWebhook", url=house.url, max_connections=7, allowed_updates=["message", "Callback_Query"], drop_pending_updates=True
    )
    assert await client.result("getWebhookInfo") == {
        "url": house.url,
        "has_custom_certificate": False,
        "pending_update_count": 0,
        "max_connections": 7,
        "ip_address": "127.0.0.1",
        "allowed_updates": ["callback_query", "message"],
    }


async def test_what_waits_may_be_dropped(client: Client, house: House, fatma: Phone) -> None:
    await client.result("setWebhook", url=house.url, drop_pending_updates=True)
    fatma.say("Nieuw")
    await nothing_waits(fatma.world, fatma.bot)
    assert house.texts == ["Nieuw"]
    house.gate.clear()
    fatma.say("Onderweg")
    await house.hears(2)
    assert await client.result("deleteWebhook", drop_pending_updates=True) is True
    assert await client.result("getUpdates") == []


@pytest.mark.usefixtures("set_up")
async def test_a_webhook_taken_away_leaves_what_it_has_not_taken(client: Client, house: House, fatma: Phone) -> None:
    house.gate.clear()
    fatma.say("Onderweg")
    await house.hears(1)
    await client.result("deleteWebhook")
    house.gate.set()
    assert [update["message"]["text"] for update in await client.result("getUpdates")] == ["/start welkom", "Onderweg"]


async def test_one_chat_at_a_time_and_others_besides(client: Client, house: House, fatma: Phone, marieke: Phone) -> None:
    await client.result("setWebhook", url=house.url, drop_pending_updates=True)
    fatma.say("Eerst")
    await nothing_waits(fatma.world, fatma.bot)
    house.gate.clear()
    for words in ("Een", "Twee"):
        fatma.say(words)
        marieke.say(words)
    await house.hears(3)
    await move(fatma.world, 0)
    assert sorted((update["message"]["from"]["first_name"], update["message"]["text"]) for update in house.came[1:]) == [
        ("Fatma", "Een"),
        ("Marieke", "Een"),
    ]
    house.gate.set()
    await nothing_waits(fatma.world, fatma.bot)
    assert house.texts[3:] == ["Twee", "Twee"]
    assert house.most_at_once == 2


async def test_taps_come_one_at_a_time_for_each_person(client: Client, house: House, fatma: Phone) -> None:
    await client.result("setWebhook", url=house.url, drop_pending_updates=True)
    keyboard = {"inline_keyboard": [[{"text": "Ja", "callback_data": "y"}]]}
    await client.result("sendMessage", chat_id=fatma.user.id, text="Helpt dit?", reply_markup=keyboard)
    fatma.say("Eerst")
    await nothing_waits(fatma.world, fatma.bot)
    house.gate.clear()
    taps = [fatma.tap("Ja").id for _ in range(3)]
    fatma.say("Ondertussen")
    await house.hears(3)
    await move(fatma.world, 0)
    assert [update.get("callback_query", {}).get("id") for update in house.came[1:]] == [taps[0], None]
    house.gate.set()
    await nothing_waits(fatma.world, fatma.bot)
    assert [update["callback_query"]["id"] for update in house.came[3:]] == taps[1:]


async def test_no_more_at_once_than_it_has_connections(client: Client, house: House, forum: Gathering, fatma: Phone) -> None:
    people = [fatma, *(Phone.new(fatma.world, fatma.bot, f"Ouder {number}") for number in range(5))]
    await client.result("setWebhook", url=house.url, max_connections=2, drop_pending_updates=True)
    fatma.say("Eerst")
    await nothing_waits(fatma.world, fatma.bot)
    house.gate.clear()
    for person in people:
        person.open_link()
    await house.hears(3)
    await move(fatma.world, 0)
    assert house.at_the_door == 2
    house.gate.set()
    await nothing_waits(fatma.world, fatma.bot)
    assert (len(house.came), house.most_at_once) == (7, 2)
    assert forum.chat.forum


@pytest.mark.usefixtures("set_up")
async def test_who_does_not_open_is_tried_at_once_and_then_later_and_later(
    client: Client, house: House, fatma: Phone, clock: ManualClock
) -> None:
    fatma.world.chance = lambda: 0.5
    house.status = 503
    info = await error_after(client, fatma, 2)
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"
    assert info["last_error_date"] == int(clock.now())
    assert info["pending_update_count"] == 1
    brought = 2
    for seconds in (2, 4, 8, 16, 32, 64, 90, 90):
        await move(fatma.world, seconds - 0.5)
        assert len(house.came) == brought
        await move(fatma.world, 0.5)
        brought += 1
        await error_after(client, fatma, brought)
    house.status = 200
    await move(fatma.world, 90)
    await nothing_waits(fatma.world, fatma.bot)
    assert {update["update_id"] for update in house.came} == {700_000_001}


@pytest.mark.usefixtures("set_up")
async def test_a_webhook_may_say_when(client: Client, house: House, fatma: Phone) -> None:
    house.status, house.headers = 429, {"Retry-After": "7"}
    info = await error_after(client, fatma, 1)
    assert info["last_error_message"] == "Wrong response from the webhook: 429 Too Many Requests"
    await move(fatma.world, 6.5)
    assert len(house.came) == 1
    house.status = 204
    await move(fatma.world, 0.5)
    await nothing_waits(fatma.world, fatma.bot)
    assert len(house.came) == 2


@pytest.mark.usefixtures("set_up")
async def test_an_update_is_given_up_before_it_would_be_too_old(client: Client, house: House, fatma: Phone) -> None:
    house.status, house.headers = 500, {"Retry-After": "3600"}
    await error_after(client, fatma, 1)
    for hours in range(1, 24):
        await move(fatma.world, 3600)
        await error_after(client, fatma, 1 + hours)
    assert (await client.result("getWebhookInfo"))["pending_update_count"] == 1
    await move(fatma.world, 3600)
    await nothing_waits(fatma.world, fatma.bot)
    assert len(house.came) == 24


@pytest.mark.usefixtures("set_up")
async def test_a_webhook_that_is_gone_for_a_day_is_taken_away(client: Client, house: House, fatma: Phone) -> None:
    house.status, house.headers = 410, {"Retry-After": "3600"}
    await error_after(client, fatma, 1)
    for hours in range(1, 24):
        await move(fatma.world, 3600)
        await error_after(client, fatma, 1 + hours)
        fatma.say("Hallo?")
    await move(fatma.world, 1800)
    assert (await client.result("getWebhookInfo"))["url"] == house.url
    await move(fatma.world, 1800)
    while fatma.bot.webhook is not None:
        await fatma.world.changes.next()
    assert len(await client.result("getUpdates")) > 1


@pytest.mark.usefixtures("set_up")
async def test_who_does_not_answer_for_a_minute_gets_it_again(
    client: Client, house: House, fatma: Phone, pace: ManualPace
) -> None:
    house.gate.clear()
    await house.hears(1)
    pace.advance(59.9)
    await move(fatma.world, 0)
    assert "last_error_date" not in await client.result("getWebhookInfo")
    pace.advance(0.1)
    await move(fatma.world, 0)
    await house.hears(2)
    assert (await client.result("getWebhookInfo"))["last_error_message"] == "Read timeout expired"
    house.gate.set()
    await nothing_waits(fatma.world, fatma.bot)


async def test_nobody_at_home(client: Client, house: House, fatma: Phone, unused_tcp_port: int) -> None:
    await client.result("setWebhook", url=f"http://localhost:{unused_tcp_port}/")
    while "last_error_message" not in (info := await client.result("getWebhookInfo")):
        await fatma.world.changes.next()
    assert info["last_error_message"] == "Connection refused"
    assert info["pending_update_count"] == 1
    await client.result("setWebhook", url=house.url)
    await nothing_waits(fatma.world, fatma.bot)
    assert "last_error_message" not in await client.result("getWebhookInfo")


async def test_a_door_that_is_slammed(client: Client, fatma: Phone, house: House) -> None:
    house.slams = True
    await client.result("setWebhook", url=house.url)
    while "last_error_message" not in (info := await client.result("getWebhookInfo")):
        await fatma.world.changes.next()
    assert info["last_error_message"] == "Webhook connection closed"


async def test_a_server_that_restarts_still_knows_where_to_bring(world: World, house: House, fatma: Phone) -> None:
    house.gate.clear()
    async with RehearsalServer(world) as server, aiohttp.ClientSession() as session:
        await Client(session, server.url).result("setWebhook", url=house.url)
        await house.hears(1)
    house.gate.set()
    async with RehearsalServer(world):
        await nothing_waits(fatma.world, fatma.bot)
    assert len(house.came) == 2


async def test_setting_the_same_again_changes_nothing(client: Client, house: House, fatma: Phone) -> None:
    house.status = 500
    await client.result("setWebhook", url=house.url)
    before = await error_after(client, fatma, 2)
    await client.result("setWebhook", url=house.url, allowed_updates='["message"]')
    assert await client.result("getWebhookInfo") == before | {"allowed_updates": ["message"]}
    await move(fatma.world, 1)
    assert len(house.came) == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"url": "ftp://127.0.0.1/"}, "Bad Request: invalid webhook URL specified"),
        ({"url": "https://"}, "Bad Request: invalid webhook URL specified"),
        ({"url": "https://127.0.0.1:70000/"}, "Bad Request: invalid webhook URL specified"),
        ({"url": "https://een huis/"}, "Bad Request: invalid webhook URL specified"),
        ({"secret_token": "a" * 257}, "Bad Request: secret token is too long"),
        ({"secret_token": "geheim!"}, "Bad Request: secret token contains unallowed characters"),
        ({"url": "http://example.org/"}, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://example.org:8080/"},
            "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        (
            {"url": "https://example.org/"},
            "Bad Request: bad webhook: Failed to resolve host: Name or service not known",
        ),
        ({"ip_address": "192.0.2.1"}, "Bad Request: bad webhook: Invalid IP address specified"),
        ({"certificate": "previous"}, "Not Implemented in rehearsal: certificate of setWebhook"),
    ],
)
async def test_what_cannot_be_set(client: Client, house: House, arguments: dict[str, str], words: str) -> None:
    assert await client.refusal("setWebhook", **{"url": house.url} | arguments) == words


async def test_after_a_refusal_there_is_no_webhook(client: Client, house: House) -> None:
    await client.result("setWebhook", url=house.url)
    await client.refusal("setWebhook", url=house.url, secret_token="geheim!")
    assert (await client.result("getWebhookInfo"))["url"] == ""
    await client.result("setWebhook", url="")
    assert await client.result("getUpdates") == []


class TestPace:
    @pytest.fixture
    def limits(self) -> Limits:
        return Limits()

    async def test_a_webhook_is_set_once_a_second(self, client: Client, house: House, pace: ManualPace) -> None:
        await client.result("setWebhook", url=house.url)
        body = await client.call("setWebhook", url=house.url, max_connections=3)
        assert (body["error_code"], body["parameters"]) == (429, {"retry_after": 1})
        assert await client.result("setWebhook", url="") is True
        pace.advance(1)
        await client.result("setWebhook", url=house.url, max_connections=3)


async def test_python_telegram_bot_sets_looks_and_takes_away(server: RehearsalServer, house: House, fatma: Phone) -> None:
    async with telegram.Bot(TOKEN, base_url=f"{server.url}/bot") as bot:
        assert await bot.set_webhook(house.url, max_connections=3, allowed_updates=["message"], secret_token=SECRET)
        await nothing_waits(fatma.world, fatma.bot)
        [update] = [telegram.Update.de_json(each, bot) for each in house.came]
        info = await bot.get_webhook_info()
        assert unknown([update, info]) == set()
        assert (info.url, info.max_connections, info.ip_address, info.allowed_updates) == (
            house.url,
            3,
            "127.0.0.1",
            ("message",),
        )
        with pytest.raises(telegram.error.Conflict):
            await bot.get_updates()
        assert await bot.delete_webhook()
    assert update.message is not None
    assert update.message.text == "/start welkom"


async def test_aiogram_sets_looks_and_takes_away(server: RehearsalServer, house: House) -> None:
    async with Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(server.url))).context() as bot:
        assert await bot.set_webhook(house.url, secret_token=SECRET, allowed_updates=["message", "callback_query"])
        assert (await bot.get_webhook_info()).url == house.url
        with pytest.raises(TelegramConflictError):
            await bot.get_updates()
        assert await bot.delete_webhook(drop_pending_updates=True)
