"""The paid limit: how many messages a second leave the ledger for a server that answers at once, each outcome on the disk."""

import time
from dataclasses import replace

from bot.domain.bulletin import BulletinState
from tests.benchmarks import clients
from tests.benchmarks.answering import Manner
from tests.benchmarks.figures import Figures
from tests.benchmarks.scale import Scale
from tests.benchmarks.server import Server, each_once
from tests.benchmarks.stores import Stores
from tests.benchmarks.town import BULLETIN, Town, chat, town

PER_SECOND = 10_000.0
"""So far above the paid limit of 1000 that the pace, which lets only so many go at once, is not what is measured."""
TEXT = "Een bericht van Marit.\n\nDit vertelden ouders: 's nachts was ik alleen met de baby. Ik wist niet wie ik kon bellen. 💬"


async def measure(stores: Stores, server: Server, kind: str, scale: Scale) -> Figures:
    """Beside a bare aiogram loop and python-telegram-bot, which keep nothing, with the same server and a text as long."""
    chats = [chat(number) for number in range(scale.messages)]
    await server.behave(Manner())
    aiogram = await clients.aiogram(server, chats, TEXT)
    each_once(await server.witness(), set(chats))
    await server.behave(Manner())
    other = await clients.python_telegram_bot(server, chats[: scale.messages // 5], TEXT)
    async with stores.fresh(kind) as url, town(server, url, scale.messages, per_second=PER_SECOND) as place:
        ours = await _broadcast(server, place)
    return {
        "weerklank": ours,
        "aiogram": aiogram,
        "python_telegram_bot": other,
        "speed_to_aiogram": ours["messages_per_second"] / aiogram["messages_per_second"],
        "speed_to_python_telegram_bot": ours["messages_per_second"] / other["messages_per_second"],
        "cpu_of_aiogram_to_ours": aiogram["cpu_ms_per_message"] / ours["cpu_ms_per_message"],
    }


async def _broadcast(server: Server, place: Town) -> Figures:
    async with place.house.units() as uow:
        await uow.bulletins.save(replace(await uow.bulletins.get(BULLETIN), state=BulletinState.SENDING))
    await place.plan(place.parents)
    await server.behave(Manner())
    began, cpu = time.perf_counter(), time.process_time()
    sent = await place.house.dispatcher.drain()
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    each_once(await server.witness(), place.chats)
    return {"messages_per_second": sent / seconds, "cpu_ms_per_message": 1000 * cpu / sent, "messages": sent}
