"""A town whose bot sends over a fake channel, in no time, on both databases."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

import pytest

from bot.domain.bulletin import Bulletin, BulletinKind, BulletinState
from bot.domain.coalition import Group
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind, State, state_of
from bot.domain.person import Person
from bot.domain.wording import Content
from bot.outbox.limits import TELEGRAM, Limits
from bot.storage.turns import SqlTurns
from bot.storage.unit_of_work import SqlUnitsOfWork
from scheduler.bounds import Bounds
from scheduler.dispatch import Dispatcher
from scheduler.opening import Opening
from scheduler.ports import Line
from tests.fakes.chance import FakeChance
from tests.fakes.channel import FakeChannel
from tests.fakes.clock import FakeClock, FakeLeaseClock
from tests.fakes.renderer import FakeRenderer
from tests.fakes.waits import FakeWaits
from tests.people import BOT, PARENTS, SPIEGEL, VOORBEELDSTAD, address_of

BULLETIN = Bulletin("bulletin", VOORBEELDSTAD.id, SPIEGEL.id, BulletinKind.FULL, BulletinState.SENDING)
FORUM = Group("forum", VOORBEELDSTAD.id, BOT.id, "-1001", is_forum=True)


def person(who: Person) -> Recipient:
    return Recipient(RecipientKind.PERSON, who.id)


@dataclass
class Town:
    """Voorbeeldstad, with its parents, a bulletin that is being sent, and a forum of coordinators."""

    units: SqlUnitsOfWork
    clock: FakeClock
    lease_clock: FakeLeaseClock
    chance: FakeChance
    channel: FakeChannel = field(default_factory=FakeChannel)
    renderer: FakeRenderer = field(default_factory=FakeRenderer)
    limits: Limits = TELEGRAM
    per_second: float = 28.0

    def __post_init__(self) -> None:
        self.turns = SqlTurns(self.units)
        self.waits = FakeWaits(self.lease_clock)

    async def settles(self) -> None:
        async with self.units() as uow:
            await uow.coalitions.save(VOORBEELDSTAD)
            await uow.coalitions.save_bot_account(BOT)
            await uow.coalitions.save_group(FORUM)
            await uow.trajectories.save(SPIEGEL)
            await uow.bulletins.save(BULLETIN)
            for parent in PARENTS:
                await uow.people.add(parent)
                await uow.people.save_address(address_of(parent))

    def dispatcher(self, bounds: Bounds | None = None, before: Callable[[], Awaitable[object]] | None = None) -> Dispatcher:
        """A process that sends; another one may have ended before it."""
        return Dispatcher(
            turns=self.turns,
            glances=self.turns.glance,
            renderer=self.renderer,
            lines={BOT.id: Line(self.channel, self.limits, self.per_second)},
            clock=self.clock,
            chance=self.chance,
            waits=self.waits,
            bounds=bounds,
            before=before,
        )

    def delivery(
        self, to: Recipient, *texts: str, purpose: Purpose = Purpose.REPLY, due_at: datetime | None = None, key: str = ""
    ) -> Delivery:
        """One part for each text."""
        id_ = self.chance.id()
        parts = tuple(
            Part(self.chance.id(), id_, number, PartKind.SEND, Content(texts=(text,))) for number, text in enumerate(texts, 1)
        )
        bulletin = BULLETIN.id if purpose is Purpose.BROADCAST else None
        due = due_at or self.clock.now()
        return Delivery(id_, VOORBEELDSTAD.id, BOT.id, to, purpose, key or id_, due, bulletin_id=bulletin, parts=parts)

    async def plans(self, to: Recipient, *texts: str, purpose: Purpose = Purpose.REPLY, due_at: datetime | None = None) -> str:
        """Something will be said; its id."""
        return await self.plans_this(self.delivery(to, *texts, purpose=purpose, due_at=due_at))

    async def plans_this(self, delivery: Delivery) -> str:
        async with self.units() as uow:
            await uow.ledger.add(delivery)
        return delivery.id

    async def plans_parts(self, to: Recipient, *parts: tuple[PartKind, str, str | None]) -> str:
        """Parts of a kind, with a text and the name of a card."""
        delivery = self.delivery(to)
        made = tuple(
            Part(self.chance.id(), delivery.id, number, kind, Content(texts=(text,) if text else ()), card=card)
            for number, (kind, text, card) in enumerate(parts, 1)
        )
        return await self.plans_this(replace(delivery, parts=made))

    async def bulletin_is(self, state: BulletinState) -> None:
        async with self.units() as uow:
            await uow.bulletins.save(replace(BULLETIN, state=state))

    async def get(self, delivery_id: str) -> Delivery:
        """As it is kept; its state is always what its parts say."""
        async with self.units.reading() as uow:
            delivery = await uow.ledger.get(delivery_id)
        if delivery.opened and delivery.parts:
            assert delivery.state is state_of(delivery.parts)
        return delivery

    async def state(self, delivery_id: str) -> State:
        return (await self.get(delivery_id)).state

    def opening(self, window: int = 200) -> Opening:
        return Opening(turns=self.turns, clock=self.clock, window=window)


@pytest.fixture
async def town(units: SqlUnitsOfWork, clock: FakeClock, lease_clock: FakeLeaseClock, chance: FakeChance) -> Town:
    town = Town(units, clock, lease_clock, chance)
    await town.settles()
    return town
