"""The page's live line (server-sent events): everything at first, then what changed, as soon as it did."""

import asyncio
import json
import time
from typing import Any

from aiohttp import web

from bot.rehearsal import screens
from bot.rehearsal.world import World

MESSAGES_A_CHAT = 60
"""Of each chat that a page gets at first; it asks for earlier ones when somebody scrolls there."""
_KEEP_ALIVE = 15.0
_MOVED = 0.5
"""Seconds by which the clock is further ahead of this machine's than it was: then somebody moved it."""
_MOST_BEHIND = 500
"""Events that wait for one page: who reads slower than that gets everything anew."""


class Feed:
    """`run` watches the world; `connect` answers one page for as long as it looks.

    An event is named `all` (the overview, the clock and the newest messages), `changes` (messages, answers to taps, and the
    overview and the clock when they are other ones), or whatever `tell` was called with.
    """

    def __init__(self, world: World, *, room: bool = False) -> None:
        """`room`: somebody rehearses here, and tells about it as soon as all is ready."""
        self._world, self._room = world, room
        self._run = f"{time.time_ns()}"
        self._place = world.journal.end
        self._overview = ""
        self._ahead = 0.0
        self._told: dict[str, str] = {}
        self._pages: set[asyncio.Queue[bytes | None]] = set()

    def tell(self, name: str, what: Any) -> None:
        """Let every page know `what`, and those that come later too; nothing happens when they know it already."""
        data = _json(what)
        if self._told.get(name) != data:
            self._told[name] = data
            self._send(_event(name, data))

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            ringing = self._world.changes.ringing()
            self._look()
            await ringing

    def release(self) -> None:
        """Let every page go: the server stops."""
        for page in self._pages:
            page.put_nowait(None)

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Answer GET /rehearsal/feed."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        page: asyncio.Queue[bytes | None] = asyncio.Queue()
        going_on = True
        while going_on:
            self._look()
            self._pages.add(page)
            try:
                await response.write(self._everything())
                going_on = await self._follow(page, response)
            except ConnectionError:
                return response
            finally:
                self._pages.discard(page)
        return response

    async def _follow(self, page: asyncio.Queue[bytes | None], response: web.StreamResponse) -> bool:
        """Whether it fell too far behind; otherwise the server stops."""
        while page.qsize() <= _MOST_BEHIND:
            try:
                event = await asyncio.wait_for(page.get(), _KEEP_ALIVE)
            except TimeoutError:
                event = b": here\n\n"
            if event is None:
                return False
            await response.write(event)
        while not page.empty():
            if page.get_nowait() is None:
                return False
        return True

    def _look(self) -> None:
        world, place = self._world, self._place
        self._place = world.journal.end
        if not self._pages:
            return
        changes: dict[str, Any] = {}
        if messages := world.journal.messages(place):
            changes["messages"] = [screens.seen(world, message) for message in messages]
        if answers := world.journal.answers(place):
            changes["answers"] = [screens.answered(query) for query in answers]
        if abs((ahead := world.clock.now() - time.time()) - self._ahead) > _MOVED:
            self._ahead = ahead
            changes["now"] = world.clock.now()
        overview = screens.overview(world)
        as_json = json.dumps(overview)
        if as_json != self._overview:
            self._overview = as_json
            changes["overview"] = overview
        if changes:
            self._send(_event("changes", _json(changes)))

    def _everything(self) -> bytes:
        world = self._world
        overview = screens.overview(world)
        # From here on only what differs from this is told; whoever looks already was told so far by `_look`.
        self._overview, self._ahead = json.dumps(overview), world.clock.now() - time.time()
        private = [chat for user in world.users.values() for chat in world.private_chats(user)]
        chats = [*private, *world.groups.values()]
        shown = {
            "now": world.clock.now(),
            "run": self._run,
            "room": self._room,
            "overview": overview,
            "messages": [one for chat in chats for one in screens.newest(world, chat, MESSAGES_A_CHAT)],
        }
        first = _event("all", _json(shown))
        return first + b"".join(_event(name, data) for name, data in self._told.items())

    def _send(self, event: bytes) -> None:
        for page in self._pages:
            # Who does not read gets everything anew, and fills no memory meanwhile.
            if page.qsize() <= _MOST_BEHIND:
                page.put_nowait(event)


def _json(what: Any) -> str:
    """In ASCII: what half a character stands in is sent all the same."""
    return json.dumps(what, separators=(",", ":"))


def _event(name: str, data: str) -> bytes:
    return f"event: {name}\ndata: {data}\n\n".encode()
