"""Opens the room and its page, and keeps the page informed until somebody stops it: `weerklank demo`."""

import asyncio
import logging
import os
import signal
import sys
import threading
import webbrowser
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from bot import operating
from bot.config import Settings
from bot.domain.errors import Mistake, Mistakes
from bot.outbox.quiet import Hours, next_decent
from bot.rehearsal.demo.stage import EXAMPLE, START
from bot.rehearsal.live import folders, joining
from bot.rehearsal.live.bot import Wrong
from bot.rehearsal.live.clock import SharedCalendar
from bot.rehearsal.live.facts import facts
from bot.rehearsal.live.room import CALENDAR, Room, model_of, new_world, open_room
from bot.rehearsal.live.routes import Routes
from bot.rehearsal.server import RehearsalServer

log = logging.getLogger(__name__)

_SHORTLY = 0.12
"""Seconds in which changes are gathered before the page is told."""
_AT_LEAST = 1.0
_LOOK = 0.5
"""Seconds between two looks at the files of flows and texts."""


async def play(settings: Settings, *, file: Path | None = None, port: int = 0, browser: bool = True) -> int:
    """Until Ctrl-C. `file` is a coalition's own data file; None is the example town.

    Raises Mistake when the port cannot be had, and Mistakes for what is wrong in flows, texts or the file.
    """
    stop = operating.stop_on_signals()
    # That it comes to rest is said in words of its own.
    logging.getLogger(operating.__name__).setLevel(logging.WARNING)
    with suppress(NotImplementedError, AttributeError):  # Windows
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, stop.set)
    model_of(file or EXAMPLE)
    folders.sweep()

    def listening(url: str) -> None:
        print(f"The rehearsal stands open at {url}/ (stop with Ctrl-C)", flush=True)
        if browser and _has_screen():
            # Nobody waits for it, also not at the end.
            threading.Thread(target=webbrowser.open, args=(f"{url}/",), daemon=True).start()

    async def going_on(opened: asyncio.Event, folder: Path) -> None:
        async with rehearsing(folder, settings, file=file, port=port, listening=listening) as room:
            opened.set()
            for warning in room.warnings:
                print(f"weerklank: warning: {warning}", file=sys.stderr, flush=True)
            await stop.wait()

    with folders.folder() as folder:
        opened = asyncio.Event()
        going = asyncio.create_task(going_on(opened, folder))
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({going, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if stop.is_set() and not opened.is_set():
            going.cancel()
        stopping.cancel()
        with suppress(asyncio.CancelledError):
            await going
    print("The rehearsal is over, and forgotten.", flush=True)
    return 0


def _has_screen() -> bool:
    """Whether a browser would show a window; one in the terminal would take it away."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@asynccontextmanager
async def rehearsing(
    folder: Path,
    settings: Settings,
    *,
    file: Path | None = None,
    port: int = 0,
    listening: Callable[[str], None] = lambda _: None,
) -> AsyncIterator[Room]:
    """A rehearsal that goes on for as long as the block; `listening` is called as soon as the page can be seen. As `play`."""
    calendar = SharedCalendar(folder / CALENDAR, start=START if file is None else decent_start(file))
    routes = Routes()
    server = RehearsalServer(new_world(calendar), port=port, more=routes.all())
    try:
        await server.__aenter__()
    except OSError as error:
        mend = "Choose another one with --port, or leave it out."
        raise Mistake(f"Port {port} of this machine cannot be had ({os.strerror(error.errno or 0)}).", mend=mend) from None
    try:
        listening(server.url)
        async with open_room(folder, settings, file or EXAMPLE, server, calendar) as room, asyncio.TaskGroup() as group:
            routes.room = room
            doing = (_tell(room, server), _watch_files(room), _guarded(joining.open_with(room)))
            tasks = [group.create_task(each) for each in doing]
            yield room
            for task in tasks:
                task.cancel()
    finally:
        await server.__aexit__(None, None, None)


def decent_start(file: Path) -> datetime:
    """Now, or the next moment at which somebody may be disturbed there: a coalition's own days are real ones."""
    coalition = model_of(file)[0].coalition
    return next_decent(datetime.now(UTC), Hours(coalition.zone, country=coalition.holiday_country))


async def _tell(room: Room, server: RehearsalServer) -> None:
    """The page gets the facts after each change, and every second, as what happens in the bot's process rings no bell here."""
    while True:
        await _guarded(_tell_once(room, server))
        waiting = [asyncio.create_task(room.world.changes.next()), asyncio.create_task(_until_set(room.changed))]
        await asyncio.wait(waiting, timeout=_AT_LEAST, return_when=asyncio.FIRST_COMPLETED)
        for each in waiting:
            each.cancel()
        room.changed.clear()
        await asyncio.sleep(_SHORTLY)


async def _tell_once(room: Room, server: RehearsalServer) -> None:
    server.feed.tell("room", await facts(room))


async def _guarded(doing: Coroutine[None, None, None]) -> None:
    """What goes wrong beside the phones is written down, and the rehearsal goes on."""
    try:
        await doing
    except Exception as error:
        log.error("the rehearsal goes on without this: %s: %s", type(error).__name__, error)  # noqa: TRY400


async def _until_set(event: asyncio.Event) -> None:
    await event.wait()


async def _watch_files(room: Room) -> None:
    """Flows and texts that were changed are checked, and taken over when nothing is wrong with them."""
    before = await asyncio.to_thread(_stamps, room)
    while True:
        await asyncio.sleep(_LOOK)
        now = await asyncio.to_thread(_stamps, room)
        if now == before:
            continue
        before = now
        await _guarded(_renew(room))
        room.touch()


async def _renew(room: Room) -> None:
    try:
        await room.renew()
        room.mistakes = ()
    except Mistakes as several:
        room.mistakes = tuple(map(str, several.mistakes))
    except (Mistake, Wrong) as mistake:
        room.mistakes = (str(mistake),)


def _stamps(room: Room) -> dict[str, int]:
    settings = room.house.settings
    found: dict[str, int] = {}
    flows, locales = settings.flows_dir, settings.locales_dir
    for folder, pattern in ((flows, "*.yaml"), (locales, "**/*.po"), (locales, "*/words.yaml")):
        for file in folder.glob(pattern):
            if file.name.startswith("."):
                continue
            with suppress(FileNotFoundError):
                found[str(file)] = file.stat().st_mtime_ns
    return found
