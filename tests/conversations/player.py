"""Plays a conversation on the real house, and writes down what the phones show.

Every few turns the house is closed and another one opened on the same database: whatever a conversation needs has to be stored.
Only what was read from files, the clock and chance are carried over.
"""

import base64
import shutil
import textwrap
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from bot.config import Settings
from bot.domain.actor import Role, operator
from bot.domain.consent import Purpose
from bot.domain.person import Address, Person
from bot.rehearsal.chats import Chat
from bot.rehearsal.clock import ManualClock
from bot.rehearsal.demo.stage import START, TOKEN, TRAJECTORY, Somebody, Stage, WorldClock, hurried
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.limits import Limits
from bot.rehearsal.messages import Message
from bot.rehearsal.phones import Phone
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.world import World
from bot.services.delivery import sending
from bot.services.people import consenting, joining
from bot.wiring import Library, open_house
from tests.conversations.listening import Listening
from tests.conversations.paper import Paper, Place, visible
from tests.databases import SECRET_KEY
from tests.fakes.chance import FakeChance

COALITION = "voorbeeldstad"
ZONE = ZoneInfo("Europe/Amsterdam")
GROUP = "the coordinators' group"
VOICE = Path(__file__).parents[2] / "bot" / "rehearsal" / "data" / "tone.ogg"
"""A test tone: nobody's voice."""
PICTURE = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
"""One pixel."""
REOPENED = 12
"""After so many acts another house takes over. A new one costs as much time as five acts: all its SQL is compiled anew."""
STEP, DAY = timedelta(hours=3), timedelta(days=1)
SETTINGS = Settings(
    secret_key=SECRET_KEY, telegram_token=TOKEN, rate_per_second=1000.0, named={"WEERKLANK_TELEGRAM_TOKEN": TOKEN}
)


@dataclass(slots=True)
class Player:
    """What people do, one thing after the other; after each of them what is new is written down."""

    stage: Stage
    language: str
    """Of the parents."""
    library: Library
    listening: Listening
    chance: FakeChance
    houses: AsyncExitStack
    paper: Paper = field(default_factory=Paper)
    shown: set[str] = field(default_factory=set)
    """Keys of the texts that were said while somebody looked."""
    links: dict[str, str] = field(default_factory=dict)
    """By name: the token of the invitation that somebody came by."""
    acts: int = 0
    reopened: int = REOPENED

    # Who is there when it begins.

    def stranger(self, name: str, language: str = "") -> Somebody:
        """A phone, and nothing else."""
        somebody = Somebody(
            name,
            language or self.language,
            Phone.new(self.stage.world, self.stage.bot, name, language_code=language or self.language),
        )
        self.stage.people[name] = somebody
        return somebody

    async def parent(self, name: str = "Lotte", language: str = "") -> Somebody:
        """Somebody who joined before, without a word of that on paper."""
        somebody = self.stranger(name, language)
        person = await self._invited(somebody, Role.PARENT)
        async with self.stage.house.work() as work:
            await joining.choose_language(work, person.actor, somebody.language)
            shown = await consenting.question(work, person.actor, Purpose.UPDATES)
            await consenting.give(work, person.actor, Purpose.UPDATES, shown)
            await joining.join(work, person.actor)
        return somebody

    async def coordinator(self, name: str = "Marit") -> Somebody:
        """Marit or Bram of the example town, who joined before."""
        somebody = self.stranger(name, "nl")
        person = await self._invited(somebody, Role.COORDINATOR)
        async with self.stage.house.work() as work:
            await joining.join(work, person.actor)
        return somebody

    async def translator(self, name: str, language: str, role: Role = Role.TRANSLATOR) -> Somebody:
        """Somebody who joined before, and puts this language into Dutch and Dutch into it."""
        somebody = self.stranger(name, language)
        person = await self._invited(somebody, role)
        async with self.stage.house.work() as work:
            joined = await joining.join(work, person.actor)
            await work.uow.people.save(replace(joined, name=name, translates=frozenset({language})))
        return somebody

    async def contact_person(self, name: str) -> Somebody:
        """Somebody who joined before, and whom parents trust."""
        somebody = self.stranger(name, "nl")
        person = await self._invited(somebody, Role.CONTACT_PERSON)
        async with self.stage.house.work() as work:
            joined = await joining.join(work, person.actor)
            await work.uow.people.save(replace(joined, name=name))
        return somebody

    async def group(self, owner: Somebody, *others: Somebody, forum: bool = True) -> Gathering:
        """The coordinators' group, with the bot in it."""
        gathering = Gathering.create(self.stage.world, owner.phone.user, "Spiegelgesprek Voorbeeldstad", forum=forum)
        for other in others:
            gathering.join(other.phone.user, by=owner.phone.user)
        gathering.add_bot(self.stage.bot, by=owner.phone.user, admin=forum, topics=forum)
        self.stage.forum = gathering
        await self.settle()
        return gathering

    async def _invited(self, somebody: Somebody, role: Role) -> Person:
        phone = somebody.phone
        self.stage.world.start_chat(self.stage.bot, phone.user)
        async with self.stage.house.work() as work:
            [account] = await work.uow.coalitions.bot_accounts(COALITION)
            invitations = await joining.invite(work, operator(COALITION), TRAJECTORY, 2, role)
            # Of coordinators that the data file names, each has a link of their own.
            own = [invitation for invitation in invitations if invitation.used_by == somebody.name.lower()]
            [invitation, *_] = own or invitations
            self.links[somebody.name] = invitation.token
            address = Address(self.chance.id(), COALITION, account.id, "telegram", str(phone.user.id))
            await work.uow.people.save_address(address)
            return await joining.open_invitation(work, account, address, invitation.token, somebody.language)

    # What is looked at.

    def scene(self, title: str, *watched: Somebody | str) -> None:
        """From now on it is written down what these people see; a string names the group, or a topic by its pseudonym."""
        self.listening.said.clear()
        self.paper.scene(title, [self._place(each) for each in watched])

    def cut(self) -> None:
        """What happens until the next scene is not on paper."""
        self.paper.cut()

    def _place(self, watched: Somebody | str) -> Place:
        if isinstance(watched, Somebody):
            return Place(watched.name, lambda: watched.phone.messages)
        viewer = next(iter(self.stage.people.values())).phone
        return Place(watched, lambda: self._in_group(viewer, watched), names=True)

    def _in_group(self, viewer: Phone, title: str) -> list[Message]:
        gathering = self.stage.forum
        if gathering is None:
            return []
        if title != GROUP:
            topics = [topic.id for topic in gathering.topics if visible(topic.name).strip("⟨⟩") == title]
            return [m for m in viewer.messages_in(gathering.chat) if m.thread_id in topics]
        return [m for m in viewer.messages_in(gathering.chat) if m.thread_id is None]

    # What people do.

    async def opens_invitation(self, somebody: Somebody, role: Role = Role.PARENT) -> None:
        """Follows a link that was made for them."""
        async with self.stage.house.work() as work:
            [invitation] = await joining.invite(work, operator(COALITION), TRAJECTORY, 1, role)
        self.links[somebody.name] = invitation.token
        await self._another_house()
        self.paper.acted(somebody.name, "(opens the invitation)")
        somebody.phone.open_link(invitation.token)
        await self.settle()

    async def opens_link_of(self, somebody: Somebody, other: Somebody) -> None:
        """Follows a link that was used before."""
        self.paper.acted(somebody.name, f"(opens the invitation of {other.name})")
        somebody.phone.open_link(self.links[other.name])
        await self.settle()

    async def taps(self, somebody: Somebody, key: str, *, group: bool = False) -> None:
        """The newest button with this text: a key, or a label as it stands."""
        await self._another_house()
        is_key = key in self.library.book.texts()
        label = self.library.catalogs.render(key, somebody.language) if is_key else key
        who = f"{somebody.name}: " if group else ""
        self.paper.acted(GROUP if group else somebody.name, f"{who}[{visible(label)}]")
        chat = self.stage.forum.chat if group and self.stage.forum else None
        query = somebody.phone.tap(label, chat=chat)
        await self.settle()
        assert query.answer is not None, "a tap has to be answered, or the phone shows a clock"

    async def types(
        self, somebody: Somebody, text: str, *, group: bool = False, topic: str = "", reply_to: Message | None = None
    ) -> Message:
        """In their own chat, the group, or a topic of it."""
        await self._another_house()
        chat, thread = self._where(topic, group=group)
        message = somebody.phone.say(text, chat=chat, topic=thread, reply_to=reply_to)
        await self.settle()
        return message

    async def changes(self, somebody: Somebody, message: Message, text: str) -> None:
        """An earlier message gets new words."""
        await self._another_house()
        somebody.phone.edit(message, text)
        await self.settle()

    async def shows(self, somebody: Somebody, kind: str = "photo", *, topic: str = "", caption: str = "") -> None:
        """A photo or a document."""
        await self._another_house()
        chat, thread = self._where(topic)
        somebody.phone.send_file(kind, PICTURE, caption=caption, chat=chat, topic=thread)
        await self.settle()

    async def speaks(self, somebody: Somebody, *, topic: str = "") -> None:
        """A voice note of one second."""
        await self._another_house()
        chat, thread = self._where(topic)
        somebody.phone.send_file("voice", VOICE.read_bytes(), duration=1, chat=chat, topic=thread)
        await self.settle()

    async def sends(self, somebody: Somebody, kind: str, content: bytes) -> None:
        """A photo or a document, in their own chat."""
        await self._another_house()
        self.paper.acted(somebody.name, f"({kind})")
        somebody.phone.send_file(kind, content)
        await self.settle()

    def _where(self, topic: str, *, group: bool = False) -> tuple[Chat | None, int | None]:
        """The group and the topic in it; the person's own chat when neither is named."""
        if self.stage.forum is None or not (topic or group):
            return None, None
        return self.stage.forum.chat, next((one.id for one in self.stage.forum.topics if topic and topic in one.name), None)

    async def waits(self, **how_long: float) -> None:
        """Time goes by: `minutes=`, `hours=`, `days=`."""
        await self._another_house()
        left = timedelta(**how_long)
        while left > timedelta():
            step = min(left, DAY if left >= DAY else STEP)
            self.stage.world.clock.advance(step.total_seconds())
            left -= step
            self.paper.time(self._clock())
            await self.settle()

    async def bulletin_goes_out(self, bulletin_id: str) -> None:
        """By the command line."""
        self.paper.note("a bulletin goes out")
        async with self.stage.house.work() as work:
            await sending.send(work, operator(COALITION), bulletin_id)
        await self.settle()

    async def not_looked_at(self, bulletin_id: str, *languages: str) -> None:
        """Nobody has approved the words of this bulletin yet: those in Dutch, and in these languages."""
        async with self.stage.house.work() as work:
            bulletin = await work.uow.bulletins.get(bulletin_id)
            assert bulletin.revision_id is not None
            revision = await work.uow.bulletins.revision(bulletin.revision_id)
            texts = {key: words + (" Groet!" if key[0] in {"nl", *languages} else "") for key, words in revision.texts.items()}
            changed = replace(revision, id=self.chance.id(), number=revision.number + 1, texts=texts)
            await work.uow.bulletins.add_revision(changed)
            await work.uow.bulletins.save(replace(bulletin, revision_id=changed.id))

    async def without_words(self, bulletin_id: str, *languages: str) -> None:
        """This bulletin has no words in these languages yet."""
        async with self.stage.house.work() as work:
            bulletin = await work.uow.bulletins.get(bulletin_id)
            revision = await work.uow.bulletins.revision(str(bulletin.revision_id))
            look = await work.uow.bulletins.second_look(revision.id)
            assert look is not None
            texts = {key: words for key, words in revision.texts.items() if key[0] not in languages}
            changed = replace(revision, id=self.chance.id(), number=revision.number + 1, texts=texts)
            await work.uow.bulletins.add_revision(changed)
            await work.uow.bulletins.add_second_look(replace(look, revision_id=changed.id))
            await work.uow.bulletins.save(replace(bulletin, revision_id=changed.id))

    async def settle(self) -> None:
        """Until nothing moves any more; what is new is written down."""
        await self.stage.settle()
        if self.paper.writing:
            self.shown |= self.listening.said
        self.listening.said.clear()
        self.paper.look()

    def text(self) -> str:
        """The transcript, and which texts it shows."""
        keys = textwrap.fill(", ".join(sorted(self.shown)), 120, break_long_words=False, break_on_hyphens=False)
        return f"{self.paper.text()}\n━━ texts ━━\n{keys}\n"

    def _clock(self) -> str:
        now = datetime.fromtimestamp(self.stage.world.clock.now(), UTC).astimezone(ZONE)
        return format_datetime(now, "EEEE d MMMM, HH:mm", locale="en")

    async def _another_house(self) -> None:
        self.acts += 1
        if self.acts % self.reopened:
            return
        await self.houses.aclose()
        clock = WorldClock(self.stage.world)
        house = open_house(self.stage.settings, clock=clock, chance=self.chance, limits=hurried, library=self.library)
        self.stage.house = await self.houses.enter_async_context(house)


@asynccontextmanager
async def playing(
    folder: Path, town: Path, library: Library, language: str, *, reopened: int = REOPENED
) -> AsyncIterator[Player]:
    """A player in a town of its own: `town` is a database with the example coalition in it, of which a copy is used."""
    database = folder / "town.db"
    shutil.copy(town, database)
    world = World(clock=ManualClock(START.timestamp()), limits=Limits.off())
    bot = world.add_bot(TOKEN, username="weerklank_voorbeeld_bot", first_name="Weerklank")
    listening, library = Listening.to(library)
    chance = FakeChance()
    async with RehearsalServer(world) as server, AsyncExitStack() as houses:
        settings = replace(SETTINGS, database_url=f"sqlite:///{database}", telegram_api_url=server.url)
        house = open_house(settings, clock=WorldClock(world), chance=chance, limits=hurried, library=library)
        stage = Stage(world, bot, await houses.enter_async_context(house), settings)
        yield Player(stage, language, library, listening, chance, houses, reopened=reopened)
