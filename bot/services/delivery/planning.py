"""What a bulletin is to each of its recipients: a delivery that is opened when its moment comes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.bulletin import Bulletin, Revision
from bot.domain.coalition import BotAccount, Coalition
from bot.domain.delivery import Delivery, Purpose, Recipient, RecipientKind, State
from bot.domain.errors import Refused
from bot.domain.person import Person, PersonState
from bot.outbox.quiet import hours_of, next_decent
from bot.services.people.contacts import HELD
from bot.services.people.leaving import PAUSED
from bot.services.speaking import languages
from bot.services.work import Work

NO_ADDRESS = "no_address"
"""The reason of a delivery to somebody whom the coalition's bot cannot write to yet."""


@dataclass(slots=True)
class Planner:
    """What all deliveries of a bulletin have in common."""

    work: Work
    bulletin: Bulletin
    revision: Revision
    start: datetime
    coalition: Coalition
    accounts: list[BotAccount]
    readable: dict[str, bool] = field(default_factory=dict)
    """By language, as far as somebody reads it."""

    @classmethod
    async def of(cls, work: Work, bulletin: Bulletin, revision: Revision, start: datetime) -> "Planner":
        """From here on nobody's reason to wait ends unseen: whoever releases what waits, waits for these deliveries or did so
        before (they `hold` the coalition). Refused: `no_bot_account`."""
        coalition = await work.uow.coalitions.lock(bulletin.coalition_id)
        accounts = await work.uow.coalitions.bot_accounts(coalition.id)
        if not accounts:
            raise Refused("no_bot_account", coalition=coalition.id)
        return cls(work, bulletin, revision, start, coalition, accounts)

    async def deliveries(self, people: Sequence[Person]) -> list[Delivery]:
        """One unopened delivery for each, due at a decent moment from `start` on."""
        return [await self._delivery(person) for person in people]

    async def _delivery(self, person: Person) -> Delivery:
        account, reachable = await _account(self.work, self.accounts, person)
        reason = None
        if person.state is PersonState.PAUSED:
            reason = PAUSED
        elif person.is_held(self.work.clock.now()):
            reason = HELD
        elif not await self._may_read(person.language):
            reason = languages.NOT_APPROVED
        elif not reachable:
            reason = NO_ADDRESS
        return Delivery(
            self.work.chance.id(),
            self.coalition.id,
            account.id,
            Recipient(RecipientKind.PERSON, person.id),
            Purpose.BROADCAST,
            f"bulletin:{self.revision.id}:{person.id}",
            next_decent(self.start, hours_of(self.coalition, person)),
            State.WAITING if reason else State.PENDING,
            reason,
            bulletin_id=self.bulletin.id,
            revision_id=self.revision.id,
            opened=False,
        )

    async def _may_read(self, language: str) -> bool:
        if language not in self.readable:
            self.readable[language] = await languages.may_read(self.work, self.revision, language)
        return self.readable[language]


async def _account(work: Work, accounts: list[BotAccount], person: Person) -> tuple[BotAccount, bool]:
    """The account that knows the person's address. With one account nobody is looked up: whoever joined, joined by it."""
    if len(accounts) == 1:
        return accounts[0], True
    for account in accounts:
        if await work.uow.people.address_of(person.id, account.id) is not None:
            return account, True
    return accounts[0], False
