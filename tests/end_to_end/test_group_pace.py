"""A hundred parents ask within a minute while a bulletin goes out: the group gets twenty calls a minute at the most, all of it
comes, and whoever types something there does not wait behind it."""

import secrets
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import sqlalchemy as sa

from bot import operating, steering
from bot.config import Settings
from bot.domain.actor import Role
from bot.domain.delivery import FINAL, RecipientKind
from bot.rehearsal.clock import ManualClock
from bot.rehearsal.demo.stage import EXAMPLE, START, TOKEN, TRAJECTORY, Somebody, Stage, WorldClock
from bot.rehearsal.gatherings import Gathering
from bot.rehearsal.limits import Limits
from bot.rehearsal.phones import Phone
from bot.rehearsal.server import RehearsalServer
from bot.rehearsal.world import World
from bot.storage.tables.ledger import parts
from bot.wiring import Library, open_house
from tests.databases import Database
from tests.end_to_end.town import BULLETIN, group_says, in_group, join_in, words
from tests.fakes.clock import FakeLeaseClock

PARENTS = 100
MOST, WITHIN = 20, 60.0
"""FACTS, 'Pace': messages in a group, in any minute. We count edits and new topics as well."""


@dataclass
class Rush:
    """A town on a server with its limits on, and one time for all: seconds that the test lets go by."""

    stage: Stage
    leases: FakeLeaseClock
    calls: list[tuple[float, str]] = field(default_factory=list)
    """Every call about the group: when, and which."""

    async def now(self) -> None:
        """Everything that may happen at this moment: what came in is handled, what is due and may go is sent."""
        house = self.stage.house
        moved = True
        while moved:
            moved = bool(sum([await polling.poll_once() for polling in house.polling]) + await house.worker.drain())
            while await house.dispatcher.run_once() or house.dispatcher._flights:
                moved = True
                if house.dispatcher._flights:
                    await house.dispatcher._awake.wait()

    async def passes(self, seconds: int, *, step: int = 1) -> None:
        """Step by step, of so many seconds; ticks every ten of these."""
        for second in range(0, seconds, step):
            if second % (10 * step) == 0:
                for tick in self.stage.house.ticks:
                    await tick.body()
            await self.now()
            self.leases.move(step)
            self.stage.world.clock.advance(step)

    async def left(self) -> int:
        """Parts for the group that are still to be sent."""
        async with self.stage.house.units.transaction() as tx:
            query = sa.select(sa.func.count()).where(
                parts.c.lane.startswith(f"{RecipientKind.GROUP}:"), parts.c.state.not_in([state.value for state in FINAL])
            )
            return int((await tx.execute(query)).scalar_one())

    def busiest_minute(self) -> int:
        """The most calls in any minute."""
        window: deque[float] = deque()
        most = 0
        for at, _ in self.calls:
            window.append(at)
            while window[0] <= at - WITHIN:
                window.popleft()
            most = max(most, len(window))
        return most


@asynccontextmanager
async def rush(database: Database, library: Library) -> AsyncIterator[Rush]:
    """Marit and Bram in a forum, a hundred parents who joined, and a house that keeps to the pace."""
    leases, calls, groups = FakeLeaseClock(), list[tuple[float, str]](), set[int]()

    async def noted(method: str, chat: int | None) -> None:
        if chat in groups:
            calls.append((leases.seconds, method))

    world = World(
        clock=ManualClock(START.timestamp()), pace=lambda: leases.seconds, limits=Limits(per_second=None), latency=noted
    )
    bot = world.add_bot(TOKEN, username="weerklank_voorbeeld_bot", first_name="Weerklank")
    async with RehearsalServer(world) as server:
        settings = Settings(
            database_url=database.url,
            secret_key=secrets.token_urlsafe(32),
            telegram_token=TOKEN,
            telegram_api_url=server.url,
            rate_per_second=1000.0,
            named={"WEERKLANK_TELEGRAM_TOKEN": TOKEN},
        )
        clock = WorldClock(world)
        await operating.load(settings, EXAMPLE, clock=clock, library=library)
        async with open_house(settings, clock=clock, library=library, lease_clock=leases) as house:
            stage = Stage(world, bot, house, settings)
            for name in ("Marit", "Bram"):
                await somebody(stage, name, Role.COORDINATOR)
            marit, bram = stage.people["Marit"], stage.people["Bram"]
            stage.forum = Gathering.create(world, marit.phone.user, "Spiegelgesprek Voorbeeldstad", forum=True)
            stage.forum.join(bram.phone.user, by=marit.phone.user)
            stage.forum.add_bot(bot, by=marit.phone.user)
            groups.add(stage.forum.chat.id)
            for number in range(PARENTS):
                await somebody(stage, f"Ouder {number}", Role.PARENT)
            yield Rush(stage, leases, calls)


async def somebody(stage: Stage, name: str, role: Role) -> None:
    stage.people[name] = Somebody(name, "nl", Phone.new(stage.world, stage.bot, name, language_code="nl"))
    await join_in(stage.house, stage.bot, stage.people[name], TRAJECTORY, role)


async def test_the_group_gets_twenty_calls_a_minute_at_the_most_and_nothing_is_lost(database: Database, library: Library) -> None:
    async with rush(database, library) as town:
        stage = town.stage
        marit, bram = stage.people["Marit"], stage.people["Bram"]
        parents = [person for person in stage.people.values() if person.name.startswith("Ouder")]
        await town.passes(60)
        await steering.bulletin_in(stage.house, "send", BULLETIN)
        await town.passes(5)
        for parent in parents:
            parent.phone.say("/vraag")
        await town.passes(20)
        for number, parent in enumerate(parents):
            parent.phone.say(f"Vraag nummer {number}.")
        await town.passes(30)
        assert await town.left() > 2 * PARENTS, "it is a rush"

        assert stage.forum is not None
        marit.phone.say("/vragen", chat=stage.forum.chat)
        before = len(town.calls)
        await town.passes(10)
        pattern = stage.pattern("answer.choose.ask", "nl")
        assert any(pattern.search(message.text) for message in in_group(stage)), "Marit does not wait behind the others"
        assert len(town.calls) - before <= 4
        bram.phone.tap("Ik doe deze", chat=stage.forum.chat)
        await town.passes(10)
        assert len(group_says(stage, "common.card_taken")) == 1, "nor does what Bram tapped"

        waited = 0
        while await town.left():
            await town.passes(60, step=3)
            waited += 60
            assert waited < 40 * 60, "it never ends"
        assert town.busiest_minute() <= MOST
        topics = {words(in_group(stage, topic.id)) for topic in stage.forum.topics}
        assert len(stage.forum.topics) == PARENTS
        for number in range(PARENTS):
            assert len([said for said in topics if f"Vraag nummer {number}." in said]) == 1
        methods = {method for _, method in town.calls}
        assert {"createForumTopic", "sendMessage", "editMessageText"} <= methods
