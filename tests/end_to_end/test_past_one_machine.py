"""Several processes on PostgreSQL, webhooks, and an orderly stop: nobody notices, and nothing is lost."""

import asyncio
import json
import signal
import socket
from collections.abc import Callable
from datetime import timedelta

import aiohttp
import asyncpg
import pytest

from bot import steering
from bot.inbound.webhook import SECRET_HEADER
from bot.rehearsal.demo.stage import TOKEN, Stage, hurried
from bot.rehearsal.phones import Phone
from bot.rehearsal.world import World
from bot.wiring import Library, open_house
from tests.end_to_end.processes import LISTENING, PATIENCE, STOPS_WITHIN, Place
from tests.end_to_end.town import BULLETIN, coordinators, joined

ON_POSTGRESQL = pytest.mark.parametrize("database", ["postgresql"], indirect=True)
ON_SQLITE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
ACCOUNT = "voorbeeldstad-telegram"


async def until(world: World, true: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not true():
            await world.changes.next()


async def in_database(place: Place, question: str) -> list[asyncpg.Record]:
    connection = await asyncpg.connect(place.settings.database_url)
    try:
        found: list[asyncpg.Record] = await connection.fetch(question)
        return found
    finally:
        await connection.close()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


async def page(address: str, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"{address}{path}") as answer:
        return answer.status, await answer.text()


class Held:
    """Calls of one method come to the server, and are carried out when they are let go."""

    def __init__(self, world: World, method: str) -> None:
        self.came, self._go = asyncio.Event(), asyncio.Event()
        self._world, self._method = world, method
        world.latency = self._wait

    async def _wait(self, method: str, _: int | None) -> None:
        if method == self._method:
            self.came.set()
            await self._go.wait()

    def let_go(self) -> None:
        self._go.set()


@ON_POSTGRESQL
async def test_one_web_process_polls_another_takes_over_when_it_dies_and_workers_do_the_rest(place: Place) -> None:
    lotte = Phone.new(place.world, place.bot, "Lotte", language_code="nl")
    async with place.run("--role", "worker"), place.run("--role", "web") as first:
        lotte.open_link(await place.token())
        await lotte.wait_for("Kies je taal.", timeout=PATIENCE)
        async with place.run("--role", "web") as second:
            await second.logs("another process polls, this one stands by")
            first.process.kill()
            await first.ended(PATIENCE)
            # What fifteen seconds would do.
            await in_database(place, "UPDATE poll_leases SET until = 0")
            lotte.tap("Nederlands")
            await lotte.wait_for("Ben je 16 of ouder?", timeout=PATIENCE)
            await second.stopped()
    assert await in_database(place, "SELECT * FROM poll_leases") == [], "an orderly stop gives the lease back"


@ON_POSTGRESQL
async def test_telegram_brings_updates_also_those_from_while_nobody_was_there(place: Place) -> None:
    port = free_port()
    settings = {"WEBHOOK_URL": f"http://127.0.0.1:{port}", "HTTP_PORT": str(port)}
    lotte = Phone.new(place.world, place.bot, "Lotte", language_code="nl")
    token = await place.token()
    async with place.run("--role", "worker"):
        async with place.run("--role", "web", **settings) as web:
            lotte.open_link(token)
            await lotte.wait_for("Kies je taal.", timeout=PATIENCE)
            logged = await web.stopped()
        assert TOKEN not in logged
        webhook = place.bot.webhook
        assert webhook is not None
        assert webhook.url.endswith(f"/telegram/{ACCOUNT}")
        lotte.tap("Nederlands")
        await until(place.world, lambda: webhook.failures > 0)
        async with place.run("--role", "web", **settings) as web:
            await lotte.wait_for("Ben je 16 of ouder?", timeout=PATIENCE)
            async with aiohttp.ClientSession() as session:
                address = f"{await web.logs(LISTENING)}/telegram/{ACCOUNT}"
                async with session.post(address, json={"update_id": 1}, headers={SECRET_HEADER: "guessed"}) as answer:
                    assert answer.status == 401
            await web.stopped()
    [rows] = await in_database(place, "SELECT count(*), count(*) FILTER (WHERE state = 'handled') FROM inbox WHERE NOT is_event")
    assert tuple(rows) == (2, 2)


async def test_a_call_in_the_air_lands_before_it_stops_and_nothing_goes_twice(place: Place) -> None:
    lotte = Phone.new(place.world, place.bot, "Lotte", language_code="nl")
    held = Held(place.world, "sendPhoto")
    async with place.run() as program:
        lotte.open_link(await place.token())
        async with asyncio.timeout(PATIENCE):
            await held.came.wait()
        program.ask_to_stop()
        await program.logs("coming to rest")
        held.let_go()
        code, logged = await program.ended(STOPS_WITHIN)
    assert code == 0, logged
    assert len(lotte.received) == 1
    async with place.run() as program:
        await lotte.wait_for("Kies je taal.", timeout=PATIENCE)
        lotte.tap("Nederlands")
        await lotte.wait_for("Ben je 16 of ouder?", timeout=PATIENCE)
        await program.stopped()
    texts = [message.text for message in lotte.received]
    assert len(texts) == len(set(texts)), "something came twice"


@ON_SQLITE
async def test_whoever_asks_twice_does_not_wait(place: Place) -> None:
    lotte = Phone.new(place.world, place.bot, "Lotte", language_code="nl")
    held = Held(place.world, "sendMessage")
    async with place.run() as program:
        lotte.open_link(await place.token())
        async with asyncio.timeout(PATIENCE):
            await held.came.wait()
        program.ask_to_stop()
        await program.logs("coming to rest")
        program.ask_to_stop()
        code, _ = await program.ended(STOPS_WITHIN)
        assert code == -signal.SIGTERM
        held.let_go()


async def test_whoever_runs_it_sees_that_it_lives_and_what_it_does_without_any_person(place: Place) -> None:
    lotte = Phone.new(place.world, place.bot, "Lotte", language_code="nl")
    token = await place.token()
    async with place.run(HTTP_PORT=str(free_port())) as program:
        address = await program.logs(LISTENING)
        assert address.startswith("http://127.0.0.1:")
        lotte.open_link(token)
        await lotte.wait_for("Kies je taal.", timeout=PATIENCE)
        status, said = await page(address, "/healthz")
        assert status == 200, said
        parts = json.loads(said)["parts"]
        assert set(parts) == {"database", "dispatch", "handling", "ticks", f"receiving {ACCOUNT}"}
        status, metrics = await page(address, "/metrics")
        assert status == 200
        await program.stopped()
    assert f'weerklank_calls_total{{bot_account="{ACCOUNT}",outcome="delivered"}}' in metrics
    assert 'weerklank_inbox_handled_total{result="handled"} 1.0' in metrics
    assert "weerklank_poll_age_seconds" in metrics
    for secret in ("Lotte", token, TOKEN, str(lotte.user.id)):
        assert secret not in metrics + said


@ON_SQLITE
async def test_on_sqlite_one_process_does_everything(place: Place) -> None:
    async with place.run("--role", "worker") as program:
        code, logged = await program.ended(PATIENCE)
    assert code == 2
    assert "--role worker needs PostgreSQL" in logged


@pytest.mark.chaos
@ON_POSTGRESQL
async def test_ticks_handlers_and_dispatchers_of_two_processes_tell_nobody_twice(stage: Stage, library: Library) -> None:
    await coordinators(stage)
    parents = [await joined(stage, name) for name in ("Lotte", "Sem", "Fatma")]
    await steering.bulletin_in(stage.house, "send", BULLETIN)
    before = {parent.name: len(parent.phone.received) for parent in parents}
    clock = stage.house.outside.clock
    async with open_house(stage.settings, clock=clock, limits=hurried, library=library) as second:
        houses = (stage.house, second)
        for _ in range(24):
            stage.world.clock.advance(timedelta(hours=3).total_seconds())
            await asyncio.gather(*(tick.body() for house in houses for tick in house.ticks))
            await asyncio.gather(*(house.worker.drain() for house in houses))
            await asyncio.gather(*(house.dispatcher.drain() for house in houses))
    for parent in parents:
        came = [message.text for message in parent.phone.received[before[parent.name] :]]
        assert len(came) >= 3, "a bulletin and what follows it"
        assert len(came) == len(set(came)), came
