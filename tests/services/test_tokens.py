"""A token that changed in its setting is taken over; that of another bot is not."""

from dataclasses import replace

import pytest

from bot.domain.errors import Mistake
from bot.services.tokens import adopt
from tests.people import BOT
from tests.services.conftest import Town

SETTING = "WEERKLANK_TELEGRAM_TOKEN"


@pytest.fixture
def served(town: Town) -> Town:
    """Its bot has a token, from a setting."""
    town.rows.accounts[BOT.id] = replace(BOT, token="7:old", token_setting=SETTING)
    return town


async def test_a_new_token_is_stored_and_the_audit_says_so(served: Town) -> None:
    [changed] = await adopt(served.work, {SETTING: "7:new"}, lambda _: True)
    assert served.rows.accounts[BOT.id] == changed == replace(BOT, token="7:new", token_setting=SETTING)
    assert [(event.what, event.about) for event in served.rows.audit.values()] == [("token_changed", BOT.id)]


@pytest.mark.parametrize("settings", [{}, {SETTING: "7:old"}, {"WEERKLANK_OTHER": "7:new"}, {SETTING: ""}])
async def test_nothing_new_changes_nothing(served: Town, settings: dict[str, str]) -> None:
    assert not await adopt(served.work, settings, lambda _: True)
    assert served.rows.accounts[BOT.id].token == "7:old"
    assert not served.rows.audit


async def test_another_bot_is_a_mistake_that_does_not_repeat_its_token(served: Town) -> None:
    with pytest.raises(Mistake, match="another bot") as mistake:
        await adopt(served.work, {SETTING: "8:new"}, lambda _: True)
    assert "8:new" not in str(mistake.value)
    with pytest.raises(Mistake, match="no bot token"):
        await adopt(served.work, {SETTING: "new"}, lambda _: False)
    assert served.rows.accounts[BOT.id].token == "7:old"
