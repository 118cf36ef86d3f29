"""The rehearsal room: a Bot API server with its page, a bot beside it that lives and dies, and a house of our own to look from.

The house here serves nobody: it invites people, loads the update, and shows what the database says, also while the bot is dead.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot import operating
from bot.config import Settings
from bot.domain.actor import Role
from bot.domain.errors import Mistake
from bot.domain.person import Person
from bot.handling.worker import Outside
from bot.rehearsal.chats import BotAccount
from bot.rehearsal.demo.stage import EXAMPLE
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.limits import Limits as ServerLimits
from bot.rehearsal.live.bot import BotProcess, Life, Wrong
from bot.rehearsal.live.clock import BusinessClock, LeaseClock, SharedCalendar
from bot.rehearsal.live.process import orders
from bot.rehearsal.live.update import Draft
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.world import World
from bot.services.loading.load_model import AccountRow, LoadFile
from bot.services.loading.load_reading import read as read_file
from bot.wiring import House, open_house, read_library
from scheduler.bounds import Bounds

CALENDAR = "calendar"
PARENTS = (
    ("Lotte", "nl"),
    ("Fatma", "tr"),
    ("Amal", "ar"),
    ("Zofia", "pl"),
    ("Grace", "en"),
    ("Sem", "nl"),
    ("Emine", "tr"),
    ("Hassan", "ar"),
    ("Kasia", "pl"),
    ("Bilal", "nl"),
    ("Mehmet", "tr"),
    ("Esther", "nl"),
)
"""Of the example: invented, in all its languages; twelve, so that a report has something to tell above the threshold."""
LEASES_ARE_OVER = Bounds().call_seconds + Bounds().lease_seconds + 1
"""Seconds: a call that was in the air, and its lease."""


@dataclass(slots=True)
class Room:
    """Everything that the page steers. `people` are the persons behind the phones, by the id of the phone's user."""

    world: World
    account: BotAccount
    calendar: SharedCalendar
    house: House
    bot: BotProcess
    draft: Draft
    trajectory_id: str
    coordinators: tuple[str, ...]
    """What those are called who begin: the file's own, in its order."""
    parents: tuple[tuple[str, str], ...]
    """Names and languages of those who have joined when it begins."""
    guided: bool
    """The example is rehearsed, by which the page can guide somebody."""
    warnings: tuple[str, ...] = ()
    """What the data file leaves open, as `weerklank load` says it."""
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    people: dict[int, Person] = field(default_factory=dict)
    forum: Gathering | None = None
    moving: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Time is moved by one at a time."""
    replacing: asyncio.Lock = field(default_factory=asyncio.Lock)
    """And so is the bot."""
    answering: set[asyncio.Task[None]] = field(default_factory=set)
    """New parents who answer by themselves what they are asked."""
    mistakes: tuple[str, ...] = ()
    """In flows and texts as they are now: the bot goes on with what it read before."""
    renewed: int = 0
    """How often flows and texts were taken over."""
    report_read: bool = False
    opened: bool = False
    """Those who take part from the beginning have joined."""
    _orders: str = ""

    def touch(self) -> None:
        """Something is other than it was, which the page is to know."""
        self.changed.set()

    async def kill(self) -> None:
        """As a power cut would."""
        await self.bot.kill()

    async def start(self) -> None:
        """Start the bot again. What was leased by the one before it is free: two minutes pass for the database."""
        async with self.replacing:
            if self.bot.life in {Life.KILLED, Life.STOPPED, Life.FAILED}:
                self.calendar.pass_leases(LEASES_ARE_OVER)
                await self.bot.prepare()
                await self.bot.go()

    async def renew(self) -> None:
        """Take over flows and texts as they are now, when nothing is wrong with them: a new bot follows the old one.

        Raises Mistake, Mistakes or Wrong; then all goes on as it was. A bot that does not live reads them when it is started.
        """
        library, house = await asyncio.to_thread(read_library, self.house.settings), self.house
        async with self.replacing:
            # The fixed texts as they are now: who approved them stands in the file. Approvals of the old ones stay.
            await self.draft.load(library)
            if self.bot.life is Life.RUNNING:
                follower = BotProcess(self._orders, self.touch)
                await follower.prepare()
                old, self.bot = self.bot, follower
                await old.stop()
                await follower.go()
            house.library = library
            house.outside = Outside(
                house.units, house.outside.clock, house.outside.chance, library.words, library.book.rules, library.book.norms
            )
            self.renewed += 1
        self.touch()


@asynccontextmanager
async def open_room(
    folder: Path, settings: Settings, file: Path, server: RehearsalServer, calendar: SharedCalendar
) -> AsyncIterator[Room]:
    """Everything started, with nobody there yet; the database and the calendar lie in `folder`.

    Raises Mistake or Mistakes for what is wrong in the flows, the texts or the file.
    """
    (model, row), world = model_of(file), server.world
    # Drawn anew: nobody else on this machine can speak for the bot.
    token = f"4200001:{secrets.token_urlsafe(24)}"
    own = replace(
        settings,
        database_url=f"sqlite:///{folder / 'rehearsal.db'}",
        secret_key=secrets.token_urlsafe(32),
        telegram_token=token,
        telegram_api_url=server.url,
        rate_per_second=1000.0,
        webhook_url=None,
        http_port=None,
        named={row.token_setting: token},
    )
    account = world.add_bot(token, username="weerklank_repetitie_bot", first_name="Weerklank")
    room_changed = asyncio.Event()
    line = orders(own, folder / CALENDAR)
    bot = BotProcess(line, room_changed.set)
    preparing = asyncio.create_task(bot.prepare())
    try:
        library = await asyncio.to_thread(read_library, own)
        clock, leases = BusinessClock(calendar), LeaseClock(calendar)
        await operating.upgrade(own)
        draft = Draft(folder / "coalition.yaml", file, model, own, clock, library)
        warnings = await draft.load()
        async with open_house(own, clock=clock, lease_clock=leases, library=library) as house:
            try:
                await preparing
                await bot.go()
            except Wrong as error:
                raise Mistake(str(error)) from None
            room = Room(
                world=world,
                account=account,
                calendar=calendar,
                house=house,
                bot=bot,
                draft=draft,
                trajectory_id=draft.trajectory_id,
                coordinators=tuple(p.name for p in model.people if Role.COORDINATOR in p.roles)[:2] or ("Coördinator",),
                parents=PARENTS if file == EXAMPLE else (),
                guided=file == EXAMPLE,
                warnings=warnings,
                changed=room_changed,
                _orders=line,
            )
            try:
                yield room
            finally:
                for task in room.answering:
                    task.cancel()
                await room.bot.stop()
    finally:
        preparing.cancel()
        await asyncio.gather(preparing, return_exceptions=True)
        await bot.stop()


def model_of(file: Path) -> tuple[LoadFile, AccountRow]:
    """A data file and its bot account.

    Raises Mistake or Mistakes: also without a bot account or a trajectory, as nobody could join then.
    """
    read = read_file(file)
    if read.model.bot_account is None:
        raise Mistake("a rehearsal needs a bot account.", mend="Add bot_account: {id: …}; no token is needed.", file=file)
    if not read.model.trajectories:
        raise Mistake("a rehearsal needs a trajectory, for parents to join.", mend="Add one under trajectories:.", file=file)
    return read.model, read.model.bot_account


def new_world(calendar: SharedCalendar) -> World:
    """A server that counts no pace: the rehearsal hurries."""
    return World(clock=calendar, limits=ServerLimits.off())
