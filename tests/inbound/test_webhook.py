"""Telegram brings updates: stored before the 200, brought again after anything else, and taken from nobody but Telegram."""

import asyncio
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.domain.coalition import BotAccount
from bot.domain.errors import Mistake
from bot.domain.inbound import InboundKind
from bot.inbound.telegram import ALLOWED_UPDATES
from bot.inbound.webhook import SECRET_HEADER, Webhook, secret_of
from bot.rehearsal.faults import Fault, Trouble
from bot.rehearsal.phones import Phone
from bot.serving.http import MOST_BYTES
from tests.fakes.clock import FakeClock
from tests.fakes.inbox import FakeInboxUnits
from tests.fakes.telegram import TOKEN, Telegram
from tests.fakes.waiter import FakeWaiter

ACCOUNT = BotAccount("ba-1", "lindenborg", "telegram", username="weerklank_bot", token=TOKEN)
SECRET = {SECRET_HEADER: secret_of(ACCOUNT)}
PATIENCE = 5.0
YES = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Ja", callback_data="token-1")]])
Client = TestClient[web.Request, web.Application]


def hook(server: Telegram, units: FakeInboxUnits, waiter: FakeWaiter | None = None) -> Webhook:
    base = "http://127.0.0.1:8080/"
    return Webhook(server.bot, ACCOUNT, units, FakeClock(), base, jitter=lambda: 0.5, waiter=waiter or FakeWaiter())


@pytest.fixture
def webhook(server: Telegram, units: FakeInboxUnits) -> Webhook:
    return hook(server, units)


@pytest.fixture
async def client(webhook: Webhook) -> AsyncIterator[Client]:
    application = web.Application(client_max_size=MOST_BYTES)
    application.router.add_post(webhook.path, webhook.receive)
    async with TestClient(TestServer(application)) as client:
        yield client


def waiting(server: Telegram) -> list[dict[str, Any]]:
    """The updates as Telegram would bring them."""
    return [queued.shown() for queued in server.world.queues[server.account.id].pending()]


async def bring(client: Client, update: dict[str, Any], **headers: str) -> int:
    """One POST of Telegram's; what we answer."""
    async with client.post("/telegram/ba-1", json=update, headers=headers or SECRET) as answer:
        return answer.status


async def test_what_people_do_is_stored_before_it_is_confirmed(
    client: Client, server: Telegram, fatma: Phone, units: FakeInboxUnits
) -> None:
    fatma.say("Dag")
    [update] = waiting(server)
    assert await bring(client, update) == 200
    [kept] = units.kept
    assert (kept.kind, kept.text, kept.update_id) == (InboundKind.TEXT, "Dag", str(update["update_id"]))


async def test_what_is_brought_twice_is_stored_once(
    client: Client, server: Telegram, fatma: Phone, units: FakeInboxUnits
) -> None:
    fatma.say("Dag")
    [update] = waiting(server)
    assert [await bring(client, update), await bring(client, update)] == [200, 200]
    assert len(units.kept) == 1


async def test_a_tap_stops_spinning(client: Client, server: Telegram, fatma: Phone) -> None:
    await server.bot.send_message(fatma.user.id, "Ja?", reply_markup=YES)
    query = fatma.tap("Ja")
    [update] = waiting(server)
    assert await bring(client, update) == 200
    async with asyncio.timeout(PATIENCE):
        while query.answer is None:
            await server.world.changes.next()


@pytest.mark.parametrize("headers", [{"X-Other": "1"}, {SECRET_HEADER: "guessed"}, {SECRET_HEADER: "é"}])
async def test_who_does_not_know_the_secret_is_not_listened_to(
    client: Client, units: FakeInboxUnits, headers: dict[str, str]
) -> None:
    assert await bring(client, {"update_id": 1}, **headers) == 401
    assert not units.kept


def test_neither_the_path_nor_the_secret_holds_the_token(webhook: Webhook) -> None:
    assert webhook.path == "/telegram/ba-1"
    secret = secret_of(ACCOUNT)
    assert TOKEN.split(":")[1] not in webhook.path + secret
    assert len(secret) == 64
    assert secret.isalnum()
    assert secret != secret_of(BotAccount("ba-2", "lindenborg", "telegram", token=TOKEN))


@pytest.mark.parametrize("failing", [1, 3])
async def test_what_cannot_be_stored_now_is_brought_again_and_kept_then(
    server: Telegram, fatma: Phone, client: Client, units: FakeInboxUnits, failing: int
) -> None:
    units.failing = failing
    fatma.say("Dag")
    [update] = waiting(server)
    assert [await bring(client, update) for _ in range(failing + 1)] == [503] * failing + [200]
    assert len(units.kept) == 1


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"7", b'{"message": {}}', b'{"update_id": "x"}', b"\xff\xfe", b"[" * 100_000])
async def test_a_body_that_is_no_update_was_hurt_on_its_way_and_must_come_again(
    client: Client, units: FakeInboxUnits, body: bytes
) -> None:
    async with client.post("/telegram/ba-1", data=body, headers=SECRET) as answer:
        assert answer.status == 400
    assert not units.kept


@pytest.mark.parametrize("update", [{"update_id": 7, "message": {"nobody": "knows"}}, {"update_id": 7, "of_the_future": {}}])
async def test_an_update_that_we_cannot_read_is_kept_for_the_record_and_does_not_come_again(
    client: Client, units: FakeInboxUnits, update: dict[str, Any]
) -> None:
    assert await bring(client, update) == 200
    [kept] = units.kept
    assert (kept.kind, kept.update_id) == (InboundKind.IGNORED, "7")


async def test_a_body_that_is_too_large_is_not_read(client: Client, units: FakeInboxUnits) -> None:
    body = json.dumps({"update_id": 1, "message": "x" * MOST_BYTES}).encode()
    async with client.post("/telegram/ba-1", data=io.BytesIO(body), headers=SECRET) as answer:
        assert answer.status == 413
    assert not units.kept


async def test_at_the_start_telegram_is_told_where_to_bring_what_and_with_what_secret(server: Telegram, webhook: Webhook) -> None:
    await webhook.run(asyncio.Event())
    info = await server.bot.get_webhook_info()
    assert info.url == "http://127.0.0.1:8080/telegram/ba-1"
    assert set(info.allowed_updates or []) == set(ALLOWED_UPDATES)
    assert info.max_connections == 10
    assert server.account.webhook is not None
    assert server.account.webhook.secret_token == secret_of(ACCOUNT)


async def test_a_webhook_that_another_program_changed_is_set_again(
    server: Telegram, units: FakeInboxUnits, caplog: pytest.LogCaptureFixture
) -> None:
    class Meddler(FakeWaiter):
        """Another program has its own ideas while we wait."""

        async def wait(self, seconds: float, stop: asyncio.Event) -> None:
            if not self.waits:
                await server.bot.delete_webhook()
            await super().wait(seconds, stop)

    await hook(server, units, Meddler(patience=2)).run(asyncio.Event())
    assert (await server.bot.get_webhook_info()).url == "http://127.0.0.1:8080/telegram/ba-1"
    assert "another program changed the webhook" in caplog.text


async def test_trouble_at_the_start_is_waited_out(server: Telegram, units: FakeInboxUnits) -> None:
    server.world.faults.add(Fault(Trouble.BAD_GATEWAY, "setWebhook", times=2))
    waiter = FakeWaiter(patience=3)
    await hook(server, units, waiter).run(asyncio.Event())
    assert waiter.waits == [0.75, 1.5, 60.0]
    assert (await server.bot.get_webhook_info()).url


async def test_a_token_that_telegram_does_not_know_is_a_mistake(server: Telegram, webhook: Webhook) -> None:
    server.world.bots.clear()
    with pytest.raises(Mistake, match="does not know the token of bot account ba-1"):
        await webhook.run(asyncio.Event())


async def test_who_comes_while_we_stop_is_asked_to_come_again(
    client: Client, server: Telegram, fatma: Phone, webhook: Webhook, units: FakeInboxUnits
) -> None:
    fatma.say("Dag")
    [update] = waiting(server)
    stop = asyncio.Event()
    stop.set()
    await webhook.run(stop)
    assert await bring(client, update) == 503
    assert not units.kept
