"""What the page asks of the room, JSON under /rehearsal/room/.

| call | body | answer |
|---|---|---|
| GET | | everything that the page shows beside the phones, see `facts.py` |
| POST time | seconds, or next: true | moved: whether there was anything; stuck: something is left that cannot go on |
| POST bot/kill · bot/start · bot/renew | | life |
| POST people | name, language, role (parent), taps (answer what a new parent is asked) | id |
| GET, POST update | texts: {element: words} | texts; beside them verdicts (GET) or warnings (POST) |
| POST plain | text | score, findings |
| GET flows/{flow}.svg | ?lang | the flow as a picture |
| GET report | ?lang | the report's page |
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import asdict
from typing import Any

from aiohttp import web

from bot.dialogue.graph import graph_of
from bot.domain.actor import STAFF, Role
from bot.domain.errors import Mistake, Mistakes, Refused, Unavailable
from bot.drawing.svg import flow_svg
from bot.drawing.words import Words
from bot.rehearsal import arguments
from bot.rehearsal.arguments import Arguments
from bot.rehearsal.errors import NotPossible
from bot.rehearsal.live import joining, passing
from bot.rehearsal.live.bot import Wrong
from bot.rehearsal.live.facts import facts
from bot.rehearsal.live.room import Room
from bot.rehearsal.live.update import verdict
from bot.report.making import LANGUAGES, document
from bot.report.page import page
from bot.wiring import REGISTRY

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
}
_MARK = {
    "nl": '<p role="note"><strong>Een repetitie: dit is niet echt.</strong></p>',
    "en": '<p role="note"><strong>A rehearsal: none of this is real.</strong></p>',
}
_Answering = Callable[[Room, Arguments], Coroutine[Any, Any, Any]]


class Routes:
    """`room` is filled in once it stands open; until then everything is answered with 503."""

    def __init__(self) -> None:
        self.room: Room | None = None
        self._doing: set[asyncio.Task[Any]] = set()

    def all(self) -> list[web.RouteDef]:
        """For the server."""
        prefix = "/rehearsal/room"
        return [
            web.get(prefix, self._json(_facts)),
            web.get(prefix + r"/flows/{flow:[a-z0-9_]+}.svg", self._picture),
            web.get(f"{prefix}/report", self._report),
            web.post(f"{prefix}/time", self._json(_time)),
            web.post(f"{prefix}/bot/kill", self._json(_kill)),
            web.post(f"{prefix}/bot/start", self._json(_start)),
            web.post(f"{prefix}/bot/renew", self._json(_renew)),
            web.post(f"{prefix}/people", self._json(_people)),
            web.get(f"{prefix}/update", self._json(_update)),
            web.post(f"{prefix}/update", self._json(_save)),
            web.post(f"{prefix}/plain", self._json(_plain)),
        ]

    async def _picture(self, request: web.Request) -> web.Response:
        """A flow with its texts in a language."""
        if self.room is None:
            raise web.HTTPServiceUnavailable
        library, flow = self.room.house.library, request.match_info["flow"]
        language = request.query.get("lang", "nl")
        if flow not in library.book.flows or language not in library.catalogs.all:
            raise web.HTTPNotFound
        svg = flow_svg(graph_of(library.book, REGISTRY.vocabulary(), flow), Words(language, library.catalogs))
        return web.Response(text=svg, content_type="image/svg+xml", headers=_HEADERS)

    async def _report(self, request: web.Request) -> web.Response:
        """As the coordinators get it. It is drawn once nothing is held in the database any more."""
        room = self.room
        if room is None:
            raise web.HTTPServiceUnavailable
        language = request.query.get("lang", LANGUAGES[0])
        coordinator = next((person for person in room.people.values() if person.is_coordinator), None)
        if coordinator is None or language not in LANGUAGES:
            raise web.HTTPNotFound
        async with room.house.work() as work:
            found = await document(work, coordinator.actor, room.trajectory_id, language)
        room.report_read = True
        room.touch()
        made = (await asyncio.to_thread(page, found)).replace("<body>", f"<body>{_MARK[language]}", 1)
        return web.Response(text=made, content_type="text/html", headers=_HEADERS)

    async def _to_its_end(self, doing: Coroutine[Any, Any, Any]) -> Any:
        """Also when the page goes away meanwhile: half a start or half a change helps nobody."""
        task = asyncio.create_task(doing)
        self._doing.add(task)
        task.add_done_callback(self._done)
        return await asyncio.shield(task)

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._doing.discard(task)
        if not task.cancelled():
            task.exception()

    def _json(self, answering: _Answering) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def answer(request: web.Request) -> web.Response:
            if self.room is None:
                return web.json_response({"error": "the bot is still starting"}, status=503)
            try:
                given = await arguments.read(request)
                return web.json_response(await self._to_its_end(answering(self.room, given)))
            except (NotPossible, Refused, Wrong, Mistake, TimeoutError) as error:
                return web.json_response({"error": str(error) or type(error).__name__}, status=409)
            except Mistakes as several:
                return web.json_response({"error": "\n".join(map(str, several.mistakes))}, status=409)
            except Unavailable as error:
                return web.json_response({"error": str(error)}, status=503)
            except (KeyError, TypeError, ValueError) as error:
                return web.json_response({"error": f"this body does not fit: {error}"}, status=400)

        return answer


async def _facts(room: Room, _: Arguments) -> Any:
    return await facts(room)


async def _time(room: Room, given: Arguments) -> Any:
    async with room.moving:
        if given.truth("next"):
            return asdict(await passing.pass_to_next(room))
        return asdict(await passing.pass_time(room, float(given.values["seconds"])))


COMING_IN = (Role.PARENT, *sorted(STAFF - {Role.OWNER}))
"""As what somebody may be added. The owner of a proposal comes by a link of their own, from the coordinators' chat."""


async def _kill(room: Room, _: Arguments) -> Any:
    await room.kill()
    return {"life": room.bot.life}


async def _start(room: Room, _: Arguments) -> Any:
    await room.start()
    return {"life": room.bot.life}


async def _renew(room: Room, _: Arguments) -> Any:
    await room.renew()
    return {"life": room.bot.life}


async def _people(room: Room, given: Arguments) -> Any:
    language = str(given.values["language"])
    if language not in room.house.library.catalogs.all:
        raise NotPossible(f"there is no language {language!r}")
    role = str(given.values.get("role", Role.PARENT))
    if role not in COMING_IN:
        raise NotPossible(f"nobody comes in as {role!r}")
    name = str(given.values["name"]).strip() or "Ouder"
    user = await joining.add(room, name, language, Role(role), taps=given.truth("taps"))
    return {"id": user.id}


async def _update(room: Room, _: Arguments) -> Any:
    return {"texts": room.draft.texts, "verdicts": {element: verdict(text) for element, text in room.draft.texts.items()}}


async def _save(room: Room, given: Arguments) -> Any:
    texts = {str(element): str(words) for element, words in dict(given.values["texts"]).items()}
    warnings = await room.draft.save(texts)
    room.touch()
    return {"texts": room.draft.texts, "warnings": warnings}


async def _plain(_: Room, given: Arguments) -> Any:
    return verdict(given.text("text"))
