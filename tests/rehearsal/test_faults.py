"""Trouble on request: what a client gets, and whether the message was sent all the same."""

import asyncio
import json
from pathlib import Path

import aiohttp
import pytest

from bot.rehearsal.calls import Accepted, CallLog
from bot.rehearsal.faults import Fault, Faults, Trouble
from bot.rehearsal.phones import Phone
from bot.rehearsal.world import World
from tests.rehearsal.client import Client


async def send(client: Client, phone: Phone) -> dict[str, object]:
    return await client.call("sendMessage", chat_id=phone.user.id, text="Dag")


async def test_a_429_is_answered_and_nothing_sent(client: Client, fatma: Phone) -> None:
    fatma.world.faults.add(Fault(Trouble.TOO_MANY, times=2, retry_after=7))
    for _ in range(2):
        body = await send(client, fatma)
        assert (body["description"], body["parameters"]) == ("Too Many Requests: retry after 7", {"retry_after": 7})
    assert (await send(client, fatma))["ok"] is True
    assert len(fatma.received) == 1


@pytest.mark.parametrize(
    ("trouble", "words"), [(Trouble.INTERNAL, "Internal Server Error"), (Trouble.BAD_GATEWAY, "Bad Gateway")]
)
@pytest.mark.parametrize("accepted", [False, True])
async def test_after_a_5xx_the_message_may_have_been_sent(
    client: Client, fatma: Phone, trouble: Trouble, words: str, *, accepted: bool
) -> None:
    fatma.world.faults.add(Fault(trouble, "sendMessage", accepted=accepted))
    body = await send(client, fatma)
    assert body == {"ok": False, "error_code": int(trouble.value), "description": words}
    assert len(fatma.received) == accepted
    assert [call.answered for call in fatma.world.log.sends()] == [False] * accepted


@pytest.mark.parametrize("accepted", [False, True])
@pytest.mark.parametrize("trouble", [Trouble.RESET, Trouble.HALF])
async def test_a_connection_breaks_before_or_after_the_message_was_sent(
    client: Client, fatma: Phone, trouble: Trouble, *, accepted: bool
) -> None:
    fatma.world.faults.add(Fault(trouble, accepted=accepted))
    with pytest.raises(aiohttp.ClientError):
        await send(client, fatma)
    assert len(fatma.received) == accepted
    assert (await send(client, fatma))["ok"] is True


async def test_no_answer_comes_though_the_message_was_sent(client: Client, fatma: Phone) -> None:
    fatma.world.faults.add(Fault(Trouble.SILENCE, accepted=True))
    waiting = asyncio.create_task(send(client, fatma))
    await fatma.wait_for("Dag")
    assert not waiting.done()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_trouble_is_for_one_chat_and_one_method(client: Client, fatma: Phone, marieke: Phone) -> None:
    fatma.world.faults.add(Fault(Trouble.INTERNAL, "sendmessage", chat_id=fatma.user.id))
    assert (await send(client, marieke))["ok"] is True
    assert await client.result("sendChatAction", chat_id=fatma.user.id, action="typing")
    assert (await send(client, fatma))["error_code"] == 500
    assert (await send(client, fatma))["ok"] is True


async def test_trouble_leaves_the_waiting_for_updates_alone_unless_it_is_named(client: Client, fatma: Phone) -> None:
    fatma.world.faults.add(Fault(Trouble.INTERNAL))
    assert await client.result("getUpdates")
    fatma.world.faults.clear()
    fatma.world.faults.add(Fault(Trouble.BAD_GATEWAY, "getUpdates"))
    assert await client.refusal("getUpdates") == "Bad Gateway"


async def test_a_file_may_fail_to_come(client: Client, fatma: Phone) -> None:
    file = await client.result("getFile", file_id=fatma.send_file("voice", b"OggS").file_id)
    address = f"{client.url}/file/bot{client.token}/{file['file_path']}"
    fatma.world.faults.add(Fault(Trouble.BAD_GATEWAY, "download"))
    statuses = []
    for _ in range(2):
        async with client.session.get(address) as answer:
            statuses.append(answer.status)
    assert statuses == [502, 200]


async def test_a_slow_server_is_as_slow_as_it_is_told(client: Client, fatma: Phone) -> None:
    gate, asked = asyncio.Event(), list[tuple[str, int | None]]()

    async def latency(method: str, chat_id: int | None) -> None:
        asked.append((method, chat_id))
        await gate.wait()

    fatma.world.latency = latency
    waiting = asyncio.create_task(send(client, fatma))
    gate.set()
    assert (await waiting)["ok"] is True
    assert asked == [("sendMessage", fatma.user.id)]


@pytest.mark.parametrize("accepted", [False, True])
async def test_one_answer_may_be_slow(client: Client, fatma: Phone, *, accepted: bool) -> None:
    fatma.world.faults.add(Fault(Trouble.SLOW, "sendMessage", accepted=accepted, seconds=60.0))
    waiting = asyncio.create_task(send(client, fatma))
    assert await client.result("sendChatAction", chat_id=fatma.user.id, action="typing")
    if accepted:
        await fatma.wait_for("Dag")
    assert not waiting.done()
    assert len(fatma.received) == accepted
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_a_slow_answer_is_as_good_as_another(client: Client, fatma: Phone) -> None:
    for accepted in (False, True):
        fatma.world.faults.add(Fault(Trouble.SLOW, accepted=accepted, seconds=0.001))
        assert (await send(client, fatma))["ok"] is True
    assert [call.answered for call in fatma.world.log.sends()] == [True, True]


def luck(faults: Faults, chat_id: int, calls: int) -> list[bool]:
    return [faults.take("sendmessage", chat_id) is not None for _ in range(calls)]


def test_by_chance_a_share_of_the_calls_goes_wrong_and_each_time_the_same_ones() -> None:
    storm, again, other = Faults(), Faults(), Faults()
    storm.add(Fault(Trouble.INTERNAL, times=None, chance=0.25, seed=7))
    again.add(Fault(Trouble.INTERNAL, times=None, chance=0.25, seed=7))
    other.add(Fault(Trouble.INTERNAL, times=None, chance=0.25, seed=8))
    first = luck(storm, 5, 400)
    assert 70 < sum(first) < 130
    luck(again, 6, 13)
    assert luck(again, 5, 400) == first
    assert luck(other, 5, 400) != first


async def test_a_storm_is_ordered_over_http(client: Client, fatma: Phone) -> None:
    order = {"trouble": "429", "times": None, "chance": 0.5, "seed": 1, "retry_after": 2, "method": "sendMessage"}
    async with client.session.post(f"{client.url}/rehearsal/faults", json=order) as answer:
        assert await answer.json() is True
    answers = [(await send(client, fatma)).get("parameters") for _ in range(40)]
    assert {"retry_after": 2} in answers
    assert None in answers
    async with client.session.delete(f"{client.url}/rehearsal/faults") as answer:
        assert await answer.json() is True
    assert (await send(client, fatma))["ok"] is True


async def test_the_witness_knows_what_was_carried_out(client: Client, fatma: Phone, world: World) -> None:
    await send(client, fatma)
    await client.refusal("sendMessage", chat_id=fatma.user.id, text="")
    await client.result("deleteMessage", chat_id=fatma.user.id, message_id=fatma.last.id)
    assert [(call.method, call.chat_id, call.text, call.at) for call in world.log.calls] == [
        ("sendMessage", fatma.user.id, "Dag", world.clock.now()),
        ("deleteMessage", fatma.user.id, "", world.clock.now()),
    ]
    assert world.log.calls[0].message_id == world.log.calls[1].message_id
    assert [call.text for call in world.log.sends(fatma.user.id)] == ["Dag"]
    assert world.log.sends(1) == []


def test_the_witness_writes_a_line_for_each_call(tmp_path: Path) -> None:
    log = CallLog(tmp_path / "calls.jsonl")
    call = Accepted("sendMessage", 1, 2, 3, None, "مرحبا", 4.5)
    log.append(call)
    log.append(call)
    lines = (tmp_path / "calls.jsonl").read_text(encoding="utf-8").splitlines()
    assert [Accepted(**json.loads(line)) for line in lines] == log.calls
