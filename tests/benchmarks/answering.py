"""A lean Bot API server for benchmarks, run as a process of its own: `python -m tests.benchmarks.answering`.

The rehearsal server knows all of Telegram's rules and spends a millisecond or two on them; at a thousand messages a second it
would be what is measured. This one answers `sendMessage` with the same JSON over the same HTTP/1.1, keeps a count for each chat
as witness, and can be slow or refuse. It prints its port and ends when its standard input closes.
"""

import asyncio
import json
import random
import sys
import time
from collections import deque
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import parse_qs

TOKEN = "4200001:a-token-that-only-the-benchmark-knows"
BOT = {"id": 4200001, "is_bot": True, "first_name": "Weerklank", "username": "weerklank_benchmark_bot"}
MOST_UPDATES = 100


@dataclass(slots=True)
class Manner:
    """How it answers, until told otherwise."""

    latency: tuple[float, float] = (0.0, 0.0)
    """Seconds, evenly spread; a call counts when it comes in, and is answered so much later."""
    way_there: tuple[float, float] = (0.0, 0.0)
    """Seconds before a call counts: what the network may do to calls that left at an even pace."""
    per_second: int | None = None
    """Messages in any sliding second; the next one gets a 429."""


@dataclass(slots=True)
class Witness:
    """What came in. `arrivals` has, by chat, when its messages were accepted: seconds of the machine's monotonic clock."""

    arrivals: dict[str, list[float]] = field(default_factory=dict)
    buttons: dict[str, list[list[str]]] = field(default_factory=dict)
    """By chat, the tokens of each keyboard."""
    refused: int = 0
    calls: int = 0


class Server:
    """The state behind every connection."""

    def __init__(self) -> None:
        self.manner = Manner()
        self.witness = Witness()
        self.chance = random.Random(1)
        self._window: deque[float] = deque()
        self._updates: deque[dict[str, Any]] = deque()
        self._next_update = 1
        self._news = asyncio.Event()

    async def answer(self, path: str, body: bytes) -> tuple[int, bytes]:
        """Status and JSON."""
        method = path.rpartition("/")[2].lower()
        if path == "/control/arrival":
            return 200, json.dumps(await self._arrival(**json.loads(body))).encode()
        if path.startswith("/control/"):
            return 200, json.dumps(self._control(method, json.loads(body or b"null"))).encode()
        if method == "getupdates":
            return 200, await self._get_updates(body)
        if method != "sendmessage":
            return 200, json.dumps({"ok": True, "result": BOT if method == "getme" else True}).encode()
        there, back = self.manner.way_there, self.manner.latency
        if there[1]:
            await asyncio.sleep(self.chance.uniform(*there))
        answer = self._send_message(body)
        if back[1]:
            await asyncio.sleep(self.chance.uniform(*back))
        return answer

    @property
    def is_quick(self) -> bool:
        """Whether a message is answered without waiting for anything."""
        return not self.manner.latency[1] and not self.manner.way_there[1]

    def send_message(self, body: bytes) -> tuple[int, bytes]:
        return self._send_message(body)

    def _send_message(self, body: bytes) -> tuple[int, bytes]:
        now = time.monotonic()
        self.witness.calls += 1
        if self.manner.per_second is not None:
            while self._window and self._window[0] <= now - 1.0:
                self._window.popleft()
            if len(self._window) >= self.manner.per_second:
                self.witness.refused += 1
                refusal = {
                    "ok": False,
                    "error_code": 429,
                    "description": "Too Many Requests: retry after 1",
                    "parameters": {"retry_after": 1},
                }
                return 429, json.dumps(refusal).encode()
            self._window.append(now)
        given = _given(body)
        chat = given["chat_id"]
        self.witness.arrivals.setdefault(chat, []).append(now)
        if "reply_markup" in given:
            rows = given["reply_markup"]["inline_keyboard"]
            self.witness.buttons.setdefault(chat, []).append([button["callback_data"] for row in rows for button in row])
        message = {
            "message_id": self.witness.calls,
            "from": BOT,
            "chat": {"id": int(chat), "type": "private", "first_name": "A parent"},
            "date": int(time.time()),
            "text": given["text"],
        }
        return 200, json.dumps({"ok": True, "result": message}).encode()

    def _control(self, method: str, given: Any) -> Any:
        match method:
            case "manner":
                latency, way_there = ((low, high) for low, high in (given["latency"], given["way_there"]))
                self.manner = Manner(latency, way_there, given["per_second"])
                self._window.clear()
            case "clear":
                self.witness = Witness()
            case "updates":
                for update in given:
                    self._updates.append({"update_id": self._next_update, **update})
                    self._next_update += 1
                self._news.set()
            case "witness":
                return asdict(self.witness)
        return True

    async def _arrival(self, chat: str, count: int, seconds: float) -> float | None:
        """When the chat got so many messages; None when that takes longer than `seconds`."""
        until = time.monotonic() + seconds
        while len(self.witness.arrivals.get(chat, ())) < count:
            if time.monotonic() > until:
                return None
            await asyncio.sleep(0.005)
        return self.witness.arrivals[chat][count - 1]

    async def _get_updates(self, body: bytes) -> bytes:
        given = parse_qs(body.decode())
        offset, seconds = (int(given.get(name, ["0"])[0]) for name in ("offset", "timeout"))
        while self._updates and self._updates[0]["update_id"] < offset:
            self._updates.popleft()
        if not self._updates and seconds:
            self._news.clear()
            try:
                async with asyncio.timeout(seconds):
                    await self._news.wait()
            except TimeoutError:
                pass
        found = [self._updates[place] for place in range(min(MOST_UPDATES, len(self._updates)))]
        return json.dumps({"ok": True, "result": found}).encode()


def _given(body: bytes) -> dict[str, Any]:
    """The arguments of a message, from JSON or from a form."""
    if body.startswith(b"{"):
        found: dict[str, Any] = json.loads(body)
        return found | {"chat_id": str(found["chat_id"])}
    found = {name: values[0] for name, values in parse_qs(body.decode()).items()}
    return found | ({"reply_markup": json.loads(found["reply_markup"])} if "reply_markup" in found else {})


class Connection(asyncio.Protocol):
    """HTTP/1.1 with kept-alive connections and bodies of a known length: what both clients speak."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._got = b""
        self._tasks: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        for task in self._tasks:
            task.cancel()

    def data_received(self, data: bytes) -> None:
        self._got += data
        while (end := self._got.find(b"\r\n\r\n")) >= 0:
            first, *lines = self._got[:end].split(b"\r\n")
            length = next((int(line[15:]) for line in lines if line[:15].lower() == b"content-length:"), 0)
            if len(self._got) < end + 4 + length:
                return
            body = self._got[end + 4 : end + 4 + length]
            self._got = self._got[end + 4 + length :]
            path = first.split(b" ")[1].decode()
            if self._server.is_quick and path.lower().endswith("/sendmessage"):
                self._write(*self._server.send_message(body))
                continue
            task = asyncio.get_running_loop().create_task(self._answer(path, body))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _answer(self, path: str, body: bytes) -> None:
        self._write(*await self._server.answer(path, body))

    def _write(self, status: int, body: bytes) -> None:
        head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        if not self._transport.is_closing():
            self._transport.write(head.encode() + body)


async def serve() -> None:
    loop = asyncio.get_running_loop()
    server = Server()
    listening = await loop.create_server(lambda: Connection(server), "127.0.0.1", 0)
    print(listening.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    listening.close()


if __name__ == "__main__":
    asyncio.run(serve())
