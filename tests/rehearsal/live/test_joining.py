"""Those who take part from the beginning answer by themselves."""

import asyncio

from bot.config import Settings
from bot.domain.actor import Role
from bot.rehearsal.chats import BotAccount
from bot.rehearsal.live.joining import answer
from bot.rehearsal.phones import Phone
from bot.rehearsal.world import World
from bot.wiring import read_library


async def test_somebody_has_joined_once_the_last_tap_is_answered(world: World, bot: BotAccount, fatma: Phone) -> None:
    catalogs = read_library(Settings()).catalogs
    joining = asyncio.create_task(answer(catalogs, Phone(world, bot, fatma.user), Role.COORDINATOR))
    await asyncio.sleep(0)
    label = catalogs.render("coordinator_welcome.hello.choices.yes", "tr")
    chat = world.start_chat(bot, fatma.user)
    world.post(chat, bot.user, {"text": "?"}, keyboard=[[{"text": label, "callback_data": "yes"}]])
    for _ in range(100):
        await asyncio.sleep(0)
    assert len(world.queries) == 1
    assert not joining.done()
    world.post(chat, bot.user, {"text": "Dank je."})
    await asyncio.wait_for(joining, 20)
