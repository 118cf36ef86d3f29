"""The list of commands that people see when they type a slash."""

import pytest
from aiogram.types import BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot.domain.errors import Mistake
from bot.inbound.commands import CommandList, Place, set_commands
from bot.rehearsal.faults import Fault, Trouble
from tests.fakes.telegram import Telegram

PARENTS = CommandList(Place.PRIVATE, (("vraag", "Stel een vraag"), ("stop", "Geen berichten meer")))
PARENTS_IN_TURKISH = CommandList(Place.PRIVATE, (("vraag", "Soru sor"),), "tr")
COORDINATORS = CommandList(Place.GROUP, (("stand", "Hoe staat het ervoor"),))


async def test_parents_and_coordinators_each_see_their_own(server: Telegram) -> None:
    assert await set_commands(server.bot, [PARENTS, PARENTS_IN_TURKISH, COORDINATORS]) == 3
    private, group = BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()
    assert [command.command for command in await server.bot.get_my_commands(private)] == ["vraag", "stop"]
    assert [command.description for command in await server.bot.get_my_commands(private, "tr")] == ["Soru sor"]
    assert [command.command for command in await server.bot.get_my_commands(group)] == ["stand"]


async def test_a_script_is_no_part_of_telegrams_code(server: Telegram) -> None:
    assert await set_commands(server.bot, [CommandList(Place.PRIVATE, (("stop", "停止"),), "zh_Hans")]) == 1
    [shown] = await server.bot.get_my_commands(scope=BotCommandScopeAllPrivateChats(), language_code="zh")
    assert shown.description == "停止"


async def test_a_language_without_a_code_of_two_letters_has_no_list(server: Telegram) -> None:
    assert await set_commands(server.bot, [CommandList(Place.PRIVATE, (("stop", "Stop"),), "ckb")]) == 0


async def test_a_list_that_is_not_taken_costs_nothing(server: Telegram) -> None:
    server.world.faults.add(Fault(Trouble.INTERNAL, "setMyCommands"))
    assert await set_commands(server.bot, [PARENTS, COORDINATORS]) == 1


async def test_when_none_is_taken_that_is_logged_once(server: Telegram, caplog: pytest.LogCaptureFixture) -> None:
    server.world.faults.add(Fault(Trouble.INTERNAL, "setMyCommands", times=None))
    assert await set_commands(server.bot, [PARENTS, PARENTS_IN_TURKISH, COORDINATORS]) == 0
    [said] = [record.getMessage() for record in caplog.records if "not set" in record.getMessage()]
    assert said.startswith("3 of 3 command lists were not set")


@pytest.mark.parametrize(
    ("word", "what"), [("Stop", "Stop"), ("توقف", "Stop"), ("", "Stop"), ("x" * 33, "Stop"), ("stop", ""), ("stop", "x" * 257)]
)
async def test_what_telegram_cannot_show_is_a_mistake_and_nothing_is_sent(server: Telegram, word: str, what: str) -> None:
    with pytest.raises(Mistake):
        await set_commands(server.bot, [PARENTS, CommandList(Place.PRIVATE, ((word, what),))])
    assert server.account.commands == {}


async def test_a_hundred_and_one_commands_are_a_mistake(server: Telegram) -> None:
    many = tuple((f"c{number}", "Iets") for number in range(101))
    with pytest.raises(Mistake, match="101 commands"):
        await set_commands(server.bot, [CommandList(Place.GROUP, many)])
