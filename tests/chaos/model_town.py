"""A town with two bulletins: real storage, services, conversations and dispatcher, and phones that may fail. A model plays it."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import holidays
import sqlalchemy as sa

from bot import operating
from bot.config import Settings
from bot.domain.actor import Actor, operator
from bot.domain.approval import Approval
from bot.domain.bulletin import Bulletin, SecondLook
from bot.domain.coalition import BotAccount, Coalition
from bot.domain.consent import Consent
from bot.domain.consent import Purpose as ConsentPurpose
from bot.domain.delivery import State
from bot.domain.person import Person
from bot.outbox.call import Call
from bot.outbox.limits import TELEGRAM
from bot.outbox.outcome import Fate, Outcome, delivered
from bot.outbox.quiet import hours_of
from bot.rehearsal.demo.stage import EXAMPLE, TOKEN, TRAJECTORY
from bot.services.speaking import languages
from bot.storage.tables.ledger import deliveries, parts
from bot.wiring import House, Library, open_house
from scheduler.dispatch import Dispatcher
from scheduler.ports import Line
from tests.databases import SECRET_KEY
from tests.fakes.chance import FakeChance
from tests.fakes.clock import FakeClock, FakeLeaseClock
from tests.fakes.waits import FakeWaits
from tests.outbox.test_quiet import is_quiet
from tests.people import address_of, parent

COALITION = "voorbeeldstad"
FIRST, SECOND = "eerste-terugkoppeling", "tweede-terugkoppeling"
BULLETINS = (FIRST, SECOND)
MARKS = {FIRST: "¹", SECOND: "²"}
"""Stands in every text of a bulletin, so that a message shows whose it is."""
HOLIDAYS = frozenset(holidays.country_holidays("NL", years=range(2026, 2031)))
MOST_HALF_DAYS = 12
LEASES_ARE_OVER = 200.0
"""Seconds: longer than a call and a lease together."""


@dataclass
class Phones:
    """A channel to phones. `troubles` are outcomes of the next calls; what was not delivered arrived nowhere."""

    town: "ModelTown"
    troubles: deque[Outcome] = field(default_factory=deque)
    silent: asyncio.Event | None = None
    """While it is there, calls do not come back."""
    made: int = 0

    async def carry_out(self, call: Call) -> Outcome:
        self.made += 1
        outcome = self.troubles.popleft() if self.troubles else delivered(f"m{self.made}")
        if outcome.fate is not Fate.NOT_DELIVERED:  # an ambiguous one did arrive: the worst case
            self.town.arrives(call)
        await (self.silent.wait() if self.silent else asyncio.sleep(0))
        return outcome

    async def fetch(self, ref: str) -> bytes | Outcome:
        return ref.encode()

    async def close(self) -> None:
        """Nothing to close."""


@dataclass
class ModelTown:
    """What the model does to it, and what must hold all the time."""

    house: House
    account: BotAccount
    clock: FakeClock
    lease_clock: FakeLeaseClock
    coalition: Coalition
    people: dict[str, Person]
    """By their chat."""
    copies: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Of each message of a bulletin, by chat and text."""
    recipients: dict[str, int] = field(default_factory=dict)
    """Of each bulletin, when it was sent."""
    allowed: dict[str, set[str]] = field(default_factory=dict)
    """Of a cancelled bulletin: parts that were sent or being sent when the cancel was committed."""

    def __post_init__(self) -> None:
        self.phones = Phones(self)
        self.dispatcher = self.process()

    @property
    def actor(self) -> Actor:
        return operator(COALITION)

    def process(self) -> Dispatcher:
        """A process that sends; another one may have been killed before it."""
        return Dispatcher(
            turns=self.house.dispatcher._turns,
            glances=self.house.dispatcher._glances,
            renderer=self.house.dispatcher._renderer,
            lines={self.account.id: Line(self.phones, TELEGRAM, 28.0)},
            clock=self.clock,
            chance=self.house.outside.chance,
            waits=FakeWaits(self.lease_clock, most=10.0),
        )

    def arrives(self, call: Call) -> None:
        """Somebody reads it."""
        if not any(mark in call.text for mark in MARKS.values()):
            return
        self.copies[call.chat, call.text] += 1
        assert self.copies[call.chat, call.text] <= 2, f"a third copy of {call.text!r}"
        hours = hours_of(self.coalition, self.people[call.chat])
        assert not is_quiet(self.clock.now(), hours, HOLIDAYS), f"it is {self.clock.now()}, quiet in {hours.zone}"

    async def opens(self) -> bool:
        """What is due begins, and what came in is handled. Whether anything moved."""
        moved = [await tick.body() for tick in self.house.ticks]
        return await self.house.worker.drain() > 0 or any(moved)

    async def turns(self, count: int) -> None:
        """So many turns of the dispatcher, a second apart."""
        for _ in range(count):
            await self.dispatcher.run_once()
            for _ in range(3):
                await asyncio.sleep(0)
            self.lease_clock.move(1.0)

    async def dies(self, turns: int) -> None:
        """Killed with its calls in the air; what it had claimed is free again when the leases are over."""
        self.phones.silent = asyncio.Event()
        await self.turns(turns)
        await self.dispatcher._flights.abandon()
        self.phones.silent = None
        self.dispatcher = self.process()
        self.lease_clock.move(LEASES_ARE_OVER)

    def time_passes(self, hours: float) -> None:
        self.clock.move(hours=hours)
        self.lease_clock.move(hours * 3600)

    async def lives_in(self, person: Person, zone: str) -> None:
        """What was claimed a moment ago is claimed anew."""
        async with self.house.units() as uow:
            moved = replace(await uow.people.get(person.id), zone=zone)
            await uow.people.save(moved)
        self.people[address_of(person).value] = moved
        self.lease_clock.move(LEASES_ARE_OVER)

    async def under_way(self, bulletin_id: str) -> set[str]:
        """Parts of a bulletin that were sent, are being sent, or may have been."""
        went = sa.select(parts.c.id).where(
            parts.c.bulletin_id == bulletin_id,
            sa.or_(parts.c.state.in_([State.SENDING, State.SENT, State.UNCERTAIN]), parts.c.ambiguous > 0),
        )
        async with self.house.store.reading() as connection:
            return set(await connection.scalars(went))

    async def adds_up(self) -> None:
        """States add up to recipients; of what was cancelled nothing more went than was on its way."""
        for bulletin_id, expected in self.recipients.items():
            async with self.house.units.reading() as uow:
                counts = await uow.ledger.counts(bulletin_id)
            assert sum(counts.values()) == expected, f"{bulletin_id}: {dict(counts)} of {expected}"
        for bulletin_id, allowed in self.allowed.items():
            assert await self.under_way(bulletin_id) <= allowed, f"{bulletin_id} went on after it was cancelled"

    async def comes_to_rest(self) -> None:
        """Nothing fails any more, and some days pass."""
        self.phones.troubles.clear()
        for _ in range(MOST_HALF_DAYS):
            while await self.opens() or await self.dispatcher.drain():
                pass
            if not await self.unsettled():
                break
            self.time_passes(13)
        await self.adds_up()

    async def unsettled(self) -> list[tuple[str, str | None]]:
        """Deliveries of a bulletin that were not cancelled and are neither at an end nor waiting: their state and reason."""
        final = [state for state in State if state.is_final]
        left = sa.select(deliveries.c.state, deliveries.c.reason).where(
            deliveries.c.bulletin_id.is_not(None), deliveries.c.state.not_in([*final, State.WAITING])
        )
        async with self.house.store.reading() as connection:
            return [(row.state, row.reason) for row in await connection.execute(left)]


async def load_town(database_url: str, library: Library) -> None:
    """In an empty, migrated database: the example with a second bulletin, and six parents who joined."""
    settings = _settings(database_url)
    clock = FakeClock()
    await operating.load(settings, EXAMPLE, clock=clock, library=library)
    async with open_house(settings, clock=clock, chance=FakeChance(), library=library) as house, house.work() as work:
        uow, now = work.uow, clock.now()
        [account] = await uow.coalitions.bot_accounts(COALITION)
        first = await uow.bulletins.get(FIRST)
        assert first.revision_id is not None
        revision = await uow.bulletins.revision(first.revision_id)
        for bulletin_id in BULLETINS:
            texts = {key: f"{words} {MARKS[bulletin_id]}" for key, words in revision.texts.items()}
            marked = replace(revision, id=f"marked-{bulletin_id}", bulletin_id=bulletin_id, number=2, texts=texts)
            if bulletin_id == SECOND:
                await uow.bulletins.save(Bulletin(SECOND, COALITION, TRAJECTORY, first.kind))
            await uow.bulletins.add_revision(marked)
            await uow.bulletins.save(Bulletin(bulletin_id, COALITION, TRAJECTORY, first.kind, revision_id=marked.id))
            await uow.bulletins.add_second_look(SecondLook(marked.id, COALITION, "bram", now))
            for language in {language for language, _ in texts}:
                hashes = set(languages.hashes(marked, language).values())
                new = hashes - await uow.bulletins.approved(COALITION, language, sorted(hashes))
                await uow.bulletins.add_approvals([Approval(COALITION, each, language, "bram", now) for each in sorted(new)])
        for person in everybody():
            await uow.people.add(person)
            await uow.people.save_address(address_of(person, account=account))
            consent = Consent(person.id, COALITION, ConsentPurpose.UPDATES, "1", person.language, now)
            await uow.people.save_consent(consent)


def everybody() -> list[Person]:
    names = (("fatma", "tr"), ("yusuf", "ar"), ("kasia", "pl"), ("lotte", "nl"), ("sanne", "nl"), ("amina", "ar"))
    return [replace(parent(name, language), coalition_id=COALITION, trajectory_id=TRAJECTORY) for name, language in names]


@asynccontextmanager
async def model_town(file: Path, library: Library) -> AsyncIterator[ModelTown]:
    """On a database of its own, in which `load_town` was."""
    clock, lease_clock = FakeClock(), FakeLeaseClock()
    async with open_house(
        _settings(f"sqlite:///{file}"), clock=clock, chance=AfterLoading(), library=library, lease_clock=lease_clock
    ) as house:
        async with house.units.reading() as uow:
            coalition = await uow.coalitions.get(COALITION)
            [account] = await uow.coalitions.bot_accounts(COALITION)
        people = {address_of(person).value: person for person in everybody()}
        yield ModelTown(house, account, clock, lease_clock, coalition, people)


class AfterLoading(FakeChance):
    """Ids that do not meet those which loading drew."""

    def id(self) -> str:
        return f"m{super().id()}"

    def token(self) -> str:
        return f"m{super().token()}"


def _settings(database_url: str) -> Settings:
    return replace(
        Settings(),
        database_url=database_url,
        secret_key=SECRET_KEY,
        telegram_token=TOKEN,
        named={"WEERKLANK_TELEGRAM_TOKEN": TOKEN},
    )
