"""How fast: thirty a second in all, one a second in a chat with a short burst, twenty a minute in a group."""

from typing import Any

import pytest

from bot.rehearsal.chats import BotAccount
from bot.rehearsal.clock import ManualClock, ManualPace
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.limits import Limits
from bot.rehearsal.phones import Phone
from bot.rehearsal.world import World
from tests.rehearsal.client import Client


@pytest.fixture
def limits() -> Limits:
    return Limits()


async def send(client: Client, chat_id: int) -> dict[str, Any]:
    return await client.call("sendMessage", chat_id=chat_id, text="Dag")


async def sent(client: Client, chat_id: int, count: int) -> list[bool]:
    return [(await send(client, chat_id))["ok"] for _ in range(count)]


async def test_five_at_once_to_one_person_are_allowed_and_then_one_a_second(
    client: Client, fatma: Phone, pace: ManualPace
) -> None:
    assert await sent(client, fatma.user.id, 6) == [True] * 5 + [False]
    assert await send(client, fatma.user.id) == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    pace.advance(1)
    assert await sent(client, fatma.user.id, 2) == [True, False]
    assert len(fatma.received) == 6


async def test_moving_the_calendar_does_not_open_a_window(client: Client, fatma: Phone, clock: ManualClock) -> None:
    await sent(client, fatma.user.id, 6)
    clock.advance(86_400)
    assert await sent(client, fatma.user.id, 1) == [False]


async def test_thirty_a_second_go_out_and_then_everybody_waits(
    client: Client, world: World, bot: BotAccount, pace: ManualPace
) -> None:
    phones = [Phone.new(world, bot, f"Ouder {number}") for number in range(31)]
    for phone in phones:
        phone.open_link()
    assert [await sent(client, phone.user.id, 1) for phone in phones] == [[True]] * 30 + [[False]]
    assert await sent(client, phones[0].user.id, 1) == [False]
    pace.advance(1)
    assert await sent(client, phones[30].user.id, 1) == [True]


async def test_who_pays_goes_on_past_thirty(client: Client, world: World, bot: BotAccount) -> None:
    phones = [Phone.new(world, bot, f"Ouder {number}") for number in range(40)]
    for phone in phones:
        phone.open_link()
    for phone in phones:
        assert (await client.call("sendMessage", chat_id=phone.user.id, text="Dag", allow_paid_broadcast=True))["ok"]
    assert await sent(client, phones[0].user.id, 1) == [False]


async def test_a_group_takes_twenty_a_minute_all_its_topics_together(client: Client, forum: Gathering, pace: ManualPace) -> None:
    for _ in range(20):
        assert await sent(client, forum.chat.id, 1) == [True]
        pace.advance(1)
    body = await send(client, forum.chat.id)
    assert body["parameters"] == {"retry_after": 40}
    pace.advance(39)
    assert (await send(client, forum.chat.id))["parameters"] == {"retry_after": 1}
    pace.advance(1)
    assert await sent(client, forum.chat.id, 1) == [True]


async def test_what_is_refused_for_another_reason_costs_nothing(client: Client, fatma: Phone) -> None:
    for _ in range(9):
        await client.refusal("sendMessage", chat_id=fatma.user.id, text="<b>", parse_mode="HTML")
    assert await sent(client, fatma.user.id, 1) == [True]


async def test_edits_count_as_well(client: Client, fatma: Phone) -> None:
    await sent(client, fatma.user.id, 5)
    words = await client.refusal("editMessageText", chat_id=fatma.user.id, message_id=fatma.last.id, text="Anders")
    assert words == "Too Many Requests: retry after 1"
    assert fatma.last.text == "Dag"


async def test_the_header_says_how_long_too(client: Client, fatma: Phone) -> None:
    await sent(client, fatma.user.id, 5)
    given = {"chat_id": fatma.user.id, "text": "Dag"}
    async with client.session.post(f"{client.url}/bot{client.token}/sendMessage", json=given) as answer:
        assert (answer.status, answer.headers["Retry-After"]) == (429, "1")


async def test_answering_a_tap_and_typing_are_free(client: Client, fatma: Phone) -> None:
    await sent(client, fatma.user.id, 6)
    assert await client.result("sendChatAction", chat_id=fatma.user.id, action="typing") is True
