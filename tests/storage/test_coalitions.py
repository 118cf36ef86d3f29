"""A coalition, its bot accounts and its groups come back as they were saved."""

from dataclasses import replace

import pytest

from bot.domain.coalition import BotAccount, Coalition, Group
from bot.domain.errors import NotThere
from tests.storage.conftest import ACCOUNT, COALITION, Town

GROUP = Group("g1", COALITION, ACCOUNT, "-1001", is_forum=True)


async def test_a_coalition_comes_back_and_can_change(town: Town) -> None:
    changed = Coalition(
        COALITION,
        "Kansrijk Waterveen",
        zone="Europe/Brussels",
        holiday_country="BE",
        signs_as="Joke",
        help_line="Marieke, 030 - 286 00 01",
        threshold=7,
        languages=("nl", "tr", "ar"),
    )
    async with town.units() as uow:
        assert (await uow.coalitions.get(COALITION)).signs_as == "Marieke"
        await uow.coalitions.save(changed)
    async with town.units.reading() as uow:
        assert await uow.coalitions.get(COALITION) == changed
        assert await uow.coalitions.all() == [changed]
        with pytest.raises(NotThere):
            await uow.coalitions.get("elsewhere")


async def test_a_bot_account_keeps_its_token(town: Town) -> None:
    account = BotAccount(ACCOUNT, COALITION, "telegram", "waterveen_bot", token="456:another")
    async with town.units() as uow:
        assert (await uow.coalitions.bot_account(ACCOUNT)).token == "123:very-secret"
        await uow.coalitions.save_bot_account(account)
    async with town.units.reading() as uow:
        assert await uow.coalitions.bot_account(ACCOUNT) == account
        assert await uow.coalitions.bot_accounts() == [account]
        assert await uow.coalitions.bot_accounts(COALITION) == [account]
        assert await uow.coalitions.bot_accounts("elsewhere") == []
    assert "456" not in repr(account)


async def test_a_group_is_found_by_its_chat_also_after_it_moved(town: Town) -> None:
    async with town.units() as uow:
        await uow.coalitions.save_group(GROUP)
    async with town.units() as uow:
        assert await uow.coalitions.group("g1") == GROUP
        assert await uow.coalitions.group_by_external(ACCOUNT, "-1001") == GROUP
        await uow.coalitions.save_group(replace(GROUP, external_id="-1002"))
    async with town.units.reading() as uow:
        assert await uow.coalitions.group_by_external(ACCOUNT, "-1001") is None
        assert await uow.coalitions.group_by_external(ACCOUNT, "-1002") == replace(GROUP, external_id="-1002")
        assert await uow.coalitions.group_by_external("another-bot", "-1002") is None


async def test_coordinators_meet_in_the_newest_active_group(town: Town) -> None:
    async with town.units() as uow:
        assert await uow.coalitions.coordinators_group(COALITION) is None
        for number in (1, 2, 3):
            group = Group(f"g{number}", COALITION, ACCOUNT, f"-100{number}", active=number != 3)
            await uow.coalitions.save_group(group)
    async with town.units.reading() as uow:
        found = await uow.coalitions.coordinators_group(COALITION)
        assert found is not None
        assert found.id == "g2"
