"""Whether the process lives, and which part does not."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from bot.domain.errors import Mistake, Unavailable
from bot.serving.health import Health
from bot.serving.http import serving
from bot.serving.pulse import Pulse
from tests.serving.conftest import Monotonic


async def well() -> None:
    return


async def away() -> None:
    raise Unavailable("the database does not answer")


async def asked(health: Health) -> tuple[int, dict[str, Any]]:
    answer = await health.answer(make_mocked_request("GET", "/healthz"))
    assert isinstance(answer.text, str)
    return answer.status, json.loads(answer.text)


@pytest.fixture
def pulse(seconds: Monotonic) -> Pulse:
    pulse = Pulse(seconds)
    pulse.expect("handling", 60.0)
    pulse.expect("receiving ba-1", 90.0)
    return pulse


async def test_a_process_of_which_every_part_lives_is_well(pulse: Pulse, seconds: Monotonic) -> None:
    seconds.seconds += 59.0
    status, said = await asked(Health(pulse, well, asyncio.Event()))
    assert (status, said["status"]) == (200, "ok")
    assert said["parts"] == {
        "database": {"ok": True},
        "handling": {"ok": True, "age_seconds": 59.0},
        "receiving ba-1": {"ok": True, "age_seconds": 59.0},
    }


async def test_a_loop_that_stands_still_is_named(pulse: Pulse, seconds: Monotonic) -> None:
    seconds.seconds += 61.0
    pulse.beat("receiving ba-1")
    status, said = await asked(Health(pulse, well, asyncio.Event()))
    assert (status, said["status"]) == (503, "failing")
    assert {part: found["ok"] for part, found in said["parts"].items()} == {
        "database": True,
        "handling": False,
        "receiving ba-1": True,
    }
    pulse.beat("handling")
    assert (await asked(Health(pulse, well, asyncio.Event())))[0] == 200


async def test_a_database_that_does_not_answer_is_named(pulse: Pulse) -> None:
    status, said = await asked(Health(pulse, away, asyncio.Event()))
    assert (status, said["parts"]["database"]) == (503, {"ok": False})


async def test_a_process_that_stops_gets_nothing_new(pulse: Pulse) -> None:
    stop = asyncio.Event()
    stop.set()
    status, said = await asked(Health(pulse, well, stop))
    assert (status, said["status"]) == (503, "stopping")


def test_a_part_that_nobody_expects_is_not_shown(pulse: Pulse) -> None:
    pulse.beat("dispatch")
    assert set(pulse.signs()) == {"handling", "receiving ba-1"}


async def test_it_is_served_where_the_settings_say(pulse: Pulse) -> None:
    health = Health(pulse, well, asyncio.Event())
    async with (
        serving("127.0.0.1", 0, [web.get("/healthz", health.answer)]) as address,
        aiohttp.ClientSession() as session,
        session.get(f"{address}/healthz") as answer,
    ):
        assert answer.status == 200


async def test_a_port_that_is_taken_is_a_mistake_that_says_what_to_mend() -> None:
    async with serving("127.0.0.1", 0, []) as address:
        taken = int(address.rpartition(":")[2])
        with pytest.raises(Mistake, match="WEERKLANK_HTTP_PORT"):
            async with serving("127.0.0.1", taken, []):
                pass
