"""A short bulletin to any number of parents, and what became of it: by the ledger, and by the witness of the server."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any, Self

import sqlalchemy as sa

from bot import operating
from bot.domain.actor import Role, operator
from bot.domain.approval import Approval
from bot.domain.bulletin import Bulletin, BulletinKind, Revision, SecondLook
from bot.domain.consent import Consent
from bot.domain.consent import Purpose as ConsentPurpose
from bot.domain.delivery import State
from bot.domain.person import Address, Person, PersonState
from bot.rehearsal.demo.stage import EXAMPLE, TRAJECTORY
from bot.rehearsal.demo.transcript import COALITION
from bot.services.delivery import sending
from bot.services.speaking import languages
from bot.services.work import Work
from bot.storage.engine import Store, engines
from bot.storage.tables.ledger import deliveries, parts
from bot.wiring import Library, open_house
from tests.chaos.telegram_process import Telegram, chat_of
from tests.chaos.worker_process import ShiftedClock, settings_of

BULLETIN = "bericht-aan-iedereen"
MORNING = datetime(2026, 6, 2, 8, 0, tzinfo=UTC)
"""A Tuesday in June, ten o'clock in the example town: nobody's quiet hours."""
WORDS = "De koffie-ochtend begint op dinsdag. Je bent welkom, ook met je baby."
_AT_ONCE = 1000


def shift_to_morning() -> float:
    """Seconds from now to MORNING."""
    return MORNING.timestamp() - time.time()


async def begin(database_url: str, library: Library, people: int, shift: float) -> None:
    """In a migrated, empty database: the example town, so many parents who joined, and a bulletin to all of them."""
    settings, clock = settings_of(database_url, None, 28.0), ShiftedClock(shift)
    await operating.load(settings, EXAMPLE, clock=clock, library=library)
    async with open_house(settings, clock=clock, library=library) as house:
        for first in range(0, people, _AT_ONCE):
            async with house.work() as work:
                for number in range(first, min(people, first + _AT_ONCE)):
                    await _join(work, number)
        async with house.work() as work:
            await _write(work)
            await sending.send(work, operator(COALITION), BULLETIN)


def person_of(number: int) -> str:
    return f"ouder-{number:06d}"


async def _join(work: Work, number: int) -> None:
    id_, now = person_of(number), work.clock.now()
    [account] = await work.uow.coalitions.bot_accounts(COALITION)
    person = Person(id_, COALITION, PersonState.ACTIVE, frozenset({Role.PARENT}), trajectory_id=TRAJECTORY, joined_at=now)
    await work.uow.people.add(person)
    await work.uow.people.save_address(Address(f"adres-{number}", COALITION, account.id, "telegram", str(chat_of(number)), id_))
    await work.uow.people.save_consent(Consent(id_, COALITION, ConsentPurpose.UPDATES, "1", "nl", now))


async def _write(work: Work) -> None:
    uow, now = work.uow, work.clock.now()
    await uow.bulletins.save(Bulletin(BULLETIN, COALITION, TRAJECTORY, BulletinKind.SHORT))
    promised = now.date().replace(day=now.day + 14)
    texts = {("nl", "message"): WORDS}
    revision = Revision(
        f"{BULLETIN}-1", COALITION, BULLETIN, 1, BulletinKind.SHORT, texts, next_promised=promised, written_by="marit"
    )
    await uow.bulletins.add_revision(revision)
    await uow.bulletins.save(replace(await uow.bulletins.get(BULLETIN), revision_id=revision.id))
    await uow.bulletins.add_second_look(SecondLook(revision.id, COALITION, "bram", now))
    hashes = sorted(set(languages.hashes(revision, "nl").values()))
    await uow.bulletins.add_approvals([Approval(COALITION, each, "nl", "bram", now) for each in hashes])


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the ledger says beside what the server carried out."""

    recipients: int
    states: dict[str, int]
    messages: int
    duplicates: int
    most_copies: int
    missed: int
    """Of whom the ledger says `sent`, though nothing arrived."""
    unlisted: int
    """Who got it twice without the ledger saying that a call of theirs was in doubt."""
    in_doubt: int
    """Parts of which a call may or may not have arrived."""
    seconds: float
    """From the first message to the last."""

    @property
    def uncertain(self) -> int:
        return self.states.get(State.UNCERTAIN, 0)

    def shown(self, **more: Any) -> str:
        return json.dumps({**more, **asdict(self), "per_second": round(self.messages / max(self.seconds, 0.001), 1)})

    def holds(self, people: int, *, duplicates: float) -> None:
        """Raises AssertionError with everything about it."""
        why = self.shown(expected=people)
        assert sum(self.states.values()) == self.recipients == people, why
        assert self.states.keys() <= {State.SENT, State.UNCERTAIN}, why
        assert self.most_copies <= 2, why
        assert self.missed == 0, why
        assert self.unlisted == 0, why
        assert self.duplicates <= duplicates, why


class Ledger:
    """Looks at the database with connections of its own."""

    def __init__(self, database_url: str) -> None:
        self._store: Store = engines(database_url)

    @classmethod
    @asynccontextmanager
    async def open(cls, database_url: str) -> AsyncIterator[Self]:
        ledger = cls(database_url)
        try:
            yield ledger
        finally:
            await ledger._store.close()

    async def states(self) -> Counter[str]:
        counted = sa.select(deliveries.c.state, sa.func.count()).where(deliveries.c.bulletin_id == BULLETIN)
        async with self._store.reading() as connection:
            rows = await connection.execute(counted.group_by(deliveries.c.state))
            return Counter({row[0]: row[1] for row in rows})

    async def is_settled(self) -> bool:
        states = await self.states()
        return bool(states) and all(State(state).is_final for state in states)

    async def settled(self) -> None:
        """Until every delivery is at its end."""
        while not await self.is_settled():  # noqa: ASYNC110 - other processes bring it there
            await asyncio.sleep(0.2)

    async def goes_on(self, server: Telegram) -> None:
        """Until the server carries something out, or nothing is left that it could."""
        waits = {asyncio.ensure_future(server.next_line()), asyncio.ensure_future(self.settled())}
        _, late = await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for each in late:
            each.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def verdict(self, sent: Sequence[Mapping[str, Any]]) -> Verdict:
        """`sent` is what the server carried out: every message of it is this bulletin's, as nobody said anything."""
        copies = Counter(call["chat_id"] for call in sent)
        assert all(WORDS in call["text"] for call in sent)
        joined = deliveries.join(parts, parts.c.delivery_id == deliveries.c.id)
        rows = sa.select(deliveries.c.recipient_id, parts.c.state, parts.c.ambiguous).select_from(joined)
        async with self._store.reading() as connection:
            found = (await connection.execute(rows.where(deliveries.c.bulletin_id == BULLETIN))).all()
        chats = {person_of(number): chat_of(number) for number in range(len(found))}
        at = [call["at"] for call in sent]
        return Verdict(
            recipients=len({row.recipient_id for row in found}),
            states=dict(await self.states()),
            messages=len(sent),
            duplicates=sum(copies.values()) - len(copies),
            most_copies=max(copies.values(), default=0),
            missed=sum(1 for row in found if row.state == State.SENT and not copies[chats[row.recipient_id]]),
            unlisted=sum(1 for row in found if copies[chats[row.recipient_id]] > 1 and not row.ambiguous),
            in_doubt=sum(1 for row in found if row.ambiguous),
            seconds=round(max(at) - min(at), 1) if at else 0.0,
        )
