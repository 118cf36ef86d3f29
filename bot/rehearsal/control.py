"""The people's side over HTTP: JSON under /rehearsal/, for a page or a script that is not in this process.

| call | body | answer |
|---|---|---|
| POST /rehearsal/bots | token, username, first_name | the bot |
| POST /rehearsal/users | first_name, last_name, username, language_code | id, first_name |
| GET /rehearsal/users/{id}/messages | ?bot_id, ?chat_id, ?topic | what that phone shows |
| POST /rehearsal/users/{id}/{act} | see `acts.py` | what came of it |
| POST /rehearsal/groups | owner, title, supergroup, forum | chat_id |
| POST /rehearsal/groups/{chat_id}/{act} | see `acts.py` | chat_id, topics |
| GET /rehearsal/queries/{id} | | the answer to a tap, or null |
| GET, POST /rehearsal/clock | advance (seconds) | now (seconds since 1970) |
| POST /rehearsal/faults | trouble, method, chat_id, the fields of Fault; times null: all | true |
| DELETE /rehearsal/faults | trouble, method: only these; without: all | true |
| POST /rehearsal/crowd | users (ids): people whom nobody plays | how often they tapped |
| GET /rehearsal/chats/{key}/messages | ?before, ?most | earlier messages of a chat, as the page's live line names it |
| GET /rehearsal/feed | | the page's live line, see `feed.py` |
| GET /rehearsal/calls | ?chat_id | what the server carried out |
| GET /rehearsal/changes | ?seen, ?timeout | the number of changes, as soon as it is above `seen` |
| GET /rehearsal/files/{path} | | the content of a file |

With one bot account `bot_id` may be left out. What a phone cannot do is 409 with `error`; a wrong body is 400.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from bot.rehearsal import acts, arguments, crowd, screens, site
from bot.rehearsal.arguments import Arguments
from bot.rehearsal.errors import BadRequest, NotPossible
from bot.rehearsal.faults import Fault, Trouble
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.world import World

_LONGEST_WAIT = 50.0


def add_routes(application: web.Application, world: World) -> None:
    """Add /rehearsal/ to the application."""
    control = _Control(world)
    routes: tuple[tuple[str, str, _Answering], ...] = (
        ("POST", "/rehearsal/bots", control.add_bot),
        ("POST", "/rehearsal/users", control.add_user),
        ("GET", r"/rehearsal/users/{user_id:\d+}/messages", control.messages),
        ("POST", r"/rehearsal/users/{user_id:\d+}/{act:[a-z_]+}", control.act),
        ("POST", "/rehearsal/groups", control.add_group),
        ("POST", r"/rehearsal/groups/{chat_id:-\d+}/{act:[a-z_]+}", control.group_act),
        ("GET", r"/rehearsal/queries/{query_id:\d+}", control.query),
        ("GET", "/rehearsal/clock", control.clock),
        ("POST", "/rehearsal/clock", control.clock),
        ("POST", "/rehearsal/faults", control.add_fault),
        ("DELETE", "/rehearsal/faults", control.clear_faults),
        ("POST", "/rehearsal/crowd", control.crowd),
        ("GET", "/rehearsal/chats/{key}/messages", control.earlier),
        ("GET", "/rehearsal/calls", control.calls),
        ("GET", "/rehearsal/changes", control.changes),
    )
    for method, path, answering in routes:
        application.router.add_route(method, path, _json(answering))
    application.router.add_get("/rehearsal/files/{path:.+}", control.file)


_Answering = Callable[[web.Request, Arguments], Awaitable[Any]]


def _json(answering: _Answering) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        try:
            return web.json_response(await answering(request, await arguments.read(request)))
        except NotPossible as error:
            return web.json_response({"error": str(error)}, status=409)
        except (BadRequest, KeyError, TypeError, ValueError) as error:
            return web.json_response({"error": f"this body does not fit: {error}"}, status=400)

    return answer


class _Control:
    def __init__(self, world: World) -> None:
        self.world = world

    async def add_bot(self, _: web.Request, given: Arguments) -> Any:
        names = ("token", "username", "first_name")
        token, username, first_name = (str(given.values[name]) for name in names)
        return self.world.add_bot(token, username=username, first_name=first_name).me()

    async def add_user(self, _: web.Request, given: Arguments) -> Any:
        user = self.world.add_user(
            str(given.values["first_name"]),
            last_name=given.text("last_name"),
            username=given.text("username"),
            language_code=given.text("language_code"),
        )
        return user.shown()

    async def messages(self, request: web.Request, given: Arguments) -> Any:
        phone = acts.phone(self.world, int(request.match_info["user_id"]), given)
        chat = acts.chat(self.world, given)
        return [screens.seen(self.world, one) for one in phone.messages_in(chat, given.number("topic") or None)]

    async def act(self, request: web.Request, given: Arguments) -> Any:
        phone = acts.phone(self.world, int(request.match_info["user_id"]), given)
        return acts.PHONE[request.match_info["act"]](phone, given)

    async def add_group(self, _: web.Request, given: Arguments) -> Any:
        owner = self.world.users[given.number("owner")]
        kinds = {name: given.truth(name) for name in ("supergroup", "forum")}
        return acts.gathered(Gathering.create(self.world, owner, str(given.values["title"]), **kinds))

    async def group_act(self, request: web.Request, given: Arguments) -> Any:
        gathering = Gathering.of(self.world, self.world.groups[int(request.match_info["chat_id"])])
        acts.GATHERING[request.match_info["act"]](gathering, given)
        return acts.gathered(gathering)

    async def query(self, request: web.Request, _: Arguments) -> Any:
        answer = self.world.queries[request.match_info["query_id"]].answer
        return None if answer is None else asdict(answer)

    async def clock(self, _: web.Request, given: Arguments) -> Any:
        if given.has("advance"):
            self.world.clock.advance(float(given.values["advance"]))
            self.world.changes.ring()
        return {"now": self.world.clock.now()}

    async def add_fault(self, _: web.Request, given: Arguments) -> Any:
        fault = Fault(
            Trouble(given.text("trouble")),
            given.text("method") or None,
            given.number("chat_id") or None,
            None if "times" in given.values and given.values["times"] is None else given.number("times", 1),
            given.truth("accepted"),
            given.number("retry_after", 1),
            float(given.values.get("seconds", 0.0)),
            float(given.values.get("chance", 1.0)),
            given.number("seed"),
        )
        self.world.faults.add(fault)
        self.world.changes.ring()
        return True

    async def clear_faults(self, _: web.Request, given: Arguments) -> Any:
        trouble = Trouble(given.text("trouble")) if given.has("trouble") else None
        self.world.faults.clear(trouble, given.text("method") or None)
        self.world.changes.ring()
        return True

    async def crowd(self, _: web.Request, given: Arguments) -> Any:
        people = [self.world.users[int(number)] for number in given.values["users"]]
        bot = acts.bot(self.world, given)
        return {"taps": sum(await asyncio.gather(*(crowd.answer(self.world, bot, person) for person in people)))}

    async def earlier(self, request: web.Request, given: Arguments) -> Any:
        chat = screens.chat_of(self.world, request.match_info["key"])
        return screens.newest(self.world, chat, given.number("most", 60), given.number("before") or None)

    async def calls(self, _: web.Request, given: Arguments) -> Any:
        chat_id = given.number("chat_id") or None
        return [asdict(call) for call in self.world.log.calls if chat_id in {None, call.chat_id}]

    async def changes(self, _: web.Request, given: Arguments) -> Any:
        seen, seconds = given.number("seen"), min(float(given.values.get("timeout", 25)), _LONGEST_WAIT)
        try:
            async with asyncio.timeout(seconds):
                while self.world.changes.rung <= seen:
                    await self.world.changes.next()
        except TimeoutError:
            pass
        return {"changes": self.world.changes.rung}

    async def file(self, request: web.Request) -> web.Response:
        stored = self.world.files.at(request.match_info["path"])
        if stored is None:
            raise web.HTTPNotFound
        headers = dict(site.SANDBOX)
        if stored.kind == "document":
            headers["Content-Disposition"] = "attachment"
        return web.Response(body=stored.content, content_type=stored.mime_type, headers=headers)
