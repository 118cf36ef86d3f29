"""Where a story is played: a Bot API server, a house wired to it, a clock that the story moves, and everybody's phones."""

import re
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import operating
from bot.config import Settings
from bot.domain.actor import Role
from bot.outbox.limits import Limits
from bot.outbox.pace import Pace
from bot.rehearsal.chats import BotAccount
from bot.rehearsal.clock import ManualClock
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.limits import Limits as ServerLimits
from bot.rehearsal.messages import Message
from bot.rehearsal.phones import Phone
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.world import World
from bot.wiring import House, Library, open_house, read_library

EXAMPLE = Path(__file__).resolve().parent.parent / "data" / "voorbeeldstad.yaml"
TRAJECTORY = "eerste-weken"
TOKEN = "4200001:a-token-that-only-the-rehearsal-knows"
START = datetime(2026, 6, 2, 8, 0, tzinfo=UTC)
"""A Tuesday in June, ten o'clock in the morning in the example town."""


STEP = timedelta(hours=3)
LONG_STEP = timedelta(hours=12)
"""For weeks in which little happens."""


class WorldClock:
    """The business clock of the house is the calendar of the rehearsal's world: moving one moves both."""

    def __init__(self, world: World) -> None:
        self._world = world

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._world.clock.now(), UTC)


class NotAsExpected(Exception):
    """Something did not happen that the story tells."""


@dataclass(slots=True)
class Somebody:
    """A person of the story: a name, a language and a phone."""

    name: str
    language: str
    phone: Phone
    seen: int = 0
    """How many of their messages the story has looked at."""

    def fresh(self) -> list[Message]:
        """What came since the story last looked."""
        found = self.phone.received[self.seen :]
        self.seen = len(self.phone.received)
        return found


@dataclass(frozen=True, slots=True)
class Tap:
    """A button that somebody tapped, when the chat's newest message was `after`."""

    who: str
    label: str
    chat_id: int
    after: int


@dataclass(slots=True)
class Stage:
    """Everything a story needs. `settle` after each thing that somebody does."""

    world: World
    bot: BotAccount
    house: House
    settings: Settings
    people: dict[str, Somebody] = field(default_factory=dict)
    forum: Gathering | None = None
    taps: list[Tap] = field(default_factory=list)

    async def settle(self) -> None:
        """Until nothing moves any more."""
        await self.house.settle()

    async def pass_time(self, *, most: timedelta = STEP, **how_long: float) -> None:
        """Move the clock, in steps of `most` so that things happen in their order; `minutes=`, `hours=`, `days=`."""
        left = timedelta(**how_long)
        while left > timedelta():
            step = min(left, most)
            self.world.clock.advance(step.total_seconds())
            left -= step
            await self.settle()

    async def invite(self, name: str, language: str, role: Role = Role.PARENT) -> Somebody:
        """Somebody new follows an invitation."""
        [link] = await operating.invite_in(self.house, TRAJECTORY, 1, role)
        somebody = Somebody(name, language, Phone.new(self.world, self.bot, name, language_code=language))
        self.people[name] = somebody
        somebody.phone.open_link(link["token"])
        await self.settle()
        return somebody

    async def tap(self, somebody: Somebody, key: str, *, in_group: bool = False, **values: str) -> None:
        """Tap the newest button with the text `key` names, in the person's language; or `label=` as it stands."""
        label = values.get("label") or self.house.library.catalogs.render(key, somebody.language)
        chat = self.forum.chat if in_group and self.forum else None
        messages = somebody.phone.messages_in(chat)
        somebody.phone.tap(label, chat=chat)
        self.taps.append(Tap(somebody.name, label, messages[-1].chat.id, messages[-1].id))
        await self.settle()

    async def say(self, somebody: Somebody, text: str, *, topic: int | None = None, in_group: bool = False) -> Message:
        """Type something."""
        chat = self.forum.chat if (in_group or topic) and self.forum else None
        message = somebody.phone.say(text, chat=chat, topic=topic)
        await self.settle()
        return message

    async def speak(self, somebody: Somebody, content: bytes, seconds: int) -> None:
        """Send a voice note."""
        somebody.phone.send_file("voice", content, duration=seconds)
        await self.settle()

    def expect(self, somebody: Somebody, *keys: str) -> list[Message]:
        """What came since the last look says each of these texts, in the person's language. Raises NotAsExpected."""
        came = somebody.fresh()
        for key in keys:
            pattern = self.pattern(key, somebody.language)
            if not any(pattern.search(message.text) for message in came):
                shown = "\n---\n".join(message.text for message in came) or "nothing"
                raise NotAsExpected(f"{somebody.name} did not get {key} ({somebody.language}), but:\n{shown}")
        return came

    def pattern(self, key: str, language: str) -> re.Pattern[str]:
        """Finds a text with whatever values it has."""
        form = self.house.library.catalogs.all[language].entries[key].forms[0]
        fixed = (re.escape(piece.strip()) for piece in re.split(r"\{[a-z_]+\}", form))
        return re.compile("(?s:.*?)".join(fixed))


def hurried(limits: Limits) -> Limits:
    """A pace that nobody has to wait for."""
    quick = Pace(0.0001, burst=1000)
    return replace(limits, chat=quick, group=quick)


@asynccontextmanager
async def stage(
    folder: Path, settings: Settings, *, database_url: str | None = None, library: Library | None = None
) -> AsyncIterator[Stage]:
    """A stage with the example coalition loaded, at START. Its database lies in `folder`, unless a URL is given."""
    world = World(clock=ManualClock(START.timestamp()), limits=ServerLimits.off())
    bot = world.add_bot(TOKEN, username="weerklank_voorbeeld_bot", first_name="Weerklank")
    async with RehearsalServer(world) as server:
        own = replace(
            settings,
            database_url=database_url or f"sqlite:///{folder / 'demo.db'}",
            secret_key=secrets.token_urlsafe(32),
            telegram_token=TOKEN,
            telegram_api_url=server.url,
            rate_per_second=1000.0,
            named={"WEERKLANK_TELEGRAM_TOKEN": TOKEN},
        )
        library = library or read_library(own)
        clock = WorldClock(world)
        if database_url is None:
            await operating.upgrade(own)
        await operating.load(own, EXAMPLE, clock=clock, library=library)
        async with open_house(own, clock=clock, limits=hurried, library=library) as house:
            yield Stage(world, bot, house, own)
