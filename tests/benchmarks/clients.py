"""What others reach who only send: a bare aiogram loop and python-telegram-bot. Nothing they send is kept anywhere."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from telegram import Bot as OtherBot
from telegram import InlineKeyboardButton as OtherButton
from telegram import InlineKeyboardMarkup as OtherMarkup
from telegram.request import HTTPXRequest

from tests.benchmarks.answering import TOKEN
from tests.benchmarks.figures import Figures
from tests.benchmarks.server import Server

AT_ONCE = 32
"""Calls in the air: more makes none of them faster."""
TOKENS = ("a" * 22, "b" * 22)

Send = Callable[[str, str], Awaitable[object]]


async def aiogram(server: Server, chats: list[str], text: str) -> Figures:
    """As its documentation shows it."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(server.url))
    async with Bot(TOKEN, session=session) as bot:
        return await _send_all(_aiogram_sender(bot), chats, text)


def _aiogram_sender(bot: Bot) -> Send:
    async def send(chat: str, text: str) -> None:
        rows = [[InlineKeyboardButton(text="👍", callback_data=token)] for token in TOKENS]
        await bot.send_message(chat, text, reply_markup=InlineKeyboardMarkup(inline_keyboard=rows))

    return send


async def python_telegram_bot(server: Server, chats: list[str], text: str) -> Figures:
    request = HTTPXRequest(connection_pool_size=AT_ONCE)
    async with OtherBot(TOKEN, base_url=f"{server.url}/bot", request=request) as bot:

        async def send(chat: str, text: str) -> None:
            rows = [[OtherButton("👍", callback_data=token)] for token in TOKENS]
            await bot.send_message(chat, text, reply_markup=OtherMarkup(rows))

        return await _send_all(send, chats, text)


async def _send_all(send: Send, chats: list[str], text: str) -> Figures:
    waiting = list(reversed(chats))

    async def worker() -> None:
        while waiting:
            await send(waiting.pop(), text)

    await send(waiting.pop(), text)
    began, cpu = time.perf_counter(), time.process_time()
    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(worker())
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    sent = len(chats) - 1
    return {"messages_per_second": sent / seconds, "cpu_ms_per_message": 1000 * cpu / sent}
