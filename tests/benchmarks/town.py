"""A town of any size: the example coalition, with as many parents who joined, in five languages."""

import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from bot import operating
from bot.config import ROOT, Settings
from bot.domain.actor import Role
from bot.domain.consent import Purpose as ConsentPurpose
from bot.domain.delivery import Delivery, Part, PartKind, Purpose, Recipient, RecipientKind
from bot.domain.person import PersonState, Reading
from bot.domain.wording import Button, Content, element
from bot.outbox.limits import Limits
from bot.outbox.pace import Pace
from bot.running import settle_memory
from bot.storage.cipher import Cipher
from bot.storage.tables.keys import data_keys
from bot.storage.tables.people import addresses, consents, people
from bot.storage.transaction import Transaction
from bot.storage.vault import person_owner
from bot.wiring import House, Library, open_house, read_library
from tests.benchmarks.answering import TOKEN
from tests.benchmarks.server import Server

EXAMPLE = ROOT / "bot" / "rehearsal" / "data" / "voorbeeldstad.yaml"
COALITION, ACCOUNT = "voorbeeldstad", "voorbeeldstad-telegram"
TRAJECTORY, BULLETIN = "eerste-weken", "eerste-terugkoppeling"
LANGUAGES = ("nl", "en", "tr", "ar", "pl")
MORNING = datetime(2026, 6, 2, 8, 0, tzinfo=UTC)
"""A Tuesday in June, ten o'clock in the morning in the example town: nobody's quiet hours."""
_AT_ONCE = 5_000


class MorningClock:
    """The business clock: it begins in the morning, whenever the benchmark is run, and goes on at its normal pace."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def now(self) -> datetime:
        return MORNING + timedelta(seconds=time.monotonic() - self._began)


@cache
def library() -> Library:
    return read_library(Settings())


def person_id(number: int) -> str:
    return f"parent-{number:06d}"


def chat(number: int) -> str:
    """The Telegram id of a parent."""
    return str(10_000_000 + number)


@dataclass(frozen=True, slots=True)
class Town:
    """An open house with `parents` parents in it."""

    house: House
    parents: int

    @property
    def chats(self) -> set[str]:
        return {chat(number) for number in range(self.parents)}

    async def add_parents(self, first: int, count: int) -> None:
        """Others who join: they get no broadcast that was planned before."""
        cipher = Cipher(self.house.settings.secret_key)
        for start in range(first, first + count, _AT_ONCE):
            async with self.house.units.transaction() as tx:
                await _add_parents(tx, cipher, range(start, min(first + count, start + _AT_ONCE)))

    async def plan(self, count: int, *, purpose: Purpose = Purpose.BROADCAST, first: int = 0) -> None:
        """A message of one part, with two values and two buttons, for so many parents: due at once, ready to be claimed."""
        async with self.house.units() as uow:
            revision_id = (await uow.bulletins.get(BULLETIN)).revision_id
            assert revision_id is not None
            await uow.ledger.add_broadcast(
                [self._delivery(number, revision_id, purpose) for number in range(first, first + count)]
            )

    def _delivery(self, number: int, revision_id: str, purpose: Purpose) -> Delivery:
        chance, clock = self.house.outside.chance, self.house.outside.clock
        id_ = chance.id()
        buttons = tuple((Button(chance.token(), label),) for label in ("👍", "👎"))
        content = Content(
            texts=("bulletin.acknowledgement.say",),
            values={"acknowledgement": element(revision_id, "acknowledgement")},
            rows=buttons,
        )
        return Delivery(
            id_,
            COALITION,
            ACCOUNT,
            Recipient(RecipientKind.PERSON, person_id(number)),
            purpose,
            f"benchmark:{id_}",
            clock.now(),
            bulletin_id=BULLETIN if purpose is Purpose.BROADCAST else None,
            revision_id=revision_id,
            parts=(Part(chance.id(), id_, 1, PartKind.SEND, content),),
        )


@asynccontextmanager
async def town(server: Server, database_url: str, parents: int, *, per_second: float) -> AsyncIterator[Town]:
    """The house is wired as in production but for the clock of its business, and a chat's own pace: one message a parent and
    second would be what is measured."""
    settings = Settings(
        database_url=database_url,
        secret_key=secrets.token_urlsafe(32),
        telegram_token=TOKEN,
        telegram_api_url=server.url,
        rate_per_second=per_second,
        named={"WEERKLANK_TELEGRAM_TOKEN": TOKEN},
    )
    clock = MorningClock()
    await operating.load(settings, EXAMPLE, clock=clock, library=library())
    async with open_house(settings, clock=clock, limits=_hurried, library=library()) as house:
        place = Town(house, parents)
        await place.add_parents(0, parents)
        settle_memory()
        yield place


def _hurried(limits: Limits) -> Limits:
    return Limits(**{name: getattr(limits, name) for name in limits.__slots__} | {"chat": Pace(0.0001, burst=1000)})


async def _add_parents(tx: Transaction, cipher: Cipher, numbers: range) -> None:
    """In few statements: what joining stores of somebody, without the talk."""
    rows: dict[str, list[dict[str, Any]]] = {"keys": [], "people": [], "addresses": [], "consents": []}
    for number in numbers:
        id_, language = person_id(number), LANGUAGES[number % len(LANGUAGES)]
        key = cipher.new_key()
        stored = cipher.wrap(key, person_owner(id_))
        hashed = await tx.vault.hash(COALITION, "address", ACCOUNT, "telegram", chat(number))
        own = {"coalition_id": COALITION}
        rows["keys"].append({**own, "owner": person_owner(id_), "key_id": stored.key_id, "wrapped": stored.wrapped})
        rows["people"].append(
            {
                **own,
                "id": id_,
                "state": PersonState.ACTIVE,
                "roles": frozenset({Role.PARENT}),
                "language": language,
                "reading": Reading.READ,
                "name": cipher.seal(key, b"", str(people.c.name)),
                "trajectory_id": TRAJECTORY,
                "joined_at": MORNING - timedelta(days=7),
                "declines": frozenset(),
                "queue": hashed,
            }
        )
        rows["addresses"].append(
            {
                **own,
                "id": f"address-{id_}",
                "bot_account_id": ACCOUNT,
                "kind": "telegram",
                "value": cipher.seal(key, chat(number).encode(), str(addresses.c.value)),
                "value_hash": hashed,
                "person_id": id_,
                "reachable": True,
            }
        )
        rows["consents"].append(
            {
                **own,
                "person_id": id_,
                "purpose": ConsentPurpose.UPDATES,
                "version": "benchmark",
                "given_at": MORNING - timedelta(days=7),
                "language": language,
            }
        )
    for table, name in ((data_keys, "keys"), (people, "people"), (addresses, "addresses"), (consents, "consents")):
        await tx.connection.execute(sa.insert(table), rows[name])
