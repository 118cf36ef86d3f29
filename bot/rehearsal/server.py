"""The server over HTTP on loopback: `{url}/bot{token}/{method}`, `{url}/file/bot{token}/{path}`, and the people's side."""

import asyncio
import re
import socket
import struct
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from bot.rehearsal import arguments, control, site
from bot.rehearsal.arguments import Arguments
from bot.rehearsal.calls import Accepted
from bot.rehearsal.chats import BotAccount
from bot.rehearsal.errors import ApiError, NotFound, TooManyRequests, Unauthorized
from bot.rehearsal.faults import Fault, Trouble
from bot.rehearsal.feed import Feed
from bot.rehearsal.methods import METHODS, NAMES
from bot.rehearsal.methods.context import Context
from bot.rehearsal.postman import Postman
from bot.rehearsal.world import World

TOKEN = re.compile(r"[1-9]\d*:[A-Za-z0-9_-]{3,}")
_LARGEST_REQUEST = 64 * 1024 * 1024


class RehearsalServer:
    """`async with RehearsalServer(world) as server:` serves the Bot API at `server.url`, on 127.0.0.1 only, and the page at `/`.

    `more` adds routes of whoever rehearses something here.
    """

    def __init__(self, world: World, *, port: int = 0, more: Sequence[web.RouteDef] = ()) -> None:
        self.world = world
        self.feed = Feed(world, room=bool(more))
        self._more = more
        self._wanted_port = port
        self._runner: web.AppRunner | None = None
        self._closing = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self.url = ""

    def application(self) -> web.Application:
        """The routes of the server."""
        application = web.Application(client_max_size=_LARGEST_REQUEST, middlewares=[site.from_here])
        application.router.add_route("*", "/bot{token:[^/]*}/{method}", self._call)
        application.router.add_get("/file/bot{token:[^/]*}/{path:.+}", self._download)
        control.add_routes(application, self.world)
        application.router.add_get("/rehearsal/feed", self.feed.connect)
        application.router.add_routes(self._more)
        site.add_routes(application)
        application.router.add_route("*", "/{anything:.*}", _not_found)
        return application

    async def __aenter__(self) -> Self:
        """Start to listen; `port` 0 takes a free one."""
        self._closing.clear()
        self._runner = web.AppRunner(self.application(), access_log=None, handler_cancellation=True, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._wanted_port)
        await site.start()
        port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}"
        self._tasks = [asyncio.create_task(Postman(self.world).run()), asyncio.create_task(self.feed.run())]
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop; whoever waits for updates or for an answer that was not to come is let go."""
        self._closing.set()
        for queue in self.world.queues.values():
            queue.release()
        self.feed.release()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._runner is not None:
            await self._runner.cleanup()

    def _account(self, request: web.Request) -> BotAccount:
        token = request.match_info["token"]
        if not TOKEN.fullmatch(token):
            raise NotFound
        account = self.world.bots.get(token)
        if account is None:
            raise Unauthorized
        return account

    async def _call(self, request: web.Request) -> web.StreamResponse:
        fault: Fault | None = None
        try:
            account = self._account(request)
            given = await arguments.read(request, null="null")
            method = request.match_info["method"].lower()
            chat_id = given.number("chat_id") or None
            if self.world.latency is not None:
                await self.world.latency(NAMES.get(method, method), chat_id)
            fault = self.world.faults.take(method, chat_id)
            if fault is not None and fault.trouble is Trouble.SLOW and not fault.accepted:
                await self._passes(fault.seconds)
                fault = None
            if fault is not None and not fault.accepted:
                return await self._trouble(request, fault, {"ok": True, "result": True})
            result = await self._carry_out(
                Context(self.world, account, given), method, answered=fault is None or fault.trouble is Trouble.SLOW
            )
        except ApiError as error:
            return _answer(error.body(), error.code)
        body = {"ok": True, "result": result}
        return _answer(body) if fault is None else await self._trouble(request, fault, body)

    async def _carry_out(self, context: Context, method: str, *, answered: bool) -> Any:
        known = METHODS.get(method)
        if known is None:
            raise NotFound("method not found")
        known.hold(context)
        result = await known.handler(context)
        self.world.observe(known.name, result)
        if not method.startswith("get"):
            self.world.log.append(_accepted(context, known.name, result, answered=answered))
        return result

    async def _passes(self, seconds: float) -> None:
        """So many seconds, or less when the server stops."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._closing.wait(), seconds)

    async def _trouble(self, request: web.Request, fault: Fault, body: dict[str, Any]) -> web.StreamResponse:
        match fault.trouble:
            case Trouble.TOO_MANY | Trouble.INTERNAL | Trouble.BAD_GATEWAY:
                body = _refusal(fault)
            case Trouble.RESET:
                _reset(request)
            case Trouble.SILENCE:
                await self._closing.wait()
            case Trouble.HALF:
                return await _half(request, body)
            case Trouble.SLOW:
                await self._passes(fault.seconds)
        return _answer(body, body.get("error_code", 200))

    async def _download(self, request: web.Request) -> web.StreamResponse:
        try:
            self._account(request)
            stored = self.world.files.at(request.match_info["path"])
            if stored is None:
                raise NotFound
        except ApiError as error:
            return _answer(error.body(), error.code)
        if (fault := self.world.faults.take("download", None)) is not None:
            if fault.trouble is not Trouble.SLOW:
                return await self._trouble(request, fault, {"ok": True, "result": True})
            await self._passes(fault.seconds)
        return web.Response(body=stored.content, content_type="application/octet-stream")


def _answer(body: dict[str, Any], status: int = 200) -> web.Response:
    retry_after = body.get("parameters", {}).get("retry_after")
    headers = {"Retry-After": str(retry_after)} if retry_after else None
    return web.json_response(body, status=status, headers=headers)


def _refusal(fault: Fault) -> dict[str, Any]:
    if fault.trouble is Trouble.BAD_GATEWAY:
        return {"ok": False, "error_code": 502, "description": "Bad Gateway"}
    return (TooManyRequests(fault.retry_after) if fault.trouble is Trouble.TOO_MANY else ApiError()).body()


async def _not_found(_: web.Request) -> web.Response:
    return _answer(NotFound().body(), 404)


def _reset(request: web.Request) -> None:
    """Close with RST: linger zero, then abort."""
    if request.transport is None:
        return
    connection = request.transport.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.transport.abort()


async def _half(request: web.Request, body: dict[str, Any]) -> web.StreamResponse:
    """Promise a whole body, send half of it, hang up."""
    whole = web.json_response(body).body
    content = whole if isinstance(whole, bytes) else b""
    response = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": str(len(content))})
    await response.prepare(request)
    await response.write(content[: len(content) // 2])
    if request.transport is not None:
        request.transport.close()
    return response


def _accepted(context: Context, method: str, result: Any, *, answered: bool) -> Accepted:
    given: Arguments = context.arguments
    found = result.get("message_id") if isinstance(result, dict) else None
    return Accepted(
        method=method,
        bot_id=context.bot.id,
        chat_id=given.number("chat_id") or None,
        message_id=found or given.number("message_id") or None,
        thread_id=given.number("message_thread_id") or None,
        text=given.text("text") or given.text("caption"),
        at=context.world.clock.now(),
        answered=answered,
    )
