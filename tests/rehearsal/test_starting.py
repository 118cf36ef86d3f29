"""The server alone, as a program: it says where it is, serves, and stops when told to."""

import asyncio
import re
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process

import aiohttp
import pytest

from tests.rehearsal.client import Client

PATIENCE = 20


async def start(*words: str) -> Process:
    return await asyncio.create_subprocess_exec(sys.executable, "-m", "bot.rehearsal", *words, stdout=PIPE, stderr=PIPE)


async def ended(program: Process) -> tuple[int | None, str, str]:
    """How it ended, and what it said until then."""
    async with asyncio.timeout(PATIENCE):
        said, complained = await program.communicate()
    return program.returncode, said.decode(), complained.decode()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
async def test_it_says_where_it_is_serves_and_stops(ending: signal.Signals) -> None:
    program = await start("--port", "0", "--token", "77:their-own", "--username", "@their_bot")
    try:
        assert program.stdout is not None
        async with asyncio.timeout(PATIENCE):
            lines = [(await program.stdout.readline()).decode() for _ in range(5)]
        said = "".join(lines)
        found = re.search(r"Bot API +(http://127\.0\.0\.1:\d+)\n", said)
        assert found is not None, said
        url = found[1]
        assert "77:their-own  (@their_bot)" in said
        assert f"page      {url}/\n" in said
        assert f"controls  {url}/rehearsal/\n" in said
        async with aiohttp.ClientSession() as session:
            client = Client(session, url, "77:their-own")
            assert (await client.result("getMe"))["username"] == "their_bot"
            async with session.post(f"{url}/rehearsal/users", json={"first_name": "Amal"}) as answer:
                amal = (await answer.json())["id"]
            async with session.post(f"{url}/rehearsal/users/{amal}/start", json={}) as answer:
                assert answer.status == 200
            assert [update["message"]["text"] for update in await client.result("getUpdates")] == ["/start"]
    finally:
        program.send_signal(ending)
        code, _, complained = await ended(program)
    assert (code, complained) == (0, "")


@pytest.mark.parametrize(
    ("words", "mend"),
    [
        (("--token", "no-token"), "a token is a number, a colon"),
        (("--username", "somebody"), "ends in bot"),
        (("--port", "x"), "invalid int value"),
    ],
)
async def test_a_wrong_call_is_told(words: tuple[str, str], mend: str) -> None:
    code, said, complained = await ended(await start(*words))
    assert (code, said) == (2, "")
    assert mend in complained


async def test_a_port_that_is_taken_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, said, complained = await ended(await start("--port", str(port)))
    assert (code, said) == (1, "")
    assert complained.startswith(f"cannot listen on port {port}: ")
    assert complained.count("\n") == 1
