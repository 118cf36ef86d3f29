"""One process at a time asks for a bot account's updates, and another one takes over when it is gone."""

import pytest

from bot.domain.coalition import BotAccount, Coalition
from bot.storage.poll_lease import SqlPollLease
from bot.storage.unit_of_work import SqlUnitsOfWork
from tests.fakes.clock import FakeLeaseClock

ACCOUNT = BotAccount("voorbeeldstad-telegram", "voorbeeldstad", "telegram", token="1:token")
OTHER = BotAccount("elders-telegram", "voorbeeldstad", "telegram", token="2:token")


@pytest.fixture
async def leases(units: SqlUnitsOfWork) -> tuple[SqlPollLease, SqlPollLease]:
    """Of two processes that serve the same account."""
    async with units() as uow:
        await uow.coalitions.save(Coalition("voorbeeldstad", "Kansrijke Start Voorbeeldstad"))
        for account in (ACCOUNT, OTHER):
            await uow.coalitions.save_bot_account(account)
    return SqlPollLease(units, ACCOUNT, "first"), SqlPollLease(units, ACCOUNT, "second")


async def test_only_one_has_it_and_may_renew_it(leases: tuple[SqlPollLease, SqlPollLease], lease_clock: FakeLeaseClock) -> None:
    first, second = leases
    assert await first.take(15.0)
    assert not await second.take(15.0)
    lease_clock.move(10.0)
    assert await first.take(15.0)
    lease_clock.move(10.0)
    assert not await second.take(15.0)


async def test_another_takes_over_when_its_time_is_over(
    leases: tuple[SqlPollLease, SqlPollLease], lease_clock: FakeLeaseClock
) -> None:
    first, second = leases
    await first.take(15.0)
    lease_clock.move(15.0)
    assert await second.take(15.0)
    assert not await first.take(15.0), "it must notice that it lost it"


async def test_what_is_given_back_can_be_taken_at_once(leases: tuple[SqlPollLease, SqlPollLease]) -> None:
    first, second = leases
    await first.take(15.0)
    await first.give_back()
    assert await second.take(15.0)
    await first.give_back()
    assert not await first.take(15.0), "giving back what another has must change nothing"


async def test_each_bot_account_has_its_own(leases: tuple[SqlPollLease, SqlPollLease], units: SqlUnitsOfWork) -> None:
    await leases[0].take(15.0)
    assert await SqlPollLease(units, OTHER, "second").take(15.0)
