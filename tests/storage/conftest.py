"""A coalition with one bot account and one trajectory, and parents in it."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from bot.domain.actor import Role
from bot.domain.coalition import BotAccount, Coalition
from bot.domain.inbound import Inbound, InboundKind
from bot.domain.person import Address, Person, PersonState
from bot.domain.trajectory import Trajectory
from bot.storage.unit_of_work import SqlUnitsOfWork
from tests.fakes.clock import MONDAY_MORNING

COALITION = "waterveen"
ACCOUNT = "waterveen-telegram"
TRAJECTORY = "waterveen-2026"


@dataclass(frozen=True, slots=True)
class Town:
    """The coalition of an example town, stored."""

    units: SqlUnitsOfWork

    async def joins(self, name: str, sender: str | None = None, role: Role = Role.PARENT) -> Person:
        """Somebody joins by the coalition's bot; their chat id is `sender`, or made of their name."""
        person = Person(name.lower(), COALITION, PersonState.ACTIVE, frozenset({role}), name=name, trajectory_id=TRAJECTORY)
        address = Address(f"address-{person.id}", COALITION, ACCOUNT, "telegram", sender or f"chat-of-{name}", person.id)
        async with self.units() as uow:
            await uow.people.add(person)
            await uow.people.save_address(address)
        return person

    async def says(self, update_id: str, text: str, sender: str = "chat-of-Samira") -> bool:
        """Something comes in; False when it was there already."""
        async with self.units() as uow:
            return await uow.inbox.store(COALITION, says(update_id, text, sender))


def says(update_id: str, text: str, sender: str = "chat-of-Samira", at: datetime = MONDAY_MORNING) -> Inbound:
    return Inbound(ACCOUNT, update_id, InboundKind.TEXT, at, "telegram", sender=sender, chat=sender, text=text)


@pytest.fixture
async def town(units: SqlUnitsOfWork) -> Town:
    async with units() as uow:
        await uow.coalitions.save(
            Coalition(COALITION, "Kansrijk Waterveen", signs_as="Marieke", help_line="Joke, 030 - 286 00 00")
        )
        await uow.coalitions.save_bot_account(
            BotAccount(ACCOUNT, COALITION, "telegram", "waterveen_bot", token="123:very-secret")
        )
        await uow.trajectories.save(Trajectory(TRAJECTORY, COALITION, "Rond de geboorte"))
    return Town(units)
